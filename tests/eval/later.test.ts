import { describe, expect, test } from 'vitest'
import { frozenEntries, knownHeldOutRows, withoutLaterEntries } from '../../eval/later.js'
import type { FrozenEntries } from '../../eval/later.js'
import { frozenTable } from '../../eval/spinner/table.js'
import type { Entries } from '../../src/dictionary/entries.js'
import { entries, name, phrase, word } from './entries.js'

const frozen: FrozenEntries = {
  restores: (spun, original) => spun === 'officer' && original === 'official',
  hasName: (text) => text === 'White House'
}
const seed = 'Officers of the White Home issued government orders. With out the Division of Protection’s help, the nation stops.'
const kept = (parts: Partial<Entries>): Entries => withoutLaterEntries(entries(parts), frozen, seed)

describe('withoutLaterEntries', () => {
  test('drops only the added originals of words whose forms occur', () => {
    const { words } = kept({ words: [word('officer', ['official', 'clerk'])] })
    expect(words.map(({ originals }) => originals)).toEqual([['official']])
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
    const pairs = { home: 'house', government: 'executive', division: 'department', protection: 'defense' }
    const words = Object.entries(pairs).map(([spun, original]) => word(spun, [original]))
    const names = ['White House', 'executive order', 'Department of Defense', 'House of Lords', 'the nation'].map(name)
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
  const dictionary = entries({ words: [word('Monarch', ['king'])], phrases: [phrase('of path', ['of course'])] })
  const learned = knownHeldOutRows(dictionary, table)
  expect([...learned].sort()).toEqual([lineOf('monarch'), lineOf('of path')].sort())
  expect(knownHeldOutRows(entries({ words: [word('army', ['military'])] }), table).size).toBe(0)
})
