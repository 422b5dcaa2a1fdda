import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../../src/binary/sections.js'
import { sha256 } from '../../../tools/models/inputs.js'
import { encodeLanguageModel } from '../../../tools/models/language-model-writer.js'
import { vocabularyDigest } from '../../../tools/models/vocabulary-digest.js'
import { openModel, trigramModel } from './convert.js'
import { whiteHouse, type SmallModel } from './small-model.js'

describe('encodeLanguageModel', () => {
  it('writes the same bytes every time', () => {
    const bytes = encodeLanguageModel(trigramModel(whiteHouse))
    expect(encodeLanguageModel(trigramModel(whiteHouse))).toEqual(bytes)
    // Pinned: a change of the format must be meant, because the committed models are in it.
    expect(sha256(bytes)).toBe('1c1d0dfcd6d9b5b92f0b9778c626e92324ad6c2f4b0a241d8daa79061f0f0c5d')
  })

  it('states what it holds and for which vocabulary', () => {
    expect(decodeSections(encodeLanguageModel(trigramModel(whiteHouse)), 'x').meta).toEqual({
      content: 'language-model',
      vocabulary: vocabularyDigest(whiteHouse.words),
      words: 6,
      bigrams: 5,
      contexts: 2,
      trigrams: 2
    })
  })

  it('does not let the start mark coarsen the unigrams', () => {
    const model = openModel(encodeLanguageModel(trigramModel(whiteHouse)))
    expect(model.unigram(model.vocabulary.id('house'))).toBeCloseTo(-3.5, 1)
    expect(model.unigram(model.sentenceStart)).toBeCloseTo(-4, 4)
  })

  it('finds trigrams beyond the first block of histories', () => {
    const letters = Array.from({ length: 200 }, (_, index) => `w${String(index).padStart(3, '0')}`)
    const many: SmallModel = {
      words: ['</s>', '<s>', ...letters],
      unigrams: Array.from({ length: 202 }, () => ({ log: -2, backoff: 0 })),
      bigrams: letters.slice(1).map((_, index) => ({ ids: [2 + index, 3 + index], log: -1, backoff: 0 })),
      trigrams: letters.slice(2).map((_, index) => ({ ids: [2 + index, 3 + index, 4 + index], log: -index / 100 }))
    }
    const model = openModel(encodeLanguageModel(trigramModel(many)))
    for (const { ids, log } of many.trigrams) expect(model.trigram(...ids)).toBeCloseTo(log, 2)
  })
})

describe('vocabularyDigest', () => {
  it('differs when a word differs', () => {
    expect(vocabularyDigest(['a', 'b'])).not.toBe(vocabularyDigest(['a', 'c']))
  })
})
