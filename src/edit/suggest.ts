/** Candidates that were not sure enough to be applied, for a person to judge. */
import type { DecodedEdit } from '../decode/decode.js'
import type { Edit } from '../types.js'
import { realiseEdit, type Realisation } from './realise.js'
import { resolveOverlaps } from './resolve.js'

/** A suggestion must at least be this likely. */
export const LEAST_SUGGESTION = 0.2
/** Nor is one suggested whose total is lower, log10 odds; the calibration is fitted on what lies above. */
export const LEAST_TOTAL = -1

/** Whether an offset range overlaps one of some edits, which ascend and do not overlap each other. */
export function overlapsAny(edits: readonly Edit[], start: number, end: number): boolean {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.span.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const next = edits[low]
  return next !== undefined && next.span.start < end
}

/**
 * Suggestions of one pass: decoded edits below the threshold, and arcs that did not win their path
 * but are likely enough taken alone. None overlaps an applied edit or another suggestion.
 */
export function suggest(realisation: Realisation, below: readonly DecodedEdit[], applied: readonly Edit[], minConfidence: number): Edit[] {
  const { lattice, decoding, document } = realisation
  const { tokens } = document
  const decoded: DecodedEdit[] = below.filter(({ confidence }) => confidence >= LEAST_SUGGESTION)
  const arcs = new Set(decoded.map(({ arc }) => arc))
  for (const arc of decoding.live) {
    if (decoding.totalAlone(arc) < LEAST_TOTAL || arcs.has(arc)) continue
    const confidence = decoding.confidenceAlone(arc)
    // One that alone would be applied lost to its context: no probability that we could state for it is measured.
    if (confidence < LEAST_SUGGESTION || confidence >= minConfidence) continue
    decoded.push(decoding.alone(arc))
  }
  const free = decoded.filter(({ arc }) => {
    const first = lattice.first[arc] ?? 0
    return !overlapsAny(applied, tokens.start[first] ?? 0, tokens.end[(lattice.end[arc] ?? first + 1) - 1] ?? 0)
  })
  const spans = free.map((edit) => {
    const first = lattice.first[edit.arc] ?? 0
    const span = { start: tokens.start[first] ?? 0, end: tokens.end[(lattice.end[edit.arc] ?? first + 1) - 1] ?? 0 }
    return { span, confidence: edit.confidence, edit }
  })
  return resolveOverlaps(spans)
    .kept.map(({ edit }, index) => realiseEdit(realisation, edit, index))
    .filter(({ before, after }) => before !== after)
}
