import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUtf8, firstMalformedByte } from '../../src/formats/utf8.js'

const seed = 20240301
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('decodeUtf8', () => {
  it('keeps a byte order mark', () => {
    expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  })

  it('refuses what is not UTF-8, and decodes again afterwards', () => {
    expect(decodeUtf8(bytes(0x61, 0xc3))).toBeNull()
    expect(decodeUtf8(bytes(0xa9, 0x61))).toBeNull()
    expect(decodeUtf8(bytes(0x61))).toBe('a')
  })
})

describe('firstMalformedByte', () => {
  it.each([
    ['a stray continuation byte', [0x61, 0x80], 1],
    ['an overlong sequence of two', [0xc0, 0xaf], 0],
    ['an overlong sequence of three', [0x61, 0xe0, 0x80, 0x80], 1],
    ['an overlong sequence of four', [0xf0, 0x80, 0x80, 0x80], 0],
    ['half a surrogate pair', [0xc3, 0xa9, 0xed, 0xa0, 0x80], 2],
    ['a code point beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 0],
    ['a sequence cut short at the end', [0x61, 0x61, 0xf0, 0x9f, 0x98], 2],
    ['a sequence cut short by a letter', [0xe2, 0x82, 0x61], 0],
    ['a byte that is never used', [0x61, 0xff], 1]
  ])('finds %s', (_, values, offset) => {
    expect(firstMalformedByte(bytes(...values))).toBe(offset)
  })

  it('agrees with the strict decoder on what is well formed', () => {
    const follow = [0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf]
    const interesting = fc.constantFrom(...follow, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5)
    fc.assert(
      fc.property(fc.array(interesting, { maxLength: 6 }), (values) => {
        const offset = firstMalformedByte(bytes(...values))
        expect(offset === null).toBe(decodeUtf8(bytes(...values)) !== null)
        if (offset !== null) expect(decodeUtf8(bytes(...values.slice(0, offset)))).not.toBeNull()
      }),
      { seed, numRuns: 5000 }
    )
  })

  it('finds nothing in text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = new TextEncoder().encode(text)
        expect(firstMalformedByte(encoded)).toBeNull()
        expect(decodeUtf8(encoded)).toBe(text)
      }),
      { seed }
    )
  })
})
