/** The records of a compressed WARC file, each in a gzip member of its own, as the format has it. */
import { Buffer } from 'node:buffer'
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { ByteWindow } from './byte-window.js'
import { isGzip } from './gzip.js'
import { frameOf, tooLong, type WarcPiece } from './warc-framing.js'

const TRAILER = 8
const SLICE = 16 * 1024

/** Length of the head of a gzip member (RFC 1952), or null when not all of it is there. */
function headLength(bytes: Uint8Array): number | null {
  const flags = bytes[3] ?? 0
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end === -1) return null
    at = end + 1
  }
  if ((flags & 2) !== 0) at += 2
  return at <= bytes.length ? at : null
}

/** What zlib gives with `info`, of which its types do not tell. */
interface Inflated {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

const isInflated = (value: unknown): value is Inflated => typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value

interface Member {
  /** Bytes that it takes up. */
  readonly length: number
  readonly plain: Uint8Array
}

/** The member that the bytes begin with. */
function memberOf(bytes: Uint8Array, maxBytes: number): Member | 'short' | 'large' | 'bad' {
  if (bytes.length < 10) return 'short'
  if (!isGzip(bytes)) return 'bad'
  const start = headLength(bytes)
  if (start === null) return 'short'
  try {
    const inflated: unknown = inflateRawSync(bytes.subarray(start), { info: true, maxOutputLength: maxBytes })
    if (!isInflated(inflated)) return 'bad'
    const plain = inflated.buffer
    const end = start + inflated.engine.bytesWritten
    if (end + TRAILER > bytes.length) return 'short'
    const sum = Buffer.from(bytes.buffer, bytes.byteOffset + end, TRAILER).readUInt32LE(0)
    return sum === crc32(plain) ? { length: end + TRAILER, plain } : 'bad'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'Z_BUF_ERROR') return 'short'
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'bad'
  }
}

/** Whether a file begins with a gzip member that holds more than a record: then it was compressed as a whole. */
export function isPackedWhole(head: Uint8Array): boolean {
  const start = headLength(head)
  if (start === null) return false
  try {
    const plain = inflateRawSync(head.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 })
    const frame = frameOf(plain, false)
    return frame !== 'bad' && 'end' in frame && frame.end < plain.length
  } catch {
    return false
  }
}

/** The records of a WARC file that is compressed record by record; together the pieces are the file. */
export async function* memberRecords(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<WarcPiece> {
  const window = new ByteWindow()
  const iterator = source[Symbol.asyncIterator]()
  let final = false
  /** Reads on until the window holds so much. */
  const fill = async (length: number): Promise<void> => {
    while (!final && window.bytes.length < length) {
      const next = await iterator.next()
      if (next.done === true) final = true
      else window.append(next.value)
    }
  }
  try {
    for (;;) {
      if (window.bytes.length === 0) await fill(1)
      if (window.bytes.length === 0) return
      const member = memberOf(window.bytes, maxBytes)
      // Half a member was inflated in vain; with twice as much each time this costs no more than once again.
      if (member === 'short' && !final) await fill(2 * window.bytes.length)
      else if (member === 'large') yield* passMember()
      else if (typeof member === 'string') yield* passRest()
      else yield pieceOf(window.take(member.length), member.plain)
    }
  } finally {
    await iterator.return?.()
  }

  /** A member too large to hold. */
  async function* passMember(): AsyncGenerator<WarcPiece> {
    let piece: WarcPiece = { bytes: new Uint8Array(), fault: tooLong(maxBytes) }
    const give = (length: number): WarcPiece => {
      const given = { ...piece, bytes: window.take(length) }
      piece = { bytes: given.bytes, continued: true }
      return given
    }
    const inflate = createInflateRaw()
    inflate.on('error', () => undefined).resume()
    let fed = 0
    try {
      yield give(headLength(window.bytes) ?? 0)
      for (;;) {
        await fill(1)
        const slice = window.bytes.slice(0, SLICE)
        if (slice.length === 0) return
        await new Promise<void>((resolve) => {
          inflate.once('error', () => { resolve() })
          inflate.write(slice, () => { resolve() })
        })
        fed += slice.length
        if (inflate.errored) return
        const unused = fed - inflate.bytesWritten
        yield give(slice.length - unused)
        if (unused > 0) break
        inflate.removeAllListeners('error').on('error', () => undefined)
      }
      await fill(TRAILER)
      yield give(TRAILER)
    } finally {
      inflate.destroy()
    }
  }

  /** After what is no gzip no member can be found again. */
  async function* passRest(): AsyncGenerator<WarcPiece> {
    yield { bytes: window.take(window.bytes.length), fault: 'the gzip data are damaged; the rest passes as it is' }
    for (await fill(1); window.bytes.length > 0; await fill(1)) yield { bytes: window.take(window.bytes.length), continued: true }
  }
}

function pieceOf(bytes: Uint8Array, plain: Uint8Array): WarcPiece {
  const frame = frameOf(plain, true)
  const single = frame !== 'bad' && 'end' in frame && frame.end === plain.length
  return single ? { bytes, record: { bytes: plain, frame } } : { bytes, fault: 'the gzip member does not hold one whole WARC record' }
}
