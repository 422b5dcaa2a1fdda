/** The terms of an edit's score in words. They add up to the calibrated total in log10 odds. */
import type { DecodedEdit, Decoding } from '../decode/decode.js'
import type { Reason } from '../types.js'

const messages: Readonly<Record<string, string>> = {
  bias: 'starting value of this kind of entry',
  'article-mended': 'the restoration mends the article before it',
  'article-broken': 'the restoration breaks the article before it',
  always: 'the spun form is hardly ever right',
  often: 'the spun form is often wrong',
  topic: 'fit to the words around it',
  'frequency-ratio': 'frequency of the restoration against the standing word',
  frequency: 'frequency of the standing word',
  rank: 'place of the original in its row',
  'first-original': 'first original of its row',
  rivals: 'number of rival originals',
  'mid-capital': 'capital in the middle of a sentence',
  protected: 'beside a protected phrase',
  'inside-name': 'inside a correct expression',
  'several-words': 'restored to several words',
  inflected: 'inflected form',
  'fan-out': 'number of rows that list the original',
  hyphen: 'tied by a hyphen',
  'possessive-mended': 'a plural that carries the possessive of a singular',
  'standing-fan-out': 'the standing word is one that spinners replace',
  rival: 'reads better or worse than the other originals',
  'lm-unknown': 'a word that the language model does not know',
  'function-word': 'function word',
  length: 'length of the expression',
  'length-change': 'change of length',
  association: 'how well the standing words go together',
  'single-word': 'single word',
  proper: 'proper name with its capitals',
  'proper-lower': 'proper name without capitals',
  replaced: 'words of the name that were replaced',
  lower: 'no capital among the replaced words',
  gain: 'how much better the whole name reads',
  cohesion: 'how much the words of the name belong together',
  kept: 'words of the name that stand',
  'surface-seen': 'the standing words are often neighbours',
  seldom: 'rarest word of the name',
  kinship: 'how near the name’s words are in meaning',
  'surface-kinship': 'how near the standing words are in meaning',
  'kinship-unknown': 'words whose meaning is not known',
  'field-term': 'term of a field, seldom met outside it',
  mention: 'in quotation marks of its own: named, not used',
  'language-model': 'how much better the restoration reads',
  evidence: 'how much of this part of the text looks spun',
  consistency: 'the same substitution stands elsewhere in the text',
  'part-of-speech': 'the word stands as another part of speech',
  slip: 'spelling slip',
  calibration: 'correction measured on held-out text'
}

/** Smaller terms round to nothing. */
const NEGLIGIBLE = 1e-9

const log10Odds = (probability: number): number => Math.log10(probability / (1 - probability))

/** Terms of a decoded edit, largest first, the calibration last. Their sum is the log10 odds of its confidence. */
export function reasonsOf(edit: DecodedEdit, decoding: Decoding): Reason[] {
  const terms = decoding.features.terms(edit.arc)
  terms.push({ code: 'language-model', value: edit.gain }, { code: 'evidence', value: edit.evidence }, { code: 'topic', value: edit.topic }, { code: 'consistency', value: edit.consistency }, { code: 'part-of-speech', value: edit.partOfSpeech ?? 0 })
  const explained = terms.reduce((sum, { value }) => sum + value, 0)
  terms.push({ code: 'slip', value: edit.total - explained })
  const reasons = terms
    .filter(({ code, value }) => Math.abs(value) > (code === 'slip' ? 1e-4 : NEGLIGIBLE))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const sum = reasons.reduce((total, { value }) => total + value, 0)
  reasons.push({ code: 'calibration', value: log10Odds(edit.confidence) - sum })
  return reasons.map(({ code, value }) => ({ code, value, message: messages[code] ?? code }))
}
