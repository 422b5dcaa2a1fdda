/** What the words around a token are about, and how well a candidate fits that. */
import { lengthOf, type TopicModel } from '../context/topic-model.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { ModelText } from './model-text.js'

/** Words more frequent than this say nothing of the topic. */
const COMMON_RANK = 150
/** Weight of a word: log(1 + rank / 100), so that rarer words count more. */
const weightOf = (rank: number): number => Math.log(1 + rank / 100)
/** Short words of an original of several words are mostly function words. */
const CONTENT_LENGTH = 4

/** The row of a token that was not asked for yet. */
const UNSOUGHT = -2

/** A sum of topic vectors that slides along the tokens: cheap when asked for them in increasing order. */
export class TopicWindow {
  private readonly sum: Float32Array
  private readonly rows: Int32Array
  private low = 0
  private high = 0
  private current = -1
  private norm = 0
  private standingCosine = 0

  constructor(
    private readonly topics: TopicModel,
    private readonly text: ModelText,
    private readonly reach: number
  ) {
    this.sum = new Float32Array(topics.dimensions)
    this.rows = new Int32Array(text.document.tokens.count).fill(UNSOUGHT)
  }

  /** Row of a token's word, or −1. */
  private rowOf(token: number): number {
    let row = this.rows[token] ?? -1
    if (row === UNSOUGHT) {
      const word = this.text.wordOf(token)
      this.rows[token] = row = word === UNKNOWN ? -1 : this.topics.row(word)
    }
    return row
  }

  /** Cosine of the token's own word to its surroundings, or null when it has no vector. */
  standing(token: number): number | null {
    const row = this.rowOf(token)
    if (row < 0) return null
    if (token === this.current) return this.standingCosine
    this.move(token)
    return (this.standingCosine = this.topics.cosine(this.sum, this.norm, row))
  }

  /** The best cosine among the content words of a restoration, or null when none has a vector. */
  restored(token: number, words: Int32Array, start: number, end: number, lengthOf: (word: number) => number): number | null {
    this.move(token)
    let best: number | null = null
    for (let at = start; at < end; at++) {
      const word = words[at] ?? UNKNOWN
      if (word < 0 || (end - start > 1 && lengthOf(word) < CONTENT_LENGTH)) continue
      const row = this.topics.row(word)
      if (row < 0) continue
      const cosine = this.topics.cosine(this.sum, this.norm, row)
      if (best === null || cosine > best) best = cosine
    }
    return best
  }

  /** Mean cosine of each content word of a run of words with the next, or null when no two of them have vectors. */
  kinship(wordAt: (index: number) => number, from: number, to: number): number | null {
    let sum = 0
    let pairs = 0
    let before = -1
    for (let index = from; index < to; index++) {
      const row = this.topics.row(wordAt(index))
      if (row < 0 || this.topics.rank(row) < COMMON_RANK) continue
      if (before >= 0) {
        sum += this.topics.similarity(before, row)
        pairs++
      }
      before = row
    }
    return pairs === 0 ? null : sum / pairs
  }

  /** Brings the window to a token, leaving the token itself out. */
  private move(token: number): void {
    if (token === this.current) return
    const { count } = this.text.document.tokens
    if (this.current >= 0) this.add(this.current, 1)
    const low = Math.max(0, token - this.reach)
    const high = Math.min(count, token + this.reach + 1)
    if (low >= this.high || low < this.low) {
      this.sum.fill(0)
      this.low = this.high = low
    }
    while (this.high < high) this.add(this.high++, 1)
    while (this.high > high) this.add(--this.high, -1)
    while (this.low < low) this.add(this.low++, -1)
    this.add(token, -1)
    this.current = token
    this.norm = lengthOf(this.sum) || 1
  }

  private add(token: number, sign: number): void {
    const row = this.rowOf(token)
    if (row < 0) return
    const rank = this.topics.rank(row)
    if (rank >= COMMON_RANK) this.topics.addTo(this.sum, row, sign * weightOf(rank))
  }
}
