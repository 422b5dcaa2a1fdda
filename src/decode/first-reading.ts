/**
 * The first reading of a text: evidence of spinning without a look at the context of its words. The phrases, the names and
 * the words rated `always`, which are few, are scored in their places. For all words a table stands in: what the best
 * original of a word says wherever the word stands, to all families alike. Most clean text is so surely clean by this that its
 * words need no closer look; all other text is read again with every word in its place.
 *
 * What a word's best original scores in clean text was regressed on what the table knows (Brown, fit part: slope 1.04, offset
 * −.42). The offset is set .47 higher, so that doubt goes to a second reading: in Brown's tune part four clean texts in five
 * need one reading alone. In the report part it costs .2 of the 13.0 % of the edits that come back where 1.2 words in 100 were
 * spun, and nothing where 2.4 were or more; the precision stays.
 */
import type { LanguageModel } from '../context/language-model.js'
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { WordPlaces } from '../match/candidates.js'
import type { Document } from '../text/document.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { Assume } from '../types.js'
import { candidateSum, fillCandidateValues, log2OfCount, scoresOfCandidates } from './candidate-scores.js'
import type { Evidence } from './evidence.js'
import { frequency } from './frequency.js'
import { keptForBoth } from './kept.js'
import { BLOCK_WORDS } from './likelihood.js'
import { type DecoderSettings, wordFeatures } from './settings.js'

/** The total that stands in for those of a word's arcs, log10 odds, from what its best original says by itself. */
const SLOPE = 1.04
const OFFSET = 0.05

/** Expected share of the words spun, in any block, from which on a text is read again: of its prose, and of its names. */
const DOUBTFUL_PROSE = 0.003
const DOUBTFUL_NAMES = 0.01

const RIVALS = wordFeatures.indexOf('rivals')

/** Shorter texts show too little to be left after one reading, in tokens. */
const LEAST_TOKENS = BLOCK_WORDS

/** Whether a first reading may tell anything. */
export const mayReadClean = ({ tokens }: Document, assume: Assume): boolean => assume === 'auto' && tokens.count >= LEAST_TOKENS

/** Whether no block of a text shows signs of spinning. */
export const readsClean = (prose: Evidence, names: Evidence): boolean =>
  mostRate(prose) < DOUBTFUL_PROSE && mostRate(names) < DOUBTFUL_NAMES

/** The greatest expected share of spun words that any block has. */
function mostRate({ families, rate, spun }: Evidence): number {
  const columns = families + 1
  return spun.reduce((most, _, block) => Math.max(most, rate.subarray(block * columns, (block + 1) * columns).reduce((sum, share) => sum + share, 0)), 0)
}

const tableOf = keptForBoth<DecoderSettings, CompiledDictionary, Float32Array>()

/** A total for each token with word candidates, log10 odds; NaN for the others. */
export function standIns(
  { tokens }: Document, { candidates, cover, skipped }: WordPlaces, dictionary: CompiledDictionary, model: LanguageModel, settings: DecoderSettings
): Float32Array {
  // By symbol; NaN until asked for.
  const table = tableOf(settings, dictionary, () => new Float32Array(dictionary.words.start.length).fill(NaN))
  const totals = new Float32Array(tokens.count).fill(NaN)
  for (let token = 0; token < tokens.count; token++) {
    const start = candidates.start[token] ?? 0
    const end = candidates.proseEnd[token] ?? 0
    if (start === end || (cover.protectedLength[token] ?? 0) > 0 || ((tokens.flags[token] ?? 0) & skipped) !== 0) continue
    const symbol = (candidates.stemmed[token] === 1 ? tokens.stem[token] : tokens.word[token]) ?? UNKNOWN
    let total = table[symbol] ?? NaN
    if (Number.isNaN(total)) total = table[symbol] = standIn(symbol, start, end, dictionary, model, settings)
    totals[token] = total
  }
  return totals
}

/** What the best original of a symbol says wherever the symbol stands, as a total. */
function standIn(symbol: number, start: number, end: number, dictionary: CompiledDictionary, model: LanguageModel, settings: DecoderSettings): number {
  const { outputs, ownModel, ownModelStart, words } = dictionary
  const { size } = model.vocabulary
  const standing = symbol < size ? symbol : (ownModel[ownModelStart[symbol - size] ?? 0] ?? UNKNOWN)
  const weights = Float64Array.from(wordFeatures, (feature) => settings.word[feature])
  const values = new Float64Array(weights.length)
  const sums = scoresOfCandidates(settings, dictionary)
  let best = -Infinity
  for (let candidate = start; candidate < end; candidate++) {
    let sum = sums[candidate] ?? NaN
    if (Number.isNaN(sum)) {
      fillCandidateValues(values, dictionary, model, candidate, standing)
      sum = sums[candidate] = candidateSum(weights, values)
    }
    const output = words.output[candidate] ?? 0
    const at = outputs.modelStart[output] ?? 0
    const single = (outputs.modelStart[output + 1] ?? 0) - at === 1
    const gain = single ? frequency(model, outputs.model[at] ?? UNKNOWN) - frequency(model, standing) : 0
    best = Math.max(best, sum + settings.lambda * gain)
  }
  return SLOPE * (best + (weights[RIVALS] ?? 0) * log2OfCount(Math.min(end - start, 255))) + OFFSET
}
