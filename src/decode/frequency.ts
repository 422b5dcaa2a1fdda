/** How usual a word is, log10 of its probability, within the bounds that tell words apart. */
import type { LanguageModel } from '../context/language-model.js'

/** Least unigram value that still tells frequencies apart, log10. */
const RAREST = -6.5
const UNKNOWN_FREQUENCY = -6
/** A word this frequent adds nothing by its frequency, log10. */
export const USUAL_FREQUENCY = -4.5

export const frequency = (model: LanguageModel, word: number): number =>
  word < 0 ? UNKNOWN_FREQUENCY : Math.max(RAREST, model.unigram(word))
