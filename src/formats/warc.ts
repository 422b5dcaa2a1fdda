/**
 * Restores the texts in a WARC or WET file as it streams by. Records without edits stay as they are, byte for byte and
 * compressed as they were; of the others the payload changes, and with it lengths and digests.
 */
import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { readerOf } from '../html/input-kind.js'
import type { ExtractOptions } from '../html/extract-html.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions } from '../types.js'
import { peek } from './chunks.js'
import { codecOf, type Codec } from './codec.js'
import { gunzip, isGzip } from './gzip.js'
import { newCounts, type RecordCounts } from './record-counts.js'
import { counted, faultOf, type AtOnce, type RecordOutcome, type RecordRestorer } from './record-restorer.js'
import { plainRecords, type WarcPiece } from './warc-framing.js'
import { isPackedWhole, memberRecords } from './warc-members.js'
import { fieldOf, headerLines } from './header-lines.js'
import { restoreWarcRecord, type WarcReaders } from './warc-record.js'
import { type ChangedPayload, ChangedPayloads } from './warc-revisits.js'

export interface WarcOptions extends ExtractOptions, AtOnce {
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
  /** Digests of restored payloads, for the files of one crawl: a revisit may refer to a record of an earlier file. */
  readonly changedPayloads?: ChangedPayloads
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024
/** Enough to hold the first record, which describes the file. */
const PEEKED = 1 << 16

interface WarcOutcome extends RecordOutcome<WarcPiece> {
  /** The record restored, uncompressed; absent for one that stays as it is. */
  readonly restored?: Uint8Array
  readonly changed?: ChangedPayload
}

/**
 * The file with its texts restored, record by record. A record that cannot be restored passes as it is.
 * @throws UnspinError `UNSPIN_GZIP` for a file that was compressed as a whole and is damaged; what the source throws.
 */
export async function* restoreWarc(source: AsyncIterable<Uint8Array>, restorer: RecordRestorer, options: WarcOptions = {}): AsyncGenerator<Uint8Array> {
  const { counts = newCounts(), maxRecordBytes = DEFAULT_MAX_BYTES, onFault, restore, atOnce = 1, changedPayloads = new ChangedPayloads() } = options
  const readers: WarcReaders = { text: await readerOf('text'), html: await readerOf('html', options), codec: rememberedCodecs() }
  const { head, whole } = await peek(source, PEEKED)
  const gzipped = isGzip(head)
  const packs = options.gzip ?? gzipped
  const asMembers = gzipped && packs && !isPackedWhole(head)
  const pieces = asMembers ? memberRecords(whole, maxRecordBytes) : plainRecords(gzipped ? gunzip(whole) : whole, maxRecordBytes)
  let begun = 0
  const restored = async (piece: WarcPiece): Promise<WarcOutcome> => {
    const number = piece.continued ? begun : ++begun
    try {
      if (piece.fault !== undefined) throw new UnspinError('UNSPIN_WARC_RECORD', piece.fault)
      if (!piece.record) return { output: piece }
      const { bytes, frame } = piece.record
      const result = await restoreWarcRecord(bytes, frame, restorer, readers, restore)
      return { output: piece, edits: 0, ...(result && { restored: result.bytes, edits: result.edits, ...(result.changed && { changed: result.changed }) }) }
    } catch (error) {
      const { code, message } = faultOf(error)
      return { output: piece, fault: new UnspinError(code, `record ${number}${addressOf(piece)}: ${message}`) }
    }
  }
  for await (const { output: piece, restored: made, changed, fault } of counted(pieces, atOnce, counts, restored)) {
    if (fault) onFault?.(fault)
    if (changed) changedPayloads.add(changed)
    // In the order of the file, so that a revisit finds the record that it refers to.
    const bytes = made ?? (piece.record && changedPayloads.inRevisit(piece.record))
    if (bytes === undefined && asMembers) yield piece.bytes
    else yield packs ? gzipSync(bytes ?? piece.bytes) : Buffer.from(bytes ?? piece.bytes)
  }
}

function rememberedCodecs(): (label: string) => Promise<Codec> {
  const known = new Map<string, Promise<Codec>>()
  return (label) => {
    const codec = known.get(label) ?? codecOf(label)
    // Labels come from the web, and anything may stand there.
    if (known.size < 100) known.set(label, codec)
    return codec
  }
}

function addressOf({ record }: WarcPiece): string {
  const address = record && fieldOf(headerLines(record.frame.head), 'warc-target-uri')
  return address === undefined ? '' : ` (${address})`
}
