/**
 * Many strings in few bytes, decoded one at a time when asked for. Neighbours mostly begin alike (sorted entries, a word
 * and its plural), so that each string is written as what it shares with the one before it and what it adds; every
 * sixteenth is written whole, where reading begins.
 */

export interface StringTables {
  /**
   * Each string as UTF-8: bytes it shares with the string before it (none, and no number, for the first of a group),
   * the length of the rest in seven-bit digits, lowest first, and the rest.
   */
  readonly bytes: Uint8Array
  /** Start of each group in `bytes`. */
  readonly starts: Uint32Array
  /** Number of strings. */
  readonly size: Uint32Array
}

const GROUP = 16
/** Bytes that a string may share with the one before it: one number of 8 bits. */
const MOST_SHARED = 255

/** Start offsets of lists laid end to end, one more than there are lists. */
export function startsOf(lists: readonly { readonly length: number }[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1)
  let at = 0
  for (const [index, list] of lists.entries()) {
    starts[index] = at
    at += list.length
  }
  starts[lists.length] = at
  return starts
}

export function packStrings(strings: readonly string[]): StringTables {
  const encoder = new TextEncoder()
  const starts: number[] = []
  const bytes: number[] = []
  let before = new Uint8Array()
  for (const [index, text] of strings.entries()) {
    const encoded = encoder.encode(text)
    let shared = 0
    if (index % GROUP === 0) starts.push(bytes.length)
    else {
      while (shared < Math.min(MOST_SHARED, encoded.length, before.length) && encoded[shared] === before[shared]) shared++
      bytes.push(shared)
    }
    let rest = encoded.length - shared
    for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128)
    bytes.push(rest)
    for (let at = shared; at < encoded.length; at++) bytes.push(encoded[at] ?? 0)
    before = encoded
  }
  return { bytes: Uint8Array.from(bytes), starts: Uint32Array.from(starts), size: Uint32Array.of(strings.length) }
}

const decoder = new TextDecoder()
/** Long enough for any string of a group so far. */
let read = new Uint8Array(256)

/** String number `index`; the empty string when there is none. */
export function stringAt({ bytes, starts, size }: StringTables, index: number): string {
  if (index < 0 || index >= (size[0] ?? 0)) return ''
  let at = starts[Math.floor(index / GROUP)] ?? 0
  let length = 0
  for (let each = index - (index % GROUP); each <= index; each++) {
    const shared = each % GROUP === 0 ? 0 : (bytes[at++] ?? 0)
    let rest = 0
    let digit = 0
    for (let shift = 0; shift === 0 || digit > 127; shift += 7) {
      digit = bytes[at++] ?? 0
      rest |= (digit & 127) << shift
    }
    length = shared + rest
    if (length > read.length) {
      const longer = new Uint8Array(2 * length)
      longer.set(read)
      read = longer
    }
    for (let into = shared; into < length; into++) read[into] = bytes[at++] ?? 0
  }
  return decoder.decode(read.subarray(0, length))
}

export const stringCount = ({ size }: StringTables): number => size[0] ?? 0
