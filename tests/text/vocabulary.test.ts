import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildVocabulary, ContinuedVocabulary, hashOf, hashStart, hashStep, UNKNOWN, Vocabulary
} from '../../src/text/vocabulary.js'
import { seed } from './parse.js'

/** Short words over few letters, so that many are near one another; and any string at all. */
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', "'"), maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 6 })
)
const words = fc.uniqueArray(word, { maxLength: 60 })

const codeUnits = (text: string): Uint16Array => {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  return units
}

describe('a vocabulary', () => {
  it('gives ids in the order of its words and takes them back', () => {
    const vocabulary = new Vocabulary(buildVocabulary(['the', 'white', 'house']))
    expect(['the', 'white', 'house', 'home', ''].map((text) => vocabulary.id(text))).toEqual([0, 1, 2, UNKNOWN, UNKNOWN])
    expect([0, 1, 2].map((id) => vocabulary.word(id))).toEqual(['the', 'white', 'house'])
    expect([0, 1, 2].map((id) => vocabulary.lengthOf(id))).toEqual([3, 5, 5])
    expect(vocabulary.size).toBe(3)
  })

  it('of no words knows none', () => {
    const vocabulary = new Vocabulary(buildVocabulary([]))
    expect([vocabulary.size, vocabulary.id('a'), vocabulary.id('')]).toEqual([0, UNKNOWN, UNKNOWN])
  })

  it('finds what a map finds', () => {
    fc.assert(
      fc.property(words, fc.array(word), fc.nat(1000), (known, asked, offset) => {
        const oracle = new Map(known.map((text, index) => [text, index + offset]))
        const vocabulary = new Vocabulary(buildVocabulary(known), offset)
        expect(vocabulary.size).toBe(known.length)
        for (const text of [...known, ...asked]) {
          const id = oracle.get(text) ?? UNKNOWN
          expect(vocabulary.id(text)).toBe(id)
          expect(vocabulary.idOfUnits(hashOf(text), codeUnits(text), text.length)).toBe(id)
        }
        for (const [text, id] of oracle) {
          expect(vocabulary.word(id)).toBe(text)
          expect(vocabulary.lengthOf(id)).toBe(text.length)
        }
      }),
      { seed, numRuns: 500 }
    )
  })

  it('finds words among thousands, with a scratch array longer than the word', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `w${index.toString(7)}`)
    const vocabulary = new Vocabulary(buildVocabulary(many))
    expect(many.map((text) => vocabulary.id(text))).toEqual(many.map((_, index) => index))
    expect(vocabulary.idOfUnits(hashOf('w11'), codeUnits('w11 and more'), 3)).toBe(vocabulary.id('w11'))
  })

  it('hashes code unit by code unit', () => {
    fc.assert(
      fc.property(word, (text) => {
        expect([...codeUnits(text)].reduce((hash, unit) => hashStep(hash, unit), hashStart)).toBe(hashOf(text))
      }),
      { seed }
    )
  })
})

describe('a continued vocabulary', () => {
  it('is one vocabulary whose first words win', () => {
    fc.assert(
      fc.property(words, words, (first, rest) => {
        const model = new Vocabulary(buildVocabulary(first))
        const vocabulary = new ContinuedVocabulary(model, new Vocabulary(buildVocabulary(rest), model.size))
        const oracle = new Map<string, number>()
        for (const [index, text] of rest.entries()) oracle.set(text, first.length + index)
        for (const [index, text] of first.entries()) oracle.set(text, index)
        expect(vocabulary.size).toBe(first.length + rest.length)
        for (const [text, id] of oracle) {
          expect(vocabulary.id(text)).toBe(id)
          expect(vocabulary.idOfUnits(hashOf(text), codeUnits(text), text.length)).toBe(id)
        }
        for (const [index, text] of [...first, ...rest].entries()) expect(vocabulary.word(index)).toBe(text)
      }),
      { seed, numRuns: 300 }
    )
  })
})
