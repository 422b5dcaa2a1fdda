/**
 * What symbols and pairs of neighbours can be in names and phrases: maps of bits that tell nearly all tokens apart from
 * the beginning of an entry before any trie is walked. They may say yes too often, never no where a walk would go on.
 */
import { UNKNOWN } from '../text/vocabulary.js'
import type { TrieTables } from './trie.js'

/** The symbol, or an original of it, is the first word of a name. */
export const BEGINS_NAME = 1
/** The symbol, or an original of it, is a later word of a name. */
export const CONTINUES_NAME = 2
/** The symbol alone is a name. */
export const IS_NAME = 4
/** The symbol is the first word of a phrase of several words; the symbol alone is a phrase. */
export const BEGINS_PHRASE = 8
export const IS_PHRASE = 16
/** The symbol has originals. */
export const HAS_ORIGINALS = 32
/** A protected phrase begins with the symbol. */
export const BEGINS_PROTECTED = 64
/** One of the originals is rated `always`. */
export const HAS_ALWAYS = 128

/** Bits of symbols, and filters of pairs for {@link mayBePair}. */
export interface RoleTables {
  /** Bits by symbol. */
  readonly bits: Uint8Array
  /** The first two words of a name. */
  readonly beginnings: Int32Array
  /** Neighbours further on in a name. */
  readonly continuations: Int32Array
  /** Neighbours within a phrase, whatever joins them. */
  readonly phrases: Int32Array
  /** Neighbours within a spun form of several words. */
  readonly forms: Int32Array
}

const hashPair = (a: number, b: number): number => {
  const mixed = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

/** Three bits by the upper half of the hash; shifts take their counts modulo 32. */
const maskOf = (hash: number): number => (1 << (hash >>> 17)) | (1 << (hash >>> 22)) | (1 << (hash >>> 27))

/** An empty filter for so many pairs: about a sixth of its bits will be set. */
const filterFor = (pairs: number): Int32Array => new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, pairs) * 0.4)))

function addPair(filter: Int32Array, a: number, b: number): void {
  const hash = hashPair(a, b)
  const at = hash & (filter.length - 1)
  filter[at] = (filter[at] ?? 0) | maskOf(hash)
}

/**
 * False only for a pair of symbols that the filter was not made with. It is a Bloom filter with three bits of one word
 * of memory for each pair: one read tells, and few are there by chance.
 */
export function mayBePair(filter: Int32Array, a: number, b: number): boolean {
  const hash = hashPair(a, b)
  const mask = maskOf(hash)
  return ((filter[hash & (filter.length - 1)] ?? 0) & mask) === mask
}

/** What roles are made from; words as of `WordTables`. */
export interface RoleSources {
  readonly names: TrieTables
  readonly phrases: TrieTables
  readonly guards: TrieTables
  /** Whether a row edits words of its own, and is rated `always`. */
  readonly isAlways: (row: number) => boolean
  readonly words: {
    readonly start: Uint32Array
    readonly row: Int32Array
    readonly forms: TrieTables
    readonly symbolStart: Uint32Array
    readonly symbol: Int32Array
  }
}

/** Finds the roles of all symbols. @param symbols their number. */
export function findRoles({ names, phrases, guards, words, isAlways }: RoleSources, symbols: number): RoleTables {
  const bits = new Uint8Array(symbols)
  const { beginnings, further } = countPairs(names)
  const roles = {
    bits, beginnings: filterFor(beginnings), continuations: filterFor(further), phrases: filterFor(phrases.childKey.length), forms: filterFor(words.forms.childKey.length)
  }
  const set = (symbol: number, role: number): void => {
    bits[symbol] = (bits[symbol] ?? 0) | role
  }
  eachEdge(names, (before, key, node) => {
    set(key, before === UNKNOWN ? BEGINS_NAME : CONTINUES_NAME)
    if (before !== UNKNOWN) addPair(isSecond(names, node) ? roles.beginnings : roles.continuations, before, key)
    else if (names.valueStart[node] !== names.valueStart[node + 1]) set(key, IS_NAME)
  })
  // Roles of the symbols themselves, before those of their originals are added to them.
  const literal = bits.map((role) => role & (BEGINS_NAME | CONTINUES_NAME))
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (let candidate = words.start[symbol] ?? 0; candidate < (words.start[symbol + 1] ?? 0); candidate++) {
      if (isAlways(words.row[candidate] ?? 0)) set(symbol, HAS_ALWAYS)
      set(symbol, HAS_ORIGINALS | (literal[words.symbol[words.symbolStart[candidate] ?? 0] ?? 0] ?? 0))
    }
  }
  eachEdge(words.forms, (before, key) => {
    if (before !== UNKNOWN) addPair(roles.forms, before, key)
  })
  eachEdge(phrases, (before, key, node) => {
    if (before !== UNKNOWN) addPair(roles.phrases, before >> 1, key >> 1)
    else {
      if (phrases.childStart[node] !== phrases.childStart[node + 1]) set(key >> 1, BEGINS_PHRASE)
      if (phrases.valueStart[node] !== phrases.valueStart[node + 1]) set(key >> 1, IS_PHRASE)
    }
  })
  eachEdge(guards, (before, key) => {
    if (before === UNKNOWN) set(key, BEGINS_PROTECTED)
  })
  return roles
}

/** Whether a node stands for two words: its number is among those of the children of the root's children, which are in one stretch. */
const isSecond = ({ childStart }: TrieTables, node: number): boolean => node <= (childStart[(childStart[1] ?? 0) + 1] ?? 0)

/** Pairs of first two words in a trie, and of later neighbours. */
function countPairs(trie: TrieTables): { beginnings: number; further: number } {
  const firsts = trie.childStart[1] ?? 0
  const beginnings = (trie.childStart[firsts + 1] ?? 0) - firsts
  return { beginnings, further: trie.childKey.length - firsts - beginnings }
}

/** Calls for each edge of a trie with the key of the edge before it, or `UNKNOWN` at the root. */
function eachEdge({ childStart, childKey }: TrieTables, take: (before: number, key: number, node: number) => void): void {
  const nodes = childStart.length - 1
  for (let node = 0; node < nodes; node++) {
    for (let edge = childStart[node] ?? 0; edge < (childStart[node + 1] ?? 0); edge++) {
      take(node === 0 ? UNKNOWN : (childKey[node - 1] ?? UNKNOWN), childKey[edge] ?? 0, edge + 1)
    }
  }
}
