import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capitalise, capitalsOf, copyCase, titleCase } from '../../src/text/casing.js'
import { loadEnglish } from '../dictionary/load.js'

const { smallWords } = loadEnglish()

describe('capitalsOf', () => {
  it.each([
    ['army', 'lower'],
    ['Army', 'initial'],
    ['Army pressure', 'initial'],
    ['White Home', 'title'],
    ['Leader of Personnel', 'title'],
    ['WHITE HOME', 'upper'],
    ['A', 'initial'],
    ['iPhone', 'other'],
    ['McDonald', 'other'],
    ['2022', 'lower']
  ] as const)('%s is %s', (text, expected) => {
    expect(capitalsOf(text, smallWords)).toBe(expected)
  })
})

describe('copyCase', () => {
  it.each([
    ['army', 'military', false, 'military'],
    ['Army', 'military', false, 'Military'],
    ['ARMY', 'military', false, 'MILITARY'],
    ['army', 'Ukraine', false, 'Ukraine'],
    ['AI', 'artificial intelligence', false, 'Artificial intelligence'],
    ['White Home', 'white house', false, 'White House'],
    ['Know-how', 'technology', false, 'Technology'],
    ['Crew', 'body of workers', true, 'Body of Workers'],
    ['Crew', 'body of workers', false, 'Body of workers'],
    ['IN THE PRESENT DAY', 'today', false, 'TODAY'],
    ['iPod', 'player', false, 'player'],
    ['“Army', 'military', false, 'Military']
  ])('%s → %s (title line: %s)', (source, replacement, titleLine, expected) => {
    expect(copyCase(source, replacement, { titleLine, smallWords })).toBe(expected)
  })

  it.each([
    ['PC simulation', 'computer simulation', 'computer simulation'],
    ['AI', 'artificial intelligence', 'artificial intelligence'],
    ['Army', 'military', 'Military'],
    ['A', 'one', 'One'],
    ['ARMY', 'military', 'MILITARY'],
    ['PC World', 'computer world', 'computer world']
  ])('in the middle of a sentence: %s → %s', (source, replacement, expected) => {
    expect(copyCase(source, replacement, { inside: true, smallWords })).toBe(expected)
  })

  it('changes nothing but case', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[A-Za-z][A-Za-z' -]{0,20}$/),
        fc.boolean(),
        (source, replacement, titleLine) =>
          copyCase(source, replacement, { titleLine }).toLowerCase() === replacement.toLowerCase()
      ),
      { seed: 3 }
    )
  })

  it('keeps lower case as it is and leaves a copied case alone', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z]{3,9}( [A-Za-z]{2,9}){0,2}$/),
        fc.stringMatching(/^[a-z]{3,9}( [a-z]{2,9}){0,2}$/),
        (source, replacement) => {
          const once = copyCase(source, replacement)
          return copyCase(source, once) === once && (source !== source.toLowerCase() || once === replacement)
        }
      ),
      { seed: 4 }
    )
  })
})

describe('capitalise and titleCase', () => {
  it('pass over opening punctuation', () => {
    expect(capitalise('“the army')).toBe('“The army')
    expect(capitalise('(in Kyiv)')).toBe('(In Kyiv)')
  })

  it('leave small words inside a title small, but not its first and last', () => {
    expect(titleCase('the department of defense', smallWords)).toBe('The Department of Defense')
    expect(titleCase('what we look for', smallWords)).toBe('What We Look For')
    expect(titleCase('self-driving car', smallWords)).toBe('Self-Driving Car')
  })
})
