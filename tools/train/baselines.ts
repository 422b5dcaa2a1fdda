/**
 * How well each substitution reads where nothing was spun: its mean language-model gain on clean text.
 * "company" for "corporation" always reads a little better, so that alone is no evidence.
 */
import type { BrownDocument } from '../../eval/brown.js'
import { stringAt } from '../../src/binary/strings.js'
import { scoreArcs } from '../../src/decode/decode.js'
import { baselineKey } from '../../src/dictionary/compile.js'
import { normalise } from '../../src/dictionary/symbols.js'
import { PHRASE, WORD } from '../../src/match/lattice.js'
import { type Engine, prepare } from '../../src/restore.js'

interface Sum {
  total: number
  count: number
}

/** Occurrences that weigh as much as the mean of all substitutions. */
const SHRINKAGE = 4
/** Smaller departures from the mean are left out of the file. */
const LEAST = 0.15

/** Departure of each substitution's mean gain from the mean of its kind, log10, shrunk towards 0 where little was seen. */
export function measureBaselines(engine: Engine, documents: readonly BrownDocument[]): Map<string, number> {
  const sums = new Map<string, Sum>()
  const means = new Map<number, Sum>()
  for (const { text } of documents) {
    const { document, input } = prepare(engine, text, { assume: 'auto', minConfidence: 1, keepQuotes: false })
    if (input === null) continue
    const { lattice, settings } = input
    const { scores } = scoreArcs(input)
    const { source, tokens } = document
    for (let arc = 0; arc < lattice.count; arc++) {
      const kind = lattice.kind[arc] ?? -1
      if (kind !== WORD && kind !== PHRASE) continue
      const first = lattice.first[arc] ?? 0
      const last = (lattice.end[arc] ?? first + 1) - 1
      const standing = normalise(source.slice(tokens.start[first], (tokens.end[last] ?? 0) - (tokens.possessive[last] ?? 0)))
      const key = `${String(kind)}${baselineKey(standing, stringAt(engine.dictionary.outputs.text, lattice.output[arc] ?? 0))}`
      const gain = Math.max(-settings.mostLanguageModel, Math.min(settings.mostLanguageModel, scores.gain[arc] ?? 0))
      add(sums, key, gain)
      add(means, kind, gain)
    }
  }
  const baselines = new Map<string, number>()
  for (const [key, { total, count }] of [...sums].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const mean = means.get(Number(key.charAt(0)))
    const value = ((total / count - (mean ? mean.total / mean.count : 0)) * count) / (count + SHRINKAGE)
    if (Math.abs(value) >= LEAST) baselines.set(key.slice(1), Number(value.toFixed(2)))
  }
  return baselines
}

function add<Key>(sums: Map<Key, Sum>, key: Key, value: number): void {
  const sum = sums.get(key) ?? { total: 0, count: 0 }
  sum.total += value
  sum.count++
  sums.set(key, sum)
}
