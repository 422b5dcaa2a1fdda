import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketCount, bucketOf, mixPair, restOf, wordBits } from '../../src/context/pair-table.js'

const seed = 20256

describe('mixPair', () => {
  it('gives each pair of a vocabulary a bucket and a rest of its own', () => {
    for (const words of [1, 2, 3, 300]) {
      const bits = wordBits(words)
      const places = new Set<number>()
      let lastBucket = 0
      for (let v = 0; v < words; v++) {
        for (let w = 0; w < words; w++) {
          const mixed = mixPair(v, w, bits)
          lastBucket = Math.max(lastBucket, bucketOf(mixed))
          places.add(bucketOf(mixed) * 2 ** 15 + restOf(mixed))
        }
      }
      expect(lastBucket).toBe(bucketCount(bits) - 1)
      expect(places.size).toBe(words ** 2)
    }
  })

  it('parts any two pairs of the largest vocabulary', () => {
    const id = fc.nat(65534)
    fc.assert(
      fc.property(fc.tuple(id, id), fc.tuple(id, id), ([v, w], [x, y]) => {
        fc.pre(v !== x || w !== y)
        expect(mixPair(v, w, wordBits(65535))).not.toBe(mixPair(x, y, wordBits(65535)))
      }),
      { seed, numRuns: 2000 }
    )
  })
})
