/** Restores the text of one WARC record, and makes its lengths and digests right. */
import { Buffer } from 'node:buffer'
import type { Read } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions } from '../types.js'
import { declaredEncoding, markedEncoding } from './charset.js'
import { platformName, type Codec } from './codec.js'
import { fieldOf, headerLines, withField, withoutFields } from './header-lines.js'
import { decodedBody } from './http-body.js'
import type { RecordRestorer } from './record-restorer.js'
import { encodeChanged, type SourceText } from './source-text.js'
import { digestLike } from './warc-digest.js'
import { endOfHead, type Frame } from './warc-framing.js'
import type { ChangedPayload } from './warc-revisits.js'

export interface WarcReaders {
  readonly text: Read
  readonly html: Read
  /** The encoding of a label. @throws UnspinError for one that is not known */
  codec(label: string): Promise<Codec>
}

export interface RestoredWarcRecord {
  readonly bytes: Uint8Array
  readonly edits: number
  /** The digests of its payload, when the record has one. */
  readonly changed?: ChangedPayload
}

/** A text in a record. */
interface Payload {
  /** As it was before it was compressed or chunked. */
  readonly bytes: Buffer
  readonly contentType: string
  readonly html: boolean
  /** The block with another payload in place of this one. */
  blockWith(payload: Buffer): Buffer
}

/**
 * The record restored, or null when it has no text or nothing was to restore: then it stays as it is, byte for byte.
 *
 * Text has a response whose body is HTML or plain text, and a conversion or resource that is. It stays in its encoding,
 * and what was not edited keeps its bytes. A body that was compressed or chunked is written decoded, without the fields
 * that said so.
 * @throws UnspinError `UNSPIN_ENCODING`, `UNSPIN_ENCODING_UNKNOWN`, `UNSPIN_UNENCODABLE`, `UNSPIN_HTTP_ENCODING`,
 * `UNSPIN_WARC_DIGEST`; what the restorer throws.
 */
export async function restoreWarcRecord(
  record: Uint8Array, { head, blockStart, blockEnd }: Frame, restorer: RecordRestorer, readers: WarcReaders, options?: RestoreOptions
): Promise<RestoredWarcRecord | null> {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength)
  const lines = headerLines(head)
  const found = payloadOf(lines, bytes.subarray(blockStart, blockEnd))
  if (!found) return null
  const source = await sourceOf(found, readers)
  const reading = (found.html ? readers.html : readers.text)(source.text)
  const { edits } = reading.inSource(await restorer.restore(reading.text, options))
  if (edits.length === 0) return null
  const payload = Buffer.from(encodeChanged(source, edits))
  const block = found.blockWith(payload)
  const corrected = withDigests(withField(lines, 'content-length', String(block.length)), block, payload)
  const [before, after] = [lines, corrected].map((each) => fieldOf(each, 'warc-payload-digest'))
  return {
    bytes: Buffer.concat([Buffer.from(corrected.join(''), 'latin1'), block, bytes.subarray(blockEnd)]),
    edits: edits.length,
    ...(before !== undefined && after !== undefined && { changed: { before, after } })
  }
}

function withDigests(lines: readonly string[], block: Buffer, payload: Buffer): readonly string[] {
  const digests = [['warc-block-digest', block], ['warc-payload-digest', payload]] as const
  return digests.reduce<readonly string[]>((done, [name, bytes]) => {
    const earlier = fieldOf(done, name)
    return earlier === undefined ? done : withField(done, name, digestLike(earlier, bytes))
  }, lines)
}

function payloadOf(lines: readonly string[], block: Buffer): Payload | null {
  const type = fieldOf(lines, 'warc-type')?.toLowerCase()
  const contentType = fieldOf(lines, 'content-type') ?? ''
  if (type === 'response' && /^application\/http\b/i.test(contentType)) return httpPayload(block)
  const kind = type === 'conversion' || type === 'resource' ? textKind(contentType) : null
  return kind && { bytes: block, contentType, html: kind === 'html', blockWith: (payload) => payload }
}

/** Fields that speak of a body as it was sent. */
const ENCODING_FIELDS = ['content-encoding', 'transfer-encoding', 'trailer', 'content-md5', 'digest', 'content-digest', 'repr-digest']

function httpPayload(block: Buffer): Payload | null {
  const bodyStart = endOfHead(block)
  if (bodyStart === -1) return null
  const lines = headerLines(block.toString('latin1', 0, bodyStart))
  const contentType = fieldOf(lines, 'content-type') ?? ''
  const kind = textKind(contentType)
  if (!kind) return null
  return {
    bytes: decodedBody(block.subarray(bodyStart), fieldOf(lines, 'transfer-encoding'), fieldOf(lines, 'content-encoding')),
    contentType,
    html: kind === 'html',
    blockWith(payload) {
      const kept = withLength(withoutFields(lines, ENCODING_FIELDS), payload.length)
      return Buffer.concat([Buffer.from(kept.join(''), 'latin1'), payload])
    }
  }
}

/** A message without a length was delimited by its chunks, or by the end of the connection: both are gone. */
function withLength(lines: readonly string[], length: number): readonly string[] {
  if (fieldOf(lines, 'content-length') !== undefined) return withField(lines, 'content-length', String(length))
  const end = /\r?\n$/.exec(lines[0] ?? '')?.[0] ?? '\r\n'
  return [...lines.slice(0, -1), `Content-Length: ${length}${end}`, ...lines.slice(-1)]
}

function textKind(contentType: string): 'text' | 'html' | null {
  const type = /^[^;\s]*/.exec(contentType)?.[0].toLowerCase()
  if (type === 'text/plain') return 'text'
  return type === 'text/html' || type === 'application/xhtml+xml' ? 'html' : null
}

/** A page that does not say what it is in, and is not UTF-8, is in this (HTML standard, 13.2.3.2, for English). */
const LEGACY = 'windows-1252'

/** The text, in the encoding that its first bytes, its `Content-Type` or the page itself say, in this order. */
async function sourceOf({ bytes, contentType, html }: Payload, readers: WarcReaders): Promise<SourceText> {
  const charset = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1]
  const label = markedEncoding(bytes) ?? charset ?? (html ? declaredEncoding(bytes, '.html') : undefined)
  const said = label === undefined ? undefined : await knownCodec(label, readers)
  let refused = ''
  for (const codec of said ? [said] : await Promise.all((html ? ['utf-8', LEGACY] : ['utf-8']).map((each) => readers.codec(each)))) {
    const text = codec.decode(bytes)
    if (typeof text === 'string') return { file: 'the text', text, bytes, codec, markup: html }
    refused ||= `the text is not ${codec.name.toUpperCase()}: byte ${text.malformed} of it begins no valid character`
  }
  throw new UnspinError('UNSPIN_ENCODING', refused)
}

/** Anything may stand where a page says its encoding; what nobody knows says nothing, as in browsers. */
async function knownCodec(label: string, readers: WarcReaders): Promise<Codec | undefined> {
  try {
    return await readers.codec(label)
  } catch (error) {
    if (error instanceof UnspinError && error.code === 'UNSPIN_ENCODING_UNKNOWN' && platformName(label) === undefined) return undefined
    throw error
  }
}
