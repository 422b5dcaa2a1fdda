/** The dictionary as people write it, after parsing. Positions name the file and line, for messages. */
import type { Rate } from '../types.js'
import type { EnglishEntries, PartOfSpeech } from '../text/english.js'

export type { EnglishEntries, PartOfSpeech }

/** Where an entry stands: file as given to the parser, 1-based line. */
export interface Position {
  readonly file: string
  readonly line: number
}

/** `spun ← originals` for ordinary prose, lemma to lemmas, the likeliest original first. */
export interface WordEntry {
  readonly id: string
  readonly spun: string
  readonly originals: readonly string[]
  readonly pos: PartOfSpeech
  readonly families: readonly string[]
  readonly rate: Rate
  /** `names`: the row serves only the walk of correct expressions, and never edits a word of its own. */
  readonly scope?: 'names'
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
  /** An expression of some field that is seldom met outside it: less is believed of it. */
  readonly seldom?: true
  /** Field of the file that it stands in, where it has one. */
  readonly field?: 'science'
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
  /** The family's habits, written `spun ← original`: readings that the decoder favours where the family is evident. */
  readonly fingerprints: readonly string[]
  readonly position: Position
}

/** A garbled sentence with its restoration, or a clean sentence that must stay (`restored` equals `text`). */
export interface DictionaryExample {
  readonly text: string
  readonly restored: string
  readonly position: Position
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
