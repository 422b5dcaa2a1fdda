/** Facts of English that are not spun words; written in `dictionaries/english/`. */

/** Part of speech of a word row. `function` covers determiners, prepositions, conjunctions, pronouns and auxiliaries. */
export type PartOfSpeech = 'noun' | 'verb' | 'adjective' | 'adverb' | 'function'

/** Irregular forms of a verb. Where several are listed the first is the one that a restoration takes. */
export interface VerbForms {
  readonly past: readonly string[]
  readonly participle: readonly string[]
  /** Third person singular, where the rule does not give it. */
  readonly third?: string
  readonly gerund?: string
}

/** Irregular comparatives and superlatives, the preferred one first. */
export interface ComparativeForms {
  readonly comparative: readonly string[]
  readonly superlative: readonly string[]
}

/** What inflection needs to know. */
export interface InflectionRules {
  readonly verbs: ReadonlyMap<string, VerbForms>
  /** Singular → plurals, the preferred one first; the word itself: no plural ending. */
  readonly plurals: ReadonlyMap<string, readonly string[]>
  readonly comparatives: ReadonlyMap<string, ComparativeForms>
  /** Short adjectives that take `more` and `most`, if anything. */
  readonly uncomparable: ReadonlySet<string>
  /** Prepositions before which the head of an expression ends: "chief of staff". */
  readonly headEndsBefore: ReadonlySet<string>
  /** Words of several syllables that double their last consonant. */
  readonly doubling: ReadonlySet<string>
}

/** What the choice between `a` and `an` needs to know. Prefixes are lower case; the longest that fits decides. */
export interface ArticleRules {
  /** Word prefixes that take `an` though they begin with a consonant letter, or as exceptions to `aPrefixes`. */
  readonly anPrefixes: readonly string[]
  /** Word prefixes that take `a` though they begin with a vowel letter, or as exceptions to `anPrefixes`. */
  readonly aPrefixes: readonly string[]
  /** Initialisms read as words (NATO, NASA), upper case. */
  readonly acronyms: ReadonlySet<string>
}

/** Irregular forms, abbreviations and spelling pairs of English. */
export interface EnglishEntries extends InflectionRules, ArticleRules {
  /** Abbreviations after which a full stop does not end a sentence, lower case, without the last stop. */
  readonly abbreviations: ReadonlySet<string>
  /** Words that a title leaves in small letters, unless they come first or last. */
  readonly smallWords: ReadonlySet<string>
  /** American spelling → British spelling, every inflected form. */
  readonly spelling: ReadonlyMap<string, string>
}
