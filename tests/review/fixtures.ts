/** Documents and restorations for the tests of the review. */
import { ReviewDocument } from '../../src/review/document.js'
import type { DecisionRecord } from '../../src/review/records.js'
import { Review, type Target } from '../../src/review/review.js'
import { sourceIdOf } from '../../src/review/written.js'
import type { Edit, Restoration } from '../../src/types.js'
import { restored } from '../report/fixtures.js'

type Pair = readonly [string, string, Partial<Edit>?]

/** A restoration by pairs, those below .6 as suggestions. */
export function proposed(source: string, ...pairs: readonly Pair[]): Restoration {
  const all = restored(source, ...pairs)
  const sure = ({ confidence }: Edit): boolean => confidence >= 0.6
  return { ...all, edits: all.edits.filter(sure), suggestions: all.edits.filter((edit) => !sure(edit)) }
}

export const reviewed = (restoration: Restoration, decisions: readonly DecisionRecord[] = [], name = 'a.txt'): ReviewDocument =>
  new ReviewDocument({ name, sourceId: sourceIdOf(restoration.source), restoration, decisions })

/** A review of documents whose journal is the array `kept`. */
export function reviewOf(...documents: ReviewDocument[]): { review: Review; kept: DecisionRecord[] } {
  const kept: DecisionRecord[] = []
  const review = new Review((_, records) => void kept.push(...records))
  for (const document of documents) review.add(document)
  return { review, kept }
}

/** The items that propose something for an expression. */
export const at = (review: Review, before: string): Target[] => review.targets(({ item }) => item.before === before)
