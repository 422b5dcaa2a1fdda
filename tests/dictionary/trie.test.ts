import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { step, TrieBuilder, type TrieTables } from '../../src/dictionary/trie.js'

const KEYS = 12
const key = fc.nat(KEYS - 1)
const path = fc.array(key, { minLength: 1, maxLength: 5 })

function valuesAt(trie: TrieTables, keys: readonly number[]): number[] {
  let node = 0
  for (const each of keys) {
    node = step(trie, node, each)
    if (node === 0) return []
  }
  return [...trie.value.subarray(trie.valueStart[node], trie.valueStart[node + 1])]
}

const build = (paths: readonly (readonly number[])[]): TrieTables => {
  const builder = new TrieBuilder()
  for (const [value, keys] of paths.entries()) builder.add(keys, value)
  return builder.finish(KEYS)
}

describe('a trie', () => {
  it('holds the values of each path in the order in which they were added', () => {
    const trie = build([[3, 1], [3], [3, 1], [3, 1, 4]])
    expect([[3], [3, 1], [3, 1, 4], [3, 4], [1]].map((keys) => valuesAt(trie, keys))).toEqual([[1], [0, 2], [3], [], []])
  })

  it('finds each child of a root that has more of them than its direct table can number', () => {
    const many = 70_000
    const builder = new TrieBuilder()
    for (let each = 0; each < many; each++) builder.add([each], each)
    const trie = builder.finish(many)
    const asked = [0, 1, 65_534, 65_535, 65_536, many - 1]
    expect(asked.map((each) => valuesAt(trie, [each]))).toEqual(asked.map((each) => [each]))
    expect(valuesAt(trie, [many])).toEqual([])
  })

  it('without paths has no children', () => {
    expect([0, 1, KEYS + 1, -1].map((each) => step(build([]), 0, each))).toEqual([0, 0, 0, 0])
  })

  it('finds what a map of paths finds', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 40 }), fc.array(path, { maxLength: 40 }), (added, asked) => {
        const oracle = new Map<string, number[]>()
        for (const [value, keys] of added.entries()) oracle.set(keys.join(), [...(oracle.get(keys.join()) ?? []), value])
        const trie = build(added)
        for (const keys of [...added, ...asked]) expect(valuesAt(trie, keys)).toEqual(oracle.get(keys.join()) ?? [])
      }),
      { seed: 20240302, numRuns: 500 }
    )
  })

  it('has a child exactly where a path goes on', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 40 }), path, (added, asked) => {
        const trie = build(added)
        let node = 0
        for (const [index, each] of asked.entries()) {
          const goesOn = added.some((keys) => asked.slice(0, index + 1).every((wanted, at) => keys[at] === wanted))
          node = step(trie, node, each)
          expect(node !== 0).toBe(goesOn)
          if (node === 0) break
        }
      }),
      { seed: 20240302, numRuns: 500 }
    )
  })

  it('knows no words that have no id', () => {
    const trie = build([[0, 0], [1]])
    expect([step(trie, 0, -1), step(trie, step(trie, 0, 0), -1)]).toEqual([0, 0])
  })
})
