import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, revertEdits } from '../../src/edit/apply.js'
import { UnspinError } from '../../src/types.js'
import { cuts, edit, editsOf, seed, texts } from './edits.js'

const source = 'The White Home said so in the present day.'
const restored = 'The White House said so today.'
const home = edit(10, 'Home', 'House')
const today = edit(23, 'in the present day', 'today')

/** Message of the mismatch that a call throws. */
function mismatch(call: () => string): string {
  try {
    return `no mismatch, but ${call()}`
  } catch (error) {
    if (error instanceof UnspinError && error.code === 'UNSPIN_EDIT_MISMATCH') return error.message
    throw error
  }
}

describe('applyEdits', () => {
  it('makes every edit', () => {
    expect(applyEdits(source, [home, today])).toBe(restored)
  })

  it('makes adjacent edits, insertions at one offset in order, and deletions', () => {
    const insertions = [edit(0, '', '1'), edit(0, '', '2')]
    const adjacent = [edit(0, 'a', 'x'), edit(1, 'b', ''), edit(2, '', '3'), edit(4, '', '4')]
    expect(applyEdits('abcd', [...insertions, ...adjacent])).toBe('12x3cd4')
  })

  it('refuses edits that do not fit', () => {
    expect(mismatch(() => applyEdits(source, [edit(10, 'House', 'Home')]))).toBe(
      'edit 1 at 10–15 does not fit the text: expected "House", found "Home "'
    )
    expect(mismatch(() => applyEdits(source, [today, home]))).toBe(
      'edit 2 at 10–14 does not fit the text: it starts before 41, where the edit before it ends'
    )
    expect(mismatch(() => applyEdits(source, [home, edit(13, 'e', 'es')]))).toContain('it starts before 14')
    expect(mismatch(() => applyEdits('a', [edit(0, 'ab', 'c')]))).toContain('the text ends at 1')
    const backwards = edit(0, 'a', 'b', { span: { start: 2, end: 1 } })
    expect(mismatch(() => applyEdits('abc', [backwards]))).toContain('it ends before it starts')
    expect(mismatch(() => applyEdits('abc', [edit(-1, 'c', 'b')]))).toContain('it starts before 0')
    expect(mismatch(() => applyEdits('abc', [edit(NaN, '', 'b')]))).toContain('not whole numbers')
    const long = edit(0, 'a', 'b', { span: { start: 0, end: 2 } })
    expect(mismatch(() => applyEdits('abc', [long]))).toContain('expected "a", found "ab"')
  })
})

describe('revertEdits', () => {
  it('takes every edit back', () => {
    expect(revertEdits(restored, [home, today])).toBe(source)
  })

  it('refuses edits that did not make the text', () => {
    expect(mismatch(() => revertEdits(source, [home, today]))).toBe(
      'edit 1 at 10–15 does not fit the text: expected "House", found "Home "'
    )
    expect(mismatch(() => revertEdits(restored, [today, home]))).toContain('does not fit the text')
    expect(mismatch(() => revertEdits('a', [edit(0, 'b', 'a'), edit(3, 'c', 'd')]))).toContain('the text ends at 1')
    expect(mismatch(() => revertEdits('abc', [edit(0, 'ab', 'a', { span: { start: 0, end: 1 } })]))).toContain('not as long as')
  })

  it('undoes any edits exactly', () => {
    fc.assert(
      fc.property(texts(20), cuts, (text, over) => {
        const edits = editsOf(text, over)
        expect(revertEdits(applyEdits(text, edits), edits)).toBe(text)
      }),
      { seed, numRuns: 1000 }
    )
  })
})
