import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantise, quantiseDirection } from '../../../tools/models/quantise.js'

const seed = 20251

describe('quantise', () => {
  it('errs by at most half a step, and not at all at both ends', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -8, max: 2, noNaN: true }), { minLength: 1 }), (values) => {
        const { codes, levels } = quantise(Float32Array.from(values))
        const restored = [...codes].map((code) => levels[code] ?? NaN)
        const [low, high] = [Math.min(...values), Math.max(...values)]
        const halfStep = (high - low) / 255 / 2
        values.forEach((value, at) => expect(Math.abs((restored[at] ?? NaN) - value)).toBeLessThanOrEqual(halfStep + 1e-6))
        expect(restored[values.indexOf(low)]).toBeCloseTo(low, 6)
        expect(restored[values.indexOf(high)]).toBeCloseTo(high, 6)
      }),
      { seed }
    )
  })

  it('takes no values at all', () => {
    expect(quantise(new Float32Array(0)).codes).toHaveLength(0)
  })
})

describe('quantiseDirection', () => {
  it('keeps the direction and scales to length 1', () => {
    const { components, scale } = quantiseDirection([3, 0, -4])
    expect([...components]).toEqual([95, 0, -127])
    expect(Math.hypot(...components) * scale).toBeCloseTo(1, 10)
  })

  it('gives a null vector scale 0', () => {
    expect(quantiseDirection([0, 0])).toEqual({ components: Int8Array.of(0, 0), scale: 0 })
  })
})
