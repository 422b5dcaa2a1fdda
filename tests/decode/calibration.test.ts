/** The confidence of an edit, by its definition, and of arcs that the search left. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { calibrate, calibrationValues, type Circumstances, plainCircumstances } from '../../src/decode/calibration.js'
import { decode, type DecodeInput, type Decoding, scoreArcs, type ScoredArcs } from '../../src/decode/decode.js'
import { weighEvidence } from '../../src/decode/evidence.js'
import { BLOCK_WORDS, likelihoodsOutsideNames } from '../../src/decode/likelihood.js'
import { MOST_TOTAL, NO_RIVALS, type Rivals } from '../../src/decode/rivals.js'
import { calibrationTerms } from '../../src/decode/settings.js'
import { isName, PROPER } from '../../src/match/lattice.js'
import { loadData } from '../../src/node/create.js'
import { prepare } from '../../src/restore.js'
import { buildEngine } from '../../src/restorer.js'
import type { Span } from '../../src/types.js'

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

/** By definition: the odds of the other arcs over a name's tokens. */
function rivalsOf(arc: number): Rivals {
  if (!isName(input.lattice, arc)) return NO_RIVALS
  const { first, end } = input.lattice
  const spanOf = (of: number): Span => ({ start: first[of] ?? 0, end: end[of] ?? 0 })
  const own = spanOf(arc)
  const oddsOf = (lies: (other: Span) => boolean): number =>
    Math.log10(decoding.live.filter((other) => other !== arc && lies(spanOf(other))).reduce((sum, other) => sum + 10 ** Math.min(MOST_TOTAL, decoding.totalAlone(other)), 1))
  const isSame = ({ start, end: last }: Span): boolean => start === own.start && last === own.end
  const isWithin = (span: Span): boolean => !isSame(span) && span.start >= own.start && span.end <= own.end
  const overlaps = ({ start, end: last }: Span): boolean => start < own.end && last > own.start
  return { same: oddsOf(isSame), within: oddsOf(isWithin), across: oddsOf((span) => overlaps(span) && !isSame(span) && !isWithin(span)) }
}

/** By definition: what an arc's confidence depends on besides its total. */
function circumstances(arc: number, alone: boolean): Circumstances {
  const { lattice, settings, dictionary, document } = input
  const rivals = rivalsOf(arc)
  if (!isName(lattice, arc) || ((lattice.flags[arc] ?? 0) & PROPER) !== 0) return plainCircumstances(alone, rivals)
  const block = Math.floor((lattice.first[arc] ?? 0) / BLOCK_WORDS)
  const families = dictionary.families.length
  const likelihoods = likelihoodsOutsideNames(lattice, document.tokens.count, families, scored.scores, settings, null)
  const prose = weighEvidence(likelihoods, scored.evidence.spun.length, families, settings, 'auto')
  const science = dictionary.names.science[lattice.source[arc] ?? 0] === 1
  return { alone, rivals, commonName: true, science, spunTerms: scored.ofNames.spun[block] ?? 0, spunProse: prose.spun[block] ?? 0 }
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

  it('of names takes account of their rivals, which words and phrases are not given', () => {
    const given = decoding.live.map((arc) => ({ arc, rivals: decoding.circumstances(arc, true).rivals }))
    const ofNames = given.filter(({ arc }) => isName(input.lattice, arc)).map(({ rivals }) => rivals)
    for (const way of ['same', 'within', 'across'] as const) expect(Math.max(...ofNames.map((rivals) => rivals[way]))).toBeGreaterThan(0.1)
    for (const { arc, rivals } of given) if (!isName(input.lattice, arc)) expect(rivals).toBe(NO_RIVALS)
  })

  it('grows with the total, of every kind', () => {
    for (const kind of ['word', 'phrase', 'name', 'fuzzy'] as const) {
      for (const alone of [true, false]) {
        const at = plainCircumstances(alone, NO_RIVALS)
        expect(calibrate(2, kind, at, input.settings)).toBeGreaterThan(calibrate(1, kind, at, input.settings))
      }
    }
  })

  it('of every arc taken alone is a probability, with a term of its own', () => {
    for (const arc of decoding.live) {
      const { confidence, total, kind } = decoding.alone(arc)
      expect(total).toBe(decoding.totalAlone(arc))
      expect(confidence).toBeCloseTo(calibrate(total, kind, circumstances(arc, true), input.settings), 9)
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThan(1)
    }
  })
})
