/**
 * How much of each part of a document was spun, and by which family: the posterior over {clean} and
 * {family, any} × rate for every block of about 100 words. Likelihood: Π((1 − ρ) + ρ·LR) over the
 * tokens that the family could have produced; neighbours and the rest of the document count for a share.
 */
import type { Assume } from '../types.js'
import { BLOCK_WORDS, rates } from './likelihood.js'
import type { DecoderSettings } from './settings.js'

/** A text known to be spun is not spun by a word in thirty. */
const RATES_BELOW_SPUN = 2
/** Bound on what the rest of the document adds, natural log. */
const MOST_DOCUMENT = 30

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

/** Computes the evidence of a document from the likelihoods of its arcs. @param families as the likelihoods were gathered with. */
export function weighEvidence(own: Float64Array, blocks: number, families: number, settings: DecoderSettings, assume: Assume): Evidence {
  const hypotheses = (families + 1) * rates.length
  const whole = new Float64Array(hypotheses)
  for (let at = 0; at < own.length; at++) whole[at % hypotheses] = (whole[at % hypotheses] ?? 0) + (own[at] ?? 0)
  return posterior(own, whole, blocks, families + 1, settings, assume)
}

/** exp of less than this is nothing beside 1. */
const NEGLIGIBLE = -60

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
    for (let at = 0; at < hypotheses; at++) {
      const below = (logs[at] ?? 0) - most
      sum += logs[at] = below < NEGLIGIBLE ? 0 : Math.exp(below)
    }
    evidence.spun[block] = 1 - cleanWeight / sum
    for (let at = 0; at < hypotheses; at++) {
      const weight = (logs[at] ?? 0) / sum
      if (weight === 0) continue
      const column = block * columns + Math.floor(at / rates.length)
      evidence.rate[column] = (evidence.rate[column] ?? 0) + weight * (rates[at % rates.length] ?? 0)
      evidence.share[column] = (evidence.share[column] ?? 0) + weight
    }
  }
  return evidence
}

/** Expected share of the words that a spinner could have replaced which were, over the whole text. */
export function meanRate({ rate, spun }: Evidence): number {
  return rate.reduce((sum, share) => sum + share, 0) / Math.max(1, spun.length)
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
