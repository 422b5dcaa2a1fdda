/** Packs word vectors into the sections that `src/context/topic-model.ts` reads. */
import { encodeSections } from '../../src/binary/sections.js'
import type { Embeddings } from './embeddings.js'
import { quantiseDirection } from './quantise.js'
import { vocabularyDigest } from './vocabulary-digest.js'

/** What counts as a word when ranks are given: the source also lists punctuation and numbers. */
const WORD = /^[a-z][a-z'.-]*$/

const LARGEST_RANK = 65535

/** Rows are stored one up in 16 bits, 0 being none. */
export const MAX_ROWS = 65534

interface RankedWord {
  readonly word: string
  readonly rank: number
}

/** The `limit` most frequent words that the vocabulary knows, with their ranks among all words. */
export function chooseTopicWords(embeddings: Embeddings, vocabulary: ReadonlySet<string>, limit: number): RankedWord[] {
  return embeddings.words
    .filter((word) => WORD.test(word))
    .map((word, rank) => ({ word, rank: Math.min(rank, LARGEST_RANK) }))
    .filter(({ word }) => vocabulary.has(word))
    .slice(0, Math.min(limit, MAX_ROWS))
}

/**
 * The bytes of `topics.bin`.
 * @param words the vocabulary of the language model, in id order.
 */
export function encodeTopics(embeddings: Embeddings, words: readonly string[], limit: number): Uint8Array {
  const { dimensions } = embeddings
  const ids = new Map(words.map((word, id) => [word, id]))
  const chosen = chooseTopicWords(embeddings, new Set(words), limit)
  const rowOfWord = new Uint16Array(words.length)
  const scales = new Float32Array(chosen.length)
  const components = new Int8Array(chosen.length * dimensions)
  for (const [row, { word }] of chosen.entries()) {
    const direction = quantiseDirection(embeddings.vector(word))
    components.set(direction.components, row * dimensions)
    scales[row] = direction.scale
    rowOfWord[ids.get(word) ?? 0] = row + 1
  }
  const meta = { content: 'topics', vocabulary: vocabularyDigest(words), rows: chosen.length, dimensions }
  return encodeSections(meta, {
    row: rowOfWord,
    rank: Uint16Array.from(chosen, ({ rank }) => rank),
    scale: scales,
    components
  })
}
