/** Splitting dictionary text into symbols, in the same way as the tokenizer splits a source. */
import { UNKNOWN } from '../text/vocabulary.js'

const WORD = /(?:\p{L}\.){2,}|[\p{L}\p{M}\d]+(?:['.,](?=[\p{L}\d])[\p{L}\p{M}\d]+)*/gu

const ANY_CASE_WORD = new RegExp(WORD.source, 'gu')

/** A word of an expression, and whether a hyphen ties it to the word before. */
export interface ExpressionWord {
  readonly text: string
  readonly hyphenated: boolean
}

/** Lower case, NFC, straight apostrophes: the form that the vocabulary holds. */
export const normalise = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('’', "'")

/** The words of an expression, normalised. */
export function expressionWords(expression: string): ExpressionWord[] {
  const text = normalise(expression)
  return [...text.matchAll(WORD)].map((match) => ({ text: match[0], hyphenated: text.charAt(match.index - 1) === '-' }))
}

/**
 * Model words of one normalised word. The model is lower case without punctuation: "u.s." is `u s`,
 * other abbreviations lose their stops, a possessive that it lacks falls back to the stem, and
 * numbers are unknown to it.
 */
export function modelWords(word: string, idOf: (word: string) => number): number[] {
  if (/^\d/.test(word)) return [UNKNOWN]
  if (/^(?:\p{L}\.){2,}$/u.test(word)) {
    const letters = word.replaceAll('.', '')
    if (letters === 'us') return [idOf('u'), idOf('s')]
    const found = idOf(word.slice(0, -1))
    return [found === UNKNOWN ? idOf(letters) : found]
  }
  const found = idOf(word)
  return [found === UNKNOWN && word.endsWith("'s") ? idOf(word.slice(0, -2)) : found]
}

/** Bit n is set when word n of an expression has a capital; words beyond the 31st have none. */
export function capitalBits(expression: string): number {
  const words = [...expression.normalize('NFC').replaceAll('’', "'").matchAll(ANY_CASE_WORD)]
  return words.reduce((bits, [word], index) => (index < 31 && /\p{Lu}/u.test(word) ? bits | (1 << index) : bits), 0)
}
