/** What an article shows once, it shows again: substitutions that stand elsewhere in the text. */
import { type Lattice, NAME } from '../match/lattice.js'
import type { DecodedKind } from './settings.js'

/** What counts of an edit that was decoded: see `DecodedEdit`. */
interface Shown {
  readonly arc: number
  readonly kind: DecodedKind
  readonly total: number
}

/** Log10 odds from which on an edit speaks for the same substitution elsewhere. */
const CONSISTENT_MARGIN = 0.7
/** More than a dictionary has. */
const MOST_OUTPUTS = 2 ** 24

/**
 * A spinner maps one word one way: what the article shows surely in one place is likelier in the others.
 * Returns null when nothing repeats.
 */
export function consistencyBonus(lattice: Lattice, live: readonly number[], edits: readonly Shown[], weight: number): Float32Array | null {
  const seen = new Map<number, Set<number>>()
  const keyOf = (arc: number): number => (lattice.row[arc] ?? 0) * MOST_OUTPUTS + (lattice.output[arc] ?? 0)
  for (const { arc, total, kind } of edits) {
    if (kind !== 'word' || total < CONSISTENT_MARGIN) continue
    const key = keyOf(arc)
    const places = seen.get(key) ?? new Set()
    seen.set(key, places.add(lattice.first[arc] ?? 0))
  }
  if (seen.size === 0) return null
  const bonus = new Float32Array(lattice.count)
  let any = false
  for (const arc of live) {
    if (lattice.kind[arc] === NAME) continue
    const places = seen.get(keyOf(arc))
    if (!places) continue
    const others = places.size - (places.has(lattice.first[arc] ?? 0) ? 1 : 0)
    if (others === 0) continue
    bonus[arc] = weight * Math.min(1, others / 2)
    any = true
  }
  return any ? bonus : null
}
