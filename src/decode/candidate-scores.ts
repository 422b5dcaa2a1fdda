/** What a word candidate says by itself, wherever it stands: added up once a dictionary, so that an arc costs one look. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { type DecoderSettings, wordFeatures } from './settings.js'

/** Places of the word features that depend on the candidate alone. */
const places = ([
  'bias', 'always', 'often', 'frequency-ratio', 'frequency', 'rank', 'first-original', 'several-words', 'inflected', 'fan-out',
  'lm-unknown', 'function-word', 'standing-fan-out'
] as const).map((feature) => wordFeatures.indexOf(feature))

/** Sum of the weighted features of the candidate alone. */
export const candidateSum = (weights: Float64Array, values: Float64Array): number =>
  places.reduce((sum, place) => sum + (weights[place] ?? 0) * (values[place] ?? 0), 0)

const logs = Float64Array.from({ length: 256 }, (_, count) => Math.log2(count))

/** log2 of a number of rivals, which fits a byte. */
export const log2OfCount = (count: number): number => logs[count] ?? 0

const tables = new WeakMap<DecoderSettings, WeakMap<CompiledDictionary, Float64Array>>()

/** {@link candidateSum} of each candidate, NaN until asked for; a table for each dictionary and fit. */
export function scoresOfCandidates(settings: DecoderSettings, dictionary: CompiledDictionary): Float64Array {
  const ofSettings = tables.get(settings) ?? new WeakMap<CompiledDictionary, Float64Array>()
  tables.set(settings, ofSettings)
  const table = ofSettings.get(dictionary) ?? new Float64Array(dictionary.words.row.length).fill(NaN)
  ofSettings.set(dictionary, table)
  return table
}
