import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSections, encodeSections, type Section, type Sections } from '../../src/binary/sections.js'
import { LanguageModel, OUT_OF_VOCABULARY } from '../../src/context/language-model.js'
import { encodeLanguageModel } from '../../tools/models/language-model-writer.js'
import { languageModel, trigramModel } from '../tools/models/convert.js'
import { naiveLookup, whiteHouse, type SmallModel } from '../tools/models/small-model.js'

const seed = 20251

/** Logs on a grid far wider than the error of the codes, so that a wrong entry cannot pass for a right one. */
const log = fc.integer({ min: 1, max: 24 }).map((quarters) => -quarters / 4)
const backoff = fc.integer({ min: -4, max: 1 }).map((quarters) => quarters / 4)

/** Half a step of each of three codes that are added at most. */
const codingError = (3 * 6) / 255 / 2 + 1e-6

const smallModel: fc.Arbitrary<SmallModel> = fc.integer({ min: 1, max: 8 }).chain((extra) => {
  const words = ['</s>', '<s>', ...Array.from({ length: extra }, (_, index) => String.fromCharCode(97 + index))]
  const id = fc.nat(words.length - 1)
  const bigrams = fc.uniqueArray(fc.record({ ids: fc.tuple(id, id), log, backoff }), { maxLength: 30, selector: ({ ids }) => ids.join() })
  return fc.record({
    words: fc.constant(words),
    unigrams: fc.array(fc.record({ log, backoff }), { minLength: words.length, maxLength: words.length }),
    bigrams,
    trigrams: fc.uniqueArray(fc.record({ ids: fc.tuple(id, id, id), log }), { maxLength: 60, selector: ({ ids }) => ids.join() })
  })
}).map((model) => {
  // The converter keeps no trigram without its last two words as a bigram.
  const pairs = new Set(model.bigrams.map(({ ids }) => ids.join()))
  return { ...model, trigrams: model.trigrams.filter(({ ids: [, v, w] }) => pairs.has(`${v},${w}`)) }
})

describe('LanguageModel', () => {
  it('backs off as it should', () => {
    const model = languageModel(whiteHouse)
    const id = (word: string): number => model.vocabulary.id(word)
    const [the, white, house, home] = [id('the'), id('white'), id('house'), id('home')]
    expect(model.trigram(the, white, house)).toBeCloseTo(-0.1, 2)
    expect(model.bigram(white, house)).toBeCloseTo(-0.5, 2)
    // Backoff of "white", then P(home).
    expect(model.bigram(white, home)).toBeCloseTo(-0.75 - 3, 1)
    // Backoff of "the white", then of "white", then P(home).
    expect(model.trigram(the, white, home)).toBeCloseTo(-0.25 - 0.75 - 3, 1)
    // "house white" begins no trigram: no backoff weight of its own.
    expect(model.trigram(house, white, house)).toBeCloseTo(-0.5, 2)
    expect(model.trigram(white, house, model.sentenceEnd)).toBeCloseTo(-0.9, 2)
    expect(model.trigram(model.sentenceStart, the, house)).toBeCloseTo(-2, 2)
  })

  it('cuts the history at an unknown word, and takes an unknown word for what the caller says', () => {
    const model = languageModel(whiteHouse)
    const id = (word: string): number => model.vocabulary.id(word)
    const [the, white, house] = [id('the'), id('white'), id('house')]
    // Ids past the end belong to a vocabulary that continues this one.
    for (const unknown of [-1, 6, 70_000]) {
      expect(model.trigram(unknown, white, house)).toBe(model.bigram(white, house))
      expect(model.trigram(the, unknown, house)).toBe(model.unigram(house))
      expect(model.bigram(unknown, house)).toBe(model.unigram(house))
      expect(model.trigram(the, white, unknown)).toBe(OUT_OF_VOCABULARY)
      expect(model.trigram(the, white, unknown, -5.9)).toBe(-5.9)
      expect(model.bigram(white, unknown, -5.9)).toBe(-5.9)
      expect(model.unigram(unknown, -5.9)).toBe(-5.9)
    }
  })

  it('answers every question as the definition does, first time and again', () => {
    fc.assert(
      fc.property(smallModel, (small) => {
        const model = languageModel(small)
        const naive = naiveLookup(small)
        for (let u = -1; u < small.words.length; u++) {
          for (let v = -1; v < small.words.length; v++) {
            for (let w = 0; w < small.words.length; w++) {
              // The start mark is never predicted and has no probability of its own.
              if (w === model.sentenceStart) continue
              const answer = model.trigram(u, v, w)
              expect(Math.abs(answer - naive(u, v, w)), `${u} ${v} ${w}`).toBeLessThanOrEqual(codingError)
              expect(model.trigram(u, v, w)).toBe(answer)
            }
          }
        }
      }),
      { seed, numRuns: 25 }
    )
  })

  it('answers the same after any other questions', () => {
    const asked = languageModel(whiteHouse)
    const questions = fc.tuple(fc.integer({ min: -1, max: 5 }), fc.integer({ min: -1, max: 5 }), fc.integer({ min: -1, max: 5 }))
    const fresh = new Map<string, number>()
    for (let u = -1; u < 6; u++) {
      for (let v = -1; v < 6; v++) for (let w = -1; w < 6; w++) fresh.set(`${u},${v},${w}`, languageModelOnce(u, v, w))
    }
    fc.assert(
      fc.property(questions, ([u, v, w]) => {
        expect(asked.trigram(u, v, w)).toBe(fresh.get(`${u},${v},${w}`))
      }),
      { seed, numRuns: 500 }
    )
  })
})

const bytes = encodeLanguageModel(trigramModel(whiteHouse))

/** The answer of a model that was never asked before. */
const languageModelOnce = (u: number, v: number, w: number): number =>
  LanguageModel.open(decodeSections(bytes, 'language-model.bin')).trigram(u, v, w)

/** The file with one section replaced, or left out. */
function damagedFile(name: string, section: Section | undefined): Sections {
  const good = decodeSections(bytes, 'language-model.bin')
  const rest: Record<string, Section> = {
    'vocabulary.units': good.u16('vocabulary.units'),
    'vocabulary.starts': good.u32('vocabulary.starts'),
    'vocabulary.slots': good.i32('vocabulary.slots'),
    'unigram.logs': good.u8('unigram.logs'),
    'unigram.logs.levels': good.f32('unigram.logs.levels'),
    'unigram.backoffs': good.u8('unigram.backoffs'),
    'unigram.backoffs.levels': good.f32('unigram.backoffs.levels'),
    'pair.starts': good.u32('pair.starts'),
    'pair.entries': good.u16('pair.entries'),
    'bigram.logs.levels': good.f32('bigram.logs.levels'),
    'context.backoffs.levels': good.f32('context.backoffs.levels'),
    'trigram.logs.levels': good.f32('trigram.logs.levels')
  }
  const changed = { ...rest, ...(section && { [name]: section }) }
  const kept = Object.fromEntries(Object.entries(changed).filter(([key]) => section !== undefined || key !== name))
  return decodeSections(encodeSections(good.meta, kept), 'language-model.bin')
}

describe('a damaged file', () => {
  it('opens when nothing is damaged', () => {
    expect(LanguageModel.open(damagedFile('none', undefined)).vocabulary.size).toBe(6)
  })

  it.each([
    ['unigram.logs', new Uint8Array(5)],
    ['unigram.backoffs', new Uint8Array(7)],
    ['pair.starts', new Uint32Array(3)],
    ['pair.starts', new Uint32Array(1)],
    ['pair.entries', new Uint16Array(9)]
  ])('is refused when %s has a wrong length', (name, section) => {
    expect(() => LanguageModel.open(damagedFile(name, section))).toThrow(
      expect.objectContaining({ code: 'UNSPIN_BINARY', message: expect.stringMatching(/damaged: section ".*" has \d+ entries/) })
    )
  })

  it('is refused without a section, or without sentence marks', () => {
    expect(() => LanguageModel.open(damagedFile('pair.entries', undefined))).toThrow(/no u16 section "pair.entries"/)
    expect(() => LanguageModel.open(damagedFile('vocabulary.slots', new Int32Array(16)))).toThrow(/no sentence marks/)
  })
})
