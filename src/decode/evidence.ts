/**
 * How much of each part of a document was spun, and by which family: the posterior over {clean} and
 * {family, any} × rate for every block of about 100 words. Likelihood: Π((1 − ρ) + ρ·LR) over the
 * tokens that the family could have produced; neighbours and the rest of the document count for a share.
 */
import { RATE_ALWAYS } from '../dictionary/compiled.js'
import { CAPITAL_REPLACED, FUZZY, type Lattice, NAME, PHRASE, PROPER, WORD } from '../match/lattice.js'
import type { Assume } from '../types.js'
import type { DecoderSettings, RatioGroup } from './settings.js'

export const BLOCK_WORDS = 100
/** Rates of spun words that a spinner may have, as shares of the words that it could have produced. */
const rates = [0.03, 0.08, 0.16, 0.3, 0.5, 0.7, 0.85, 0.95]
/** A text known to be spun is not spun by a word in thirty. */
const RATES_BELOW_SPUN = 2
/** Bound on what the rest of the document adds, natural log. */
const MOST_DOCUMENT = 30
const PHRASE_LEAST_GAIN = -3
/** Score of a common name from which on it speaks for the prose around it, log10 odds. */
const PROSE_NAME_SCORE = 2.2

export interface Evidence {
  /** Families in the dictionary's order, then "any". */
  readonly families: number
  /** Expected rate of block b under family f: `rate[b * (families + 1) + f]`; f = families is "any". */
  readonly rate: Float64Array
  /** Probability that block b was spun at all. */
  readonly spun: Float64Array
  /** Posterior of each family and "any", by block. */
  readonly share: Float64Array
}

/** What the scores of the arcs are: their language-model gain, log10, and their total without evidence, log10 odds. */
export interface ArcScores {
  readonly gain: Float32Array
  readonly total: Float32Array
  /** What the topic adds to the total of the arcs that were asked for it, log10 odds. */
  readonly topic: Float32Array
  /** Association of the standing words of phrases, log10. */
  readonly association: Float32Array
}

/**
 * What is to be restored with the evidence. Science is garbled in its terms: a broken term makes others likely,
 * but says little of the prose around them, so for prose it speaks only when its score is very high.
 */
export type Purpose = 'prose' | 'names'

/** How an arc speaks in the evidence, or null when it says nothing. */
export function ratioGroupOf(
  lattice: Lattice, arc: number, scores: ArcScores, { associationMost }: DecoderSettings, purpose: Purpose = 'names'
): RatioGroup | null {
  const kind = lattice.kind[arc]
  const always = lattice.rate[arc] === RATE_ALWAYS
  if (kind === WORD) return always ? 'wordAlways' : 'word'
  if (kind === PHRASE || (kind === FUZZY && (lattice.row[arc] ?? -1) >= 0)) {
    const unlikely = (scores.gain[arc] ?? 0) > PHRASE_LEAST_GAIN && (scores.association[arc] ?? 0) < associationMost
    return always && unlikely ? 'phraseAlways' : 'phrase'
  }
  const flags = lattice.flags[arc] ?? 0
  if ((flags & PROPER) !== 0 && (flags & CAPITAL_REPLACED) !== 0) return 'properName'
  return purpose === 'names' || (scores.total[arc] ?? 0) > PROSE_NAME_SCORE ? 'name' : null
}

/** Likelihood ratio of an arc's token being spun, or 0 when the arc says nothing. */
export function likelihoodRatio(lattice: Lattice, arc: number, scores: ArcScores, settings: DecoderSettings, purpose: Purpose): number {
  const group = ratioGroupOf(lattice, arc, scores, settings, purpose)
  if (group === null) return 0
  const { slope, offset, least, most } = settings.ratio[group]
  return Math.max(least, Math.min(most, 10 ** (slope * (scores.total[arc] ?? 0) + offset)))
}

/** Steps of the table of likelihoods, log10 of the ratio. */
const STEP = 0.01
const LEAST_LOG = -2
const MOST_LOG = 3
const STEPS = Math.round((MOST_LOG - LEAST_LOG) / STEP) + 1

/** ln((1 − ρ) + ρ·ratio) for each step of the ratio and each rate: logarithms a token would cost more than all else here. */
const likelihoods = Float64Array.from({ length: STEPS * rates.length }, (_, index) => {
  const rate = rates[index % rates.length] ?? 0
  return Math.log(1 - rate + rate * 10 ** (LEAST_LOG + Math.floor(index / rates.length) * STEP))
})

function likelihoodRow(ratio: number): number {
  const step = Math.round((Math.log10(ratio) - LEAST_LOG) / STEP)
  return Math.max(0, Math.min(STEPS - 1, step)) * rates.length
}

/** Adds one token's likelihoods to its block: for each family the row of its strongest ratio. */
function addToken(own: Float64Array, base: number, strongest: Float64Array): void {
  let ratio = 0
  let row = 0
  for (let column = 0; column < strongest.length; column++) {
    const next = strongest[column] ?? 0
    if (next === 0) continue
    if (next !== ratio) {
      ratio = next
      row = likelihoodRow(next)
    }
    const at = base + column * rates.length
    for (let rate = 0; rate < rates.length; rate++) own[at + rate] = (own[at + rate] ?? 0) + (likelihoods[row + rate] ?? 0)
  }
}

/** Whether a name spoke for spinning before: a term that a clean text repeats is one accident, not many. */
function isRepeated(seen: Set<number>, output: number, ratio: number): boolean {
  if (ratio <= 1) return false
  if (seen.has(output)) return true
  seen.add(output)
  return false
}

/** Computes the evidence of a document. @param families number of families; 0 measures without them. */
export function weighEvidence(
  lattice: Lattice, tokens: number, families: number, scores: ArcScores, settings: DecoderSettings, assume: Assume, purpose: Purpose = 'prose'
): Evidence {
  const blocks = Math.max(1, Math.ceil(tokens / BLOCK_WORDS))
  const columns = families + 1
  const hypotheses = columns * rates.length
  const own = new Float64Array(blocks * hypotheses)
  const strongest = new Float64Array(columns)
  const namesSeen = new Set<number>()
  for (let token = 0; token < tokens; token++) {
    const from = lattice.from[token] ?? 0
    const to = lattice.from[token + 1] ?? 0
    if (from === to) continue
    strongest.fill(0)
    for (let arc = from; arc < to; arc++) {
      const ratio = likelihoodRatio(lattice, arc, scores, settings, purpose)
      if (ratio === 0 || (lattice.kind[arc] === NAME && isRepeated(namesSeen, lattice.output[arc] ?? 0, ratio))) continue
      const bits = lattice.families[arc] ?? 0
      if (ratio > (strongest[families] ?? 0)) strongest[families] = ratio
      for (let family = 0; family < families; family++) {
        if ((bits === 0 || (bits & (1 << family)) !== 0) && ratio > (strongest[family] ?? 0)) strongest[family] = ratio
      }
    }
    addToken(own, Math.floor(token / BLOCK_WORDS) * hypotheses, strongest)
  }
  const whole = new Float64Array(hypotheses)
  for (let at = 0; at < own.length; at++) whole[at % hypotheses] = (whole[at % hypotheses] ?? 0) + (own[at] ?? 0)
  return posterior(own, whole, blocks, columns, settings, assume)
}

function posterior(
  own: Float64Array, whole: Float64Array, blocks: number, columns: number, settings: DecoderSettings, assume: Assume
): Evidence {
  const hypotheses = columns * rates.length
  const clean = assume === 'spun' ? -Infinity : Math.log(settings.priorClean)
  const each = Math.log((assume === 'spun' ? 1 : 1 - settings.priorClean) / hypotheses)
  const evidence = { families: columns - 1, rate: new Float64Array(blocks * columns), spun: new Float64Array(blocks), share: new Float64Array(blocks * columns) }
  const logs = new Float64Array(hypotheses)
  const share = settings.documentShare * Math.min(1, 8 / blocks + 0.3)
  for (let block = 0; block < blocks; block++) {
    let most = clean
    for (let at = 0; at < hypotheses; at++) {
      let near = 0
      for (let other = Math.max(0, block - 1); other <= Math.min(blocks - 1, block + 1); other++) {
        near += (own[other * hypotheses + at] ?? 0) * (other === block ? 1 : settings.neighbourShare)
      }
      const rest = Math.max(-MOST_DOCUMENT, Math.min(MOST_DOCUMENT, (whole[at] ?? 0) - near))
      const known = assume === 'spun' && at % rates.length < RATES_BELOW_SPUN
      const value = known ? -Infinity : each + near + share * rest
      logs[at] = value
      if (value > most) most = value
    }
    const cleanWeight = Math.exp(clean - most)
    let sum = cleanWeight
    for (let at = 0; at < hypotheses; at++) sum += Math.exp((logs[at] ?? 0) - most)
    evidence.spun[block] = 1 - cleanWeight / sum
    for (let at = 0; at < hypotheses; at++) {
      const weight = Math.exp((logs[at] ?? 0) - most) / sum
      const column = block * columns + Math.floor(at / rates.length)
      evidence.rate[column] = (evidence.rate[column] ?? 0) + weight * (rates[at % rates.length] ?? 0)
      evidence.share[column] = (evidence.share[column] ?? 0) + weight
    }
  }
  return evidence
}

/** {@link priorOdds} of every token, each combination of families computed once a block. */
export function priorTable(evidence: Evidence, settings: DecoderSettings): (token: number, families: number) => number {
  const blocks = Array.from(evidence.spun, () => new Map<number, number>())
  return (token, families) => {
    const known = blocks[Math.min(blocks.length - 1, Math.floor(token / BLOCK_WORDS))]
    const found = known?.get(families)
    if (found !== undefined) return found
    const odds = priorOdds(evidence, token, families, settings)
    known?.set(families, odds)
    return odds
  }
}

/** Probability that the block of a token was spun by one of the families given as bits. */
export function familyShare(evidence: Evidence, token: number, families: number): number {
  if (families === 0) return 0
  const columns = evidence.families + 1
  const block = Math.min(evidence.spun.length - 1, Math.floor(token / BLOCK_WORDS))
  let share = 0
  for (let family = 0; family < evidence.families; family++) {
    if ((families & (1 << family)) !== 0) share += evidence.share[block * columns + family] ?? 0
  }
  return share
}

const LEAST_RATE = 0.0008
const MOST_RATE = 0.95

/** Log10 odds that a token of this block, producible by these families, was spun. */
export function priorOdds(evidence: Evidence, token: number, families: number, { familyFloor }: DecoderSettings): number {
  const columns = evidence.families + 1
  const block = Math.min(evidence.spun.length - 1, Math.floor(token / BLOCK_WORDS))
  let matching = evidence.rate[block * columns + evidence.families] ?? 0
  let total = matching
  for (let family = 0; family < evidence.families; family++) {
    const rate = evidence.rate[block * columns + family] ?? 0
    total += rate
    if (families === 0 || (families & (1 << family)) !== 0) matching += rate
  }
  const rate = Math.max(LEAST_RATE, Math.min(MOST_RATE, matching + familyFloor * (total - matching)))
  return Math.log10(rate / (1 - rate))
}
