/** Applies edits to a text and takes them back; the two are exact inverses. */
import { UnspinError } from '../types.js'
import type { Edit, Span } from '../types.js'

/** The part of an {@link Edit} that changes a text. */
export type Replacement = Pick<Edit, 'span' | 'before' | 'after'>

/**
 * The text with every edit made. The spans count in `source`, ascend and do not overlap; spans may
 * touch, and insertions at one offset are made in the order given.
 * @throws UnspinError `UNSPIN_EDIT_MISMATCH` when an edit is out of order or out of bounds, or when
 * `before` is not what stands in its span.
 */
export function applyEdits(source: string, edits: readonly Replacement[]): string {
  let text = ''
  let at = 0
  for (const [index, { span, before, after }] of edits.entries()) {
    checkPlace(span, at, source.length, index)
    checkStanding(source, span, before, index)
    text += source.slice(at, span.start) + after
    at = span.end
  }
  return text + source.slice(at)
}

/**
 * The source that `edits` restored: `revertEdits(applyEdits(source, edits), edits) === source`.
 * The spans still count in the source; where an edit stands in `restored` follows from the lengths
 * of the edits before it.
 * @throws UnspinError `UNSPIN_EDIT_MISMATCH` when an edit is out of order or out of bounds, or when
 * its `after` does not stand where the edit put it.
 */
export function revertEdits(restored: string, edits: readonly Replacement[]): string {
  let source = ''
  let at = 0
  let delta = 0
  for (const [index, { span, before, after }] of edits.entries()) {
    if (span.end - span.start !== before.length) throw mismatch(index, span, 'its span is not as long as its "before"')
    const start = span.start + delta
    const standing = { start, end: start + after.length }
    checkPlace(standing, at, restored.length, index)
    checkStanding(restored, standing, after, index)
    source += restored.slice(at, start) + before
    at = standing.end
    delta += after.length - before.length
  }
  return source + restored.slice(at)
}

function checkPlace(span: Span, from: number, to: number, index: number): void {
  const { start, end } = span
  if (!Number.isInteger(start) || !Number.isInteger(end)) throw mismatch(index, span, 'its offsets are not whole numbers')
  if (start > end) throw mismatch(index, span, 'it ends before it starts')
  if (start < from) throw mismatch(index, span, `it starts before ${from}, where the edit before it ends`)
  if (end > to) throw mismatch(index, span, `the text ends at ${to}`)
}

function checkStanding(text: string, { start, end }: Span, expected: string, index: number): void {
  const found = text.slice(start, end)
  if (found === expected) return
  throw mismatch(index, { start, end }, `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`)
}

const mismatch = (index: number, { start, end }: Span, why: string): UnspinError =>
  new UnspinError('UNSPIN_EDIT_MISMATCH', `edit ${index + 1} at ${start}–${end} does not fit the text: ${why}`, {
    hint: 'the edits belong to another text, or the text has changed since'
  })
