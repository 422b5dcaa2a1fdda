import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineIndex, splitLines } from '../../src/report/lines.js'

describe('lines', () => {
  test('end at line feeds only', () => {
    expect(splitLines('a\r\nb\rc\u2028d\n\ne')).toEqual(['a\r\n', 'b\rc\u2028d\n', '\n', 'e'])
    expect(splitLines('')).toEqual([])
    expect(splitLines('\n')).toEqual(['\n'])
    expect(new LineIndex('a\n').count).toBe(1)
  })

  test('put together are the text', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r', '😀'), { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(text, (source) => splitLines(source).join('') === source), { seed: 7 })
  })
})

describe('places', () => {
  test('count code points from 1', () => {
    const index = new LineIndex('😀 a\n\nbc')
    expect(index.place(0)).toEqual({ line: 1, column: 1 })
    expect(index.place(3)).toEqual({ line: 1, column: 3 })
    expect(index.place(5)).toEqual({ line: 2, column: 1 })
    expect(index.place(7)).toEqual({ line: 3, column: 2 })
    expect(index.place(8)).toEqual({ line: 3, column: 3 })
  })

  test('are the same in whatever order they are asked for', () => {
    const source = 'ab😀c\n😀😀d\n\ne😀'
    const offsets = fc.array(fc.constantFrom(0, 1, 2, 4, 5, 6, 8, 10, 11, 12, 13, 15), { maxLength: 12 })
    fc.assert(
      fc.property(offsets, (asked) => {
        const index = new LineIndex(source)
        for (const offset of asked) expect(index.place(offset)).toEqual(new LineIndex(source).place(offset))
      }),
      { seed: 7 }
    )
  })
})
