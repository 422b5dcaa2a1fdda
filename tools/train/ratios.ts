/** Turns scores into evidence: how much likelier a token with a candidate of this score is spun than natural. */
import type { SpunDocument } from '../../eval/spinner/spin.js'
import { scoreArcs } from '../../src/decode/decode.js'
import { ratioGroupOf } from '../../src/decode/likelihood.js'
import { type DecoderSettings, type RatioCurve, type RatioGroup, ratioGroups } from '../../src/decode/settings.js'
import { type Engine, prepare } from '../../src/restore.js'
import { NAME_DENSITY } from './garbled-names.js'
import { fitLogistic, type Observation } from './logistic.js'

const RIDGE = 1
/** A group with fewer examples of either kind keeps the curve that it had. */
const LEAST_EXAMPLES = 30

export type TokenSets = Readonly<Record<RatioGroup, Observation[]>>

export const emptyTokenSets = (): TokenSets => ({ word: [], wordAlways: [], phrase: [], phraseAlways: [], name: [], properName: [] })

/** Adds each token of a spun document that has a candidate, by the group of its best one, if it is one of those asked for. */
export function collectTokens(engine: Engine, spun: SpunDocument, sets: TokenSets, groups: readonly RatioGroup[] = ratioGroups): void {
  const { document, input } = prepare(engine, spun.text, { assume: 'auto', minConfidence: 0.5, keepQuotes: false })
  if (input === null) return
  const { lattice, settings } = input
  const { scores } = scoreArcs(input)
  const { tokens } = document
  let gold = 0
  for (let token = 0; token < tokens.count; token++) {
    let best = -1
    for (let arc = lattice.from[token] ?? 0; arc < (lattice.from[token + 1] ?? 0); arc++) {
      if (best < 0 || (scores.total[arc] ?? 0) > (scores.total[best] ?? 0)) best = arc
    }
    const group = best < 0 ? null : ratioGroupOf(lattice, best, scores, settings)
    if (group === null || !groups.includes(group)) continue
    const start = tokens.start[token] ?? 0
    const end = tokens.end[(lattice.end[best] ?? token + 1) - 1] ?? 0
    while (gold < spun.edits.length && (spun.edits[gold]?.span.end ?? 0) <= start) gold++
    const change = spun.edits[gold]
    sets[group].push({
      values: Float64Array.of(1, scores.total[best] ?? 0),
      positive: change !== undefined && change.span.start < end,
      weight: 1,
      offset: 0
    })
  }
}

/** Fits a curve to each group. The share of spun tokens in the fitting texts is taken out: the evidence has its own prior. */
export function fitRatios(sets: TokenSets, { ratio }: DecoderSettings): DecoderSettings['ratio'] {
  const logOdds = (groups: readonly RatioGroup[]): number => {
    const all = groups.flatMap((group) => sets[group])
    const spun = all.filter(({ positive }) => positive).length
    return Math.log(spun / (all.length - spun))
  }
  const prose = logOdds(['word', 'wordAlways', 'phrase', 'phraseAlways'])
  const names = logOdds(['name', 'properName']) - NAME_DENSITY
  const curve = (group: RatioGroup, prior = prose): RatioCurve => {
    const rows = sets[group]
    const right = rows.filter(({ positive }) => positive).length
    console.error(`${group}: ${String(rows.length)} tokens, ${String(right)} spun`)
    if (right < LEAST_EXAMPLES || rows.length - right < LEAST_EXAMPLES) return ratio[group]
    const [intercept = 0, slope = 1] = fitLogistic(rows, 2, RIDGE)
    return { ...ratio[group], slope: Number((slope / Math.LN10).toFixed(3)), offset: Number(((intercept - prior) / Math.LN10).toFixed(3)) }
  }
  return {
    word: curve('word'),
    wordAlways: curve('wordAlways'),
    phrase: curve('phrase'),
    phraseAlways: curve('phraseAlways'),
    name: curve('name', names),
    properName: curve('properName', names)
  }
}
