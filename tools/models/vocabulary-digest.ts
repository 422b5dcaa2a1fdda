import { createHash } from 'node:crypto'

/** Ties the files made for one vocabulary together: sha256 of the words, one a line, the first 16 hex digits. */
export const vocabularyDigest = (words: readonly string[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16)
