/** Where WARC records begin and end (ISO 28500). */
import { ByteWindow } from './byte-window.js'
import { fieldOf, headerLines } from './header-lines.js'

/** A record in its parts: offsets into its bytes. */
export interface Frame {
  /** Its fields, in Latin-1, with the blank line that ends them. */
  readonly head: string
  readonly blockStart: number
  readonly blockEnd: number
  /** One past the line ends after the block. */
  readonly end: number
}

/** What is known of a record before all of it is there: its length, if its head is. */
export interface Short {
  readonly needed?: number
}

export type Framing = Frame | Short | 'bad'

const LONGEST_HEAD = 1 << 20
const OPENING = Buffer.from('WARC/')

const isFrame = (framing: Framing): framing is Frame => framing !== 'bad' && 'head' in framing

/** The record that the bytes begin with. @param final whether no more bytes come. */
export function frameOf(bytes: Uint8Array, final: boolean): Framing {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!view.subarray(0, OPENING.length).equals(OPENING.subarray(0, bytes.length))) return 'bad'
  const blockStart = endOfHead(view)
  if (blockStart === -1) return bytes.length > LONGEST_HEAD || final ? 'bad' : {}
  const head = view.toString('latin1', 0, blockStart)
  const length = fieldOf(headerLines(head), 'content-length') ?? ''
  if (!/^\d{1,15}$/.test(length)) return 'bad'
  const blockEnd = blockStart + Number(length)
  if (blockEnd > bytes.length || (!final && blockEnd + 4 > bytes.length)) return final ? 'bad' : { needed: blockEnd + 4 }
  let end = blockEnd
  while (end < blockEnd + 4 && (bytes[end] === 0x0d || bytes[end] === 0x0a)) end++
  return { head, blockStart, blockEnd, end }
}

/** One past the blank line after a head, or -1. */
export function endOfHead(bytes: Buffer): number {
  const strict = bytes.indexOf('\r\n\r\n')
  const loose = bytes.indexOf('\n\n')
  if (loose !== -1 && (strict === -1 || loose < strict)) return loose + 2
  return strict === -1 ? -1 : strict + 4
}

/** A record of a WARC file, or bytes of one that cannot be read. */
export interface WarcPiece {
  /** As the file holds it: compressed where it is. */
  readonly bytes: Uint8Array
  /** The record and its parts; undefined for what passes as it is. */
  readonly record?: { readonly bytes: Uint8Array; readonly frame: Frame }
  /** Why it is not read. */
  readonly fault?: string
  /** True for bytes that go on with what the piece before began. */
  readonly continued?: boolean
}

/** The records of an uncompressed WARC file; together the pieces are the file. */
export async function* plainRecords(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<WarcPiece> {
  const window = new ByteWindow()
  const iterator = source[Symbol.asyncIterator]()
  let final = false
  const more = async (): Promise<void> => {
    const next = await iterator.next()
    if (next.done === true) final = true
    else window.append(next.value)
  }
  try {
    for (;;) {
      const framing = window.bytes.length === 0 && !final ? {} : frameOf(window.bytes, final)
      if (final && window.bytes.length === 0) return
      if (isFrame(framing)) {
        const bytes = window.take(framing.end)
        yield bytes.length > maxBytes ? { bytes, fault: tooLong(maxBytes) } : { bytes, record: { bytes, frame: framing } }
      } else if (framing === 'bad') yield* passUnread()
      else if ((framing.needed ?? 0) > maxBytes) yield* pass(framing.needed ?? 0)
      else await more()
    }
  } finally {
    await iterator.return?.()
  }

  /** A record too long to hold. */
  async function* pass(length: number): AsyncGenerator<WarcPiece> {
    let left = length
    let piece: WarcPiece = { bytes: new Uint8Array(), fault: tooLong(maxBytes) }
    while (left > 0 && !(final && window.bytes.length === 0)) {
      if (window.bytes.length === 0) await more()
      const bytes = window.take(Math.min(left, window.bytes.length))
      left -= bytes.length
      yield { ...piece, bytes }
      piece = { bytes, continued: true }
    }
  }

  /** What is no record, up to the next line that one may begin on. */
  async function* passUnread(): AsyncGenerator<WarcPiece> {
    let piece: WarcPiece = { bytes: new Uint8Array(), fault: 'this is no WARC record, or not all of one' }
    for (;;) {
      const view = Buffer.from(window.bytes.buffer, window.bytes.byteOffset, window.bytes.byteLength)
      const found = view.indexOf('\nWARC/', 1)
      const bytes = window.take(found !== -1 ? found + 1 : final ? view.length : Math.max(0, view.length - OPENING.length))
      yield { ...piece, bytes }
      piece = { bytes, continued: true }
      if (found !== -1 || final) return
      await more()
    }
  }
}

export const tooLong = (maxBytes: number): string => `the record is longer than ${maxBytes} bytes`
