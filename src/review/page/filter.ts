/** Which edits a reader wants to see, and which comes next. Pure. */
import type { EditKind } from '../../types.js'
import type { ProposedEdit, Standing, Verdict } from '../web/contract.js'

export interface Filter {
  /** From 0 to 1. */
  readonly minConfidence: number
  readonly kind: EditKind | ''
  readonly entry: string
  readonly verdict: Verdict | ''
  /** Looked for in both wordings and in the entry's name. */
  readonly text: string
}

export const everything = (minConfidence: number): Filter => ({ minConfidence, kind: '', entry: '', verdict: '', text: '' })

/** Whether a filter hides anything beyond what is below the threshold. */
export const isNarrow = (filter: Filter): boolean =>
  filter.kind !== '' || filter.entry !== '' || filter.verdict !== '' || filter.text !== ''

/** An edit that was decided on is shown however unlikely it was. */
export function passes(filter: Filter, edit: ProposedEdit, standing: Standing): boolean {
  const { minConfidence, kind, entry, verdict, text } = filter
  if (edit.confidence < minConfidence && standing.verdict === 'undecided') return false
  if (kind !== '' && edit.kind !== kind) return false
  if (entry !== '' && edit.entry !== entry) return false
  if (verdict !== '' && standing.verdict !== verdict) return false
  if (text === '') return true
  const wanted = text.toLocaleLowerCase()
  return [edit.before, standing.after ?? edit.after, edit.entry].some((part) => part.toLocaleLowerCase().includes(wanted))
}

/**
 * The nearest place from `from` in the direction of `step` that `wanted` holds for, going on at the other end of the
 * list; `from` itself comes last. Undefined when there is none. `from` may be -1, before the first.
 */
export function nearest(length: number, from: number, step: 1 | -1, wanted: (index: number) => boolean): number | undefined {
  const start = from === -1 && step === -1 ? length : from
  for (let count = 1; count <= length + 1; count++) {
    const index = (((start + step * count) % length) + length) % length
    if (index < length && wanted(index)) return index
  }
  return undefined
}
