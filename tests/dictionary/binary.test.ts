import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDictionary, encodeDictionary } from '../../src/dictionary/binary.js'
import { compile } from '../../src/dictionary/compile.js'
import { buildVocabulary, Vocabulary } from '../../src/text/vocabulary.js'
import { cases, english, seed, smallModel } from '../match/random.js'
import { entries, model } from './small.js'

describe('a packed dictionary', () => {
  it('opens as it was compiled', () => {
    const dictionary = compile(entries, model)
    expect(decodeDictionary(encodeDictionary(dictionary), model, 'dictionary.bin')).toEqual(dictionary)
  })

  it('opens as it was compiled, whatever its entries', () => {
    fc.assert(
      fc.property(cases, ({ rows }) => {
        const dictionary = compile({ ...rows, english }, smallModel)
        expect(decodeDictionary(encodeDictionary(dictionary), smallModel, 'dictionary.bin')).toEqual(dictionary)
      }),
      { seed, numRuns: 200 }
    )
  })

  it('keeps the families of its rows when there are more than a byte has bits', () => {
    const position = { file: 'dictionaries/families.yaml', line: 1 }
    const more = Array.from({ length: 12 }, (_, index) => ({ id: `family-${String(index)}`, description: 'one of many', fingerprints: [], position }))
    const words = entries.words.map((row) => ({ ...row, families: ['family-11'] }))
    const dictionary = compile({ ...entries, words, families: [...entries.families, ...more] }, model)
    expect(Math.max(...dictionary.rows.families)).toBeGreaterThan(0xff)
    expect(decodeDictionary(encodeDictionary(dictionary), model, 'dictionary.bin')).toEqual(dictionary)
  })

  it('has the same bytes for the same entries', () => {
    expect(encodeDictionary(compile(entries, model))).toEqual(encodeDictionary(compile(entries, model)))
  })

  it('is refused beside another model', () => {
    const other = new Vocabulary(buildVocabulary(['the']))
    const bytes = encodeDictionary(compile(entries, model))
    expect(() => decodeDictionary(bytes, other, 'dictionary.bin')).toThrow(
      expect.objectContaining({ code: 'UNSPIN_MODEL_MISMATCH', file: 'dictionary.bin' })
    )
  })

  it('is refused when it is cut short', () => {
    const bytes = encodeDictionary(compile(entries, model))
    for (const length of [0, 7, 100, bytes.length >> 1, bytes.length - 8]) {
      expect(() => decodeDictionary(bytes.subarray(0, length), model, 'dictionary.bin')).toThrow(
        expect.objectContaining({ code: 'UNSPIN_BINARY', file: 'dictionary.bin' })
      )
    }
  })
})
