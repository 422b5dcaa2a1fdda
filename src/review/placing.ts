/** Where the decisions of a journal take effect in a text: the very text they were made in, or a later version of it. */
import { resolveOverlaps } from '../edit/resolve.js'
import type { Span } from '../types.js'
import { findPlaces, type Misplacement, type Rewrite } from './match.js'
import type { PlaceIndex } from './place.js'
import type { DecisionRecord } from './records.js'

export interface PlacedDecision {
  readonly record: DecisionRecord
  /** UTF-16 code units in the text; `before` stands there. */
  readonly span: Span
}

/**
 * A decision that was not placed, and why; `done`: the text reads as decided already; `markup`: the words stand there,
 * but what they are written in leaves no room for others.
 */
export interface UnplacedDecision {
  readonly record: DecisionRecord
  readonly why: Misplacement | 'done' | 'markup'
}

export interface PlacedDecisions {
  /** In order of their spans. Those that change the text do not overlap; rejected and reopened ones are among them too. */
  readonly placed: readonly PlacedDecision[]
  /** In the order of the journal, without reopened ones. */
  readonly unplaced: readonly UnplacedDecision[]
}

/** Whether a decision changes the text. */
export const takesEffect = ({ decision }: DecisionRecord): boolean => decision === 'accepted' || decision === 'replaced'

/** What the context of a decision may read, now that others took effect. */
export const rewritesOf = (records: readonly DecisionRecord[]): Rewrite[] => records.filter(takesEffect)

/**
 * Places the live decisions of one document (see `liveDecisions`). Those made in this very text stand where they
 * stood. Others are found by their content, and give way where a decision was made in this text. Where decisions that
 * change the text overlap, as a merge of two reviews can bring about, the one with the later line holds.
 * @param sourceId short hash of the text
 */
export function placeDecisions(index: PlaceIndex, sourceId: string, records: readonly DecisionRecord[]): PlacedDecisions {
  const placed: PlacedDecision[] = []
  const older: DecisionRecord[] = []
  for (const record of records) {
    if (record.source === sourceId && standsAt(index, record)) placed.push({ record, span: spanOf(record) })
    else older.push(record)
  }
  const decided = new Set(placed.map(({ span }) => spanKey(span)))
  const unplaced: UnplacedDecision[] = []
  const found = findPlaces(index, older, rewritesOf(records))
  for (const [at, record] of older.entries()) {
    const placing = found[at] ?? { misplaced: 'missing' }
    if ('misplaced' in placing) unplaced.push({ record, why: placing.misplaced })
    // Where the same place was decided anew, that decision holds, and this one is no loss.
    else if (!decided.has(spanKey(placing.span))) placed.push({ record, span: placing.span })
  }
  const { effective, overruled } = settle(placed, records)
  unplaced.push(...overruled.map(({ record }): UnplacedDecision => ({ record, why: 'taken' })))
  const others = placed.filter(({ record }) => !takesEffect(record))
  return {
    placed: [...effective, ...others].sort((a, b) => a.span.start - b.span.start),
    unplaced: withDone(index, unplaced, records).filter(({ record }) => record.decision !== 'reopened')
  }
}

/** The prose of one source may have been taken out of it in several ways, so that offsets alone prove nothing. */
function standsAt(index: PlaceIndex, { start, before, left, right }: DecisionRecord): boolean {
  if (index.source.slice(start, start + before.length) !== before) return false
  const place = index.placeAt(start, before)
  return place.left === left && place.right === right
}

/** Where a decision stands in the text that it was made in. */
export const spanOf = ({ start, before }: DecisionRecord): Span => ({ start, end: start + before.length })

const spanKey = ({ start, end }: Span): string => `${start}-${end}`

/** Those of some decisions that change the text, in order and without overlaps, and those that later ones overrule. */
export function settle(
  placed: readonly PlacedDecision[],
  records: readonly DecisionRecord[]
): { effective: PlacedDecision[]; overruled: PlacedDecision[] } {
  const line = new Map(records.map((record, at) => [record, at]))
  const rivals = placed.filter(({ record }) => takesEffect(record)).map((each) => ({ ...each, confidence: line.get(each.record) ?? 0 }))
  const { kept, dropped } = resolveOverlaps(rivals)
  return { effective: kept, overruled: dropped }
}

/** Tells the decisions whose outcome stands in the text already from those that are lost. */
function withDone(index: PlaceIndex, unplaced: readonly UnplacedDecision[], records: readonly DecisionRecord[]): UnplacedDecision[] {
  const missing = unplaced.filter(({ record, why }) => why === 'missing' && takesEffect(record))
  const outcomes = findPlaces(index, missing.map(({ record }) => ({ ...record, before: record.after })), rewritesOf(records))
  const done = new Set(missing.filter((_, at) => 'span' in (outcomes[at] ?? {})))
  return unplaced.map((each) => (done.has(each) ? { ...each, why: 'done' } : each))
}
