import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../../src/binary/sections.js'
import { parseEmbeddings } from '../../../tools/models/embeddings.js'
import { chooseTopicWords, encodeTopics } from '../../../tools/models/topics-writer.js'
import { smallEmbeddings } from './small-embeddings.js'

const embeddings = parseEmbeddings(smallEmbeddings)
const vocabulary = ['</s>', '<s>', 'army', 'bread', 'war']

describe('parseEmbeddings', () => {
  it('reads the words in order and cuts norm and index off the vectors', () => {
    expect(embeddings.words).toEqual([',', 'war', 'of', '1999', 'bread', 'army'])
    expect(embeddings.vector('army')).toEqual([2, 1, 0])
  })

  it.each([
    ['[]', /dimensions/],
    ['null', /not an object/],
    ['{"dimensions":2}', /words/],
    ['{"dimensions":2,"words":["a",1]}', /words/],
    ['{"dimensions":2,"words":["a"]}', /no vectors/]
  ])('refuses %s', (json, message) => expect(() => parseEmbeddings(json)).toThrow(message))

  it('refuses a word without a whole vector when it is asked for', () => {
    const broken = parseEmbeddings('{"dimensions":2,"words":["a","b"],"vectors":{"a":[1],"b":[1,"2"]}}')
    expect(() => broken.vector('a')).toThrow(/"a" has no vector of 2 numbers/)
    expect(() => broken.vector('b')).toThrow(/"b" has no vector/)
    expect(() => broken.vector('c')).toThrow(/"c" has no vector/)
  })
})

describe('chooseTopicWords', () => {
  it('ranks among all words, known or not, and leaves numbers and punctuation out', () => {
    expect(chooseTopicWords(embeddings, new Set(vocabulary), 9)).toEqual([
      { word: 'war', rank: 0 },
      { word: 'bread', rank: 2 },
      { word: 'army', rank: 3 }
    ])
    expect(chooseTopicWords(embeddings, new Set(vocabulary), 1)).toEqual([{ word: 'war', rank: 0 }])
  })
})

describe('encodeTopics', () => {
  it('writes rows by frequency, and the same bytes every time', () => {
    const bytes = encodeTopics(embeddings, vocabulary, 9)
    const sections = decodeSections(bytes, 'topics.bin')
    expect([...sections.u16('row')]).toEqual([0, 0, 3, 2, 1])
    expect([...sections.u16('rank')]).toEqual([0, 2, 3])
    expect([...sections.i8('components')]).toEqual([127, 0, 0, 0, 0, -127, 127, 64, 0])
    expect(encodeTopics(embeddings, vocabulary, 9)).toEqual(bytes)
  })
})
