/** Word candidates: originals of one token, by its full form or, for a possessive noun, by its stem. */
import { BASE, type CompiledDictionary, NOUN, PLURAL } from '../dictionary/compiled.js'
import {
  CAPITAL, HYPHENATED, PROTECTED, SENTENCE_START, TITLE, type Tokens
} from '../text/tokens.js'
import type { Coverage } from './coverage.js'
import { BESIDE_HYPHEN, INSIDE_NAME, MID_CAPITAL, STEMMED, TOUCHES_PROTECTED, WORD } from './lattice.js'
import { considers, type Search } from './search.js'

/** Candidates of a token: `start` to `end` in the dictionary's word tables. */
export interface CandidateRange {
  readonly start: number
  readonly end: number
  /** True when the possessive ending was taken off, so that only nouns qualify. */
  readonly stemmed: boolean
}

const NONE: CandidateRange = { start: 0, end: 0, stemmed: false }

/** Range of a token's word candidates. Protected tokens have none. */
export function wordCandidates(tokens: Tokens, token: number, { words }: CompiledDictionary): CandidateRange {
  if (((tokens.flags[token] ?? 0) & PROTECTED) !== 0) return NONE
  const word = tokens.word[token] ?? -1
  if (word >= 0 && (tokens.possessive[token] ?? 0) !== 1) {
    const start = words.start[word] ?? 0
    const end = words.start[word + 1] ?? 0
    if (end > start) return { start, end, stemmed: false }
  }
  const stem = tokens.stem[token] ?? -1
  if (stem < 0 || (tokens.possessive[token] ?? 0) === 0) return NONE
  return { start: words.start[stem] ?? 0, end: words.start[stem + 1] ?? 0, stemmed: true }
}

/** Whether a candidate of a stemmed token is a noun in a form that takes the possessive. */
export function takesPossessive({ words, rows }: CompiledDictionary, candidate: number): boolean {
  const feature = words.feature[candidate] ?? 0
  return rows.pos[words.row[candidate] ?? 0] === NOUN && (feature === BASE || feature === PLURAL)
}

/** Flags that every kind of arc over one token shares. */
export function tokenFlags(tokens: Tokens, token: number, { protectedLength, intactLength }: Coverage): number {
  const flags = tokens.flags[token] ?? 0
  const before = token > 0 ? (tokens.flags[token - 1] ?? 0) : 0
  return (
    (isMidCapital(flags) ? MID_CAPITAL : 0) |
    ((protectedLength[token] ?? 0) > 0 ? TOUCHES_PROTECTED : 0) |
    ((intactLength[token] ?? 0) > 1 ? INSIDE_NAME : 0) |
    (((flags | before) & HYPHENATED) !== 0 ? BESIDE_HYPHEN : 0)
  )
}

export const isMidCapital = (flags: number): boolean => (flags & CAPITAL) !== 0 && (flags & (SENTENCE_START | TITLE)) === 0

export function addWordArcs(search: Search, token: number, range: CandidateRange): void {
  const { words, rows } = search.dictionary
  const flags = tokenFlags(search.document.tokens, token, search.cover) | (range.stemmed ? STEMMED : 0)
  for (let candidate = range.start; candidate < range.end; candidate++) {
    if (range.stemmed && !takesPossessive(search.dictionary, candidate)) continue
    const row = words.row[candidate] ?? 0
    const families = rows.families[row] ?? 0
    if (!considers(search, families)) continue
    search.lattice.add(
      token + 1, WORD, words.output[candidate] ?? 0, candidate, row, families, rows.rate[row] ?? 0, flags, 1, range.end - range.start
    )
  }
}
