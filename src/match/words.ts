/** Word candidates: originals of one token, by its full form or, for a possessive noun, by its stem. */
import { BASE, type CompiledDictionary, NOUN, PLURAL } from '../dictionary/compiled.js'
import {
  CAPITAL, HYPHENATED, PROTECTED, SENTENCE_START, TITLE, type Tokens
} from '../text/tokens.js'
import type { Coverage } from './coverage.js'
import { BESIDE_HYPHEN, INSIDE_NAME, MID_CAPITAL, STEMMED, TOUCHES_PROTECTED, WORD } from './lattice.js'
import { considers, type Search } from './search.js'

/** Word candidates of every token: those of token t are `start[t]` to `end[t]` in the dictionary's word tables. */
export interface WordCandidates {
  readonly start: Int32Array
  readonly end: Int32Array
  /** 1 where the possessive ending was taken off, so that only nouns qualify. */
  readonly stemmed: Uint8Array
}

/** Looks every token up, by its full form or else by its stem. Protected tokens have no candidates. */
export function wordCandidates(tokens: Tokens, { words }: CompiledDictionary): WordCandidates {
  const found = { start: new Int32Array(tokens.count), end: new Int32Array(tokens.count), stemmed: new Uint8Array(tokens.count) }
  for (let token = 0; token < tokens.count; token++) {
    if (((tokens.flags[token] ?? 0) & PROTECTED) !== 0) continue
    const word = tokens.word[token] ?? -1
    const possessive = tokens.possessive[token] ?? 0
    let start = word >= 0 && possessive !== 1 ? (words.start[word] ?? 0) : 0
    let end = word >= 0 && possessive !== 1 ? (words.start[word + 1] ?? 0) : 0
    const stem = tokens.stem[token] ?? -1
    if (start === end && stem >= 0 && possessive > 0) {
      start = words.start[stem] ?? 0
      end = words.start[stem + 1] ?? 0
      found.stemmed[token] = 1
    }
    found.start[token] = start
    found.end[token] = end
  }
  return found
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

export function addWordArcs(search: Search, token: number): void {
  const { candidates, dictionary, document, cover, lattice } = search
  const { words, rows } = dictionary
  const start = candidates.start[token] ?? 0
  const end = candidates.end[token] ?? 0
  if (start === end) return
  const stemmed = candidates.stemmed[token] === 1
  const flags = tokenFlags(document.tokens, token, cover) | (stemmed ? STEMMED : 0)
  for (let candidate = start; candidate < end; candidate++) {
    if (stemmed && !takesPossessive(dictionary, candidate)) continue
    const row = words.row[candidate] ?? 0
    const families = rows.families[row] ?? 0
    if (!considers(search, families)) continue
    lattice.add(token + 1, WORD, words.output[candidate] ?? 0, candidate, row, families, rows.rate[row] ?? 0, flags, 1, end - start)
  }
}
