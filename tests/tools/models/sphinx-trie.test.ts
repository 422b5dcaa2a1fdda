import { describe, expect, it } from 'vitest'
import { bitsFor, readSphinxTrie } from '../../../tools/models/sphinx-trie.js'
import { whiteHouse } from './small-model.js'
import { writeSphinxTrie } from './sphinx-trie-writer.js'

const rounded = (values: Float32Array): number[] => [...values].map((value) => Math.round(value * 1e4) / 1e4)

describe('readSphinxTrie', () => {
  it('reads words, rows and logs in log10', () => {
    const trie = readSphinxTrie(writeSphinxTrie(whiteHouse))
    expect(trie.words).toEqual(whiteHouse.words)
    expect(rounded(trie.unigramLogs)).toEqual([-1, -99, -3, -3.5, -1.25, -4])
    expect(rounded(trie.unigramBackoffs)).toEqual([0, -0.5, -0.25, -0.25, -0.5, -0.75])
    // By predicted word: </s> after house; house after the and white; the after <s>; white after the.
    expect([...trie.bigramStarts]).toEqual([0, 1, 1, 1, 3, 4, 5])
    expect([...trie.bigramWords]).toEqual([3, 4, 5, 1, 4])
    expect(rounded(trie.bigramLogs)).toEqual([-1.5, -2, -0.5, -0.75, -2.5])
    expect(rounded(trie.bigramBackoffs)).toEqual([0, 0, -0.5, 0, -0.25])
    expect([...trie.trigramStarts]).toEqual([0, 1, 1, 2, 2, 2])
    expect([...trie.trigramWords]).toEqual([5, 4])
    expect(rounded(trie.trigramLogs)).toEqual([-0.9, -0.1])
  })

  it('ignores bigrams that the header counts but no word owns', () => {
    expect(readSphinxTrie(writeSphinxTrie(whiteHouse, 6))).toEqual(readSphinxTrie(writeSphinxTrie(whiteHouse)))
  })

  it('refuses what is not a quantised trigram trie, saying why', () => {
    const good = writeSphinxTrie(whiteHouse)
    const changed = (at: number, value: number): Uint8Array => good.with(at, value)
    expect(() => readSphinxTrie(new Uint8Array(3))).toThrow(/lacks the magic/)
    expect(() => readSphinxTrie(changed(0, 65))).toThrow(/lacks the magic/)
    expect(() => readSphinxTrie(changed(19, 4))).toThrow(/not a trigram model/)
    expect(() => readSphinxTrie(changed(32, 0))).toThrow(/quantiser/)
    expect(() => readSphinxTrie(good.subarray(0, 1000))).toThrow(/cut short/)
    expect(() => readSphinxTrie(good.subarray(0, good.length - 3))).toThrow(/cut short/)
  })
})

describe('bitsFor', () => {
  it.each([
    [1, 1],
    [255, 8],
    [256, 9],
    [72547, 17],
    [1669625, 21]
  ])('%i needs %i bits', (maximum, bits) => expect(bitsFor(maximum)).toBe(bits))
})
