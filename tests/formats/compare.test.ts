import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, revertEdits } from '../../src/edit/apply.js'
import { cutAtAnchors } from '../../src/formats/anchors.js'
import { compareTexts, comparisonOf } from '../../src/formats/compare.js'
import { isWord, tokensOf } from '../../src/formats/tokens.js'
import { texts } from '../edit/edits.js'

const seed = 20240306

const brief = (garbled: string, original: string): string[] =>
  compareTexts(garbled, original).map(({ before, after }) => `${before} → ${after}`)

/** A text of numbered sentences; no two are alike. */
const numbered = (count: number, sentence: (number: number) => string, end: string): string =>
  Array.from({ length: count }, (_, number) => sentence(number)).join(end)

describe('compareTexts', () => {
  it('finds nothing between equal texts', () => {
    expect(compareTexts('', '')).toEqual([])
    expect(compareTexts('the same', 'the same')).toEqual([])
  })

  it('gives the spans of a change in both texts', () => {
    expect(compareTexts('the White Home said', 'the White House said')).toEqual([
      { garbled: { start: 10, end: 14 }, original: { start: 10, end: 15 }, before: 'Home', after: 'House' }
    ])
  })

  it('changes whole words', () => {
    expect(brief('the gadgets work', 'the gadget works')).toEqual(['gadgets work → gadget works'])
    expect(brief('its know-how grew', 'its technology grew')).toEqual(['know-how → technology'])
    expect(brief("they don't", "they can't")).toEqual(["don't → can't"])
  })

  it('joins words that change side by side into a phrase', () => {
    expect(brief('under army pressure today', 'under military strain today')).toEqual(['army pressure → military strain'])
    expect(brief('and in the present day it', 'and today it')).toEqual(['in the present day → today'])
  })

  it('keeps phrases apart that a word, a mark or a paragraph parts', () => {
    expect(brief('army and pressure', 'military and strain')).toEqual(['army → military', 'pressure → strain'])
    expect(brief('army, pressure', 'military, strain')).toEqual(['army → military', 'pressure → strain'])
    expect(brief('army\n\npressure', 'military\n\nstrain')).toEqual(['army → military', 'pressure → strain'])
    expect(brief('army\npressure', 'military\nstrain')).toEqual(['army\npressure → military\nstrain'])
  })

  it('finds insertions, deletions and changes of white space', () => {
    expect(brief('went right into a wall', 'went into a wall')).toEqual(['right  → '])
    expect(brief('one two', 'one  two')).toEqual(['  →   '])
    expect(brief('', 'new')).toEqual([' → new'])
    expect(brief('old', '')).toEqual(['old → '])
  })

  it('leads from any text to any other, and back', () => {
    fc.assert(
      fc.property(texts(30), texts(30), (garbled, original) => {
        const { edits } = comparisonOf(garbled, original)
        expect(applyEdits(garbled, edits)).toBe(original)
        expect(revertEdits(original, edits)).toBe(garbled)
        expect(edits.every(({ before, after }) => before !== after)).toBe(true)
      }),
      { seed, numRuns: 1000 }
    )
  })

  it('finds every change of a long text, with its paragraphs joined and split', () => {
    const garbled = numbered(3000, (n) => `On day ${n} the officers of unit ${n * 7} mentioned army pressure.`, '\n')
    const original = numbered(3000, (n) => `On day ${n} the officials of unit ${n * 7} discussed military pressure.`, ' ')
    const counts = new Map<string, number>()
    for (const change of brief(garbled, original)) counts.set(change, (counts.get(change) ?? 0) + 1)
    expect([...counts]).toEqual([
      ['officers → officials', 3000],
      ['mentioned army → discussed military', 3000],
      ['\n →  ', 2999]
    ])
  })

  it('pairs lines where a long text repeats itself', () => {
    const changes = compareTexts('The White Home said so.\n'.repeat(2000), 'The White House said so.\n'.repeat(2000))
    expect(changes).toHaveLength(2000)
  })

  it('gives up on a long text that has nothing in common with the other', () => {
    const garbled = numbered(4000, (n) => `a${n}`, ' ')
    const original = numbered(5000, (n) => `b${n}`, ' ')
    expect(compareTexts(garbled, original)).toMatchObject([{ before: garbled, after: original }])
  })
})

describe('comparisonOf', () => {
  it('has the shape of a restoration', () => {
    expect(comparisonOf('a White Home', 'a White House')).toEqual({
      source: 'a White Home',
      text: 'a White House',
      edits: [
        {
          span: { start: 8, end: 12 },
          before: 'Home',
          after: 'House',
          entry: 'comparison',
          via: [],
          kind: 'word',
          confidence: 1,
          alternatives: [],
          reasons: [],
          inQuote: false,
          group: 0
        }
      ],
      suggestions: [],
      diagnosis: { spun: 0, families: [], windows: [], language: 'und' }
    })
    expect(comparisonOf('with out', 'without').edits.map(({ kind }) => kind)).toEqual(['phrase'])
  })
})

describe('cutAtAnchors', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ' '), { maxLength: 40 })

  it('covers both texts, in order', () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1, max: 10 }), (left, right, length) => {
        const stretches = cutAtAnchors(left, right, length)
        expect(stretches.flatMap((stretch) => left.slice(stretch.left.start, stretch.left.end))).toEqual(left)
        expect(stretches.flatMap((stretch) => right.slice(stretch.right.start, stretch.right.end))).toEqual(right)
      }),
      { seed }
    )
  })

  it('cuts at words in a row that both texts hold once', () => {
    const stretches = cutAtAnchors([...'abcdxyz'], [...'bcdabxyz'], 2)
    expect(stretches.map(({ left, right }) => [left.start, right.start])).toEqual([[0, 0], [4, 5]])
  })
})

describe('tokensOf', () => {
  it.each([
    ["Don't stop", ["Don't", ' ', 'stop']],
    ['the U.S. know-how—now', ['the', ' ', 'U.S', '.', ' ', 'know-how', '—', 'now']],
    ['a  \n b', ['a', '  \n ', 'b']],
    ['naïve e\u0301t 😀!', ['naïve', ' ', 'e\u0301t', ' ', '😀', '!']],
    ['’tis 3.5%', ['’', 'tis', ' ', '3.5', '%']],
    ['', []]
  ])('cuts %j', (text, tokens) => {
    expect(tokensOf(text).texts).toEqual(tokens)
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.oneof(texts(20), fc.string({ unit: 'binary' })), (text) => {
        const { texts: tokens, starts } = tokensOf(text)
        expect(tokens.join('')).toBe(text)
        expect(tokens.map((token, at) => text.startsWith(token, starts[at]))).not.toContain(false)
        expect(tokens.filter(isWord).every((token) => token.trim() === token)).toBe(true)
      }),
      { seed }
    )
  })
})
