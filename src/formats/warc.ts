/**
 * Restores the texts in a WARC or WET file as it streams by. Records without edits stay as they are, byte for byte and
 * compressed as they were; of the others the payload changes, and with it lengths and digests.
 */
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { readerOf } from '../html/input-kind.js'
import type { ExtractOptions } from '../html/extract-html.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions, Restorer } from '../types.js'
import { peek } from './chunks.js'
import { gunzip, isGzip } from './gzip.js'
import { newCounts, type RecordCounts } from './record-counts.js'
import { plainRecords, type WarcPiece } from './warc-framing.js'
import { isPackedWhole, memberRecords } from './warc-members.js'
import { fieldOf, headerLines } from './header-lines.js'
import { restoreWarcRecord } from './warc-record.js'

export interface WarcOptions extends ExtractOptions {
  /** Whether each record is compressed in the output. Default: as in the input. */
  readonly gzip?: boolean
  /** Settings handed to the restorer. */
  readonly restore?: RestoreOptions
  /** Longest record restored, in bytes, uncompressed. Default 32 MB. */
  readonly maxRecordBytes?: number
  /** Counted up while the run goes on. */
  readonly counts?: RecordCounts
  /** Called for each record that could not be restored. */
  readonly onFault?: (fault: UnspinError) => void
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024
/** Enough to hold the first record, which describes the file. */
const PEEKED = 1 << 16

/**
 * The file with its texts restored, record by record. A record that cannot be restored passes as it is.
 * @throws UnspinError `UNSPIN_GZIP` for a file that was compressed as a whole and is damaged; what the source throws.
 */
export async function* restoreWarc(source: AsyncIterable<Uint8Array>, restorer: Restorer, options: WarcOptions = {}): AsyncGenerator<Uint8Array> {
  const { counts = newCounts(), maxRecordBytes = DEFAULT_MAX_BYTES, onFault, restore } = options
  const readers = { text: await readerOf('text'), html: await readerOf('html', options) }
  const { head, whole } = await peek(source, PEEKED)
  const gzipped = isGzip(head)
  const packs = options.gzip ?? gzipped
  const asMembers = gzipped && packs && !isPackedWhole(head)
  const pieces = asMembers ? memberRecords(whole, maxRecordBytes) : plainRecords(gzipped ? gunzip(whole) : whole, maxRecordBytes)
  let number = 0
  const restored = (piece: WarcPiece): Uint8Array | null => {
    try {
      if (piece.fault !== undefined) throw new UnspinError('UNSPIN_WARC_RECORD', piece.fault)
      if (!piece.record) return null
      const { bytes, frame } = piece.record
      const result = restoreWarcRecord(bytes, frame, restorer, readers, restore)
      counts.edits += result?.edits ?? 0
      if (result) counts.restored++
      return result?.bytes ?? null
    } catch (error) {
      counts.errors++
      const { code, message } = error instanceof UnspinError ? error : new UnspinError('UNSPIN_INTERNAL', String(error))
      onFault?.(new UnspinError(code, `record ${number}${addressOf(piece)}: ${message}`))
      return null
    }
  }
  for await (const piece of pieces) {
    if (!piece.continued) {
      counts.records++
      number++
    }
    const bytes = restored(piece)
    if (bytes === null && asMembers) yield piece.bytes
    else yield packs ? gzipSync(bytes ?? piece.bytes) : Buffer.from(bytes ?? piece.bytes)
  }
}

function addressOf({ record }: WarcPiece): string {
  const address = record && fieldOf(headerLines(record.frame.head), 'warc-target-uri')
  return address === undefined ? '' : ` (${address})`
}
