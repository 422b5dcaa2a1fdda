import { describe, expect, test } from 'vitest'
import { frozenEntries, knownHeldOutRows, withoutLaterEntries } from '../../eval/later.js'
import type { FrozenEntries } from '../../eval/later.js'
import { frozenTable } from '../../eval/spinner/table.js'
import type { Entries, PartOfSpeech } from '../../src/dictionary/entries.js'

const position = { file: 'test.yaml', line: 1 }
const word = (spun: string, originals: string[], pos: PartOfSpeech = 'noun'): Entries['words'][number] => ({
  id: `words/test#${spun}`,
  spun,
  originals,
  pos,
  families: [],
  rate: 'often',
  position
})
const phrase = (spun: string, originals: string[]): Entries['phrases'][number] => ({
  id: `phrases/test#${spun}`,
  spun,
  originals,
  families: [],
  rate: 'context',
  position
})
const name = (text: string): Entries['names'][number] => ({ id: `names/test#${text}`, name: text, position })

const entries = (parts: Partial<Entries>): Entries => ({
  words: [],
  phrases: [],
  names: [],
  protected: [],
  families: [],
  examples: [],
  english: {
    verbs: new Map(),
    plurals: new Map(),
    comparatives: new Map(),
    uncomparable: new Set(),
    headEndsBefore: new Set(['of']),
    doubling: new Set(),
    anPrefixes: [],
    aPrefixes: [],
    acronyms: new Set(),
    abbreviations: new Set(),
    smallWords: new Set(),
    spelling: new Map()
  },
  ...parts
})

const frozen: FrozenEntries = {
  restores: (spun, original) => spun === 'officer' && original === 'official',
  hasName: (text) => text === 'White House'
}
const seed = 'Officers of the White Home issued government orders. With out the Division of Protection’s help, the nation stops.'
const kept = (parts: Partial<Entries>): Entries => withoutLaterEntries(entries(parts), frozen, seed)

describe('withoutLaterEntries', () => {
  test('drops only the added originals of words whose forms occur', () => {
    expect(kept({ words: [word('officer', ['official', 'clerk'])] }).words.map(({ originals }) => originals)).toEqual([['official']])
  })

  test('drops a word that has no earlier original left', () => {
    expect(kept({ words: [word('nation', ['country'])] }).words).toEqual([])
  })

  test('keeps words that do not occur, whenever they were added', () => {
    expect(kept({ words: [word('monarch', ['king'])] }).words.length).toBe(1)
  })

  test('drops added phrases that occur, whatever their case, and keeps the others', () => {
    const phrases = [phrase('with out', ['without']), phrase('with in', ['within'])]
    expect(kept({ phrases }).phrases.map(({ spun }) => spun)).toEqual(['with in'])
  })

  test('drops added names of which the seed holds a garbled form, also inflected or possessive', () => {
    const words = [word('home', ['house']), word('government', ['executive']), word('division', ['department']), word('protection', ['defense'])]
    const names = [name('White House'), name('executive order'), name('Department of Defense'), name('House of Lords'), name('the nation')]
    expect(kept({ words, names }).names.map((entry) => entry.name)).toEqual(['White House', 'House of Lords', 'the nation'])
  })
})

test('the drafts are known by lemma, by form and by name, without the held-out rows', () => {
  const drafts = frozenEntries(frozenTable())
  expect(drafts.restores('nation', 'country')).toBe(true)
  expect(drafts.restores('Nations', 'countries')).toBe(true)
  expect(drafts.restores('monarch', 'king')).toBe(false)
  expect(drafts.hasName('white house')).toBe(true)
})

test('held-out rows that the dictionary has learned are told, whichever form it lists', () => {
  const table = frozenTable()
  const lineOf = (spun: string): number | undefined => table.rows.find((row) => row.spun[0] === spun)?.line
  const learned = knownHeldOutRows(entries({ words: [word('Monarch', ['king'])], phrases: [phrase('of path', ['of course'])] }), table)
  expect([...learned].sort()).toEqual([lineOf('monarch'), lineOf('of path')].sort())
  expect(knownHeldOutRows(entries({ words: [word('army', ['military'])] }), table).size).toBe(0)
})
