/**
 * Word vectors that tell what a passage is about: the sum of the vectors around a place points to its
 * topic, and the cosine of a word with that sum says how well the word fits there.
 *
 * Rows are in descending frequency of the corpus that the vectors were trained on. A row is a direction
 * in 8-bit components, with a scale that makes its length 1.
 */
import type { Sections } from '../binary/sections.js'
import { UnspinError } from '../types.js'

/** Row of a word without a vector. */
export const NO_ROW = -1

const damaged = (why: string): UnspinError =>
  new UnspinError('UNSPIN_BINARY', `the topic model ${why}`, { hint: 'rebuild both models with `npm run models`' })

/** Euclidean length of a vector. */
export function lengthOf(vector: Float32Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let at = 0
  for (; at + 3 < vector.length; at += 4) {
    a += (vector[at] ?? 0) * (vector[at] ?? 0)
    b += (vector[at + 1] ?? 0) * (vector[at + 1] ?? 0)
    c += (vector[at + 2] ?? 0) * (vector[at + 2] ?? 0)
    d += (vector[at + 3] ?? 0) * (vector[at + 3] ?? 0)
  }
  for (; at < vector.length; at++) a += (vector[at] ?? 0) * (vector[at] ?? 0)
  return Math.sqrt(a + b + (c + d))
}

export class TopicModel {
  /** Components of a vector. */
  readonly dimensions: number
  /** Number of words with a vector. */
  readonly rows: number
  /** The same as that of the language model whose word ids this file takes. */
  readonly vocabularyDigest: string

  private readonly rowOfWord: Uint16Array
  private readonly ranks: Uint16Array
  private readonly scales: Float32Array
  private readonly components: Int8Array

  private constructor(sections: Sections) {
    this.rowOfWord = sections.u16('row')
    this.ranks = sections.u16('rank')
    this.scales = sections.f32('scale')
    this.components = sections.i8('components')
    this.rows = this.scales.length
    this.dimensions = this.rows === 0 ? 0 : Math.floor(this.components.length / this.rows)
    this.vocabularyDigest = String(sections.meta['vocabulary'])
    if (this.components.length !== this.rows * this.dimensions || this.ranks.length !== this.rows) {
      throw damaged('is damaged: the lengths of its sections disagree')
    }
  }

  /**
   * Opens a model over the decoded file, whose bytes it keeps reading.
   * @param vocabularyDigest that of the language model it will be used with; checked when given.
   * @throws UnspinError `UNSPIN_BINARY` when a section is missing, lengths disagree, or the file was
   * made for another vocabulary.
   */
  static open(sections: Sections, vocabularyDigest?: string): TopicModel {
    const model = new TopicModel(sections)
    if (vocabularyDigest !== undefined && vocabularyDigest !== model.vocabularyDigest) {
      throw damaged('was made for the vocabulary of another language model')
    }
    return model
  }

  /** Row of a word by its id in the language model, or {@link NO_ROW}. */
  row(id: number): number {
    return id < 0 ? NO_ROW : (this.rowOfWord[id] ?? 0) - 1
  }

  /** Frequency rank of the row's word among all words of the source, from 0; 65535 also stands for any greater one. */
  rank(row: number): number {
    return this.ranks[row] ?? 0
  }

  /** Adds `weight` times the row's unit vector to `sum`, which has {@link dimensions} components. Unrolled, as is what follows: this is most of what the topic costs. */
  addTo(sum: Float32Array, row: number, weight: number): void {
    const { components, dimensions } = this
    const factor = weight * (this.scales[row] ?? 0)
    const start = row * dimensions
    let at = 0
    for (; at + 3 < dimensions; at += 4) {
      sum[at] = (sum[at] ?? 0) + factor * (components[start + at] ?? 0)
      sum[at + 1] = (sum[at + 1] ?? 0) + factor * (components[start + at + 1] ?? 0)
      sum[at + 2] = (sum[at + 2] ?? 0) + factor * (components[start + at + 2] ?? 0)
      sum[at + 3] = (sum[at + 3] ?? 0) + factor * (components[start + at + 3] ?? 0)
    }
    for (; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + factor * (components[start + at] ?? 0)
  }

  /**
   * Cosine of `sum` with the row's vector. `norm` is the length of `sum`; a sum without length has cosine 0 with everything.
   * Four partial sums, here and in {@link lengthOf}, since each addition to one must wait for the one before it.
   */
  cosine(sum: Float32Array, norm: number, row: number): number {
    if (norm === 0) return 0
    const { components, dimensions } = this
    const start = row * dimensions
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let at = 0
    for (; at + 3 < dimensions; at += 4) {
      a += (sum[at] ?? 0) * (components[start + at] ?? 0)
      b += (sum[at + 1] ?? 0) * (components[start + at + 1] ?? 0)
      c += (sum[at + 2] ?? 0) * (components[start + at + 2] ?? 0)
      d += (sum[at + 3] ?? 0) * (components[start + at + 3] ?? 0)
    }
    for (; at < dimensions; at++) a += (sum[at] ?? 0) * (components[start + at] ?? 0)
    return ((a + b + (c + d)) * (this.scales[row] ?? 0)) / norm
  }

  /** Cosine of the vectors of two rows. */
  similarity(row: number, other: number): number {
    const { components, dimensions } = this
    const start = row * dimensions
    const from = other * dimensions
    let product = 0
    for (let at = 0; at < dimensions; at++) product += (components[start + at] ?? 0) * (components[from + at] ?? 0)
    return product * (this.scales[row] ?? 0) * (this.scales[other] ?? 0)
  }
}
