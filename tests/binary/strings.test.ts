import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packStrings, stringAt, stringCount } from '../../src/binary/strings.js'

it('packed strings come back by their index', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), (strings) => {
      const packed = packStrings(strings)
      expect(stringCount(packed)).toBe(strings.length)
      expect(strings.map((_, index) => stringAt(packed, index))).toEqual(strings)
    }),
    { seed: 20240302, numRuns: 500 }
  )
})

it('an index that no string has gives the empty string', () => {
  expect([-1, 2, 99].map((index) => stringAt(packStrings(['a', 'b']), index))).toEqual(['', '', ''])
})
