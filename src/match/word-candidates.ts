/** Originals of single tokens, by the full form or, for a possessive noun, by the stem. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { HAS_ORIGINALS, mayBePair } from '../dictionary/roles.js'
import { step } from '../dictionary/trie.js'
import { HYPHENATED, JOINED, PROTECTED, type Tokens } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'

/** Word candidates of every token: those of token t are `start[t]` to `end[t]` in the dictionary's word tables. */
export interface WordCandidates {
  readonly start: Int32Array
  readonly end: Int32Array
  /** End of those that edit words of their own; the rest serve names only. */
  readonly proseEnd: Int32Array
  /** 1 where the possessive ending was taken off, so that only nouns qualify. */
  readonly stemmed: Uint8Array
  /** 1 where a spun form of several words begins. */
  readonly form: Uint8Array
}

/** Looks every token up, by its full form or else by its stem. Protected tokens have no candidates. */
export function wordCandidates(tokens: Tokens, dictionary: CompiledDictionary, roles: Uint8Array): WordCandidates {
  const { words, rows } = dictionary
  const array = (): Int32Array => new Int32Array(tokens.count)
  const found = { start: array(), end: array(), proseEnd: array(), stemmed: new Uint8Array(tokens.count), form: new Uint8Array(tokens.count) }
  for (let token = 0; token < tokens.count; token++) {
    if (mayBePair(dictionary.roles.forms, tokens.word[token] ?? UNKNOWN, tokens.word[token + 1] ?? UNKNOWN) && standsForm(tokens, token, words.forms)) found.form[token] = 1
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

/** Whether the walk of a form may take a token behind the one before it. A plural possessive's apostrophe is no part of it. */
export const goesOnAsForm = (tokens: Tokens, token: number): boolean =>
  token < tokens.count && ((tokens.flags[token - 1] ?? 0) & (JOINED | HYPHENATED)) !== 0 && tokens.possessive[token] !== 1

/** Whether the whole of some form stands from a token on. */
function standsForm(tokens: Tokens, first: number, forms: CompiledDictionary['words']['forms']): boolean {
  let node = step(forms, 0, tokens.word[first] ?? UNKNOWN)
  for (let token = first + 1; node !== 0 && goesOnAsForm(tokens, token); token++) {
    node = step(forms, node, tokens.word[token] ?? UNKNOWN)
    if (node !== 0 && forms.valueStart[node] !== forms.valueStart[node + 1]) return true
  }
  return false
}
