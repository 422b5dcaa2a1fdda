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
  private readonly parts = {
    dialog: byId('summary', HTMLDialogElement),
    table: byId('summary-table', HTMLElement),
    left: byId('summary-left', HTMLElement),
    patch: byId('patch', HTMLElement),
    told: byId('outcome', HTMLElement),
    apply: byId('apply', HTMLButtonElement),
    save: byId('save-patch', HTMLButtonElement),
    copy: byId('copy-patch', HTMLButtonElement)
  }
  private text = ''

  constructor(private readonly review: Review) {
    this.parts.apply.addEventListener('click', () => void this.apply())
    this.parts.save.addEventListener('click', () => { this.save() })
    this.parts.copy.addEventListener('click', () => void this.copy())
    byId('summary-close', HTMLButtonElement).addEventListener('click', () => { this.parts.dialog.close() })
    review.listen(({ what }) => {
      if (what === 'documents' && this.parts.dialog.open) this.drawTable()
    })
  }

  async open(): Promise<void> {
    this.parts.told.replaceChildren()
    this.drawTable()
    this.parts.patch.replaceChildren('…')
    this.allow(0)
    if (!this.parts.dialog.open) this.parts.dialog.showModal()
    await this.trying(() => this.drawPatch())
  }

  private drawTable(): void {
    const { documents } = this.review
    const decided = documents.filter(({ counts }) => total(counts) > counts.undecided)
    const sum = documents.reduce(
      (sums, { counts }) => sums.map((value, index) => value + (figures(counts)[index] ?? 0)),
      [0, 0, 0, 0]
    )
    const row = (name: Node, values: readonly number[]): HTMLElement =>
      element('tr', {}, element('th', { attributes: { scope: 'row' } }, name), ...values.map((value) => element('td', { class: 'number' }, value.toLocaleString('en'))))
    this.parts.table.replaceChildren(
      element('caption', { class: 'hidden' }, 'Decisions by article'),
      element('thead', {}, element('tr', {}, ...HEADINGS.map((heading) => element('th', { attributes: { scope: 'col' } }, heading)))),
      element('tbody', {}, ...decided.map(({ name, counts }) => row(element('span', {}, ...articleText(name)), figures(counts)))),
      ...(documents.length === 1 ? [] : [element('tfoot', {}, row(element('span', {}, counted(documents.length, 'article')), sum))])
    )
    this.drawLeft()
  }

  /** Tells what nobody has decided on, and what nobody can. */
  private drawLeft(): void {
    const { documents } = this.review
    const opened = documents.filter(({ counts }) => counts.undecided > 0)
    const open = opened.reduce((sum, { counts }) => sum + counts.undecided, 0)
    const failed = documents.filter(({ state }) => state === 'failed').length
    const waiting = documents.filter(({ state }) => state === 'waiting').length
    const parts = [
      open === 0 ? '' : `${counted(open, 'edit')} in ${counted(opened.length, 'article')} ${open === 1 ? 'is' : 'are'} still open: there the text stays as it is.`,
      waiting === 0 ? '' : `${counted(waiting, 'article')} ${waiting === 1 ? 'is' : 'are'} still to be read.`,
      failed === 0 ? '' : `${counted(failed, 'article')} cannot be read.`
    ]
    this.parts.left.textContent = parts.filter((part) => part !== '').join(' ')
    this.parts.left.hidden = this.parts.left.textContent === ''
  }

  private async drawPatch(): Promise<void> {
    const { patch, unwritten } = await this.review.server.outcome()
    this.text = patch
    const lines = patch.replace(/\n$/, '').split('\n')
    const shown = lines.slice(0, MOST_LINES).map((line) => element('span', { class: classOf(line) }, ...articleText(line), '\n'))
    const rest = lines.length > MOST_LINES ? [element('em', {}, `… and ${counted(lines.length - MOST_LINES, 'line')} more`)] : []
    this.parts.patch.replaceChildren(...(patch === '' ? ['Nothing yet: no edit is accepted.'] : [...shown, ...rest]))
    this.allow(unwritten)
  }

  /** Lets be done what there is to do. */
  private allow(unwritten: number): void {
    this.parts.apply.disabled = unwritten === 0
    this.parts.apply.textContent = unwritten > 0 ? `Write ${counted(unwritten, 'file')}` : this.text === '' ? 'Write the files' : 'Every file is written'
    this.parts.save.disabled = this.parts.copy.disabled = this.text === ''
  }

  private async apply(): Promise<void> {
    this.parts.apply.disabled = true
    await this.trying(async () => {
      const { files } = await this.review.server.apply()
      const written = files.filter(({ outcome }) => outcome === 'written').length
      const words = written === 0 ? 'Nothing was written.' : `Wrote ${counted(written, 'file')}. “unspin revert” with the journal takes it back.`
      this.tell(element('p', {}, words), ...files.filter(({ outcome }) => outcome === 'failed').map(fault))
      await this.drawPatch()
    })
  }

  /** Does something, and tells what was in the way. */
  private async trying(action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      this.parts.patch.replaceChildren(...(this.text === '' ? ['…'] : this.parts.patch.childNodes))
      this.tell(element('p', { class: 'fault' }, error instanceof Error ? error.message : String(error)))
    }
  }

  private tell(...words: readonly Node[]): void {
    this.parts.told.replaceChildren(...words)
  }

  private save(): void {
    const address = URL.createObjectURL(new Blob([this.text], { type: 'text/x-diff' }))
    element('a', { attributes: { href: address, download: 'unspin.patch' } }).click()
    URL.revokeObjectURL(address)
  }

  private async copy(): Promise<void> {
    await this.trying(async () => {
      await navigator.clipboard.writeText(this.text)
      this.tell(element('p', {}, 'The patch is on the clipboard.'))
    })
  }
}

const HEADINGS = ['Article', 'Accepted', 'Reworded', 'Rejected', 'Open'] as const

const figures = ({ accepted, replaced, rejected, undecided }: DocumentState['counts']): readonly number[] => [accepted, replaced, rejected, undecided]

const classOf = (line: string): string => LINE_CLASSES.find(([pattern]) => pattern.test(line))?.[1] ?? ''

const fault = ({ name, error }: AppliedFile): HTMLElement =>
  element('p', { class: 'fault' }, ...articleText(name), `: ${error ?? 'it was not written'}`)
