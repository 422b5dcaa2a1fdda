/** Small spelling slips inside entries of several words. A real word is never taken for a slip of another. */
import { distance } from 'fastest-levenshtein'
import { normalise } from '../dictionary/symbols.js'
import type { TrieTables } from '../dictionary/trie.js'
import { ALL_CAPS, NUMBER, PROTECTED, type Tokens } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { Search } from './search.js'

/** Shorter words have too many neighbours to be told apart. */
const SHORTEST = 5
/** From this length on two slips are forgiven. */
const LONG = 9

/** Longest known word whose spelling is worth comparing. */
const LONGEST = 24

/** Whether the token can be a misspelling: unknown to model and dictionary, and long enough. */
export function isUnknownWord(tokens: Tokens, token: number): boolean {
  const length = (tokens.end[token] ?? 0) - (tokens.start[token] ?? 0)
  return (
    tokens.word[token] === UNKNOWN && tokens.stem[token] === UNKNOWN && length >= SHORTEST && length <= LONGEST &&
    ((tokens.flags[token] ?? 0) & (PROTECTED | NUMBER | ALL_CAPS)) === 0
  )
}

/**
 * The child of a trie node whose word differs from the token by at most one slip (two in a long
 * word), or 0. The root's children are not searched: an entry's first word must stand.
 */
export function closestChild(
  { document, dictionary }: Search, trie: TrieTables, node: number, token: number, symbolOf: (key: number) => number
): number {
  const { source, tokens } = document
  const { symbols } = dictionary
  if (node === 0 || !isUnknownWord(tokens, token)) return 0
  const text = normalise(source.slice(tokens.start[token], tokens.end[token]))
  const bound = text.length >= LONG ? 2 : 1
  const first = text.charCodeAt(0)
  let best = 0
  let bestDistance = bound + 1
  for (let at = trie.childStart[node] ?? 0; at < (trie.childStart[node + 1] ?? 0); at++) {
    const symbol = symbolOf(trie.childKey[at] ?? 0)
    const length = symbols.lengthOf(symbol)
    if (length < SHORTEST || Math.abs(length - text.length) > bound) continue
    if (symbols.firstUnit(symbol) !== first) continue
    const found = distance(symbols.word(symbol), text)
    if (found < bestDistance) {
      bestDistance = found
      best = at + 1
    }
  }
  return best
}
