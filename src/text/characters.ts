/** Character classes for the scanner, one table look-up for ASCII and Latin, Unicode properties beyond. */

export const OTHER = 0
export const LETTER = 1
export const DIGIT = 2
export const APOSTROPHE = 3
export const NEWLINE = 4
export const BLANK = 5
export const HYPHEN = 6
/** Ends a sentence when capitals, digits or the end of the block follow. */
export const STOP = 7
/** Parts a sentence for the language model: semicolon, colon, dashes. */
export const BREAK = 8
/** A format character inside words (soft hyphen, zero-width space or joiner): part of the word, not of its spelling. */
export const INVISIBLE = 9
/** A combining mark: part of the word, which then needs composing. */
export const MARK = 10

const TABLE_SIZE = 0x250

const special = new Map<number, number>([
  [0x27, APOSTROPHE], [0x2019, APOSTROPHE], [0x02bc, APOSTROPHE],
  [0x0a, NEWLINE], [0x0d, NEWLINE], [0x2028, NEWLINE], [0x2029, NEWLINE],
  [0x20, BLANK], [0x09, BLANK], [0xa0, BLANK], [0x202f, BLANK], [0x2009, BLANK],
  [0x2d, HYPHEN], [0x2010, HYPHEN], [0x2011, HYPHEN],
  [0x2e, STOP], [0x21, STOP], [0x3f, STOP], [0x2026, STOP],
  [0x3a, BREAK], [0x3b, BREAK], [0x2013, BREAK], [0x2014, BREAK],
  [0xad, INVISIBLE], [0x200b, INVISIBLE], [0x200c, INVISIBLE], [0x200d, INVISIBLE], [0x2060, INVISIBLE]
])

function classify(unit: number): number {
  const known = special.get(unit)
  if (known !== undefined) return known
  const character = String.fromCharCode(unit)
  if (/\p{L}/u.test(character)) return LETTER
  if (unit >= 0x30 && unit <= 0x39) return DIGIT
  if (/\p{M}/u.test(character)) return MARK
  return OTHER
}

const table = Uint8Array.from({ length: TABLE_SIZE }, (_, unit) => classify(unit))
const beyond = new Map<number, number>()

/** Class of a UTF-16 code unit. Surrogates are `OTHER`: letters beyond the basic plane are not English. */
export function classOf(unit: number): number {
  if (unit < TABLE_SIZE) return table[unit] ?? OTHER
  let found = beyond.get(unit)
  if (found === undefined) beyond.set(unit, (found = classify(unit)))
  return found
}

const lowerTable = Uint16Array.from({ length: TABLE_SIZE }, (_, unit) => lower(unit))

function lower(unit: number): number {
  const text = String.fromCharCode(unit).toLowerCase()
  return text.length === 1 ? text.charCodeAt(0) : unit
}

/** Lower case of a code unit where that is one code unit; the typographic apostrophe becomes the straight one. */
export function foldUnit(unit: number): number {
  if (unit < TABLE_SIZE) return lowerTable[unit] ?? unit
  return unit === 0x2019 || unit === 0x02bc ? 0x27 : lower(unit)
}

/** True for a code unit whose lower case differs. */
export const isUpper = (unit: number): boolean => (unit < TABLE_SIZE ? (lowerTable[unit] ?? unit) : lower(unit)) !== unit

/** Code unit at an offset that may lie behind the end, where it is 0: V8 reads out of bounds ten times as slowly. */
export const unitAt = (source: string, at: number): number => (at < source.length ? source.charCodeAt(at) : 0)
