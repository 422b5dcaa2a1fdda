/** The dictionary as people write it, after parsing. Positions name the file and line, for messages. */
import type { Rate } from '../types.js'

/** Where an entry stands: file as given to the parser, 1-based line. */
export interface Position {
  readonly file: string
  readonly line: number
}

/** Parts of speech a word row can declare. `function` covers determiners, prepositions, conjunctions, pronouns and auxiliaries. */
export type PartOfSpeech = 'noun' | 'verb' | 'adjective' | 'adverb' | 'function'

/** `spun ← originals` for ordinary prose, lemma to lemmas, the likeliest original first. */
export interface WordEntry {
  readonly id: string
  readonly spun: string
  readonly originals: readonly string[]
  readonly pos: PartOfSpeech
  readonly families: readonly string[]
  readonly rate: Rate
  readonly position: Position
}

/** An explicit corruption of several words, or a single word that does not inflect. */
export interface PhraseEntry {
  readonly id: string
  readonly spun: string
  readonly originals: readonly string[]
  readonly families: readonly string[]
  readonly rate: Rate
  readonly position: Position
}

/** A correct fixed expression; its corruptions are found through the word rows. Capitals mark a proper name. */
export interface NameEntry {
  readonly id: string
  readonly name: string
  readonly position: Position
}

/** A legitimate look-alike that must not be edited. */
export interface ProtectedEntry {
  readonly phrase: string
  readonly reason: string
  readonly position: Position
}

/** A spinner family. */
export interface FamilyEntry {
  readonly id: string
  readonly description: string
  /** Substitutions, written `spun ← original`, that give the family away. */
  readonly fingerprints: readonly string[]
  readonly position: Position
}

/** A garbled sentence with its restoration, or a clean sentence that must stay (`restored` equals `text`). */
export interface DictionaryExample {
  readonly text: string
  readonly restored: string
  readonly position: Position
}

/** Facts of English that are not spun words: irregular forms, abbreviations, spelling pairs. See `dictionaries/english/`. */
export interface EnglishEntries {
  /** lemma → [past, past participle] */
  readonly verbs: ReadonlyMap<string, readonly [string, string]>
  /** singular → plural, where the rule does not give it (same word: no plural ending). */
  readonly plurals: ReadonlyMap<string, string>
  /** base → [comparative, superlative] */
  readonly comparatives: ReadonlyMap<string, readonly [string, string]>
  /** Verbs and adjectives that double their last consonant. */
  readonly doubling: ReadonlySet<string>
  /** Abbreviations after which a full stop does not end a sentence, lower case, without the stop. */
  readonly abbreviations: ReadonlySet<string>
  /** Word prefixes that take `an` though they begin with a consonant letter. */
  readonly anPrefixes: readonly string[]
  /** Word prefixes that take `a` though they begin with a vowel letter. */
  readonly aPrefixes: readonly string[]
  /** Initialisms read as words (NATO, NASA), upper case. */
  readonly acronyms: ReadonlySet<string>
  /** American spelling → British spelling, each inflected form written out or generated. */
  readonly spelling: ReadonlyMap<string, string>
}

/** All of a dictionary's entries. */
export interface Entries {
  readonly words: readonly WordEntry[]
  readonly phrases: readonly PhraseEntry[]
  readonly names: readonly NameEntry[]
  readonly protected: readonly ProtectedEntry[]
  readonly families: readonly FamilyEntry[]
  readonly examples: readonly DictionaryExample[]
  readonly english: EnglishEntries
}
