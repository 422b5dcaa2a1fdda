/** The confidence of an edit, by its definition, and of arcs that the search left. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { calibrate } from '../../src/decode/calibration.js'
import { decode, type DecodeInput, type Decoding } from '../../src/decode/decode.js'
import { loadData } from '../../src/node/create.js'
import { prepare } from '../../src/restore.js'
import { buildEngine } from '../../src/restorer.js'

let input: DecodeInput
let decoding: Decoding

beforeAll(async () => {
  const engine = buildEngine(await loadData())
  const garbled = readSeeds().get('001_fb92ceaae6831f8a.txt') ?? ''
  const prepared = prepare(engine, garbled, { assume: 'auto', minConfidence: 0.5, keepQuotes: false })
  if (!prepared.input) throw new Error('the garbled seed is English')
  input = prepared.input
  decoding = decode(input)
}, 60_000)

describe('confidence', () => {
  it('is the logistic of the weighted total', () => {
    expect(decoding.edits.length).toBeGreaterThan(100)
    for (const { kind, total, confidence } of decoding.edits) {
      const weights = input.settings.calibration[kind]
      expect(confidence).toBeCloseTo(1 / (1 + 10 ** -(weights.bias + weights.total * total)), 9)
    }
  })

  it('grows with the total, of every kind', () => {
    for (const kind of ['word', 'phrase', 'name', 'fuzzy'] as const) {
      for (const alone of [true, false]) expect(calibrate(2, kind, alone, input.settings)).toBeGreaterThan(calibrate(1, kind, alone, input.settings))
    }
  })

  it('of every arc taken alone is a probability, with a term of its own', () => {
    for (const arc of decoding.live) {
      const { confidence, total, kind } = decoding.alone(arc)
      expect(total).toBe(decoding.totalAlone(arc))
      expect(confidence).toBe(calibrate(total, kind, true, input.settings))
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThan(1)
    }
  })
})
