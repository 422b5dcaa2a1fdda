/**
 * Character encodings, with the way back from code units to bytes: what nobody edited is copied and never encoded again.
 * The only importer of iconv-lite, which is loaded for what the platform cannot do.
 */
import { UnspinError } from '../types.js'
import { firstMalformedByte } from './utf8.js'

/** One encoding. */
export interface Codec {
  /** In lower case, as the WHATWG Encoding Standard names it. */
  readonly name: string
  /** The text of the bytes, or the offset of the first byte that begins no character. A byte order mark stays as U+FEFF. */
  decode(bytes: Uint8Array): string | { readonly malformed: number }
  /** The bytes of a text, or null when it holds a character that the encoding does not. */
  encode(text: string): Uint8Array | null
  /** Byte offsets of code units of the decoded text; `units` ascend. */
  offsets(bytes: Uint8Array, text: string, units: readonly number[]): readonly number[]
}

type Decoder = InstanceType<typeof TextDecoder>

const encoder = new TextEncoder()
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Encoded as it was decoded, UTF-8 gives the same bytes, so an offset is the length of what comes before. */
const utf8: Codec = {
  name: 'utf-8',
  decode(bytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return { malformed: firstMalformedByte(bytes) ?? 0 }
    }
  },
  encode: (text) => encoder.encode(text),
  offsets(_bytes, text, units) {
    let offset = 0
    let from = 0
    return units.map((unit) => {
      offset += Buffer.byteLength(text.slice(from, unit))
      from = unit
      return offset
    })
  }
}

function utf16(littleEndian: boolean): Codec {
  return {
    name: littleEndian ? 'utf-16le' : 'utf-16be',
    decode(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      const count = bytes.length >> 1
      const unitAt = (unit: number): number => (unit < count ? view.getUint16(unit * 2, littleEndian) : 0)
      for (let unit = 0; unit < count; unit++) {
        const paired = isHigh(unitAt(unit)) && isLow(unitAt(unit + 1))
        if (!paired && (isHigh(unitAt(unit)) || isLow(unitAt(unit)))) return { malformed: unit * 2 }
        if (paired) unit++
      }
      if (bytes.length % 2 === 1) return { malformed: bytes.length - 1 }
      return new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be', { ignoreBOM: true }).decode(bytes)
    },
    encode(text) {
      const bytes = new Uint8Array(text.length * 2)
      const view = new DataView(bytes.buffer)
      for (let unit = 0; unit < text.length; unit++) view.setUint16(unit * 2, text.charCodeAt(unit), littleEndian)
      return bytes
    },
    offsets: (_bytes, _text, units) => units.map((unit) => unit * 2)
  }
}

/** An encoding of one byte a character; undefined for bytes that are none. */
function table(name: string, characters: readonly (string | undefined)[]): Codec {
  const byteOf = new Map(characters.flatMap((character, byte) => (character === undefined ? [] : [[character, byte] as const])).reverse())
  return {
    name,
    decode(bytes) {
      const malformed = bytes.findIndex((byte) => characters[byte] === undefined)
      if (malformed >= 0) return { malformed }
      const pieces: string[] = []
      for (const byte of bytes) pieces.push(characters[byte] ?? '')
      return pieces.join('')
    },
    encode(text) {
      const bytes = new Uint8Array(text.length)
      for (let unit = 0; unit < text.length; unit++) {
        const byte = byteOf.get(text.charAt(unit))
        if (byte === undefined) return null
        bytes[unit] = byte
      }
      return bytes
    },
    offsets: (_bytes, _text, units) => units
  }
}

interface Iconv {
  decode(bytes: Buffer, name: string): string
  encode(text: string, name: string): Buffer
  encodingExists(name: string): boolean
}

async function iconvLite(): Promise<Iconv> {
  try {
    return (await import('iconv-lite')).default
  } catch {
    throw new UnspinError('UNSPIN_PACKAGE_MISSING', 'this encoding needs the package iconv-lite', { hint: 'npm install iconv-lite' })
  }
}

/** Several bytes a character. The platform decodes, iconv-lite encodes, and what it encodes has to decode again. */
function multiByte(name: string, iconv: Iconv): Codec {
  const decoder = (): Decoder => new TextDecoder(name, { fatal: true, ignoreBOM: true })
  return {
    name,
    decode(bytes) {
      try {
        return decoder().decode(bytes)
      } catch {
        return { malformed: firstRefused(decoder(), bytes) }
      }
    },
    encode(text) {
      const bytes = iconv.encode(text, name)
      try {
        return decoder().decode(bytes) === text ? bytes : null
      } catch {
        return null
      }
    },
    offsets(bytes, _text, units) {
      const stream = decoder()
      let at = 0
      let decoded = 0
      return units.map((unit) => {
        while (decoded < unit && at < bytes.length) decoded += stream.decode(bytes.subarray(at, ++at), { stream: true }).length
        return at
      })
    }
  }
}

/** Where the character begins whose bytes a decoder refuses. */
function firstRefused(decoder: Decoder, bytes: Uint8Array): number {
  let start = 0
  try {
    for (let at = 0; at < bytes.length; at++) if (decoder.decode(bytes.subarray(at, at + 1), { stream: true }) !== '') start = at + 1
    return start
  } catch {
    return start
  }
}

/** Windows-1252 from byte 0x80 to 0x9f, by the WHATWG Encoding Standard: Node 20 decodes it as Latin-1, which has controls there. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** What one byte alone stands for, by the platform. */
function platformTable(name: string): (string | undefined)[] {
  if (name === 'windows-1252') return Array.from({ length: 256 }, (_, byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte))
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  return Array.from({ length: 256 }, (_, byte) => {
    // ASCII in every encoding of the standard; the platform's tables shift some controls.
    if (byte < 0x80) return String.fromCharCode(byte)
    try {
      return decoder.decode(Uint8Array.of(byte))
    } catch {
      return undefined
    }
  })
}

/** The platform's name of an encoding, or undefined when it knows none by this label. */
export function platformName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

const MULTI_BYTE = /^(?:gb|big5|euc-|shift_jis|iso-2022)/

/**
 * The encoding of a label such as `windows-1252`, `latin1` or `shift_jis`.
 * @throws UnspinError `UNSPIN_ENCODING_UNKNOWN`, or `UNSPIN_PACKAGE_MISSING` for one that needs iconv-lite
 */
export async function codecOf(label: string): Promise<Codec> {
  const name = platformName(label)
  if (name === 'utf-8') return utf8
  if (name === 'utf-16le' || name === 'utf-16be') return utf16(name === 'utf-16le')
  if (name !== undefined && MULTI_BYTE.test(name)) {
    // Its shifts between sets of characters belong to no character, so no part of it can be copied alone.
    if (name === 'iso-2022-jp') throw unknown(label, 'convert it first: iconv -f ISO-2022-JP -t UTF-8')
    return multiByte(name, await iconvLite())
  }
  if (name !== undefined) return table(name, platformTable(name))
  const iconv = await iconvLite()
  if (!iconv.encodingExists(label)) throw unknown(label, 'names are those of the WHATWG Encoding Standard and of iconv-lite: windows-1252, cp437 …')
  const characters = Array.from({ length: 256 }, (_, byte) => iconv.decode(Buffer.of(byte), label))
  // Every byte of a one-byte encoding is one character; anything else could not be mapped back to its bytes.
  if (characters.some((character) => character.length !== 1)) throw unknown(label, 'convert it first with iconv')
  return table(label.toLowerCase(), characters.map((character) => (character === '\ufffd' ? undefined : character)))
}

const unknown = (label: string, hint: string): UnspinError =>
  new UnspinError('UNSPIN_ENCODING_UNKNOWN', `texts in the encoding "${label}" cannot be read`, { hint })
