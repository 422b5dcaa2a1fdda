/** Which tokens stand inside protected phrases and inside correct expressions that are intact. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { BEGINS_NAME, BEGINS_PROTECTED, IS_NAME, mayBePair } from '../dictionary/roles.js'
import { step, type TrieTables } from '../dictionary/trie.js'
import { CAPITAL, HYPHENATED, JOINED, type Tokens } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'

/** For each token the length, in tokens, of the longest such expression over it; 0 for none. */
export interface Coverage {
  readonly protectedLength: Uint8Array
  readonly intactLength: Uint8Array
  /**
   * 1 where a term of science begins that stands intact: one of several words, without capitals, in no intact expression that
   * began before it. 0 elsewhere, and where nothing may be edited.
   */
  readonly intactTerm: Uint8Array
}

const LONGEST = 255

/** @param skipped flags of tokens of which one suffices to keep a token from being edited. */
export function coverage(tokens: Tokens, dictionary: CompiledDictionary, roles: Uint8Array, intactNames: boolean, skipped: number): Coverage {
  const protectedLength = new Uint8Array(tokens.count)
  const intactLength = new Uint8Array(tokens.count)
  const intactTerm = new Uint8Array(tokens.count)
  const { capitals, science } = dictionary.names
  for (let token = 0; token < tokens.count; token++) {
    const role = roles[token] ?? 0
    if ((role & BEGINS_PROTECTED) !== 0) mark(tokens, dictionary.protectedPhrases, token, protectedLength, () => true)
    if (intactNames && mayStandIntact(tokens, dictionary, role, token)) {
      const counts = (intactLength[token] ?? 0) <= 1 && ((tokens.flags[token] ?? 0) & skipped) === 0
      mark(tokens, dictionary.names.trie, token, intactLength, (variant, end) => {
        if ((capitals[variant] ?? 0) === 0) {
          if (counts && science[variant] === 1 && end - token > 1) intactTerm[token] = 1
          return true
        }
        return (((tokens.flags[token] ?? 0) | (tokens.flags[end - 1] ?? 0)) & CAPITAL) !== 0
      })
    }
  }
  return { protectedLength, intactLength, intactTerm }
}

/** Whether a correct expression may stand at a token: whether the token is one, or neighbours the next in one. */
function mayStandIntact({ word, stem, count }: Tokens, dictionary: CompiledDictionary, role: number, token: number): boolean {
  if ((role & BEGINS_NAME) === 0) return false
  if ((role & IS_NAME) !== 0) return true
  const next = token + 1
  if (next >= count) return false
  // A possessive ending ends the expression, so that the first word goes on as it stands.
  const first = word[token] ?? UNKNOWN
  const { beginnings } = dictionary.roles
  return mayBePair(beginnings, first, word[next] ?? UNKNOWN) || (stem[next] !== word[next] && mayBePair(beginnings, first, stem[next] ?? UNKNOWN))
}

function mark(
  tokens: Tokens, trie: TrieTables, first: number, lengths: Uint8Array, accept: (value: number, end: number) => boolean
): void {
  let node = 0
  for (let token = first; token < tokens.count; token++) {
    const literal = step(trie, node, tokens.word[token] ?? -1)
    const stem = literal === 0 && (tokens.possessive[token] ?? 0) > 0 ? step(trie, node, tokens.stem[token] ?? -1) : 0
    node = literal || stem
    if (node === 0) return
    for (let at = trie.valueStart[node] ?? 0; at < (trie.valueStart[node + 1] ?? 0); at++) {
      if (!accept(trie.value[at] ?? 0, token + 1)) continue
      const length = Math.min(token + 1 - first, LONGEST)
      for (let inside = first; inside <= token; inside++) lengths[inside] = Math.max(lengths[inside] ?? 0, length)
      break
    }
    if (stem !== 0 || ((tokens.flags[token] ?? 0) & (JOINED | HYPHENATED)) === 0) return
  }
}

/** True when every token of the span is inside a covered stretch at least as long as the span. */
export function coversSpan(lengths: Uint8Array, first: number, end: number): boolean {
  for (let token = first; token < end; token++) if ((lengths[token] ?? 0) >= end - first) return true
  return false
}
