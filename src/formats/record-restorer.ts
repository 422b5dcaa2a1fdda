/** What restores the records of a stream, and what comes of each. */
import { UnspinError, type Diagnosis, type Restoration, type RestoreOptions } from '../types.js'
import { inOrder } from './in-order.js'
import type { RecordCounts } from './record-counts.js'

/** Restores texts of records: a restorer, or one that answers later, perhaps from another thread. */
export interface RecordRestorer {
  restore(text: string, options?: RestoreOptions): Restoration | Promise<Restoration>
  diagnose(text: string, options?: RestoreOptions): Diagnosis | Promise<Diagnosis>
}

/** How many records are worked on at once, for a restorer that answers later. */
export interface AtOnce {
  /** Records that may be under way or wait for their turn. Default 1: none is read before the one before was taken. */
  readonly atOnce?: number
}

/** What came of a record, or of bytes that are none. */
export interface RecordOutcome<Output> {
  readonly output: Output
  /** Edits made; undefined for what is no record. */
  readonly edits?: number
  /** Why it could not be restored. */
  readonly fault?: UnspinError
}

/** An error as the fault of one record: a defect of ours in one is no reason to lose the others. */
export const faultOf = (error: unknown): UnspinError =>
  error instanceof UnspinError ? error : new UnspinError('UNSPIN_INTERNAL', String(error))

/** Works on records, counts them in their order, and gives what came of them. */
export async function* counted<Item, Outcome extends RecordOutcome<unknown>>(
  items: AsyncIterable<Item>,
  atOnce: number,
  counts: RecordCounts,
  work: (item: Item) => Promise<Outcome>
): AsyncGenerator<Outcome, void> {
  for await (const outcome of inOrder(items, atOnce, work)) {
    const { edits, fault } = outcome
    if (edits !== undefined || fault) counts.records++
    if (fault) counts.errors++
    counts.edits += edits ?? 0
    if ((edits ?? 0) > 0) counts.restored++
    yield outcome
  }
}
