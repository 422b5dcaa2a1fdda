import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../src/binary/sections.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { lengthOf, TopicModel } from '../../src/context/topic-model.js'

const read = (file: string) => decodeSections(readFileSync(new URL(`../../models/en/${file}`, import.meta.url)), file)

const model = LanguageModel.open(read('language-model.bin'))
const topics = TopicModel.open(read('topics.bin'), model.vocabularyDigest)
const id = (word: string): number => model.vocabulary.id(word)

/** log10 P of the words after the first, which is history only. */
function logOf(text: string): number {
  const ids = text.split(' ').map(id)
  let total = 0
  for (let at = 1; at < ids.length; at++) total += model.trigram(ids[at - 2] ?? -1, ids[at - 1] ?? -1, ids[at] ?? -1)
  return total
}

describe('models/en/language-model.bin', () => {
  it.each([
    ['the white house said', 'the white home said', 3],
    ['military force', 'army pressure', 1.5],
    ['according to', 'according with', 3],
    ['department of defense', 'division of protection', 3],
    ['artificial intelligence', 'counterfeit consciousness', 3],
    ['law enforcement', 'regulation enforcement', 3],
    ['at the end of the', 'on the finish of the', 3],
    ['the u s government', 'the u s authorities', 0.5],
    ['<s> however the', '<s> nonetheless the', 0.5]
  ])('finds "%s" likelier than "%s"', (ordinary, odd, difference) => {
    expect(logOf(ordinary) - logOf(odd)).toBeGreaterThan(difference)
  })

  it('knows near-certain continuations', () => {
    expect(model.bigram(id('according'), id('to'))).toBeGreaterThan(-0.05)
    expect(model.bigram(id('barack'), id('obama'))).toBeGreaterThan(-0.5)
  })

  it('gives probabilities that sum to about 1', () => {
    for (const history of ['of the', 'white house', '<s> the', 'presently the', 'aardvark aardvark']) {
      const [u = -1, v = -1] = history.split(' ').map(id)
      let total = 0
      for (let w = 0; w < model.vocabulary.size; w++) {
        // The start mark is never predicted.
        if (w !== model.sentenceStart) total += 10 ** model.trigram(u, v, w)
      }
      // Rounding of the logs, and what pruning takes from or leaves to the backoff.
      expect(total, history).toBeGreaterThan(0.9)
      expect(total, history).toBeLessThan(1.05)
    }
  })

  it('writes words in lower case, sorted, and initials as single letters', () => {
    expect(model.vocabulary.size).toBe(65535)
    expect(id('White')).toBe(-1)
    expect(id('u.s.')).toBe(-1)
    expect(Math.min(id('u'), id('s'), id("don't"), id('e-mail'))).toBeGreaterThanOrEqual(0)
    const sample = Array.from({ length: 600 }, (_, step) => model.vocabulary.word(step * 109))
    expect(sample).toEqual(sample.toSorted())
    expect(sample.map(id)).toEqual(sample.map((_, step) => step * 109))
  })
})

describe('models/en/topics.bin', () => {
  it('holds unit vectors in order of frequency', () => {
    expect([topics.rows, topics.dimensions]).toEqual([40000, 100])
    expect(topics.row(id('the'))).toBe(0)
    for (let row = 1; row < topics.rows; row++) {
      if (topics.rank(row) < topics.rank(row - 1)) expect.fail(`row ${row} has a lower rank than the row before`)
    }
    const sum = new Float32Array(100)
    topics.addTo(sum, topics.row(id('house')), 1)
    expect(lengthOf(sum)).toBeCloseTo(1, 5)
  })

  it('tells what a passage is about', () => {
    const about = (text: string): ((word: string) => number) => {
      const sum = new Float32Array(topics.dimensions)
      for (const word of text.split(' ')) topics.addTo(sum, topics.row(id(word)), 1)
      const norm = lengthOf(sum)
      return (word) => topics.cosine(sum, norm, topics.row(id(word)))
    }
    const war = about('soldiers troops invaded war attack iraq')
    expect(war('military')).toBeGreaterThan(war('bread') + 0.3)
    expect(war('force')).toBeGreaterThan(war('pressure') + 0.1)
    const computing = about('neural network computer algorithm data software')
    expect(computing('intelligence')).toBeGreaterThan(computing('consciousness'))
  })

  it('has no vector for the sentence marks and for words outside the vocabulary', () => {
    expect([model.sentenceStart, model.sentenceEnd, -1].map((word) => topics.row(word))).toEqual([-1, -1, -1])
  })
})
