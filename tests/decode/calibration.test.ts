/** The confidence of an edit, by its definition, and of arcs that the search left. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { calibrate, calibrationValues, type Circumstances, plainCircumstances } from '../../src/decode/calibration.js'
import { decode, type DecodeInput, type Decoding, scoreArcs, type ScoredArcs } from '../../src/decode/decode.js'
import { weighEvidence } from '../../src/decode/evidence.js'
import { BLOCK_WORDS, likelihoodsOutsideNames } from '../../src/decode/likelihood.js'
import { calibrationTerms } from '../../src/decode/settings.js'
import { isName, PROPER } from '../../src/match/lattice.js'
import { loadData } from '../../src/node/create.js'
import { prepare } from '../../src/restore.js'
import { buildEngine } from '../../src/restorer.js'

let input: DecodeInput
let decoding: Decoding
let scored: ScoredArcs

beforeAll(async () => {
  const engine = buildEngine(await loadData())
  const garbled = readSeeds().get('001_fb92ceaae6831f8a.txt') ?? ''
  const prepared = prepare(engine, garbled, { assume: 'auto', minConfidence: 0.5, keepQuotes: false })
  if (!prepared.input) throw new Error('the garbled seed is English')
  input = prepared.input
  scored = scoreArcs(input)
  decoding = decode(input)
}, 60_000)

/** By definition: what an arc's confidence depends on besides its total. */
function circumstances(arc: number, alone: boolean): Circumstances {
  const { lattice, settings, dictionary, document } = input
  if (!isName(lattice, arc) || ((lattice.flags[arc] ?? 0) & PROPER) !== 0) return plainCircumstances(alone)
  const block = Math.floor((lattice.first[arc] ?? 0) / BLOCK_WORDS)
  const families = dictionary.families.length
  const likelihoods = likelihoodsOutsideNames(lattice, document.tokens.count, families, scored.scores, settings, null)
  const prose = weighEvidence(likelihoods, scored.evidence.spun.length, families, settings, 'auto')
  const science = dictionary.names.science[lattice.source[arc] ?? 0] === 1
  return { alone, commonName: true, science, spunTerms: scored.ofNames.spun[block] ?? 0, spunProse: prose.spun[block] ?? 0 }
}

describe('confidence', () => {
  it('is the logistic of the weighted total', () => {
    expect(decoding.edits.length).toBeGreaterThan(100)
    for (const { arc, kind, total, confidence } of decoding.edits) {
      const weights = input.settings.calibration[kind]
      const values = calibrationValues(total, circumstances(arc, false))
      const odds = calibrationTerms.reduce((sum, term, index) => sum + weights[term] * (values[index] ?? 0), 0)
      expect(confidence).toBeCloseTo(1 / (1 + 10 ** -odds), 9)
    }
  })

  it('grows with the total, of every kind', () => {
    for (const kind of ['word', 'phrase', 'name', 'fuzzy'] as const) {
      for (const alone of [true, false]) {
        const at = plainCircumstances(alone)
        expect(calibrate(2, kind, at, input.settings)).toBeGreaterThan(calibrate(1, kind, at, input.settings))
      }
    }
  })

  it('of every arc taken alone is a probability, with a term of its own', () => {
    for (const arc of decoding.live) {
      const { confidence, total, kind } = decoding.alone(arc)
      expect(total).toBe(decoding.totalAlone(arc))
      expect(confidence).toBe(calibrate(total, kind, circumstances(arc, true), input.settings))
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThan(1)
    }
  })
})
