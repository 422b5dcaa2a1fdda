/** Totals in log10 odds → probabilities: a logistic curve for each kind of edit. */
import { type Lattice, WORD } from '../match/lattice.js'
import type { DecodedKind, DecoderSettings } from './settings.js'

const kindNames: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']

/** Kind of an arc as edits name it. */
export const kindOf = ({ kind }: Lattice, arc: number): DecodedKind => kindNames[kind[arc] ?? WORD] ?? 'word'

/** Calibrated probability of a total in log10 odds. @param alone for an arc where it stands, of which the search did not make an edit. */
export function calibrate(total: number, kind: DecodedKind, alone: boolean, { calibration }: DecoderSettings): number {
  const weights = calibration[kind]
  const odds = weights.bias + weights.total * total + (alone ? weights.alone : 0)
  return 1 / (1 + 10 ** -odds)
}
