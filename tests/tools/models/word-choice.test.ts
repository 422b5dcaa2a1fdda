import { describe, expect, it } from 'vitest'
import { chooseWords } from '../../../tools/models/word-choice.js'

const words = ['</s>', '<s>', "albany's", 'albany', 'house', "o'hara", 'percipient', 'the']
const logs = Float32Array.of(-1, -99, -7, -5, -3, -7.25, -7.5, -1.5)

describe('chooseWords', () => {
  it('keeps the sentence marks and the most probable words, sorted by code unit', () => {
    expect(chooseWords(words, logs, 5)).toEqual(['</s>', '<s>', 'albany', 'house', 'the'])
  })

  it('gives up a possessive with a known stem before a somewhat rarer word', () => {
    expect(chooseWords(words, logs, 7)).toEqual(['</s>', '<s>', 'albany', 'house', "o'hara", 'percipient', 'the'])
    expect(chooseWords(words.toSpliced(3, 1), logs.filter((_, id) => id !== 3), 5)).toContain("albany's")
  })

  it('keeps all words when they fit', () => {
    expect(chooseWords(words, logs)).toEqual(words.toSorted())
  })
})
