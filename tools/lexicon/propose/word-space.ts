/** Words with their frequencies and vectors: the vocabulary of the language model as the topic model places it. */
import type { LanguageModel } from '../../../src/context/language-model.js'
import { lengthOf, NO_ROW, type TopicModel } from '../../../src/context/topic-model.js'

export class WordSpace {
  /** Words that have a vector, the most frequent first. */
  readonly words: readonly string[]
  private readonly sum: Float32Array

  constructor(
    private readonly model: LanguageModel,
    private readonly topics: TopicModel
  ) {
    const ids = Array.from({ length: model.vocabulary.size }, (_, id) => id).filter((id) => topics.row(id) !== NO_ROW)
    this.words = ids.sort((a, b) => model.unigram(b) - model.unigram(a) || a - b).map((id) => model.vocabulary.word(id))
    this.sum = new Float32Array(topics.dimensions)
  }

  /** log10 P of a word, or undefined for one that the language model lacks. */
  frequency(word: string): number | undefined {
    const id = this.model.vocabulary.id(word)
    return id < 0 ? undefined : this.model.unigram(id)
  }

  /** For each of `others` its cosine with the word; undefined where one of both has no vector. */
  cosines(word: string, others: readonly string[]): (number | undefined)[] {
    const own = this.rowOf(word)
    if (own === NO_ROW) return others.map(() => undefined)
    this.sum.fill(0)
    this.topics.addTo(this.sum, own, 1)
    const norm = lengthOf(this.sum)
    return others.map((other) => {
      const row = this.rowOf(other)
      return row === NO_ROW ? undefined : this.topics.cosine(this.sum, norm, row)
    })
  }

  private rowOf(word: string): number {
    return this.topics.row(this.model.vocabulary.id(word))
  }
}
