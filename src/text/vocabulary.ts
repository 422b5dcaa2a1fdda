/**
 * Word ↔ id by an open-addressing hash table in typed arrays, so that a vocabulary of 70,000 words
 * loads by view. Words are stored lower case, NFC, with straight apostrophes.
 */

/** Id of a word that the vocabulary lacks. */
export const UNKNOWN = -1

/** Slots hold id + 1; 0 is an empty slot. */
export interface VocabularyTables {
  /** UTF-16 code units of all words, back to back. */
  readonly units: Uint16Array
  /** Start of each word in `units`, one more than there are words. */
  readonly starts: Uint32Array
  /** Hash slots, a power of two, at most half full. */
  readonly slots: Int32Array
}

const HASH_SEED = 0x811c9dc5
const HASH_PRIME = 0x01000193

/** FNV-1a over UTF-16 code units (Fowler, Noll and Vo), one step. Start with {@link hashStart}. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, HASH_PRIME)

export const hashStart = HASH_SEED | 0

export function hashOf(word: string): number {
  let hash = hashStart
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at))
  return hash
}

/** FNV mixes its low bits poorly; fold the high ones in before masking. */
const slotOf = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask

/** Builds the tables for words in id order. Words must be distinct. */
export function buildVocabulary(words: readonly string[]): VocabularyTables {
  let size = 16
  while (size < words.length * 2) size *= 2
  const slots = new Int32Array(size)
  const starts = new Uint32Array(words.length + 1)
  const units = new Uint16Array(words.reduce((total, word) => total + word.length, 0))
  let at = 0
  for (const [id, word] of words.entries()) {
    starts[id] = at
    for (let index = 0; index < word.length; index++) units[at++] = word.charCodeAt(index)
    let slot = slotOf(hashOf(word), size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = id + 1
  }
  starts[words.length] = at
  return { units, starts, slots }
}

/** A read-only vocabulary. Ids count from `offset`, so that one vocabulary can continue another. */
export class Vocabulary {
  readonly size: number
  private readonly mask: number

  constructor(
    readonly tables: VocabularyTables,
    readonly offset = 0
  ) {
    this.size = tables.starts.length - 1
    this.mask = tables.slots.length - 1
  }

  /** Id of a normalised word, or {@link UNKNOWN}. */
  id(word: string): number {
    return this.find(hashOf(word), word.length, (at) => word.charCodeAt(at))
  }

  /**
   * Id of a word given as code units in a scratch array, with its hash already computed while
   * scanning: the tokenizer's fast path.
   */
  idOfUnits(hash: number, units: Uint16Array, length: number): number {
    const { slots, starts } = this.tables
    const all = this.tables.units
    let slot = slotOf(hash, this.mask)
    for (;;) {
      const entry = slots[slot] ?? 0
      if (entry === 0) return UNKNOWN
      const start = starts[entry - 1] ?? 0
      if ((starts[entry] ?? 0) - start === length) {
        let at = 0
        while (at < length && all[start + at] === units[at]) at++
        if (at === length) return entry - 1 + this.offset
      }
      slot = (slot + 1) & this.mask
    }
  }

  /** Length of a word in code units. */
  lengthOf(id: number): number {
    const { starts } = this.tables
    return (starts[id - this.offset + 1] ?? 0) - (starts[id - this.offset] ?? 0)
  }

  /** First code unit of a word. */
  firstUnit(id: number): number {
    return this.tables.units[this.tables.starts[id - this.offset] ?? 0] ?? 0
  }

  /** The word of an id of this vocabulary. */
  word(id: number): string {
    const { units, starts } = this.tables
    const start = starts[id - this.offset] ?? 0
    const end = starts[id - this.offset + 1] ?? start
    return String.fromCharCode(...units.subarray(start, end))
  }

  private find(hash: number, length: number, unitAt: (at: number) => number): number {
    const units = new Uint16Array(length)
    for (let at = 0; at < length; at++) units[at] = unitAt(at)
    return this.idOfUnits(hash, units, length)
  }
}

/** A vocabulary continued by another whose ids follow on: the model's words, then the dictionary's own. */
export class ContinuedVocabulary {
  readonly size: number

  /** `rest` must have been made with `offset` equal to `first.size`. */
  constructor(
    readonly first: Vocabulary,
    readonly rest: Vocabulary
  ) {
    this.size = first.size + rest.size
  }

  id(word: string): number {
    const found = this.first.id(word)
    return found === UNKNOWN ? this.rest.id(word) : found
  }

  idOfUnits(hash: number, units: Uint16Array, length: number): number {
    const found = this.first.idOfUnits(hash, units, length)
    return found === UNKNOWN ? this.rest.idOfUnits(hash, units, length) : found
  }

  /** First code unit of a word. */
  firstUnit(id: number): number {
    return id < this.first.size ? this.first.firstUnit(id) : this.rest.firstUnit(id)
  }

  /** Length of a word in code units. */
  lengthOf(id: number): number {
    return id < this.first.size ? this.first.lengthOf(id) : this.rest.lengthOf(id)
  }

  word(id: number): string {
    return id < this.first.size ? this.first.word(id) : this.rest.word(id)
  }
}
