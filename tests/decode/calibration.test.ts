/** The confidence of an edit: what it rests on, by its definition, and that explanations still add up to it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { Calibrator } from '../../src/decode/calibration.js'
import { decode, type DecodeInput, type Decoding } from '../../src/decode/decode.js'
import { BLOCK_WORDS } from '../../src/decode/likelihood.js'
import { calibrationTerms, type DecoderSettings } from '../../src/decode/settings.js'
import { NAME } from '../../src/match/lattice.js'
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

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('confidence', () => {
  it('is the logistic of the weighted terms', () => {
    const { families, rate, spun } = decoding.evidence
    const blocks = Array.from(spun, (_, block) => rate.slice(block * (families + 1), (block + 1) * (families + 1)).reduce((a, b) => a + b, 0))
    expect(decoding.edits.length).toBeGreaterThan(100)
    for (const { arc, kind, total, gain, evidence, confidence } of decoding.edits) {
      const isName = input.lattice.kind[arc] === NAME
      const block = blocks[Math.min(blocks.length - 1, Math.floor((input.lattice.first[arc] ?? 0) / BLOCK_WORDS))] ?? 0
      const values = [1, total, gain, evidence, isName ? 0 : mean(blocks), isName ? 0 : block, 0]
      const weights = input.settings.calibration[kind]
      const odds = calibrationTerms.reduce((sum, term, index) => sum + weights[term] * (values[index] ?? 0), 0)
      expect(confidence).toBeCloseTo(1 / (1 + 10 ** -odds), 9)
    }
  })

  it('grows with the total, and is lower for an arc that the search left', () => {
    const [edit] = decoding.edits
    if (!edit) throw new Error('the garbled seed has edits')
    const { calibrator } = decoding
    expect(calibrator.confidence({ ...edit, total: edit.total + 1 }, false)).toBeGreaterThan(edit.confidence)
    const settings: DecoderSettings = { ...input.settings, calibration: { ...input.settings.calibration, [edit.kind]: { ...input.settings.calibration[edit.kind], alone: -1 } } }
    const stricter = new Calibrator(input.lattice, decoding.evidence, settings)
    expect(stricter.confidence(edit, true)).toBeLessThan(stricter.confidence(edit, false))
  })

  it('of every arc taken alone is a probability', () => {
    for (const arc of decoding.live) {
      const { confidence, total } = decoding.alone(arc)
      expect(total).toBe(decoding.totalAlone(arc))
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThan(1)
    }
  })
})
