import { describe, expect, it } from 'vitest'
import { everything, isNarrow, nearest, passes } from '../../../src/review/page/filter.js'
import type { ProposedEdit, Standing } from '../../../src/review/web/contract.js'

const edit: ProposedEdit = {
  start: 0, end: 10, before: 'White Home', after: 'White House', entry: 'names/washington#white-house', via: [], kind: 'name', confidence: 0.5,
  alternatives: [], reasons: [], inQuote: false, origin: 'suggestion'
}
const undecided: Standing = { verdict: 'undecided' }

describe('a filter', () => {
  it('lets through what is likely enough, and whatever was decided on', () => {
    expect(passes(everything(0.5), edit, undecided)).toBe(true)
    expect(passes(everything(0.6), edit, undecided)).toBe(false)
    expect(passes(everything(0.6), edit, { verdict: 'rejected' })).toBe(true)
  })

  it.each([
    [{ kind: 'name' }, true], [{ kind: 'word' }, false], [{ entry: edit.entry }, true], [{ entry: 'words/x#y' }, false],
    [{ verdict: 'undecided' }, true], [{ verdict: 'accepted' }, false],
    [{ text: 'house' }, true], [{ text: 'HOME' }, true], [{ text: 'washington' }, true], [{ text: 'army' }, false]
  ] as const)('looks at %j: %s', (change, expected) => {
    expect(passes({ ...everything(0), ...change }, edit, undecided)).toBe(expected)
    expect(isNarrow({ ...everything(0), ...change })).toBe(true)
  })

  it('searches own words too', () => {
    expect(passes({ ...everything(0), text: 'villa' }, edit, { verdict: 'replaced', after: 'White Villa' })).toBe(true)
  })
})

describe('the nearest edit', () => {
  const even = (index: number): boolean => index % 2 === 0

  it.each([
    [-1, 1, 0], [0, 1, 2], [1, 1, 2], [4, 1, 0], [-1, -1, 4], [0, -1, 4], [3, -1, 2]
  ] as const)('from %i in direction %i is %i', (from, step, expected) => {
    expect(nearest(5, from, step, even)).toBe(expected)
  })

  it('is the same one when there is no other, and none when there is none', () => {
    expect(nearest(5, 2, 1, (index) => index === 2)).toBe(2)
    expect(nearest(5, 2, 1, () => false)).toBeUndefined()
    expect(nearest(0, -1, 1, () => true)).toBeUndefined()
  })
})
