/**
 * The data that flows through unspin. This file imports nothing.
 *
 * Every offset is a UTF-16 code unit into the source text, and every span is half open:
 * `source.slice(span.start, span.end)`.
 */

/** A stretch of the source: UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What kind of candidate an edit came from. `article` is an a/an repaired beside another edit. */
export type EditKind = 'phrase' | 'name' | 'word' | 'fuzzy' | 'article'

/** How sure the dictionary is of an entry: `always` means the spun form is hardly ever right in edited English. */
export type Rate = 'always' | 'often' | 'context'

/** Whether the caller already knows the text to be spun or clean; `auto` lets the evidence decide. */
export type Assume = 'auto' | 'spun' | 'clean'

/** One term of an edit's score, in log10 odds. The terms of an edit add up to its total. */
export interface Reason {
  /** Stable code of the term, for example `language-model`. */
  readonly code: string
  /** Contribution in log10 odds. */
  readonly value: number
  /** The term in words. */
  readonly message: string
}

/** Another reading of an edit's span. */
export interface Alternative {
  readonly after: string
  readonly confidence: number
  readonly entry: string
}

/** One proposed or applied replacement. `before === source.slice(span.start, span.end)` always holds. */
export interface Edit {
  readonly span: Span
  readonly before: string
  readonly after: string
  /** Stable id `layer/file#key` of the dictionary entry, for example `names/government#department-of-defense`. */
  readonly entry: string
  /** Ids of the word rows that a name was reached through; empty for other kinds. */
  readonly via: readonly string[]
  readonly kind: EditKind
  /** Calibrated probability that the edit is right. */
  readonly confidence: number
  /** Other readings of the span, best first, at most 5. */
  readonly alternatives: readonly Alternative[]
  readonly reasons: readonly Reason[]
  /** True when the span lies inside quotation marks. */
  readonly inQuote: boolean
  /** Edits with the same group are applied or dropped together. */
  readonly group: number
}

/** How much of the text looks spun, and by which family of spinner. */
export interface Diagnosis {
  /** Probability, averaged over the words, that the text was spun: 0 to 1. */
  readonly spun: number
  /** Posterior share of each spinner family, highest first; the shares of a spun text sum to at most 1. */
  readonly families: readonly FamilyShare[]
  /** The evidence by stretches of about 100 words. */
  readonly windows: readonly EvidenceWindow[]
  /** `en`, another ISO 639-1 code when the text is evidently not English, or `und`. */
  readonly language: string
  /** Present and true when no fixed point was found and the text was left as it came. */
  readonly unstable?: boolean
}

export interface FamilyShare {
  readonly id: string
  readonly share: number
}

export interface EvidenceWindow {
  readonly start: number
  readonly end: number
  readonly spun: number
  /** The most probable family of the window, or null when the window looks clean. */
  readonly family: string | null
}

/** The result of restoring one text. */
export interface Restoration {
  /** The source as it was given. */
  readonly source: string
  /** The restored text. */
  readonly text: string
  /** Applied edits, in order, never overlapping. */
  readonly edits: readonly Edit[]
  /** Candidates below the confidence threshold, in order, not overlapping the edits. */
  readonly suggestions: readonly Edit[]
  readonly diagnosis: Diagnosis
}

/**
 * A faulty input. `code` is stable and meant for programs; `hint` tells a person how to mend it.
 * The command line turns it into one message and exit status 2.
 */
export class UnspinError extends Error {
  readonly code: string
  readonly hint: string | undefined
  readonly file: string | undefined
  readonly line: number | undefined

  constructor(code: string, message: string, detail: { hint?: string; file?: string; line?: number } = {}) {
    super(message)
    this.name = 'UnspinError'
    this.code = code
    this.hint = detail.hint
    this.file = detail.file
    this.line = detail.line
  }
}

/** Universal part-of-speech tag of a word, as an {@link Analyser} gives it: `NOUN`, `VERB`, `ADJ`, … */
export interface TaggedWord {
  readonly span: Span
  readonly tag: string
}

/**
 * A general English analyser, asked only about sentences in question. Handed in when a restorer is
 * created, so that results never depend on what happened to be loaded; it may load itself on first use.
 */
export interface Analyser {
  /** Sentences of one block; spans count in `block` and ascend. */
  sentences(block: string): readonly Span[]
  /** Words of one sentence with their tags; spans count in `sentence` and ascend. */
  tags(sentence: string): readonly TaggedWord[]
}

/** Settings of one call; each defaults to the restorer's own. */
export interface RestoreOptions {
  readonly assume?: Assume
  /** Edits at or above this calibrated confidence are applied. */
  readonly minConfidence?: number
  /** `keep` leaves quoted text alone. */
  readonly quotes?: 'restore' | 'keep'
}

/** Where a dictionary entry was written, for `explain` and `dictionary lookup`. */
export interface EntryDescription {
  readonly id: string
  readonly file: string
  readonly line: number
  /** The entry in one line, for example `army ← military (noun, newswire, often)`. */
  readonly summary: string
}

/** What one dictionary lookup found: entries that the expression triggers, or that restore to it. */
export interface LookupResult extends EntryDescription {
  readonly role: 'spun' | 'original' | 'name' | 'protected'
}

/** Restores texts with one dictionary and one context model. Calls are synchronous, pure and re-entrant. */
export interface Restorer {
  restore(text: string, options?: RestoreOptions): Restoration
  /** The evidence alone, without decoding. */
  diagnose(text: string, options?: RestoreOptions): Diagnosis
  /** Description of an entry named in an edit, or undefined when the id is unknown. */
  describe(entry: string): EntryDescription | undefined
  /** Entries that mention the expression, as their spun or as their correct side. */
  lookup(expression: string): readonly LookupResult[]
  /** Default of {@link RestoreOptions.minConfidence}. */
  readonly minConfidence: number
}
