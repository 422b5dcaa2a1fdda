/** The body of an archived HTTP message without its encodings. */
import { Buffer } from 'node:buffer'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { UnspinError } from '../types.js'
import { isGzip } from './gzip.js'

/** Bodies longer than this are refused, and so are bombs. */
const LONGEST = 1 << 26

const LIMIT = { maxOutputLength: LONGEST }

/** The chunks of a chunked body put together (RFC 9112, 7.1), or null when it is not chunked. */
function dechunked(body: Buffer): Buffer | null {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const end = body.indexOf('\n', at)
    const size = /^([\da-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?$/i.exec(body.toString('latin1', at, end === -1 ? at : end))?.[1]
    if (size === undefined) return null
    const start = end + 1
    at = start + Number.parseInt(size, 16)
    if (at === start) return Buffer.concat(chunks)
    if (at > body.length) return null
    chunks.push(body.subarray(start, at))
    const close = /^\r?\n/.exec(body.toString('latin1', at, at + 2))?.[0]
    if (close === undefined) return null
    at += close.length
  }
}

const DECODERS: ReadonlyMap<string, (body: Buffer) => Buffer> = new Map([
  ['gzip', (body) => (isGzip(body) ? gunzipSync(body, LIMIT) : body)],
  // RFC 9110 means zlib data; many servers send them without their head.
  ['deflate', (body) => ((body[0] ?? 0) % 16 === 8 && ((body[0] ?? 0) * 256 + (body[1] ?? 0)) % 31 === 0 ? inflateSync(body, LIMIT) : inflateRawSync(body, LIMIT))],
  ['br', (body) => brotliDecompressSync(body, LIMIT)]
])

const codings = (value: string | undefined): string[] =>
  (value ?? '').toLowerCase().split(',').map((coding) => coding.trim().replace(/^x-/, '')).filter((coding) => coding !== '' && coding !== 'identity')

/**
 * The body as it was before it was encoded for transfer. Crawlers often store a body decoded and leave the fields as they
 * came; such a body is given as it is.
 * @throws UnspinError `UNSPIN_HTTP_ENCODING` for an encoding that is not known, or that the body is not in.
 */
export function decodedBody(body: Buffer, transferEncoding: string | undefined, contentEncoding: string | undefined): Buffer {
  let decoded = codings(transferEncoding).includes('chunked') ? (dechunked(body) ?? body) : body
  const encodings = [...codings(contentEncoding), ...codings(transferEncoding).filter((coding) => coding !== 'chunked')]
  for (const coding of encodings.reverse()) {
    const decode = DECODERS.get(coding)
    if (!decode) throw new UnspinError('UNSPIN_HTTP_ENCODING', `the body has an encoding that is not known: ${coding}`)
    try {
      decoded = decode(decoded)
    } catch {
      throw new UnspinError('UNSPIN_HTTP_ENCODING', `the body is not ${coding}, or too long`)
    }
  }
  return decoded
}
