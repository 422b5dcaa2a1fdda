/**
 * A trigram model of English with backoff (Katz), asked for log10 P(w | u v).
 *
 * The file holds rows of sorted 16-bit word ids, one behind another: row v of the bigrams lists the words
 * stored after v, row u of the contexts the words v for which trigrams "u v w" are stored, and each
 * context has its row of trigrams. A log is an 8-bit code into a table of 256 evenly spaced levels, so
 * that it is off by at most half a step: .016 for unigrams, .014 for bigrams, .012 for trigrams, .006 for
 * backoff weights. Everything is a view into the file; opening it parses nothing.
 */
import type { Sections } from '../binary/sections.js'
import { Vocabulary } from '../text/vocabulary.js'
import { UnspinError } from '../types.js'

/** log10 P of a word outside the vocabulary, unless the caller states another. */
export const OUT_OF_VOCABULARY = -7.5

/** Trigram row c starts at `bases[c >> TRIGRAM_BLOCK_BITS] + offsets[c]`. */
export const TRIGRAM_BLOCK_BITS = 6

/**
 * The decoder asks for the same trigram from many hypotheses. A direct-mapped memo of this many
 * answers makes repeated lookups 2.5 times as fast, and running text a third faster.
 */
const MEMO_SIZE = 1 << 15

/** No trigram begins with the two words. */
export const NO_CONTEXT = -1

/** Word ids are below 65535, so a pair of them fits 32 bits and is never this. */
const NO_PAIR = -1

/** Index of `word` in `words` from `low` up to, not including, `high`; −1 when it is not there. */
function find(words: Uint16Array, low: number, high: number, word: number): number {
  let last = high - 1
  let first = low
  while (first <= last) {
    const middle = (first + last) >>> 1
    const found = words[middle] ?? 0
    if (found < word) first = middle + 1
    else if (found > word) last = middle - 1
    else return middle
  }
  return -1
}

function damaged(why: string): UnspinError {
  return new UnspinError('UNSPIN_BINARY', `the language model is damaged: ${why}`, { hint: 'rebuild it with `npm run models`' })
}

export class LanguageModel {
  readonly vocabulary: Vocabulary
  /** Id of the mark before the first word of a sentence. */
  readonly sentenceStart: number
  /** Id of the mark after the last word of a sentence. */
  readonly sentenceEnd: number
  /** The same in every file made for this vocabulary. */
  readonly vocabularyDigest: string

  private readonly size: number
  private readonly unigramLogs: Uint8Array
  private readonly unigramLevels: Float32Array
  private readonly unigramBackoffs: Uint8Array
  private readonly unigramBackoffLevels: Float32Array
  private readonly bigramStarts: Uint32Array
  private readonly bigramWords: Uint16Array
  private readonly bigramLogs: Uint8Array
  private readonly bigramLevels: Float32Array
  private readonly contextStarts: Uint32Array
  private readonly contextWords: Uint16Array
  private readonly contextBackoffs: Uint8Array
  private readonly contextBackoffLevels: Float32Array
  private readonly trigramBases: Uint32Array
  private readonly trigramOffsets: Uint16Array
  private readonly trigramWords: Uint16Array
  private readonly trigramLogs: Uint8Array
  private readonly trigramLevels: Float32Array

  private readonly memoPairs = new Int32Array(MEMO_SIZE).fill(NO_PAIR)
  private readonly memoWords = new Int32Array(MEMO_SIZE)
  private readonly memoLogs = new Float64Array(MEMO_SIZE)

  private constructor(sections: Sections) {
    this.vocabulary = new Vocabulary({
      units: sections.u16('vocabulary.units'),
      starts: sections.u32('vocabulary.starts'),
      slots: sections.i32('vocabulary.slots')
    })
    this.size = this.vocabulary.size
    this.vocabularyDigest = String(sections.meta['vocabulary'])
    this.unigramLogs = sections.u8('unigram.logs')
    this.unigramLevels = sections.f32('unigram.logs.levels')
    this.unigramBackoffs = sections.u8('unigram.backoffs')
    this.unigramBackoffLevels = sections.f32('unigram.backoffs.levels')
    this.bigramStarts = sections.u32('bigram.starts')
    this.bigramWords = sections.u16('bigram.words')
    this.bigramLogs = sections.u8('bigram.logs')
    this.bigramLevels = sections.f32('bigram.logs.levels')
    this.contextStarts = sections.u32('context.starts')
    this.contextWords = sections.u16('context.words')
    this.contextBackoffs = sections.u8('context.backoffs')
    this.contextBackoffLevels = sections.f32('context.backoffs.levels')
    this.trigramBases = sections.u32('trigram.bases')
    this.trigramOffsets = sections.u16('trigram.offsets')
    this.trigramWords = sections.u16('trigram.words')
    this.trigramLogs = sections.u8('trigram.logs')
    this.trigramLevels = sections.f32('trigram.logs.levels')
    this.checkLengths()
    this.sentenceStart = this.vocabulary.id('<s>')
    this.sentenceEnd = this.vocabulary.id('</s>')
    if (this.sentenceStart < 0 || this.sentenceEnd < 0) throw damaged('it has no sentence marks')
  }

  /**
   * Opens a model over the decoded file, whose bytes it keeps reading.
   * @throws UnspinError `UNSPIN_BINARY` when a section is missing or their lengths disagree.
   */
  static open(sections: Sections): LanguageModel {
    return new LanguageModel(sections)
  }

  /**
   * log10 P(w). Any id that is not the vocabulary's (−1, or one of a vocabulary that continues it)
   * gives `unknown`, here and below.
   */
  unigram(w: number, unknown = OUT_OF_VOCABULARY): number {
    if (!this.knows(w)) return unknown
    return this.unigramLevels[this.unigramLogs[w] ?? 0] ?? 0
  }

  /** log10 P(w | v), backing off to the unigram; an unknown v leaves P(w). */
  bigram(v: number, w: number, unknown = OUT_OF_VOCABULARY): number {
    if (!this.knows(w)) return unknown
    if (!this.knows(v)) return this.unigram(w)
    const at = find(this.bigramWords, this.bigramStarts[v] ?? 0, this.bigramStarts[v + 1] ?? 0, w)
    if (at >= 0) return this.bigramLevels[this.bigramLogs[at] ?? 0] ?? 0
    return (this.unigramBackoffLevels[this.unigramBackoffs[v] ?? 0] ?? 0) + this.unigram(w)
  }

  /**
   * log10 P(w | u v), backing off to the bigram and the unigram. An unknown word cuts the history off:
   * an unknown u leaves P(w | v), an unknown v leaves P(w).
   */
  trigram(u: number, v: number, w: number, unknown = OUT_OF_VOCABULARY): number {
    if (!this.knows(w)) return unknown
    if (!this.knows(u) || !this.knows(v)) return this.bigram(v, w)
    const pair = (u << 16) | v
    const slot = this.memoSlot(pair, w)
    if (this.memoPairs[slot] === pair && this.memoWords[slot] === w) return this.memoLogs[slot] ?? 0
    const log = this.after(this.context(u, v), v, w)
    this.memoPairs[slot] = pair
    this.memoWords[slot] = w
    this.memoLogs[slot] = log
    return log
  }

  /** Context of the words u and v for {@link after}, or {@link NO_CONTEXT} where u is unknown or no trigram begins with them. */
  context(u: number, v: number): number {
    if (!this.knows(u) || !this.knows(v)) return NO_CONTEXT
    return find(this.contextWords, this.contextStarts[u] ?? 0, this.contextStarts[u + 1] ?? 0, v)
  }

  /**
   * log10 P(w | u v), given the context of u and v: for those who ask of many words behind the same two, or know
   * `backedOff`, which is log10 P(w | v). The vocabulary has w.
   */
  after(context: number, v: number, w: number, backedOff = NaN): number {
    let backoff = 0
    if (context !== NO_CONTEXT) {
      const at = find(this.trigramWords, this.trigramStart(context), this.trigramStart(context + 1), w)
      if (at >= 0) return this.trigramLevels[this.trigramLogs[at] ?? 0] ?? 0
      backoff = this.contextBackoffLevels[this.contextBackoffs[context] ?? 0] ?? 0
    }
    return backoff + (Number.isNaN(backedOff) ? this.bigram(v, w) : backedOff)
  }

  private knows(id: number): boolean {
    return id >= 0 && id < this.size
  }

  private memoSlot(pair: number, w: number): number {
    const mixed = Math.imul(pair ^ Math.imul(w, 0x9e3779b1), 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & (MEMO_SIZE - 1)
  }

  private trigramStart(context: number): number {
    return (this.trigramBases[context >> TRIGRAM_BLOCK_BITS] ?? 0) + (this.trigramOffsets[context] ?? 0)
  }

  private checkLengths(): void {
    const words = this.size
    const contexts = this.contextWords.length
    const expected: readonly (readonly [string, number, number])[] = [
      ['unigram.logs', this.unigramLogs.length, words],
      ['unigram.backoffs', this.unigramBackoffs.length, words],
      ['bigram.starts', this.bigramStarts.length, words + 1],
      ['bigram.words', this.bigramWords.length, this.bigramStarts[words] ?? 0],
      ['bigram.logs', this.bigramLogs.length, this.bigramWords.length],
      ['context.starts', this.contextStarts.length, words + 1],
      ['context.words', contexts, this.contextStarts[words] ?? 0],
      ['context.backoffs', this.contextBackoffs.length, contexts],
      ['trigram.offsets', this.trigramOffsets.length, contexts + 1],
      ['trigram.words', this.trigramWords.length, this.trigramStart(contexts)],
      ['trigram.logs', this.trigramLogs.length, this.trigramWords.length]
    ]
    for (const [name, length, right] of expected) {
      if (length !== right) throw damaged(`section "${name}" has ${length} entries instead of ${right}`)
    }
  }
}
