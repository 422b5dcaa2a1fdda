import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Memo } from '../../src/context/memo.js'

const seed = 20257

describe('Memo', () => {
  it('knows nothing at first, and then what it was told last in a slot', () => {
    const part = fc.integer({ min: -3, max: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { maxLength: 60 }), (questions) => {
        const memo = new Memo(8)
        const told = new Map<number, { question: string; answer: number }>()
        for (const [index, [a, b, c]] of questions.entries()) {
          const slot = memo.slotOf(a, b, c)
          const question = [a, b, c].join()
          const kept = told.get(slot)
          expect(memo.recall(slot, a, b, c)).toBe(kept?.question === question ? kept.answer : NaN)
          memo.remember(slot, a, b, c, index / 7)
          told.set(slot, { question, answer: index / 7 })
        }
      }),
      { seed, numRuns: 100 }
    )
  })
})
