/** Whether a text is English, by how much of it the model's vocabulary knows. */
import { CAPITAL, NUMBER, PROTECTED, type Tokens } from './tokens.js'

/** Fewer words than this are taken for English: a headline of names says nothing. */
const LEAST_WORDS = 12
/** Of Brown's documents the model knows 93% or more of the small-letter words, of Spanish ones 65%, of Dutch ones 57%. */
const LEAST_KNOWN = 0.78

/** `en`, or `und` for a text whose small-letter words are mostly unknown. @param known ids below this are words of the model. */
export function languageOf(tokens: Tokens, known: number): string {
  let words = 0
  let found = 0
  for (let token = 0; token < tokens.count; token++) {
    if (((tokens.flags[token] ?? 0) & (CAPITAL | NUMBER | PROTECTED)) !== 0) continue
    words++
    const stem = tokens.stem[token] ?? -1
    if (stem >= 0 && stem < known) found++
  }
  return words < LEAST_WORDS || found / words >= LEAST_KNOWN ? 'en' : 'und'
}
