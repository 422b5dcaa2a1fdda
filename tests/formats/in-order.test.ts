import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../../src/formats/in-order.js'

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

/** Numbers that come one by one, when the test says so. */
function numbers() {
  let last = 0
  const asked: ((step: IteratorResult<number>) => void)[] = []
  const state = { ended: false }
  const source: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise((resolve) => asked.push(resolve)),
      return: () => {
        state.ended = true
        return Promise.resolve({ done: true, value: undefined })
      }
    })
  }
  return { source, state, asked, give: () => asked.shift()?.({ done: false, value: ++last }) }
}

test('a result does not wait for items that have yet to come', async () => {
  const { source, asked, give } = numbers()
  const results = inOrder(source, 4, (item) => Promise.resolve(item))
  const first = results.next()
  await expect.poll(() => asked.length).toBe(1)
  give()
  expect(await first).toEqual({ done: false, value: 1 })
})

test('one at a time, no item is asked for before the last result was taken', async () => {
  const { source, asked, give, state } = numbers()
  const results = inOrder(source, 1, (item) => Promise.resolve(item))
  const first = results.next()
  await expect.poll(() => asked.length).toBe(1)
  give()
  await first
  expect(asked.length).toBe(0)
  await results.return()
  expect(state.ended).toBe(true)
})

test('ending early does not wait for an item that never comes', async () => {
  const { source, asked, give, state } = numbers()
  const results = inOrder(source, 2, (item) => Promise.resolve(item))
  const first = results.next()
  await expect.poll(() => asked.length).toBe(1)
  give()
  await first
  const second = results.next()
  await expect.poll(() => asked.length).toBe(1)
  give()
  await second
  await results.return()
  expect(state.ended).toBe(true)
})

test.each([1, 3])('what came before a fault comes before it, %i at once', async (width) => {
  async function* faulty(): AsyncGenerator<number> {
    yield* await Promise.resolve([1, 2])
    throw new RangeError('cut short')
  }
  const seen: number[] = []
  const run = async (): Promise<void> => {
    for await (const result of inOrder(faulty(), width, (item) => Promise.resolve(item * 10))) seen.push(result)
  }
  await expect(run()).rejects.toThrow('cut short')
  expect(seen).toEqual([10, 20])
})
