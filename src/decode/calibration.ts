/** Totals in log10 odds → probabilities: a logistic curve for each kind of edit. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { isName, type Lattice, PROPER, WORD } from '../match/lattice.js'
import type { Evidence } from './evidence.js'
import { BLOCK_WORDS } from './likelihood.js'
import type { Rivals } from './rivals.js'
import type { DecodedKind, DecoderSettings } from './settings.js'

const kindNames: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']

/** Kind of an arc as edits name it. */
export const kindOf = ({ kind }: Lattice, arc: number): DecodedKind => kindNames[kind[arc] ?? WORD] ?? 'word'

/** What a total's calibration depends on besides the total. */
export interface Circumstances {
  /** The arc is taken alone, where it stands: the search did not make an edit of it. */
  readonly alone: boolean
  /** None but of names. */
  readonly rivals: Rivals
  /** The arc restores a name that is not proper: what follows is 0 for all else. */
  readonly commonName: boolean
  /** It is one of science. */
  readonly science: boolean
  /** Probabilities that terms around it were spun, and that the prose outside of names was. */
  readonly spunTerms: number
  readonly spunProse: number
}

/** The circumstances of what restores no common name. */
export const plainCircumstances = (alone: boolean, rivals: Rivals): Circumstances =>
  ({ alone, rivals, commonName: false, science: false, spunTerms: 0, spunProse: 0 })

/** @param terms evidence of names. @param prose evidence of the words outside of names, asked for when needed. */
export function circumstancesOf(
  lattice: Lattice, arc: number, alone: boolean, rivals: Rivals, { names }: CompiledDictionary, terms: Evidence, prose: () => Evidence
): Circumstances {
  if (!isName(lattice, arc) || ((lattice.flags[arc] ?? 0) & PROPER) !== 0) return plainCircumstances(alone, rivals)
  const block = Math.min(terms.spun.length - 1, Math.floor((lattice.first[arc] ?? 0) / BLOCK_WORDS))
  const science = names.science[lattice.source[arc] ?? 0] === 1
  return { alone, rivals, commonName: true, science, spunTerms: terms.spun[block] ?? 0, spunProse: prose().spun[block] ?? 0 }
}

/** Values of the calibration's terms, in their order. */
export const calibrationValues = (total: number, { alone, rivals, commonName, science, spunTerms, spunProse }: Circumstances): number[] =>
  [1, total, alone ? 1 : 0, rivals.same, rivals.within, rivals.across, commonName ? 1 : 0, science ? 1 : 0, spunTerms, spunProse, science ? spunProse : 0]

/** Calibrated probability of a total in log10 odds: the logistic of the weighted {@link calibrationValues}. */
export function calibrate(total: number, kind: DecodedKind, circumstances: Circumstances, { calibration }: DecoderSettings): number {
  const weights = calibration[kind]
  const { alone, rivals } = circumstances
  const ofRivals = weights.same * rivals.same + weights.within * rivals.within + weights.across * rivals.across
  const odds = weights.bias + weights.total * total + (alone ? weights.alone : 0) + ofRivals + (circumstances.commonName ? oddsOfName(weights, circumstances) : 0)
  return 1 / (1 + 10 ** -odds)
}

function oddsOfName(weights: DecoderSettings['calibration'][DecodedKind], { science, spunTerms, spunProse }: Circumstances): number {
  const inProse = weights['spun-prose'] + (science ? weights['science-in-spun-prose'] : 0)
  return weights['common-name'] + (science ? weights.science : 0) + weights['spun-terms'] * spunTerms + inProse * spunProse
}
