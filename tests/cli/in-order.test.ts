import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../../src/cli/in-order.js'
import { progressText } from '../../src/cli/progress.js'

test('results come in the order of the items, never more than so many under way', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 6 }), async (delays, width) => {
      let under = 0
      let most = 0
      const seen: number[] = []
      const results = inOrder(delays.entries(), width, async ([at, delay]) => {
        most = Math.max(most, ++under)
        for (let turn = 0; turn < delay; turn++) await Promise.resolve()
        under--
        return at
      })
      for await (const result of results) seen.push(result)
      expect(seen).toEqual([...delays.keys()])
      expect(most).toBeLessThanOrEqual(width)
    }),
    { seed: 3, numRuns: 300 }
  ))

test.each([
  [{ at: 0, total: 3, state: '', milliseconds: 0 }, '0 of 3 texts'],
  [{ at: 10, total: 300, state: '5 edits', milliseconds: 5000 }, '10 of 300 texts, 5 edits, 2.0 a second, 2 min 25 s left'],
  [{ at: 1, total: 2, state: '', milliseconds: 8_000_000 }, '1 of 2 texts, 0.0 a second, 2 h 13 min left']
])('progress: %j', (progress, text) => {
  expect(progressText(progress)).toBe(text)
})
