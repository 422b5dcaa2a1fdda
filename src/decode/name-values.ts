/** Values that tell a name that was garbled from words that walk to one by accident. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { Lattice } from '../match/lattice.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { ModelText } from './model-text.js'
import type { TopicWindow } from './topic.js'

/** Share of a name's replaced tokens whose original is the first of its row. */
export function firstOriginals({ via }: Lattice, { words }: CompiledDictionary, arc: number): number {
  const candidates = via.get(arc) ?? []
  if (candidates.length === 0) return 0
  return candidates.filter((candidate) => words.rank[candidate] === 0).length / candidates.length
}

/**
 * How near in meaning neighbouring words of a name are, and those that stand in its place, as mean cosines; null where
 * either is not known. What stands near in meaning (film clip) is mostly what somebody wrote.
 */
export function kinships(
  topic: TopicWindow | null, text: ModelText, { outputs }: CompiledDictionary, output: number, first: number, end: number
): { restored: number; standing: number } | null {
  const { model, modelStart } = outputs
  const restored = topic?.kinship((at) => model[at] ?? UNKNOWN, modelStart[output] ?? 0, modelStart[output + 1] ?? 0) ?? null
  const standing = topic?.kinship((token) => text.wordOf(token), first, end) ?? null
  return restored === null || standing === null ? null : { restored, standing }
}
