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

it('strings come back that are longer than a number of their length or of what they share, over several groups', () => {
  const long = 'ä'.repeat(200)
  const strings = Array.from({ length: 40 }, (_, index) => (index % 7 === 3 ? '' : long + 'b'.repeat(index * 20)))
  const packed = packStrings(strings)
  expect(strings.map((_, index) => stringAt(packed, index))).toEqual(strings)
  expect(stringAt(packed, strings.length)).toBe('')
})
