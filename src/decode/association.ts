/** How well words go together: log10 of P(word | words before) / P(word). */
import type { LanguageModel } from '../context/language-model.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { ModelText } from './model-text.js'

/** Bounds on the association of two words, log10. */
const LEAST = -1
const MOST = 3
/** An association above this was seen, not backed off to, log10. */
const SEEN_LEAST = 0.1

const bounded = (value: number): number => (value < LEAST ? LEAST : value > MOST ? MOST : value)

/** Mean association of the words of a token span as they stand, log10. */
export function standingAssociation({ words, from, model }: ModelText, first: number, end: number): number {
  const start = from[first] ?? 0
  const stop = from[end] ?? 0
  let sum = 0
  for (let at = start + 1; at < stop; at++) {
    const word = words[at] ?? UNKNOWN
    if (word < 0) continue
    const before2 = at - 2 >= start ? (words[at - 2] ?? UNKNOWN) : UNKNOWN
    sum += bounded(model.trigram(before2, words[at - 1] ?? UNKNOWN, word) - model.unigram(word))
  }
  return sum / Math.max(1, stop - start - 1)
}

/** Mean association of the words of a restoration, log10: how much of a fixed expression it is. */
export function cohesion(model: LanguageModel, words: Int32Array, start: number, stop: number): number {
  let sum = 0
  for (let at = start + 1; at < stop; at++) {
    const word = words[at] ?? UNKNOWN
    const before = words[at - 1] ?? UNKNOWN
    if (word >= 0 && before >= 0) sum += bounded(model.bigram(before, word) - model.unigram(word))
  }
  return sum / Math.max(1, stop - start - 1)
}

/** Share of the neighbours in a token span that the model has seen side by side more often than chance. */
export function seenNeighbours({ words, from, model }: ModelText, first: number, end: number): number {
  const start = from[first] ?? 0
  const stop = from[end] ?? 0
  let seen = 0
  for (let at = start + 1; at < stop; at++) {
    const word = words[at] ?? UNKNOWN
    const before = words[at - 1] ?? UNKNOWN
    if (word >= 0 && before >= 0 && model.bigram(before, word) > model.unigram(word) + SEEN_LEAST) seen++
  }
  return seen / Math.max(1, stop - start - 1)
}
