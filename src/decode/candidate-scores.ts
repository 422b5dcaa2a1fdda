/** What a word candidate says by itself, wherever it stands: added up once a dictionary, so that an arc costs one look. */
import type { LanguageModel } from '../context/language-model.js'
import { BASE, type CompiledDictionary, FUNCTION_WORD, RATE_ALWAYS, RATE_OFTEN } from '../dictionary/compiled.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { frequency, USUAL_FREQUENCY } from './frequency.js'
import { keptForBoth } from './kept.js'
import { type DecoderSettings, wordFeatures } from './settings.js'

/** Places of the word features that depend on the candidate alone. */
const places = ([
  'bias', 'always', 'often', 'frequency-ratio', 'frequency', 'rank', 'first-original', 'several-words', 'inflected', 'fan-out',
  'lm-unknown', 'function-word', 'standing-fan-out'
] as const).map((feature) => wordFeatures.indexOf(feature))

const LAST_RANK = 4
/** Bound on the difference of two frequencies, log10. */
const MOST_FREQUENCY_RATIO = 3

/** Fills the values of the features that depend on the candidate alone. @param standing model word that it replaces, or `UNKNOWN`. */
export function fillCandidateValues(values: Float64Array, { outputs, rows, words }: CompiledDictionary, model: LanguageModel, candidate: number, standing: number): void {
  const output = words.output[candidate] ?? 0
  const row = words.row[candidate] ?? 0
  const start = outputs.modelStart[output] ?? 0
  const stop = outputs.modelStart[output + 1] ?? 0
  const several = stop - start > 1
  let restored = 0
  let unknown = standing < 0
  for (let at = start; at < stop; at++) {
    const word = outputs.model[at] ?? UNKNOWN
    if (word < 0) unknown = true
    restored += frequency(model, word)
  }
  if (several) restored = restored / (stop - start) - 0.5
  const before = frequency(model, standing)
  const rank = words.rank[candidate] ?? 0
  values[0] = 1
  values[3] = rows.rate[row] === RATE_ALWAYS ? 1 : 0
  values[4] = rows.rate[row] === RATE_OFTEN ? 1 : 0
  values[7] = Math.max(-MOST_FREQUENCY_RATIO, Math.min(MOST_FREQUENCY_RATIO, restored - before))
  values[8] = before - USUAL_FREQUENCY
  values[9] = Math.min(rank, LAST_RANK)
  values[10] = rank === 0 ? 1 : 0
  values[14] = several ? 1 : 0
  values[15] = words.feature[candidate] === BASE ? 0 : 1
  values[16] = log2OfCount(words.fanout[candidate] ?? 1)
  values[18] = unknown ? 1 : 0
  values[19] = rows.pos[row] === FUNCTION_WORD ? 1 : 0
  values[20] = log2OfCount(1 + (rows.ownFanout[row] ?? 0))
}

/** Sum of the weighted features of the candidate alone. */
export const candidateSum = (weights: Float64Array, values: Float64Array): number =>
  places.reduce((sum, place) => sum + (weights[place] ?? 0) * (values[place] ?? 0), 0)

const logs = Float64Array.from({ length: 256 }, (_, count) => Math.log2(count))

/** log2 of a number of rivals, which fits a byte. */
export const log2OfCount = (count: number): number => logs[count] ?? 0

const tableOf = keptForBoth<DecoderSettings, CompiledDictionary, Float64Array>()

/** {@link candidateSum} of each candidate, NaN until asked for; a table for each dictionary and fit. */
export const scoresOfCandidates = (settings: DecoderSettings, dictionary: CompiledDictionary): Float64Array =>
  tableOf(settings, dictionary, () => new Float64Array(dictionary.words.row.length).fill(NaN))
