/** Originals of single tokens, by the full form or, for a possessive noun, by the stem. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { HAS_ORIGINALS } from '../dictionary/roles.js'
import { PROTECTED, type Tokens } from '../text/tokens.js'

/** Word candidates of every token: those of token t are `start[t]` to `end[t]` in the dictionary's word tables. */
export interface WordCandidates {
  readonly start: Int32Array
  readonly end: Int32Array
  /** End of those that edit words of their own; the rest serve names only. */
  readonly proseEnd: Int32Array
  /** 1 where the possessive ending was taken off, so that only nouns qualify. */
  readonly stemmed: Uint8Array
}

/** Looks every token up, by its full form or else by its stem. Protected tokens have no candidates. */
export function wordCandidates(tokens: Tokens, { words, rows }: CompiledDictionary, roles: Uint8Array): WordCandidates {
  const array = (): Int32Array => new Int32Array(tokens.count)
  const found = { start: array(), end: array(), proseEnd: array(), stemmed: new Uint8Array(tokens.count) }
  for (let token = 0; token < tokens.count; token++) {
    if (((roles[token] ?? 0) & HAS_ORIGINALS) === 0 || ((tokens.flags[token] ?? 0) & PROTECTED) !== 0) continue
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
    while (end > start && rows.namesOnly[words.row[end - 1] ?? 0] === 1) end--
    found.proseEnd[token] = end
  }
  return found
}
