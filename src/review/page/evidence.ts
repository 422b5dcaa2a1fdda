/** Tells why an edit was proposed: its entry, the terms of its score, and the stretch of text that it stands in. */
import type { EvidenceWindow } from '../../types.js'
import type { Article, ProposedEdit } from '../web/contract.js'
import { element } from './element.js'
import { plainly, signed, twoDecimals } from './wording.js'

/** A term of this weight fills its half of the scale; heavier ones stretch it. */
const FULL = 1
/** Terms that weigh less are told together until somebody asks for all. */
const SMALL = 0.25

type Term = ProposedEdit['reasons'][number]

/** The terms of a score, as numbers and bars. What is shown of it stays so from edit to edit. */
export class ScoreTable {
  private shown: ProposedEdit | undefined
  private all = false
  private readonly root = element('div')

  of(edit: ProposedEdit): HTMLElement | null {
    this.shown = edit
    this.draw()
    return edit.reasons.length === 0 ? null : this.root
  }

  private draw(): void {
    if (!this.shown) return
    const { reasons, confidence } = this.shown
    const small = reasons.filter(({ value }) => Math.abs(value) < SMALL)
    const told = this.all || small.length < 2 ? reasons : [...reasons.filter((each) => !small.includes(each)), together(small)]
    const full = Math.max(FULL, ...told.map(({ value }) => Math.abs(value)))
    const toggle = element(
      'button',
      { class: 'quiet', attributes: { type: 'button' }, onClick: () => { this.toggle() } },
      this.all ? 'Tell the small reasons together' : 'Tell every reason'
    )
    const table = element(
      'table',
      { class: 'score' },
      element('caption', {}, 'Evidence, in powers of ten'),
      element('tbody', {}, ...told.map((term) => row(term, full))),
      element('tfoot', {}, row({ message: `together, confidence ${twoDecimals(confidence)}`, value: sumOf(reasons) }))
    )
    this.root.replaceChildren(table, ...(small.length < 2 ? [] : [toggle]))
  }

  private toggle(): void {
    this.all = !this.all
    this.draw()
    this.root.querySelector('button')?.focus()
  }
}

const sumOf = (terms: readonly Pick<Term, 'value'>[]): number => terms.reduce((sum, { value }) => sum + value, 0)

const together = (terms: readonly Term[]): Pick<Term, 'message' | 'value'> => ({ message: `${terms.length} smaller reasons`, value: sumOf(terms) })

/** @param full the value that fills half of the scale; without it there is no bar */
function row({ message, value }: Pick<Term, 'message' | 'value'>, full?: number): HTMLElement {
  const bar = full !== undefined && element('span', { class: value < 0 ? 'bar against' : 'bar for', style: { '--share': String(Math.abs(value) / full) } })
  return element(
    'tr',
    {},
    element('th', { attributes: { scope: 'row' } }, message),
    element('td', { class: 'number' }, signed(value)),
    element('td', { class: 'scale' }, bar)
  )
}

/** The entry with its place in the dictionary, and the rows that it was reached through. */
export function entryNotes(article: Article, edit: ProposedEdit): HTMLElement {
  const notes = [edit.entry, ...edit.via].map((id, index) => {
    const note = article.entries[id]
    return element(
      'div',
      {},
      element('dt', {}, index === 0 ? edit.kind : 'reached through'),
      element('dd', {}, note && element('span', { class: 'summary' }, plainly(note.summary)), element('code', {}, plainly(id)), note && element('small', {}, plainly(`${note.file}:${note.line}`)))
    )
  })
  return element('dl', { class: 'entries' }, ...notes)
}

/** The window of evidence that an offset stands in, by binary search: long articles have thousands. */
export function windowAt(evidence: readonly EvidenceWindow[], offset: number): EvidenceWindow | undefined {
  let low = 0
  let high = evidence.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((evidence[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return evidence[low]
}

export function stretchNote(article: Article, edit: ProposedEdit): string {
  const found = windowAt(article.evidence, edit.start)
  const quoted = edit.inQuote ? ' It stands in quotation marks.' : ''
  if (!found) return quoted.trim()
  return `This stretch looks ${twoDecimals(found.spun)} spun${found.family === null ? '' : `, in the manner of ${found.family}`}.${quoted}`
}
