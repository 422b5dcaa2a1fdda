/** Which words of the source model stay when ids must fit 16 bits. */

/** Ids are stored in 16 bits, and 65535 is kept free. */
export const MAX_WORDS = 65535

/** Sentence marks: words of the model that no text contains. */
export const SENTENCE_START = '<s>'
export const SENTENCE_END = '</s>'

/** A possessive goes before a plain word that is up to ten times rarer, because a reader can fall back to its stem. */
const POSSESSIVE_PENALTY = 1

/**
 * The `limit` most probable words and the sentence marks, sorted by code unit.
 * @param logs log10 P of each word.
 */
export function chooseWords(words: readonly string[], logs: Float32Array, limit = MAX_WORDS): string[] {
  const known = new Set(words)
  const worth = (word: string, log: number): number => {
    if (word === SENTENCE_START || word === SENTENCE_END) return Infinity
    const stem = /^(.+)'s?$/.exec(word)?.[1]
    return stem !== undefined && known.has(stem) ? log - POSSESSIVE_PENALTY : log
  }
  return words
    .map((word, id) => ({ word, worth: worth(word, logs[id] ?? -Infinity) }))
    .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
    .map(({ word }) => word)
    .sort()
}
