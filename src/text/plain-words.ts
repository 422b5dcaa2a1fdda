/** The scanner's fast path: words of plain letters, which most of a text is. */
import { ALL_CAPS, CAPITAL, JOINED, QUOTED, type TokenBuilder } from './tokens.js'
import { hashStart, hashStep } from './vocabulary.js'

/** What the scanner needs to know of words. */
export interface WordIds {
  id(word: string): number
  idOfUnits(hash: number, units: Uint16Array, length: number): number
  /** True for abbreviations after which a full stop does not end the sentence. */
  isAbbreviation(id: number): boolean
}

/** Longer words than this are no words; they keep their offsets and get no id. */
export const LONGEST_WORD = 64

const SPACE = 0x20
const FULL_STOP = 0x2e
const COMMA = 0x2c
const LOWER_A = 0x61
const LOWER_Z = 0x7a
/** Set in small letters of ASCII, clear in their capitals. */
const CASE_BIT = 0x20

const scratch = new Uint16Array(LONGEST_WORD)

/**
 * Takes words of plain letters, each parted from the one before by a blank, or a comma and a blank, which go on with
 * the segment and the quotation of the last token. Returns the end of the last one taken: what stands there is for the
 * general scan, which would have given the same tokens.
 * @param until start of the next protected region.
 */
export function scanPlainWords(builder: TokenBuilder, source: string, from: number, until: number, words: WordIds): number {
  const { flags, segment: segments, start, end: ends, word, stem, possessive } = builder
  const last = builder.count - 1
  const segment = segments[last] ?? 0
  const inherited = (flags[last] ?? 0) & QUOTED
  let index = last + 1
  let end = from
  // Room for the longest word, so that no read is out of bounds.
  const room = source.length - LONGEST_WORD - 3
  while (index < start.length && end < room) {
    const comma = source.charCodeAt(end) === COMMA ? 1 : 0
    const begin = end + comma + 1
    if (source.charCodeAt(begin - 1) !== SPACE || begin >= until) break
    let hash = hashStart
    let capitals = 0
    let at = begin
    let unit = source.charCodeAt(at)
    for (let length = 0; length < LONGEST_WORD; length++) {
      const folded = unit | CASE_BIT
      if (!(folded >= LOWER_A && folded <= LOWER_Z)) break
      if (unit !== folded) capitals++
      scratch[length] = folded
      hash = hashStep(hash, folded)
      unit = source.charCodeAt(++at)
    }
    const length = at - begin
    const isInitial = length === 1 && unit === FULL_STOP
    if (length === 0 || isInitial || (unit !== SPACE && unit !== COMMA && unit !== FULL_STOP)) break
    if (comma === 0) flags[index - 1] = (flags[index - 1] ?? 0) | JOINED
    start[index] = begin
    ends[index] = at
    flags[index] = capitals === 0 ? inherited : inherited | (source.charCodeAt(begin) < LOWER_A ? CAPITAL : 0) | (length > 1 && capitals === length ? ALL_CAPS : 0)
    segments[index] = segment
    possessive[index] = 0
    word[index] = stem[index] = words.idOfUnits(hash, scratch, length)
    index++
    end = at
  }
  builder.count = index
  return end
}
