/** Arcs of forward-spun text with their features, each labelled by whether it restores what the spinner changed. */
import type { SpunDocument } from '../../eval/spinner/spin.js'
import { scoreArcs } from '../../src/decode/decode.js'
import type { FeatureSet } from '../../src/decode/features.js'
import { nameFeatures, phraseFeatures, wordFeatures } from '../../src/decode/settings.js'
import { spellingOf, Wording } from '../../src/edit/wording.js'
import { type Engine, prepare } from '../../src/restore.js'
import type { Observation } from './logistic.js'

export const featureCounts: Readonly<Record<FeatureSet, number>> = {
  word: wordFeatures.length,
  phrase: phraseFeatures.length,
  name: nameFeatures.length
}

export type ExampleSets = Readonly<Record<FeatureSet, Observation[]>>

/** An arc that overlaps a change without restoring it is partly right about where: it counts for less as a counter-example. */
const OVERLAPPING_WRONG = 0.5

/** A clean document among spun ones. */
export const unspun = (text: string): SpunDocument => ({ text, family: 'newswire', edits: [], eligible: 0 })

/** Adds the arcs of one spun document. */
export function collectExamples(engine: Engine, spun: SpunDocument, sets: ExampleSets): void {
  const { document, input } = prepare(engine, spun.text, { assume: 'auto', minConfidence: 0.5, keepQuotes: false })
  if (input === null) return
  const { lattice, settings } = input
  const { scores, features } = scoreArcs(input)
  const wording = new Wording(document, engine.dictionary, lattice, spellingOf(document, engine.dictionary))
  const { tokens } = document
  const restoredOf = goldReader(spun)
  for (let arc = 0; arc < lattice.count; arc++) {
    const first = lattice.first[arc] ?? 0
    const start = tokens.start[first] ?? 0
    const end = tokens.end[(lattice.end[arc] ?? first + 1) - 1] ?? 0
    const { text, changed } = restoredOf(start, end)
    const positive = changed && text !== null && text.toLowerCase() === wording.of(arc).toLowerCase()
    const set = features.compute(arc)
    // A phrase that covers a change but restores something else says little about either reading.
    if (!positive && changed && set !== 'word') continue
    const bound = settings.mostLanguageModel
    const gain = Math.max(-bound, Math.min(bound, scores.gain[arc] ?? 0))
    sets[set].push({
      values: features.values.slice(0, featureCounts[set]),
      positive,
      weight: positive || !changed ? 1 : OVERLAPPING_WRONG,
      offset: settings.lambda * gain * Math.LN10
    })
  }
}

/** What the clean text had in a span of the spun one; null when a change crosses the span's edge. */
export function goldReader({ text, edits }: SpunDocument): (start: number, end: number) => { text: string | null; changed: boolean } {
  let from = 0
  return (start, end) => {
    while (from > 0 && (edits[from - 1]?.span.end ?? 0) > start) from--
    while (from < edits.length && (edits[from]?.span.end ?? 0) <= start) from++
    let restored = ''
    let at = start
    let changed = false
    for (let index = from; index < edits.length; index++) {
      const edit = edits[index]
      if (!edit || edit.span.start >= end) break
      changed = true
      if (edit.span.start < start || edit.span.end > end) return { text: null, changed }
      restored += text.slice(at, edit.span.start) + edit.after
      at = edit.span.end
    }
    return { text: restored + text.slice(at, end), changed }
  }
}
