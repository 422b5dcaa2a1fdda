import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { dictionaryRows, formatRows } from '../../src/formats/dictionary-rows.js'

describe('dictionaryRows', () => {
  it('counts what stood for what, the most frequent first', () => {
    const garbled = 'Officers said. The army might, the army could, an army will; officers say.'
    const original = 'Officials said. The military might, the military could, an armed will; officials say.'
    expect(dictionaryRows(garbled, original)).toEqual([
      { spun: 'army', originals: ['military', 'armed'], count: 3 },
      { spun: 'Officers', originals: ['Officials'], count: 1 },
      { spun: 'officers', originals: ['officials'], count: 1 }
    ])
  })

  it('takes a word along where one side is empty', () => {
    const after = dictionaryRows('It went right into a wall', 'It went into a wall')
    expect(after).toEqual([{ spun: 'right into', originals: ['into'], count: 1 }])
    const before = dictionaryRows('it ended there quickly.', 'it ended there.')
    expect(before).toEqual([{ spun: 'there quickly', originals: ['there'], count: 1 }])
  })

  it('gives no row for punctuation, white space or rewritten passages', () => {
    expect(dictionaryRows('one, two', 'one; two')).toEqual([])
    expect(dictionaryRows('one\ntwo', 'one two')).toEqual([])
    expect(dictionaryRows('a b c d e f g', 'h i j k l m n')).toEqual([])
  })
})

describe('formatRows', () => {
  it('writes lines of a phrase file', () => {
    const text = formatRows([
      { spun: 'a host of', originals: ['a number of', 'many'], count: 3 },
      { spun: 'say "no": it’s', originals: ["don't"], count: 1 }
    ])
    expect(text.split('\n')[0]).toBe('  - { spun: "a host of", originals: ["a number of", "many"], rate: context }')
    expect(parse(`phrases:\n${text}`)).toEqual({
      phrases: [
        { spun: 'a host of', originals: ['a number of', 'many'], rate: 'context' },
        { spun: 'say "no": it’s', originals: ["don't"], rate: 'context' }
      ]
    })
  })
})
