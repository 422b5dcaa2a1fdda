/** A document as the language model reads it: model words of each token, with the segments' ends. */
import { type LanguageModel, NO_CONTEXT } from '../context/language-model.js'
import { Memo } from '../context/memo.js'
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { wantsAn } from '../text/article.js'
import type { Document } from '../text/document.js'
import { ALL_CAPS } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { keptForBoth } from './kept.js'
import { modelWordsOf, type ModelWords } from './model-words.js'

/** The numbers that turn the model's probabilities into scores. */
export interface ModelScale {
  readonly lengthBonus: number
  readonly unknownWord: number
  readonly floor: number
}

const UNASKED = 2
/** The context of a pair that was not looked up yet. */
const UNSOUGHT = -2

/** Slots for readings of one word, which the next pass over the same text asks for again. */
const MEMO_SLOTS = 1 << 13

const memoOf = keptForBoth<LanguageModel, ModelScale, Memo>()

/** Two model words as one number. Ids are below 65535, so that an unknown word is told apart. */
const packed = (first: number, second: number): number => (first << 16) | (second & 0xffff)

/** No article stands before: nothing to adapt. */
export const NO_ARTICLE = -1

/**
 * Language-model scores around a token span. `a` and `an` are one word here: whichever stands before
 * an expression is read as the form that the expression takes, so that a broken article does not
 * count against the right word.
 */
export class ModelText implements ModelWords {
  /** As of {@link ModelWords}. */
  readonly from: Int32Array
  readonly words: Int32Array
  /** What the standing text is asked for again and again, each by position and once looked up. */
  private readonly solo: Float32Array
  /** Each word with the one before it, or the start symbol: which context they are, and the log of their bigram. */
  private readonly contexts: Int32Array
  private readonly bigrams: Float64Array
  /** 1 where the token takes `an`, 0 where not. */
  private readonly wanted: Uint8Array
  private readonly memo: Memo
  private readonly a: number
  private readonly an: number

  constructor(
    readonly document: Document,
    private readonly dictionary: CompiledDictionary,
    readonly model: LanguageModel,
    private readonly scale: ModelScale
  ) {
    this.a = model.vocabulary.id('a')
    this.an = model.vocabulary.id('an')
    const { from, words } = modelWordsOf(document, dictionary, model.vocabulary.size)
    this.from = from
    this.words = words
    this.solo = new Float32Array(words.length).fill(NaN)
    this.contexts = new Int32Array(words.length).fill(UNSOUGHT)
    this.bigrams = new Float64Array(words.length)
    this.memo = memoOf(model, scale, () => new Memo(MEMO_SLOTS))
    this.wanted = new Uint8Array(document.tokens.count).fill(UNASKED)
  }

  /** First model word of a token, or −1. */
  wordOf(token: number): number {
    return this.words[this.from[token] ?? 0] ?? UNKNOWN
  }

  /** Score of a word after two others, with the bonus for its length. */
  word(before2: number, before: number, word: number): number {
    const { unknownWord, floor, lengthBonus } = this.scale
    if (word < 0) return unknownWord + lengthBonus
    const value = this.model.trigram(before2, before, word)
    return (value < floor ? floor : value) + lengthBonus
  }

  /** The same behind a context; what the word and the one before it are as a context is then in `model.pairContext`. */
  next(context: number, before: number, word: number): number {
    this.model.seek(before, word)
    return this.scored(context, word, this.model.pairLog)
  }

  /** What two words are as a context. */
  contextOf(before2: number, before: number): number {
    this.model.seek(before2, before)
    return this.model.pairContext
  }

  isArticle(word: number): boolean {
    return word === this.a || word === this.an
  }

  /** The article that fits an expression. */
  articleFor(an: boolean): number {
    return an ? this.an : this.a
  }

  /** Whether the token before stands next to this one and is `a` or `an`; then its word, else {@link NO_ARTICLE}. */
  articleBefore(token: number): number {
    if (token === 0 || this.document.tokens.segment[token - 1] !== this.document.tokens.segment[token]) return NO_ARTICLE
    const word = this.wordOf(token - 1)
    return this.isArticle(word) ? word : NO_ARTICLE
  }

  /** Whether the token as it stands takes `an`. Asked for every reading after an article, so the answer is kept. */
  tokenWantsAn(token: number): boolean {
    let known = this.wanted[token] ?? UNASKED
    if (known === UNASKED) this.wanted[token] = known = this.findArticle(token) ? 1 : 0
    return known === 1
  }

  private findArticle(token: number): boolean {
    const { source, tokens } = this.document
    const shouted = ((tokens.flags[token] ?? 0) & ALL_CAPS) !== 0 && ((tokens.flags[token - 1] ?? 0) & ALL_CAPS) !== 0
    return wantsAn(source.slice(tokens.start[token], tokens.end[token]), this.dictionary.english, { shouted })
  }

  /**
   * How much better the restoration reads than what stands there, log10: both readings of the span
   * with two words of context on each side.
   */
  gain(first: number, end: number, output: number): number {
    const article = this.articleBefore(first)
    const { outputs } = this.dictionary
    const start = outputs.modelStart[output] ?? 0
    const stop = outputs.modelStart[output + 1] ?? 0
    const restored = this.reading(first, end, outputs.model, start, stop, article === NO_ARTICLE ? article : this.articleFor(outputs.wantsAn[output] === 1))
    return restored - this.standing(first, end, article)
  }

  /** Score of the span as it stands, with the two words after it. */
  private standing(first: number, end: number, article: number): number {
    if (article !== NO_ARTICLE) {
      return this.reading(first, end, this.words, this.from[first] ?? 0, this.from[end] ?? 0, this.articleFor(this.tokenWantsAn(first)))
    }
    const segmentEnd = this.segmentEnd(first)
    const from = this.from[first] ?? 0
    const wanted = (this.from[end] ?? 0) + 2
    let sum = 0
    for (let at = from; at < Math.min(wanted, segmentEnd); at++) sum += this.soloAt(at, first)
    if (wanted > segmentEnd) sum += this.word(this.wordBefore(segmentEnd - 1, first), this.wordBefore(segmentEnd, first), this.model.sentenceEnd)
    return sum
  }

  /** Score of some words in place of a span, with the two words after it. */
  private reading(first: number, end: number, words: Int32Array, start: number, stop: number, article: number): number {
    if (stop - start !== 1) return this.read(first, end, words, start, stop, article)
    const { memo, model } = this
    const from = this.from[first] ?? 0
    const after = this.from[end] ?? 0
    const segmentEnd = this.segmentEnd(first)
    const before = packed(this.wordBefore2(from, first), article === NO_ARTICLE ? this.wordBefore(from, first) : article)
    const word = packed(words[start] ?? UNKNOWN, after < segmentEnd ? (this.words[after] ?? UNKNOWN) : model.sentenceEnd)
    // Behind the end of a segment comes nothing, which the start symbol stands for.
    const last = after >= segmentEnd ? model.sentenceStart : after + 1 < segmentEnd ? (this.words[after + 1] ?? UNKNOWN) : model.sentenceEnd
    const slot = memo.slotOf(before, word, last)
    let score = memo.recall(slot, before, word, last)
    if (Number.isNaN(score)) {
      score = this.read(first, end, words, start, stop, article)
      memo.remember(slot, before, word, last, score)
    }
    return score
  }

  /** Each pair is sought once: for its bigram and as a context. */
  private read(first: number, end: number, words: Int32Array, start: number, stop: number, article: number): number {
    const { model } = this
    const from = this.from[first] ?? 0
    let before = this.wordBefore(from, first)
    let context: number
    if (article === NO_ARTICLE) context = this.contextBefore(from, first)
    else {
      model.seek(this.wordBefore2(from, first), article)
      context = model.pairContext
      before = article
    }
    let sum = 0
    for (let at = start; at < stop; at++) {
      const word = words[at] ?? UNKNOWN
      model.seek(before, word)
      sum += this.scored(context, word, model.pairLog)
      context = model.pairContext
      before = word
    }
    const segmentEnd = this.segmentEnd(first)
    const after = this.from[end] ?? 0
    const next = after < segmentEnd ? (this.words[after] ?? UNKNOWN) : model.sentenceEnd
    model.seek(before, next)
    sum += this.scored(context, next, model.pairLog)
    if (after >= segmentEnd) return sum
    context = model.pairContext
    if (after + 1 < segmentEnd) {
      this.seekAt(after + 1, first)
      return sum + this.scored(context, this.words[after + 1] ?? UNKNOWN, this.bigrams[after + 1] ?? 0)
    }
    model.seek(next, model.sentenceEnd)
    return sum + this.scored(context, model.sentenceEnd, model.pairLog)
  }

  /** {@link word} behind a context; `bigram` is its log behind the word before it. */
  private scored(context: number, word: number, bigram: number): number {
    const { unknownWord, floor, lengthBonus } = this.scale
    if (word < 0) return unknownWord + lengthBonus
    const value = this.model.after(context, word, bigram)
    return (value < floor ? floor : value) + lengthBonus
  }

  /** Looks the pair up whose second word stands at a position; returns its context. */
  private seekAt(at: number, token: number): number {
    let context = this.contexts[at] ?? UNSOUGHT
    if (context === UNSOUGHT) {
      this.model.seek(this.wordBefore(at, token), this.words[at] ?? UNKNOWN)
      this.contexts[at] = context = this.model.pairContext
      this.bigrams[at] = this.model.pairLog
    }
    return context
  }

  /** Context of the two words before a position. */
  private contextBefore(at: number, token: number): number {
    return at > this.segmentStart(token) ? this.seekAt(at - 1, token) : NO_CONTEXT
  }

  /** The word two places before a position; none before the start symbol. */
  private wordBefore2(at: number, token: number): number {
    return at > this.segmentStart(token) ? this.wordBefore(at - 1, token) : UNKNOWN
  }

  /** The model word before position `at`, or the start symbol at the segment's edge. */
  private wordBefore(at: number, token: number): number {
    return at - 1 >= this.segmentStart(token) ? (this.words[at - 1] ?? UNKNOWN) : this.model.sentenceStart
  }

  private soloAt(at: number, token: number): number {
    let value = this.solo[at] ?? NaN
    if (Number.isNaN(value)) {
      this.seekAt(at, token)
      value = this.scored(this.contextBefore(at, token), this.words[at] ?? UNKNOWN, this.bigrams[at] ?? 0)
      this.solo[at] = value
    }
    return value
  }

  private cachedSegment = -1
  private cachedStart = 0
  private cachedEnd = 0

  private segmentStart(token: number): number {
    this.findSegment(token)
    return this.cachedStart
  }

  private segmentEnd(token: number): number {
    this.findSegment(token)
    return this.cachedEnd
  }

  private findSegment(token: number): void {
    const { segment, count } = this.document.tokens
    const wanted = segment[token] ?? 0
    if (wanted === this.cachedSegment) return
    let first = token
    while (first > 0 && segment[first - 1] === wanted) first--
    let end = token + 1
    while (end < count && segment[end] === wanted) end++
    this.cachedSegment = wanted
    this.cachedStart = this.from[first] ?? 0
    this.cachedEnd = this.from[end] ?? 0
  }
}
