/** Tells why an edit was proposed: its entry, the terms of its score, and the stretch of text that it stands in. */
import type { EvidenceWindow } from '../../types.js'
import type { Article, ProposedEdit } from '../web/contract.js'
import { element } from './element.js'
import { plainly, signed, twoDecimals } from './wording.js'

/** A term of this weight fills its half of the scale; heavier ones stretch it. */
const FULL = 1

export function scoreTable({ reasons, confidence }: ProposedEdit): HTMLElement | null {
  if (reasons.length === 0) return null
  const total = reasons.reduce((sum, { value }) => sum + value, 0)
  const full = Math.max(FULL, ...reasons.map(({ value }) => Math.abs(value)))
  const rows = reasons.map(({ message, value }) => {
    const style = { '--share': String(Math.abs(value) / full) } as const
    const bar = element('span', { class: value < 0 ? 'bar against' : 'bar for', style })
    return element('tr', {}, element('th', { attributes: { scope: 'row' } }, message), element('td', { class: 'number' }, signed(value)), element('td', { class: 'scale' }, bar))
  })
  const sum = element(
    'tr',
    {},
    element('th', { attributes: { scope: 'row' } }, `together, confidence ${twoDecimals(confidence)}`),
    element('td', { class: 'number' }, signed(total)),
    element('td', {})
  )
  return element(
    'table',
    { class: 'score' },
    element('caption', {}, 'Evidence, in powers of ten'),
    element('tbody', {}, ...rows),
    element('tfoot', {}, sum)
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
