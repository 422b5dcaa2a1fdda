/** What a journal tells of results that were written: the way back to the source. */
import { revertEdits } from '../edit/apply.js'
import { type Edit, UnspinError } from '../types.js'
import { hashOf } from './journal.js'
import { settle, spanOf } from './placing.js'
import { type DecisionRecord, type JournalRecord, shortHash, type WrittenRecord } from './records.js'

/** Short hash of a text, as decisions carry it. */
export const sourceIdOf = (text: string): string => shortHash(hashOf(text))

/** The record of a result that is about to be written. */
export const writtenRecord = (document: string, source: string, edits: readonly Edit[], result: string): WrittenRecord => ({
  written: document,
  source: sourceIdOf(source),
  result: sourceIdOf(result),
  edits: edits.map(({ span, before, after }) => [span.start, before, after])
})

/**
 * The source of a text that decisions of a journal were written into, to the byte: proved by the source's hash. Undefined
 * when the text is no such result, and also when it is a source that was reviewed as it stands.
 */
export function writtenSource(text: string, document: string, records: readonly JournalRecord[]): string | undefined {
  const id = sourceIdOf(text)
  for (const record of records.toReversed()) {
    if ('unspin' in record && record.document === document && shortHash(record.source) === id) return undefined
    if (!('written' in record) || record.written !== document || record.result !== id) continue
    const edits = record.edits.map(([start, before, after]) => ({ span: { start, end: start + before.length }, before, after }))
    const source = reverted(text, edits, record.source)
    if (source !== undefined) return source
  }
  return undefined
}

/** A plain text without the decisions made in one source, if that gives this source. */
export function undone(text: string, sourceId: string, decisions: readonly DecisionRecord[]): string | undefined {
  const own = decisions.filter(({ source }) => source === sourceId)
  const { effective } = settle(own.map((record) => ({ record, span: spanOf(record) })), own)
  return reverted(text, effective.map(({ record, span }) => ({ span, before: record.before, after: record.after })), sourceId)
}

function reverted(text: string, edits: readonly Pick<Edit, 'span' | 'before' | 'after'>[], sourceId: string): string | undefined {
  try {
    const source = revertEdits(text, edits)
    return sourceIdOf(source) === sourceId ? source : undefined
  } catch (error) {
    if (error instanceof UnspinError) return undefined
    throw error
  }
}
