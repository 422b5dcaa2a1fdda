import { describe, expect, it } from 'vitest'
import { Outbox, Refused } from '../../../src/review/page/outbox.js'

/** An outbox whose pauses end when the test says so, and the states that it went through. */
function outbox() {
  const states: string[] = []
  const pauses: (() => void)[] = []
  const box: Outbox = new Outbox(() => states.push(`${box.state} ${box.length}`), () => new Promise((resolve) => pauses.push(resolve)))
  return { box, states, pauses }
}

const never = (): void => { throw new Error('it was refused') }

describe('the outbox', () => {
  it('sends one after the other, in order', async () => {
    const { box, states } = outbox()
    const sent: string[] = []
    const answers: (() => void)[] = []
    for (const name of ['a', 'b']) {
      box.add(() => {
        sent.push(name)
        return new Promise((resolve) => answers.push(resolve))
      }, never)
    }
    expect(sent).toEqual(['a'])
    answers[0]?.()
    await expect.poll(() => sent).toEqual(['a', 'b'])
    answers[1]?.()
    await expect.poll(() => box.state).toBe('saved')
    expect(states).toEqual(['saving 1', 'saving 2', 'saving 1', 'saved 0'])
  })

  it('keeps what nobody took, and sends it again', async () => {
    const { box, states, pauses } = outbox()
    let tries = 0
    box.add(() => (++tries < 3 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve()), never)
    await expect.poll(() => pauses.length).toBe(1)
    expect(box.state).toBe('waiting')
    pauses[0]?.()
    await expect.poll(() => pauses.length).toBe(2)
    pauses[1]?.()
    await expect.poll(() => box.state).toBe('saved')
    expect(states).toEqual(['saving 1', 'waiting 1', 'waiting 1', 'saved 0'])
  })

  it('drops what was refused, says why, and goes on', async () => {
    const { box } = outbox()
    const told: string[] = []
    box.add(() => Promise.reject(new Refused('no such edit')), (why) => told.push(why))
    box.add(() => {
      told.push('next')
      return Promise.resolve()
    }, never)
    await expect.poll(() => box.state).toBe('saved')
    expect(told).toEqual(['no such edit', 'next'])
  })
})
