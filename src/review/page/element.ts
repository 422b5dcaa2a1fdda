/** Builds elements. Text only ever becomes text: nothing in the page parses markup. */
import { shown } from './wording.js'

type Child = Node | string | null | undefined | false

interface Properties {
  readonly class?: string
  readonly title?: string
  /** Further attributes; false and undefined leave one out, true makes it empty. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Custom properties for the style sheet. */
  readonly style?: Readonly<Record<`--${string}`, string>>
  readonly onClick?: () => void
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { class: className, title, attributes = {}, style = {}, onClick }: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className !== undefined) made.className = className
  if (title !== undefined) made.title = title
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value))
  }
  for (const [key, value] of Object.entries(style)) made.style.setProperty(key, value)
  if (onClick) made.addEventListener('click', onClick)
  made.append(...children.filter((child) => typeof child === 'string' || child instanceof Node))
  return made
}

/** A button with words, and the key that does the same. */
export function button(label: string, key: string, onClick: () => void, className = ''): HTMLButtonElement {
  return element(
    'button',
    { class: className, attributes: { type: 'button', 'aria-keyshortcuts': key === '' ? undefined : shortcut(key) }, onClick },
    element('span', {}, label),
    key !== '' && element('kbd', { attributes: { 'aria-hidden': 'true' } }, key)
  )
}

const shortcut = (key: string): string => (/^[A-Z]$/.test(key) ? `Shift+${key}` : key)

/** Text of an article: characters that cannot be seen are named in a frame of their own. */
export function articleText(text: string): Node[] {
  return shown(text).map((part) =>
    'text' in part ? document.createTextNode(part.text) : element('span', { class: 'unseen', title: 'a character that cannot be seen' }, part.code)
  )
}

/** The element of the page with an id. @throws Error when the page lacks it, which a test would see */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`the page has no ${id}`)
}
