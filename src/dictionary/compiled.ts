/** The dictionary as the matcher reads it: typed arrays, made by `compile`, loaded by view. */
import type { StringTables } from '../binary/strings.js'
import type { ArticleRules } from '../text/english.js'
import type { ContinuedVocabulary } from '../text/vocabulary.js'
import type { RoleTables } from './roles.js'
import type { TrieTables } from './trie.js'

/** Bits of `symbolFlags`. */
export const ABBREVIATION = 1
export const AMERICAN = 2
export const BRITISH = 4

/** Families fit into one bit set. */
export const MOST_FAMILIES = 31

/** Rates as numbers, weakest first. */
export const RATE_CONTEXT = 0
export const RATE_OFTEN = 1
export const RATE_ALWAYS = 2

/** Parts of speech as numbers. */
export const NOUN = 0
export const VERB = 1
export const ADJECTIVE = 2
export const ADVERB = 3
export const FUNCTION_WORD = 4

/** Inflections as numbers, in the order of the inflector's features. */
export const BASE = 0
export const PLURAL = 1

/** Rows are counted up to here: more say no more. */
export const MOST_COUNTED = 255

/** Restorations, whatever layer they come from. */
export interface OutputTables {
  readonly text: StringTables
  /** Model words of output n: `modelStart[n]` to `modelStart[n + 1]` in `model`; −1 for one that the model lacks. */
  readonly modelStart: Uint32Array
  readonly model: Int32Array
  /** 1 where the output takes `an`. */
  readonly wantsAn: Uint8Array
}

/**
 * Word candidates: those of symbol s are `start[s]` to `start[s + 1]`, the ones that serve only names
 * last. Behind those of the last symbol stand candidates whose spun form has several words.
 */
export interface WordTables {
  readonly start: Uint32Array
  /** Spun forms of several words; keys are symbols, hyphen and blank alike, values are candidates. They serve names only. */
  readonly forms: TrieTables
  readonly output: Int32Array
  readonly row: Int32Array
  /** Place of the original in its row: 0 is the likeliest. */
  readonly rank: Uint8Array
  readonly feature: Uint8Array
  /** Number of rows that list the original, at most {@link MOST_COUNTED}. */
  readonly fanout: Uint8Array
  /** Families of which the substitution is a habit, as bits. */
  readonly habits: Uint32Array
  /** Outputs as symbols, for walking the names: those of candidate c are `symbolStart[c]` to `symbolStart[c + 1]`. */
  readonly symbolStart: Uint32Array
  readonly symbol: Int32Array
}

/** Rows of the words and phrases layers. */
export interface RowTables {
  readonly entry: Int32Array
  readonly pos: Uint8Array
  readonly rate: Uint8Array
  /** Bit set of families; 0 means any. */
  readonly families: Uint32Array
  /** Number of rows that list the spun word as an original, at most one below {@link MOST_COUNTED}: a thorough spinner would have replaced it too. */
  readonly ownFanout: Uint8Array
  /** 1 where the row serves names only. */
  readonly namesOnly: Uint8Array
}

export interface PhraseTables {
  /** Keys are `symbol * 2 + 1` after a hyphen, else `symbol * 2`; values index `output` and `row`. */
  readonly trie: TrieTables
  readonly output: Int32Array
  readonly row: Int32Array
  readonly rank: Uint8Array
  /** As in {@link WordTables}. */
  readonly habits: Uint32Array
  /** Bit n set: token n of the spun phrase is written with a capital, and must stand with one. */
  readonly capitals: Uint32Array
}

export interface NameTables {
  /** Keys are symbols, hyphen and blank alike; values index the arrays below. */
  readonly trie: TrieTables
  readonly output: Int32Array
  readonly entry: Int32Array
  /** Bit n set: token n of the name, of its first eight, is capitalised. 0 for a name in lower case. */
  readonly capitals: Uint8Array
  /** Number of tokens. */
  readonly length: Uint8Array
  /** 1 for an expression that is seldom met outside its field. */
  readonly seldom: Uint8Array
  /** 1 for an expression of science. */
  readonly science: Uint8Array
}

/** How entries are named and where they stand; `entry-names.ts` puts ids together. */
export interface EntryTables {
  /** What follows the `#` of the id; empty where it is the usual one of what the entry says. */
  readonly key: StringTables
  /** Files by layer: a file with entries of two layers stands twice. */
  readonly file: StringTables
  /** What stands before the `#` of the ids of a file's entries. */
  readonly prefix: StringTables
  readonly fileOf: Uint16Array
  readonly line: Int32Array
  /** A row as `spun ← originals`; empty for names, which their outputs spell. */
  readonly says: StringTables
  /** Where names are spelled: entry and output of each variant, the name's own form first. */
  readonly named: { readonly entry: Int32Array; readonly output: Int32Array; readonly text: StringTables }
  /** Part of speech, rate and families as a bracket, which many rows share. */
  readonly use: StringTables
  readonly useOf: Uint16Array
}

/** What of `EnglishEntries` is needed at run time. */
export interface EnglishTables extends ArticleRules {
  readonly smallWords: ReadonlySet<string>
  /** `american british` pairs, one a string. */
  readonly spelling: StringTables
}

export interface CompiledDictionary {
  /** The model's words, then the dictionary's own. */
  readonly symbols: ContinuedVocabulary
  readonly symbolFlags: Uint8Array
  /** Those of entries that are disabled may still be among them. */
  readonly roles: RoleTables
  /** Model words of the dictionary's own symbols (number s − first own symbol), as in {@link OutputTables}. */
  readonly ownModelStart: Uint32Array
  readonly ownModel: Int32Array
  readonly outputs: OutputTables
  readonly words: WordTables
  readonly rows: RowTables
  readonly phrases: PhraseTables
  readonly names: NameTables
  readonly protectedPhrases: TrieTables
  readonly entries: EntryTables
  readonly families: readonly string[]
  readonly english: EnglishTables
}
