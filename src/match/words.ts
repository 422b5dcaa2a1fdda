/** Word candidates: originals of one token, by its full form or, for a possessive noun, by its stem. */
import { BASE, type CompiledDictionary, NOUN, PLURAL } from '../dictionary/compiled.js'
import {
  CAPITAL, HYPHENATED, SENTENCE_START, TITLE, type Tokens
} from '../text/tokens.js'
import type { Coverage } from './coverage.js'
import { BESIDE_HYPHEN, INSIDE_NAME, MID_CAPITAL, STEMMED, TOUCHES_PROTECTED, WORD } from './lattice.js'
import { considers, type Search } from './search.js'

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

/** Adds the words of a token that are rated at least so. */
export function addWordArcs(search: Search, token: number, leastRate: number): void {
  const { candidates, dictionary, document, cover, lattice } = search
  const { words, rows } = dictionary
  const start = candidates.start[token] ?? 0
  const end = candidates.proseEnd[token] ?? 0
  // A protected phrase stands as it is; only a longer candidate may take it as a whole.
  if (start === end || (cover.protectedLength[token] ?? 0) > 0) return
  const stemmed = candidates.stemmed[token] === 1
  const flags = tokenFlags(document.tokens, token, cover) | (stemmed ? STEMMED : 0)
  for (let candidate = start; candidate < end; candidate++) {
    if (stemmed && !takesPossessive(dictionary, candidate)) continue
    const row = words.row[candidate] ?? 0
    const families = rows.families[row] ?? 0
    const rate = rows.rate[row] ?? 0
    if (rate < leastRate || !considers(search, families)) continue
    lattice.add(token + 1, WORD, words.output[candidate] ?? 0, candidate, row, families, rate, flags, 1, end - start)
  }
}
