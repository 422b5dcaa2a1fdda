/**
 * Restores a stream of JSON records, one a line: exactly one line out for each line in, in order.
 *
 * A record that cannot be restored becomes `{"unspin":{"error":…}}` in its place, and the run goes
 * on: the caller may be one step of a long job, and one bad record must not fail all of it. A blank
 * line is no record and stays a blank line. Line ends stay as they are, a missing last one too.
 */
import { Buffer } from 'node:buffer'
import { UnspinError } from '../types.js'
import { splitByteLines } from './byte-lines.js'
import type { ByteLine } from './byte-lines.js'
import { checkFields, restoreRecord } from './json-record.js'
import type { RecordOptions } from './json-record.js'
import { DEFAULT_MAX_RECORD_BYTES, newCounts, type RecordCounts } from './record-counts.js'
import { counted, faultOf, type AtOnce, type RecordOutcome, type RecordRestorer } from './record-restorer.js'
import { decodeUtf8, firstMalformedByte } from './utf8.js'

const BYTE_ORDER_MARK = '\ufeff'
const CARRIAGE_RETURN = 0x0d

export interface JsonLinesOptions extends RecordOptions, AtOnce {
  /** Longest line accepted, in bytes; a longer one becomes an error record. Default {@link DEFAULT_MAX_RECORD_BYTES}. */
  readonly maxRecordBytes?: number
  /** Counted up while the run goes on, so that progress can be shown. Also what the generator returns. */
  readonly counts?: RecordCounts
  /** Called for each record that is no fault, with how many of the fields it has. */
  readonly onFields?: (present: number) => void
}

/**
 * The restored lines, each with its line end. Memory holds one chunk and as many lines as are worked on at once, and
 * nothing is read before there is room for it; ending the iteration early ends the input too.
 * @throws UnspinError `UNSPIN_FIELD_NAME` before anything is read. Faults in records do not throw.
 */
export async function* restoreJsonLines(
  input: AsyncIterable<Uint8Array>,
  restorer: RecordRestorer,
  options: JsonLinesOptions = {}
): AsyncGenerator<string, RecordCounts> {
  const { counts = newCounts() } = options
  for await (const { output } of restoredLines(input, restorer, { ...options, counts })) yield output
  return counts
}

/**
 * The same with faulty lines as they are, for a file that is rewritten: error records belong to what reads the output.
 * @throws UnspinError `UNSPIN_TOO_LARGE` also for a line over the limit: it is not held in memory, and must not be lost.
 */
export async function* rewriteJsonLines(
  input: AsyncIterable<Uint8Array>,
  restorer: RecordRestorer,
  { onFault, ...options }: JsonLinesOptions & { readonly onFault?: (fault: UnspinError) => void } = {}
): AsyncGenerator<Uint8Array, void> {
  for await (const { output, fault, line } of restoredLines(input, restorer, options)) {
    if (fault && line.truncated) throw fault
    if (fault) onFault?.(fault)
    yield fault ? Buffer.concat([line.bytes, Buffer.from(line.terminated ? '\n' : '')]) : Buffer.from(output)
  }
}

interface LineOutcome extends RecordOutcome<string> {
  readonly line: ByteLine
}

function restoredLines(input: AsyncIterable<Uint8Array>, restorer: RecordRestorer, options: JsonLinesOptions): AsyncIterable<LineOutcome> {
  const { counts = newCounts(), maxRecordBytes = DEFAULT_MAX_RECORD_BYTES, atOnce = 1 } = options
  if (options.fields) checkFields(options.fields)
  let number = 0
  return counted(splitByteLines(input, maxRecordBytes), atOnce, counts, async (line) => ({
    ...(await restoreLine(line, ++number, restorer, { ...options, maxRecordBytes })),
    line
  }))
}

type LineOptions = JsonLinesOptions & Required<Pick<JsonLinesOptions, 'maxRecordBytes'>>

async function restoreLine(line: ByteLine, number: number, restorer: RecordRestorer, options: LineOptions): Promise<RecordOutcome<string>> {
  const { maxRecordBytes } = options
  const returned = line.bytes.at(-1) === CARRIAGE_RETURN
  const bytes = returned ? line.bytes.subarray(0, -1) : line.bytes
  const end = `${returned ? '\r' : ''}${line.terminated ? '\n' : ''}`
  const text = decodeUtf8(bytes)
  // Some writers begin a file with a byte order mark, which JSON.parse does not know.
  const mark = number === 1 && text?.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const json = text?.slice(mark.length)
  if (json !== undefined && isBlank(json) && !line.truncated) return { output: mark + json + end }
  try {
    if (line.truncated) throw new UnspinError('UNSPIN_TOO_LARGE', `the line is longer than ${maxRecordBytes} bytes`)
    if (json === undefined) throw malformed(bytes)
    const record = await restoreRecord(json, restorer, options)
    options.onFields?.(record.present)
    return { output: mark + record.json + end, edits: record.edits }
  } catch (error) {
    const raw = json === undefined ? { rawBase64: Buffer.from(bytes).toString('base64') } : { raw: json }
    // A line over the limit is not held in memory, so it cannot be handed back.
    return { output: mark + errorRecord(error, number, line.truncated ? {} : raw) + end, fault: faultAt(error, number) }
  }
}

function faultAt(error: unknown, line: number): UnspinError {
  const { code, message } = faultOf(error)
  return new UnspinError(code, message, { line })
}

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text)

function malformed(bytes: Uint8Array): UnspinError {
  const offset = firstMalformedByte(bytes) ?? 0
  return new UnspinError('UNSPIN_ENCODING', `the line is not UTF-8: byte ${offset} of it begins no valid character`)
}

function errorRecord(error: unknown, line: number, raw: { readonly raw?: string; readonly rawBase64?: string }): string {
  // A defect of ours in one record is no reason to lose the others.
  const code = error instanceof UnspinError ? error.code : 'UNSPIN_INTERNAL'
  const message = error instanceof Error ? error.message : String(error)
  return JSON.stringify({ unspin: { error: { code, message, line, ...raw } } })
}
