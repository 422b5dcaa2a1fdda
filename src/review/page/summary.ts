/** The end of a review: what was decided, the patch that it comes to, and writing the files. */
import type { AppliedFile, DocumentState } from '../web/contract.js'
import { articleText, byId, element } from './element.js'
import type { Review } from './review.js'
import { counted, total } from './wording.js'

/** A patch longer than this is shown in part; the whole of it can be saved. */
const MOST_LINES = 5_000

const LINE_CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^(?:---|\+\+\+) /, 'file'],
  [/^@@/, 'hunk'],
  [/^-/, 'removed'],
  [/^\+/, 'added']
]

export class Summary {
  private readonly dialog = byId('summary', HTMLDialogElement)
  private readonly table = byId('summary-table', HTMLElement)
  private readonly patch = byId('patch', HTMLElement)
  private readonly outcome = byId('outcome', HTMLElement)
  private readonly applyButton = byId('apply', HTMLButtonElement)
  private text = ''

  constructor(private readonly review: Review) {
    this.applyButton.addEventListener('click', () => void this.apply())
    byId('save-patch', HTMLButtonElement).addEventListener('click', () => { this.save() })
    byId('copy-patch', HTMLButtonElement).addEventListener('click', () => void this.copy())
    byId('summary-close', HTMLButtonElement).addEventListener('click', () => { this.dialog.close() })
    review.listen(({ what }) => {
      if (what === 'documents' && this.dialog.open) this.drawTable()
    })
  }

  async open(): Promise<void> {
    this.outcome.replaceChildren()
    this.drawTable()
    if (!this.dialog.open) this.dialog.showModal()
    await this.drawPatch()
  }

  private drawTable(): void {
    const { documents } = this.review
    const touched = documents.filter(({ counts }) => total(counts) > 0)
    const sum = touched.reduce(
      (sums, { counts }) => sums.map((value, index) => value + (figures(counts)[index] ?? 0)),
      [0, 0, 0, 0]
    )
    const row = (name: Node, values: readonly number[]): HTMLElement =>
      element('tr', {}, element('th', { attributes: { scope: 'row' } }, name), ...values.map((value) => element('td', { class: 'number' }, value.toLocaleString('en'))))
    this.table.replaceChildren(
      element('caption', { class: 'hidden' }, 'Decisions by article'),
      element('thead', {}, element('tr', {}, ...HEADINGS.map((heading) => element('th', { attributes: { scope: 'col' } }, heading)))),
      element('tbody', {}, ...touched.map(({ name, counts }) => row(element('span', {}, ...articleText(name)), figures(counts)))),
      element('tfoot', {}, row(element('span', {}, `${counted(touched.length, 'article')}`), sum))
    )
  }

  private async drawPatch(): Promise<void> {
    const answer = await this.review.server.patch().catch((error: unknown) => ({ patch: '', error: String(error) }))
    this.text = answer.patch
    const lines = this.text.split('\n')
    const shown = lines.slice(0, MOST_LINES).map((line) => element('span', { class: classOf(line) }, ...articleText(line), '\n'))
    const rest = lines.length > MOST_LINES ? [element('em', {}, `… and ${counted(lines.length - MOST_LINES, 'line')} more`)] : []
    this.patch.replaceChildren(...(this.text === '' ? ['Nothing is accepted yet.'] : [...shown, ...rest]))
    this.applyButton.disabled = this.text === ''
  }

  private async apply(): Promise<void> {
    this.applyButton.disabled = true
    try {
      const { files } = await this.review.server.apply()
      const written = files.filter(({ outcome }) => outcome === 'written')
      this.outcome.replaceChildren(
        element('p', {}, written.length === 0 ? 'Every file holds these decisions already.' : `Wrote ${counted(written.length, 'file')}.`),
        ...files.filter(({ outcome }) => outcome === 'failed').map(fault)
      )
    } catch (error) {
      this.outcome.replaceChildren(element('p', { class: 'fault' }, error instanceof Error ? error.message : String(error)))
    }
    this.applyButton.disabled = false
  }

  private save(): void {
    const address = URL.createObjectURL(new Blob([this.text], { type: 'text/x-diff' }))
    element('a', { attributes: { href: address, download: 'unspin.patch' } }).click()
    URL.revokeObjectURL(address)
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.text)
    this.outcome.replaceChildren(element('p', {}, 'The patch is on the clipboard.'))
  }
}

const HEADINGS = ['Article', 'Accepted', 'Own wording', 'Rejected', 'Open'] as const

const figures = ({ accepted, replaced, rejected, undecided }: DocumentState['counts']): readonly number[] => [accepted, replaced, rejected, undecided]

const classOf = (line: string): string => LINE_CLASSES.find(([pattern]) => pattern.test(line))?.[1] ?? ''

const fault = ({ name, error }: AppliedFile): HTMLElement =>
  element('p', { class: 'fault' }, ...articleText(name), `: ${error ?? 'it was not written'}`)
