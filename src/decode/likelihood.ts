/**
 * What the candidates of a text say of its having been spun: for each block of words, and each family and rate of
 * spinning ρ, the log of Π((1 − ρ) + ρ·LR) over the tokens that the family could have produced.
 *
 * One of the places where speed lives: logarithms and powers are tabulated, arcs that say the same for both purposes
 * are weighed once, and tokens whose candidates agree on their families (most) are summed for all of these at once.
 */
import { RATE_ALWAYS } from '../dictionary/compiled.js'
import { CAPITAL_REPLACED, isName, isPhrase, type Lattice, NAME, PROPER, WORD } from '../match/lattice.js'
import type { DecoderSettings, RatioCurve, RatioGroup } from './settings.js'

export const BLOCK_WORDS = 100
/** Rates of spun words that a spinner may have, as shares of the words that it could have produced. */
export const rates = [0.03, 0.08, 0.16, 0.3, 0.5, 0.7, 0.85, 0.95] as const
const RATES = rates.length
const PHRASE_LEAST_GAIN = -3
/** Score of a common name from which on it speaks for the prose around it, log10 odds. */
export const PROSE_NAME_SCORE = 2.2

/** What the scores of the arcs are: their language-model gain, log10, and their total without evidence, log10 odds. */
export interface ArcScores {
  readonly gain: Float32Array
  readonly total: Float32Array
  /** What the topic adds to the total of the arcs that were asked for it, log10 odds. */
  readonly topic: Float32Array
  /** Association of the standing words of phrases, log10. */
  readonly association: Float32Array
}

/** Most that a single word says for spinning, and against it, where names are to be restored, log10. */
export const WORD_FOR_NAMES = 0.09
export const WORD_AGAINST_NAMES = 0.16

/**
 * What is to be restored with the evidence. Science is garbled in its terms, the prose around them little or not at
 * all: a broken term makes others likely, but speaks for the prose only when its score is very high, and the words of
 * the prose say little of the terms.
 */
export type Purpose = 'prose' | 'names'

/** How an arc speaks in the evidence. */
export function ratioGroupOf(lattice: Lattice, arc: number, scores: ArcScores, { associationMost }: DecoderSettings): RatioGroup {
  const always = lattice.rate[arc] === RATE_ALWAYS
  if (lattice.kind[arc] === WORD) return always ? 'wordAlways' : 'word'
  if (isPhrase(lattice, arc)) {
    const unlikely = (scores.gain[arc] ?? 0) > PHRASE_LEAST_GAIN && (scores.association[arc] ?? 0) < associationMost
    return always && unlikely ? 'phraseAlways' : 'phrase'
  }
  const flags = lattice.flags[arc] ?? 0
  return (flags & PROPER) !== 0 && (flags & CAPITAL_REPLACED) !== 0 ? 'properName' : 'name'
}

/** Steps of the table of likelihoods, log10 of the ratio. */
const STEP = 0.01
const LEAST_LOG = -2
const MOST_LOG = 3
const STEPS = Math.round((MOST_LOG - LEAST_LOG) / STEP) + 1

/** ln((1 − ρ) + ρ·ratio) for each step of the ratio and each rate: logarithms a token would cost more than all else here. */
const likelihoods = Float64Array.from({ length: STEPS * RATES }, (_, index) => {
  const rate = rates[index % RATES] ?? 0
  return Math.log(1 - rate + rate * 10 ** (LEAST_LOG + Math.floor(index / RATES) * STEP))
})

/** Place of a ratio, given as log10, in the table. */
function likelihoodRow(log: number): number {
  const step = Math.round((log - LEAST_LOG) / STEP)
  return (step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step) * RATES
}

/** The curves with their bounds as log10: logarithms throughout spare a power an arc. */
function logCurves({ ratio }: DecoderSettings): Record<RatioGroup, RatioCurve> {
  const logs = ({ slope, offset, least, most }: RatioCurve): RatioCurve => ({ slope, offset, least: Math.log10(least), most: Math.log10(most) })
  const { word, wordAlways, phrase, phraseAlways, name, properName } = ratio
  return {
    word: logs(word), wordAlways: logs(wordAlways), phrase: logs(phrase), phraseAlways: logs(phraseAlways), name: logs(name), properName: logs(properName)
  }
}

/** Sums likelihoods token by token. */
class LikelihoodSum {
  /** By block, column (a family, or "any" behind them) and rate. */
  readonly own: Float64Array
  /** What holds for every column, by block and rate. */
  private readonly common: Float64Array
  /** The families that the current token's arcs speak for, as bits, each with the strongest of their ratios, log10. */
  private bits = new Int32Array(16)
  private logs = new Float64Array(16)
  private count = 0

  constructor(
    blocks: number,
    private readonly families: number
  ) {
    this.own = new Float64Array(blocks * (families + 1) * RATES)
    this.common = new Float64Array(blocks * RATES)
  }

  /** Takes what an arc of the current token says, or an intact term that begins there. */
  take(bits: number, log: number): void {
    let at = 0
    while (at < this.count && this.bits[at] !== bits) at++
    if (at < this.count && (this.logs[at] ?? 0) >= log) return
    if (at === this.bits.length) this.grow()
    this.bits[at] = bits
    this.logs[at] = log
    this.count = Math.max(this.count, at + 1)
  }

  private grow(): void {
    const bits = new Int32Array(this.bits.length * 2)
    const logs = new Float64Array(this.logs.length * 2)
    bits.set(this.bits)
    logs.set(this.logs)
    this.bits = bits
    this.logs = logs
  }

  /** Ends the current token: for each column its strongest ratio counts. */
  endToken(block: number): void {
    const { bits, logs, count, own, common, families } = this
    if (count === 0) return
    this.count = 0
    if (count === 1 && bits[0] === 0) add(common, block * RATES, likelihoodRow(logs[0] ?? 0))
    else {
      for (let column = 0; column <= families; column++) {
        let log = -Infinity
        for (let at = 0; at < count; at++) {
          const speaks = bits[at] === 0 || column === families || ((bits[at] ?? 0) & (1 << column)) !== 0
          if (speaks && (logs[at] ?? 0) > log) log = logs[at] ?? 0
        }
        if (log > -Infinity) add(own, (block * (families + 1) + column) * RATES, likelihoodRow(log))
      }
    }
  }

  finish(): Float64Array {
    const columns = this.families + 1
    return this.own.map((value, at) => value + (this.common[Math.floor(at / (columns * RATES)) * RATES + at % RATES] ?? 0))
  }
}

function add(sums: Float64Array, at: number, row: number): void {
  for (let rate = 0; rate < RATES; rate++) sums[at + rate] = (sums[at + rate] ?? 0) + (likelihoods[row + rate] ?? 0)
}

/** Sums for each purpose; the same array where no name makes a difference. */
export interface DocumentLikelihoods {
  readonly blocks: number
  readonly prose: Float64Array
  readonly names: Float64Array
}

/**
 * Gathers what the arcs of a document say, and for names the terms that stand intact. @param families number of families; 0 measures without them. @param standIns a
 * total for each token with words, where not all of them are arcs: as of `standIns`.
 */
export function gatherLikelihoods(
  lattice: Lattice, tokens: number, families: number, scores: ArcScores, settings: DecoderSettings, standIns: Float32Array | null = null
): DocumentLikelihoods {
  const blocks = Math.max(1, Math.ceil(tokens / BLOCK_WORDS))
  const prose = new LikelihoodSum(blocks, families)
  const names = lattice.kind.some((_, arc) => isName(lattice, arc)) ? new LikelihoodSum(blocks, families) : null
  const seen: Readonly<Record<Purpose, Set<number>>> = { prose: new Set(), names: new Set() }
  const curves = logCurves(settings)
  const speaks = (arc: number, log: number, purpose: Purpose): boolean =>
    lattice.kind[arc] !== NAME || !isRepeated(seen[purpose], lattice.output[arc] ?? 0, log)
  for (let token = 0; token < tokens; token++) {
    const standIn = standIns?.[token] ?? NaN
    if (!Number.isNaN(standIn)) {
      const log = onCurve(curves.word, standIn)
      prose.take(0, log)
      names?.take(0, ofWordForNames(log))
    }
    for (let arc = lattice.from[token] ?? 0; arc < (lattice.from[token + 1] ?? 0); arc++) {
      const bits = lattice.families[arc] ?? 0
      const group = ratioGroupOf(lattice, arc, scores, settings)
      const total = scores.total[arc] ?? 0
      const log = onCurve(curves[group], total)
      if ((group !== 'name' || total > PROSE_NAME_SCORE) && speaks(arc, log, 'prose')) prose.take(bits, log)
      if (names === null || !speaks(arc, log, 'names')) continue
      names.take(bits, group === 'word' || group === 'wordAlways' ? ofWordForNames(log) : log)
    }
    // Among the token's candidates, of which the strongest speaks: a term that one begins at is less surely left alone.
    if (lattice.intactTerm[token] === 1) names?.take(0, settings.intactTerm)
    const block = Math.floor(token / BLOCK_WORDS)
    prose.endToken(block)
    names?.endToken(block)
  }
  const sums = prose.finish()
  return { blocks, prose: sums, names: names?.finish() ?? sums }
}

/**
 * What the words and phrases outside of names say, for prose: the words of a broken term fit their place badly, but tell
 * nothing of the words around them. Parameters as of {@link gatherLikelihoods}.
 */
export function likelihoodsOutsideNames(
  lattice: Lattice, tokens: number, families: number, scores: ArcScores, settings: DecoderSettings, standIns: Float32Array | null
): Float64Array {
  const sum = new LikelihoodSum(Math.max(1, Math.ceil(tokens / BLOCK_WORDS)), families)
  const curves = logCurves(settings)
  const named = insideNames(lattice, tokens, scores)
  for (let token = 0; token < tokens; token++) {
    if (named[token] === 1) continue
    const standIn = standIns?.[token] ?? NaN
    if (!Number.isNaN(standIn)) sum.take(0, onCurve(curves.word, standIn))
    for (let arc = lattice.from[token] ?? 0; arc < (lattice.from[token + 1] ?? 0); arc++) {
      if (isName(lattice, arc)) continue
      sum.take(lattice.families[arc] ?? 0, onCurve(curves[ratioGroupOf(lattice, arc, scores, settings)], scores.total[arc] ?? 0))
    }
    sum.endToken(Math.floor(token / BLOCK_WORDS))
  }
  return sum.finish()
}

/** 1 for each token that a name covers which is likelier than not, but for the evidence. */
function insideNames(lattice: Lattice, tokens: number, { total }: ArcScores): Uint8Array {
  const named = new Uint8Array(tokens)
  for (let arc = 0; arc < lattice.count; arc++) {
    if (isName(lattice, arc) && (total[arc] ?? 0) > 0) named.fill(1, lattice.first[arc], lattice.end[arc])
  }
  return named
}

const onCurve = ({ slope, offset, least, most }: RatioCurve, total: number): number => Math.max(least, Math.min(most, slope * total + offset))

const ofWordForNames = (log: number): number => Math.max(-WORD_AGAINST_NAMES, Math.min(WORD_FOR_NAMES, log))

/** Whether a name spoke for spinning before: a term that a clean text repeats is one accident, not many. */
function isRepeated(seen: Set<number>, output: number, log: number): boolean {
  if (log <= 0) return false
  if (seen.has(output)) return true
  seen.add(output)
  return false
}
