/**
 * A trigram model of English with backoff (Katz), asked for log10 P(w | u v).
 *
 * A log is an 8-bit code into a table of 256 evenly spaced levels, so that it is off by at most half a step: .016 for
 * unigrams, .014 for bigrams, .012 for trigrams, .006 for backoff weights. `pair-table.ts` holds the codes of bigrams
 * and trigrams. Everything is a view into the file; opening it parses nothing.
 */
import type { Sections } from '../binary/sections.js'
import { Vocabulary } from '../text/vocabulary.js'
import { UnspinError } from '../types.js'
import { Memo } from './memo.js'
import { bucketCount, NO_CODE, NO_CONTEXT, PairTable, wordBits } from './pair-table.js'

export { NO_CONTEXT } from './pair-table.js'

/** log10 P of a word outside the vocabulary, unless the caller states another. */
export const OUT_OF_VOCABULARY = -7.5

/** The decoder asks for the same trigram from many hypotheses. */
const MEMO_SLOTS = 1 << 14

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
  private readonly pairs: PairTable
  private readonly bigramLevels: Float32Array
  private readonly contextBackoffLevels: Float32Array
  private readonly trigramLevels: Float32Array

  private readonly memo = new Memo(MEMO_SLOTS)

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
    const starts = sections.u32('pair.starts')
    const entries = sections.u16('pair.entries')
    this.pairs = new PairTable(this.size, starts, entries)
    this.bigramLevels = sections.f32('bigram.logs.levels')
    this.contextBackoffLevels = sections.f32('context.backoffs.levels')
    this.trigramLevels = sections.f32('trigram.logs.levels')
    this.checkLengths(starts, entries)
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
    this.seek(v, w)
    return this.pairLog
  }

  /**
   * log10 P(w | u v), backing off to the bigram and the unigram. An unknown word cuts the history off:
   * an unknown u leaves P(w | v), an unknown v leaves P(w).
   */
  trigram(u: number, v: number, w: number, unknown = OUT_OF_VOCABULARY): number {
    if (!this.knows(w)) return unknown
    if (!this.knows(u) || !this.knows(v)) return this.bigram(v, w)
    const history = (u << 16) | v
    const slot = this.memo.slotOf(history, w, 0)
    const known = this.memo.recall(slot, history, w, 0)
    if (!Number.isNaN(known)) return known
    this.seek(u, v)
    const context = this.pairContext
    this.seek(v, w)
    const log = this.after(context, w, this.pairLog)
    this.memo.remember(slot, history, w, 0, log)
    return log
  }

  /** What {@link seek} found: the context that v and w are, for {@link after}, or {@link NO_CONTEXT} where no trigram begins with them. */
  pairContext = NO_CONTEXT
  /** What {@link seek} found: log10 P(w | v). */
  pairLog = 0.5

  /** Looks two words up, for those who ask about them again and again: the answers stay until the next question. */
  seek(v: number, w: number): void {
    this.pairContext = NO_CONTEXT
    if (!this.knows(v) || !this.knows(w)) {
      this.pairLog = this.unigram(w)
      return
    }
    const { pairs } = this
    pairs.seek(v, w)
    this.pairContext = pairs.context
    this.pairLog = pairs.code !== NO_CODE
      ? (this.bigramLevels[pairs.code] ?? 0)
      : (this.unigramBackoffLevels[this.unigramBackoffs[v] ?? 0] ?? 0) + (this.unigramLevels[this.unigramLogs[w] ?? 0] ?? 0)
  }

  /** log10 P(w | u v), given the context of u and v and log10 P(w | v). The vocabulary has w. */
  after(context: number, w: number, backedOff: number): number {
    if (context === NO_CONTEXT) return backedOff
    const code = this.pairs.codeBehind(context, w)
    if (code !== NO_CODE) return this.trigramLevels[code] ?? 0
    return (this.contextBackoffLevels[this.pairs.backoffOf(context)] ?? 0) + backedOff
  }

  private knows(id: number): boolean {
    return id >= 0 && id < this.size
  }

  private checkLengths(starts: Uint32Array, entries: Uint16Array): void {
    const expected: readonly (readonly [string, number, number])[] = [
      ['unigram.logs', this.unigramLogs.length, this.size],
      ['unigram.backoffs', this.unigramBackoffs.length, this.size],
      ['pair.starts', starts.length, bucketCount(wordBits(this.size)) + 1],
      ['pair.entries', entries.length, starts[starts.length - 1] ?? 0]
    ]
    for (const [name, length, right] of expected) {
      if (length !== right) throw damaged(`section "${name}" has ${length} entries instead of ${right}`)
    }
  }
}
