/** Restores the text of one WARC record, and makes its lengths and digests right. */
import { Buffer } from 'node:buffer'
import type { Read } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions, Restorer } from '../types.js'
import { fieldOf, headerLines, withField, withoutFields } from './header-lines.js'
import { decodedBody } from './http-body.js'
import { decodeUtf8 } from './utf8.js'
import { digestLike } from './warc-digest.js'
import { endOfHead, type Frame } from './warc-framing.js'

export interface WarcReaders {
  readonly text: Read
  readonly html: Read
}

export interface RestoredWarcRecord {
  readonly bytes: Uint8Array
  readonly edits: number
}

/** A text in a record. */
interface Payload {
  readonly text: string
  readonly read: Read
  /** Whether what is written must stay ASCII, for the text is said to be in another encoding than UTF-8. */
  readonly ascii: boolean
  /** The block with another text in place of this one. */
  blockWith(text: string): { readonly block: Buffer; readonly payload: Buffer }
}

/**
 * The record restored, or null when it has no text or nothing was to restore: then it stays as it is, byte for byte.
 *
 * Text has a response whose body is HTML or plain text, and a conversion or resource that is. A body that was compressed
 * or chunked is written decoded, without the fields that said so.
 * @throws UnspinError `UNSPIN_ENCODING`, `UNSPIN_HTTP_ENCODING`, `UNSPIN_WARC_DIGEST`; what the restorer throws.
 */
export function restoreWarcRecord(
  record: Uint8Array, { head, blockStart, blockEnd }: Frame, restorer: Restorer, readers: WarcReaders, options?: RestoreOptions
): RestoredWarcRecord | null {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength)
  const lines = headerLines(head)
  const found = payloadOf(lines, bytes.subarray(blockStart, blockEnd), readers)
  if (!found) return null
  const reading = found.read(found.text)
  const { text, edits } = reading.inSource(restorer.restore(reading.text, options))
  if (edits.length === 0) return null
  if (found.ascii && !isAscii(text)) throw foreign()
  const { block, payload } = found.blockWith(text)
  const corrected = withDigests(withField(lines, 'content-length', String(block.length)), block, payload)
  return { bytes: Buffer.concat([Buffer.from(corrected.join(''), 'latin1'), block, bytes.subarray(blockEnd)]), edits: edits.length }
}

function withDigests(lines: readonly string[], block: Buffer, payload: Buffer): readonly string[] {
  const digests = [['warc-block-digest', block], ['warc-payload-digest', payload]] as const
  return digests.reduce<readonly string[]>((done, [name, bytes]) => {
    const earlier = fieldOf(done, name)
    return earlier === undefined ? done : withField(done, name, digestLike(earlier, bytes))
  }, lines)
}

function payloadOf(lines: readonly string[], block: Buffer, readers: WarcReaders): Payload | null {
  const type = fieldOf(lines, 'warc-type')?.toLowerCase()
  const contentType = fieldOf(lines, 'content-type') ?? ''
  if (type === 'response' && /^application\/http\b/i.test(contentType)) return httpPayload(block, readers)
  if (type !== 'conversion' && type !== 'resource') return null
  const read = readerFor(contentType, readers)
  const text = read && textOf(block, contentType)
  if (!read || !text) return null
  return {
    ...text,
    read,
    blockWith(restored) {
      const bytes = Buffer.from(restored)
      return { block: bytes, payload: bytes }
    }
  }
}

/** Fields that speak of a body as it was sent. */
const ENCODING_FIELDS = ['content-encoding', 'transfer-encoding', 'trailer', 'content-md5', 'digest', 'content-digest', 'repr-digest']

function httpPayload(block: Buffer, readers: WarcReaders): Payload | null {
  const bodyStart = endOfHead(block)
  if (bodyStart === -1) return null
  const lines = headerLines(block.toString('latin1', 0, bodyStart))
  const contentType = fieldOf(lines, 'content-type') ?? ''
  const read = readerFor(contentType, readers)
  if (!read) return null
  const body = decodedBody(block.subarray(bodyStart), fieldOf(lines, 'transfer-encoding'), fieldOf(lines, 'content-encoding'))
  return {
    ...textOf(body, contentType),
    read,
    blockWith(restored) {
      const payload = Buffer.from(restored)
      const kept = withLength(withoutFields(lines, ENCODING_FIELDS), payload.length)
      return { block: Buffer.concat([Buffer.from(kept.join(''), 'latin1'), payload]), payload }
    }
  }
}

/** A message without a length was delimited by its chunks, or by the end of the connection: both are gone. */
function withLength(lines: readonly string[], length: number): readonly string[] {
  if (fieldOf(lines, 'content-length') !== undefined) return withField(lines, 'content-length', String(length))
  const end = /\r?\n$/.exec(lines[0] ?? '')?.[0] ?? '\r\n'
  return [...lines.slice(0, -1), `Content-Length: ${length}${end}`, ...lines.slice(-1)]
}

function readerFor(contentType: string, { text, html }: WarcReaders): Read | null {
  const type = /^[^;\s]*/.exec(contentType)?.[0].toLowerCase()
  if (type === 'text/plain') return text
  return type === 'text/html' || type === 'application/xhtml+xml' ? html : null
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

const foreign = (): UnspinError => new UnspinError('UNSPIN_ENCODING', 'the text is not UTF-8')

function textOf(bytes: Buffer, contentType: string): { readonly text: string; readonly ascii: boolean } {
  const charset = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  const text = decodeUtf8(bytes)
  const ascii = !/^(?:utf-?8|us-ascii)$/.test(charset)
  if (text === null || (ascii && !isAscii(text))) throw foreign()
  return { text, ascii }
}
