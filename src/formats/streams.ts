/** Streams of records as async iterables: read only as fast as they are taken, and given up when a signal says so. */
import { setImmediate } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import { Buffer } from 'node:buffer'
import type { ExtractOptions } from '../html/extract-html.js'
import { type InputKind, readerOf } from '../html/input-kind.js'
import { byteChunks, untilAborted, type ByteSource } from './chunks.js'
import { gzip, plainBytes } from './gzip.js'
import { restoreJsonLines, rewriteJsonLines, type JsonLinesOptions } from './json-lines.js'
import { newCounts, type RecordCounts } from './record-counts.js'
import type { RecordFormat } from './record-format.js'
import type { RecordRestorer } from './record-restorer.js'
import { restoreTable, type TableOptions } from './table.js'
import { restoreWarc } from './warc.js'

interface CommonOptions extends ExtractOptions {
  /** What the texts in the records are written in. Default `text`. */
  readonly input?: InputKind
  /** Ends the stream at once; the iteration then throws the reason of the signal. */
  readonly signal?: AbortSignal
}

export type LinesOptions = CommonOptions & Omit<JsonLinesOptions, 'read'>

export interface StreamOptions extends CommonOptions, Omit<JsonLinesOptions, 'read'>, Omit<TableOptions, 'read'> {
  /** What the input is. Default `jsonl`. */
  readonly format?: RecordFormat
  /** Whether the output is compressed. Default: as the input is. */
  readonly gzip?: boolean
  /** Whether the output takes the place of the input: faulty JSON lines then stay as they are and are told to `onFault`. Default false. */
  readonly inPlace?: boolean
}

/**
 * Restores JSON lines: one line out for each line in, in order, each with its line end. Gzip is decompressed.
 *
 * A bad line becomes `{"unspin":{"error":…}}` in its place and does not throw. Nothing is read before it is asked for;
 * memory holds one chunk and one line, or as many as `atOnce` says. Ending the iteration early closes the source.
 * @param source chunks of bytes or of text, cut anywhere.
 * @param restorer a restorer, or one that answers later, such as that of a pool of threads.
 * @returns when done, what was done.
 * @throws UnspinError `UNSPIN_FIELD_NAME` for fields that cannot be restored, `UNSPIN_GZIP` for damaged gzip; what the
 * source throws; the reason of the signal.
 */
export async function* restoreLines(source: ByteSource, restorer: RecordRestorer, options: LinesOptions = {}): AsyncGenerator<string, RecordCounts> {
  const { counts = newCounts(), signal } = options
  const read = await readerOf(options.input ?? 'text', options)
  const { bytes } = await plainBytes(chunksUntil(source, signal))
  yield* sharingThread(restoreJsonLines(bytes, restorer, { ...options, counts, read }), signal)
  return counts
}

/**
 * Restores a file or a stream of records: bytes in, bytes out, record by record, in order. Input that is gzip comes out
 * as gzip unless `gzip` says otherwise. Otherwise as {@link restoreLines}.
 *
 * In tables the cells of `columns` are restored; a bad record passes through unharmed and is told to `onFault`.
 * In WARC files the HTML and plain text of responses, conversions and resources is restored; what has no edits keeps its
 * bytes, also compressed, and the lengths and digests of what has are made right.
 * @throws what {@link restoreLines} throws; UnspinError `UNSPIN_COLUMN`, `UNSPIN_SEPARATOR` or `UNSPIN_TABLE_HEADER`.
 */
export async function* restoreStream(source: ByteSource, restorer: RecordRestorer, options: StreamOptions = {}): AsyncGenerator<Uint8Array, RecordCounts> {
  const { counts = newCounts(), format, signal } = options
  const chunks = chunksUntil(source, signal)
  if (format === 'warc') {
    yield* sharingThread(restoreWarc(chunks, restorer, { ...options, counts }), signal)
    return counts
  }
  const { gzipped, bytes } = await plainBytes(chunks)
  const restored = sharingThread(recordBytes(bytes, restorer, { ...options, counts }), signal)
  yield* options.gzip ?? gzipped ? gzip(restored) : restored
  return counts
}

const chunksUntil = (source: ByteSource, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> =>
  byteChunks(signal ? untilAborted(source, signal) : source)

async function* recordBytes(bytes: AsyncIterable<Uint8Array>, restorer: RecordRestorer, options: StreamOptions): AsyncGenerator<Uint8Array> {
  const { format = 'jsonl', separator = format === 'tsv' ? '\t' : ',' } = options
  const read = await readerOf(options.input ?? 'text', options)
  if (format === 'csv' || format === 'tsv') yield* restoreTable(bytes, restorer, { ...options, separator, read })
  else if (options.inPlace) yield* rewriteJsonLines(bytes, restorer, { ...options, read })
  else for await (const line of restoreJsonLines(bytes, restorer, { ...options, read })) yield Buffer.from(line)
}

/** Milliseconds after which timers, other requests and the signal get their turn. */
const TURN = 20

/** The same items; restoring is synchronous, so a chunk full of records would otherwise hold the thread to its end. */
async function* sharingThread<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  let turn = performance.now()
  for await (const item of items) {
    yield item
    if (performance.now() - turn > TURN) {
      await setImmediate()
      turn = performance.now()
    }
    // Between two items, so that what was counted is given.
    signal?.throwIfAborted()
  }
}
