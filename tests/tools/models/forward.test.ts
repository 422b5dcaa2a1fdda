import { describe, expect, it } from 'vitest'
import type { Rows } from '../../../tools/models/trigram-model.js'
import { trigramModel } from './convert.js'
import { whiteHouse, type SmallModel } from './small-model.js'

const rows = ({ starts, words }: Rows): number[][] =>
  Array.from({ length: starts.length - 1 }, (_, row) => [...words.subarray(starts[row], starts[row + 1])])

describe('forwardModel', () => {
  it('lists what follows each word, and what follows each pair that begins a trigram', () => {
    const model = trigramModel(whiteHouse)
    expect(rows(model.bigrams)).toEqual([[], [4], [], [0], [3, 5], [3]])
    expect(rows(model.contexts)).toEqual([[], [], [], [], [5], [3]])
    expect(rows(model.trigrams)).toEqual([[3], [0]])
    expect([...model.bigramLogs].map((log) => log.toFixed(2))).toEqual(['-0.75', '-1.50', '-2.00', '-2.50', '-0.50'])
    expect([...model.contextBackoffs].map((log) => log.toFixed(2))).toEqual(['-0.25', '-0.50'])
    expect([...model.trigramLogs].map((log) => log.toFixed(2))).toEqual(['-0.10', '-0.90'])
  })

  it('leaves out n-grams with words that were not chosen, and renumbers the others', () => {
    const model = trigramModel(whiteHouse, ['</s>', '<s>', 'house', 'white'])
    expect(model.words).toEqual(['</s>', '<s>', 'house', 'white'])
    expect([...model.unigramLogs].map((log) => log.toFixed(2))).toEqual(['-1.00', '-99.00', '-3.50', '-4.00'])
    expect(rows(model.bigrams)).toEqual([[], [], [0], [2]])
    expect(rows(model.contexts)).toEqual([[], [], [], [2]])
    expect(rows(model.trigrams)).toEqual([[0]])
  })

  it('drops trigrams that the converter appended to the row of another bigram', () => {
    // No bigram "the home": the trigram "<s> the home" lands behind "house white home", out of order.
    const orphaned: SmallModel = {
      ...whiteHouse,
      bigrams: [...whiteHouse.bigrams, { ids: [3, 2], log: -2, backoff: 0 }],
      trigrams: [...whiteHouse.trigrams, { ids: [5, 3, 2], log: -1 }, { ids: [1, 4, 2], log: -1 }]
    }
    const model = trigramModel(orphaned)
    expect(rows(model.contexts)).toEqual([[], [], [], [], [5], [3]])
    expect(rows(model.trigrams)).toEqual([[3], [0, 2]])
  })
})
