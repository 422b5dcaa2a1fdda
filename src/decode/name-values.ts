/** Values that tell a name that was garbled from words that walk to one by accident. */
import { type CompiledDictionary, RATE_CONTEXT } from '../dictionary/compiled.js'
import { CAPITAL_REPLACED, type Lattice, MID_CAPITAL, PROPER, TOUCHES_PROTECTED } from '../match/lattice.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { cohesion, seenNeighbours, standingAssociation } from './association.js'
import { frequency, USUAL_FREQUENCY } from './frequency.js'
import type { ModelText } from './model-text.js'
import type { TopicWindow } from './topic.js'

/** Bound on a name's language-model gain as a feature, log10. */
const MOST_GAIN = 5

/** What the values of an arc are read from. */
export interface ArcSources {
  readonly lattice: Lattice
  readonly dictionary: CompiledDictionary
  readonly text: ModelText
  readonly topic: TopicWindow | null
  /** Language-model gain of each arc, log10. */
  readonly gains: Float32Array
}

/** Fills `values` in the order of `nameFeatures`. @param article +1 when the name mends the article before it, −1 when it breaks it. */
export function fillNameValues(values: Float64Array, { lattice, dictionary, text, topic, gains }: ArcSources, arc: number, article: number): void {
  const first = lattice.first[arc] ?? 0
  const end = lattice.end[arc] ?? 0
  const flags = lattice.flags[arc] ?? 0
  const proper = (flags & PROPER) !== 0
  const capital = (flags & CAPITAL_REPLACED) !== 0
  values[0] = 1
  values[1] = proper && capital ? 1 : 0
  values[2] = proper && !capital ? 1 : 0
  values[3] = end - first
  values[4] = lattice.replaced[arc] ?? 1
  values[5] = Math.max(0, standingAssociation(text, first, end))
  // The capital of a sentence's first word says nothing.
  values[6] = capital && (flags & MID_CAPITAL) !== 0 ? 0 : 1
  values[7] = article > 0 ? 1 : 0
  values[8] = article < 0 ? 1 : 0
  values[9] = (flags & TOUCHES_PROTECTED) !== 0 ? 1 : 0
  values[10] = firstOriginals(lattice, dictionary, arc)
  const output = lattice.output[arc] ?? 0
  const { model, modelStart } = dictionary.outputs
  const start = modelStart[output] ?? 0
  const stop = modelStart[output + 1] ?? 0
  values[11] = Math.max(-MOST_GAIN, Math.min(MOST_GAIN, gains[arc] ?? 0))
  values[12] = cohesion(text.model, model, start, stop)
  values[13] = Math.max(0, end - first - (lattice.replaced[arc] ?? 1))
  values[14] = seenNeighbours(text, first, end)
  values[15] = seldom(text, model, start, stop)
  // Capitals say more of a proper name than what its words mean.
  const near = proper ? { restored: 0, standing: 0 } : kinships(topic, text, dictionary, output, first, end)
  values[16] = near?.restored ?? 0
  values[17] = near?.standing ?? 0
  values[18] = near ? 0 : 1
  values[19] = lattice.rate[arc] === RATE_CONTEXT ? 1 : 0
}

/** How rare the rarest word of a name is, log10 below the usual. */
function seldom({ model }: ModelText, words: Int32Array, start: number, stop: number): number {
  let least = 0
  for (let at = start; at < stop; at++) least = Math.min(least, frequency(model, words[at] ?? UNKNOWN) - USUAL_FREQUENCY)
  return -least
}

/** Share of a name's replaced tokens whose original is the first of its row. */
function firstOriginals({ via }: Lattice, { words }: CompiledDictionary, arc: number): number {
  const candidates = via.get(arc) ?? []
  if (candidates.length === 0) return 0
  return candidates.filter((candidate) => words.rank[candidate] === 0).length / candidates.length
}

/**
 * How near in meaning neighbouring words of a name are, and those that stand in its place, as mean cosines; null where
 * either is not known. What stands near in meaning (film clip) is mostly what somebody wrote.
 */
function kinships(
  topic: TopicWindow | null, text: ModelText, { outputs }: CompiledDictionary, output: number, first: number, end: number
): { restored: number; standing: number } | null {
  const { model, modelStart } = outputs
  const restored = topic?.kinship((at) => model[at] ?? UNKNOWN, modelStart[output] ?? 0, modelStart[output + 1] ?? 0) ?? null
  const standing = topic?.kinship((token) => text.wordOf(token), first, end) ?? null
  return restored === null || standing === null ? null : { restored, standing }
}
