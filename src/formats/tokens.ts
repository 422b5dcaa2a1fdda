/** Words, stretches of white space and single other characters, with their offsets: the units of comparison. */

/** A text cut into tokens without loss. */
export interface Tokens {
  readonly texts: readonly string[]
  /** UTF-16 offset of each token, and after them the length of the text. */
  readonly starts: readonly number[]
}

// A word holds its inner apostrophes, hyphens and full stops: "know-how", "don't" and "U.S" are one token each.
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*|\s+|./gsu

export function tokensOf(text: string): Tokens {
  const texts: string[] = []
  const starts: number[] = []
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    texts.push(token)
    starts.push(index)
  }
  starts.push(text.length)
  return { texts, starts }
}

export const isWord = (token: string): boolean => /^[\p{L}\p{N}\p{M}]/u.test(token)

/** White space inside a paragraph; an empty line parts paragraphs. */
export const isGap = (token: string): boolean => /^\s+$/.test(token) && !/\n\s*\n/.test(token)
