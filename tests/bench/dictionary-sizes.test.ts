import { expect, test } from 'vitest'
import { fourfold, quarter, type SpunWords } from '../../bench/dictionary-sizes.js'
import type { Entries } from '../../src/dictionary/entries.js'
import { entries as small } from '../dictionary/small.js'

const LETTERS = [...'abcdefghijklmnop']

/** Enough entries of each layer for shuffling to show. */
const entries: Entries = {
  ...small,
  words: LETTERS.flatMap((letter) => small.words.map((row) => ({ ...row, id: `${row.id}${letter}`, spun: `${letter}${row.spun}` }))),
  phrases: LETTERS.flatMap((letter) => small.phrases.map((row) => ({ ...row, id: `${row.id}${letter}`, spun: `${letter}${row.spun} ${letter}` }))),
  names: LETTERS.flatMap((letter) => small.names.map((row) => ({ ...row, id: `${row.id}${letter}`, name: `${letter} ${row.name}` })))
}

const LAYERS = ['words', 'phrases', 'names'] as const
const sizes = (some: Entries): number[] => LAYERS.map((layer) => some[layer].length)

/** How often each word stands in each place. */
function wordsByPlace(expressions: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const expression of expressions) {
    for (const [place, word] of expression.split(' ').entries()) counts.set(`${place} ${word}`, (counts.get(`${place} ${word}`) ?? 0) + 1)
  }
  return counts
}

const times = (counts: ReadonlyMap<string, number>, factor: number): Map<string, number> =>
  new Map([...counts].map(([key, count]) => [key, count * factor]))

test('a quarter has every fourth entry, and all that is no entry', () => {
  const some = quarter(entries)
  expect(sizes(some)).toEqual(sizes(entries).map((size) => size / 4))
  expect(some.words[1]).toBe(entries.words[4])
  expect(some.protected).toBe(entries.protected)
})

test.each<SpunWords>(['made up', 'the same'])('four times has three entries more for each, of words as frequent in each place: %s', (spunWords) => {
  const many = fourfold(entries, spunWords)
  expect(sizes(many)).toEqual(sizes(entries).map((size) => size * 4))
  for (const layer of LAYERS) expect(many[layer].slice(0, entries[layer].length)).toEqual(entries[layer])
  const names = (some: Entries): string[] => some.names.map(({ name }) => name)
  const phrases = (some: Entries): string[] => some.phrases.map(({ spun }) => spun)
  for (const of of [names, phrases]) {
    expect(wordsByPlace(of(many))).toEqual(times(wordsByPlace(of(entries)), 4))
    expect(new Set(of(many)).size).toBeGreaterThan(2 * of(entries).length)
  }
  const ids = LAYERS.flatMap((layer) => many[layer].map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(fourfold(entries, spunWords)).toEqual(many)
})

test('the spun words are new, or the same with other originals', () => {
  const known = new Set(entries.words.map(({ spun }) => spun))
  const added = (spunWords: SpunWords) => fourfold(entries, spunWords).words.slice(entries.words.length)
  expect(added('made up').filter(({ spun }) => !known.has(spun)).length).toBeGreaterThan(known.size)
  expect(added('the same').every(({ spun }) => known.has(spun))).toBe(true)
  expect(added('the same').some(({ originals }, at) => originals !== entries.words[at % entries.words.length]?.originals)).toBe(true)
})
