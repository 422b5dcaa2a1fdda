/** The keys of the page, and the help that lists them: one table for both. */
import { byId, element } from './element.js'

export interface Key {
  /** As `KeyboardEvent.key` gives them; the first is the one that help shows. */
  readonly keys: readonly string[]
  readonly does: string
  readonly run: (key: string) => void
}

export interface KeyGroup {
  readonly title: string
  readonly keys: readonly Key[]
}

const NAMES: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', '1': '1 … 5' }
const HIDDEN = new Set(['2', '3', '4', '5'])

/** Where keys are text, or choose among options. A field of a dialog keeps the focus for a moment after it has closed. */
const isField = (target: EventTarget | null): boolean =>
  (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target instanceof HTMLInputElement) &&
  target.closest('dialog:not([open])') === null

/** Listens to the keys, except where they are text or a dialog is open. */
export function listenToKeys(groups: readonly KeyGroup[]): void {
  const actions = new Map(groups.flatMap(({ keys }) => keys.flatMap((key) => key.keys.map((name) => [name, key] as const))))
  const dialogs = [...document.querySelectorAll('dialog')]
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const shown = dialogs.find(({ open }) => open)
    if (shown) {
      // The browser closes it some time after the key; the next key would be lost until then.
      if (event.key === 'Escape') {
        event.preventDefault()
        shown.close()
      }
      return
    }
    if (isField(event.target)) return
    const action = actions.get(event.key)
    if (!action) return
    event.preventDefault()
    action.run(event.key)
  })
}

export function drawHelp(groups: readonly KeyGroup[]): void {
  const sections = groups.map(({ title, keys }) =>
    element(
      'section',
      {},
      element('h3', {}, title),
      element('dl', {}, ...keys.map((key) => element('div', {}, element('dt', {}, ...names(key)), element('dd', {}, key.does))))
    )
  )
  byId('keys', HTMLElement).replaceChildren(...sections)
}

const names = ({ keys }: Key): Node[] => keys.filter((key) => !HIDDEN.has(key)).map((key) => element('kbd', {}, NAMES[key] ?? key))
