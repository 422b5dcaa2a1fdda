/**
 * Totals in log10 odds → probabilities. A logistic curve for each kind of edit, over the total and over how densely the
 * text around it and the whole of it were spun: the evidence is an estimate, and a total of the same size is right more
 * often in a text that is spun throughout than in a block that stands out. Names are judged by evidence of their own.
 */
import { type Lattice, NAME, WORD } from '../match/lattice.js'
import type { Evidence } from './evidence.js'
import { BLOCK_WORDS } from './likelihood.js'
import { calibrationTerms, type DecodedKind, type DecoderSettings } from './settings.js'

/** What an edit's confidence rests on, log10 odds. */
export interface Weighed {
  readonly arc: number
  readonly total: number
  /** The language model's and the evidence's part of the total. */
  readonly gain: number
  readonly evidence: number
}

const kindNames: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']

/** Kind of an arc as edits name it. */
export const kindOf = ({ kind }: Lattice, arc: number): DecodedKind => kindNames[kind[arc] ?? WORD] ?? 'word'

export class Calibrator {
  /** Expected share of spun words, of those that could have been: by block, and in the whole text. */
  private readonly blockRates: Float64Array
  private readonly textRate: number

  constructor(
    private readonly lattice: Lattice,
    { rate, families, spun }: Evidence,
    private readonly settings: DecoderSettings
  ) {
    const columns = families + 1
    this.blockRates = spun.map((_, block) => rate.subarray(block * columns, (block + 1) * columns).reduce((sum, share) => sum + share, 0))
    this.textRate = this.blockRates.reduce((sum, share) => sum + share, 0) / spun.length
  }

  /** Calibrated probability. @param alone for an arc where it stands, of which the search did not make an edit. */
  confidence(weighed: Weighed, alone: boolean): number {
    const weights = this.settings.calibration[kindOf(this.lattice, weighed.arc)]
    const values = this.values(weighed, alone)
    const odds = calibrationTerms.reduce((sum, term, index) => sum + weights[term] * (values[index] ?? 0), 0)
    return 1 / (1 + 10 ** -odds)
  }

  /** Values of the terms, in their order. */
  values({ arc, total, gain, evidence }: Weighed, alone: boolean): number[] {
    const { kind, first } = this.lattice
    const block = Math.min(this.blockRates.length - 1, Math.floor((first[arc] ?? 0) / BLOCK_WORDS))
    const [textRate, blockRate] = kind[arc] === NAME ? [0, 0] : [this.textRate, this.blockRates[block] ?? 0]
    return [1, total, gain, evidence, textRate, blockRate, alone ? 1 : 0]
  }
}
