/** The words of a text in parallel arrays: no object a word, since most text is clean and only passes through. */

/** First letter is a capital. */
export const CAPITAL = 1
/** At least two letters, all capitals. */
export const ALL_CAPS = 2
/** Inside an address, a handle, code: never edited. */
export const PROTECTED = 4
/** Only blanks part it from the next token. */
export const JOINED = 8
/** Only a hyphen parts it from the next token. */
export const HYPHENATED = 16
/** Begins a sentence or a quotation, so that its capital says nothing. */
export const SENTENCE_START = 32
/** Inside quotation marks. */
export const QUOTED = 64
/** In a line whose words are nearly all capitalised, as headlines are. */
export const TITLE = 128
/** Begins with a digit. */
export const NUMBER = 256
/** First token of a block. */
export const BLOCK_START = 512
/** A plural possessive: the apostrophe after the final s belongs to the token. */
export const PLURAL_POSSESSIVE = 1024

/**
 * Offsets are UTF-16 code units, half open. Word ids are those of the vocabulary given to the
 * tokenizer, `UNKNOWN` (−1) for words that it lacks.
 */
export interface Tokens {
  readonly count: number
  readonly start: Int32Array
  readonly end: Int32Array
  /** Id of the token as it stands, lower case. */
  readonly word: Int32Array
  /** Id without the possessive ending; the same as `word` where there is none. */
  readonly stem: Int32Array
  /** Length of the possessive ending in code units: 2 for ’s, 1 for an apostrophe after s, else 0. */
  readonly possessive: Uint8Array
  readonly flags: Uint16Array
  /** Stretch between sentence ends, semicolons, colons and dashes; the language model runs within one. */
  readonly segment: Int32Array
}

/** Collects tokens, growing its arrays as needed. */
export class TokenBuilder {
  count = 0
  start: Int32Array
  end: Int32Array
  word: Int32Array
  stem: Int32Array
  possessive: Uint8Array
  flags: Uint16Array
  segment: Int32Array

  constructor(capacity: number) {
    this.start = new Int32Array(capacity)
    this.end = new Int32Array(capacity)
    this.word = new Int32Array(capacity)
    this.stem = new Int32Array(capacity)
    this.possessive = new Uint8Array(capacity)
    this.flags = new Uint16Array(capacity)
    this.segment = new Int32Array(capacity)
  }

  /** Makes room for one more token and returns its index. */
  add(): number {
    if (this.count === this.start.length) this.grow()
    return this.count++
  }

  finish(): Tokens {
    const { count } = this
    return {
      count,
      start: this.start.subarray(0, count),
      end: this.end.subarray(0, count),
      word: this.word.subarray(0, count),
      stem: this.stem.subarray(0, count),
      possessive: this.possessive.subarray(0, count),
      flags: this.flags.subarray(0, count),
      segment: this.segment.subarray(0, count)
    }
  }

  private grow(): void {
    const capacity = this.start.length * 2 + 16
    const widen = (old: Int32Array): Int32Array => {
      const wide = new Int32Array(capacity)
      wide.set(old)
      return wide
    }
    this.start = widen(this.start)
    this.end = widen(this.end)
    this.word = widen(this.word)
    this.stem = widen(this.stem)
    this.segment = widen(this.segment)
    const possessive = new Uint8Array(capacity)
    possessive.set(this.possessive)
    this.possessive = possessive
    const flags = new Uint16Array(capacity)
    flags.set(this.flags)
    this.flags = flags
  }
}
