import { describe, expect, it } from 'vitest'
import { decodeSections, encodeSections } from '../../src/binary/sections.js'
import { lengthOf, NO_ROW, TopicModel } from '../../src/context/topic-model.js'
import { parseEmbeddings } from '../../tools/models/embeddings.js'
import { encodeTopics } from '../../tools/models/topics-writer.js'
import { vocabularyDigest } from '../../tools/models/vocabulary-digest.js'
import { smallEmbeddings } from '../tools/models/small-embeddings.js'

const words = ['</s>', '<s>', 'army', 'bread', 'war']
const [army, bread, war] = [2, 3, 4]
const sections = decodeSections(encodeTopics(parseEmbeddings(smallEmbeddings), words, 9), 'topics.bin')
const model = TopicModel.open(sections)

describe('TopicModel', () => {
  it('finds rows by the ids of the language model', () => {
    expect([war, bread, army].map((id) => model.row(id))).toEqual([0, 1, 2])
    expect([-1, 0, 1, 5, 70_000].map((id) => model.row(id))).toEqual([NO_ROW, NO_ROW, NO_ROW, NO_ROW, NO_ROW])
    expect([0, 1, 2].map((row) => model.rank(row))).toEqual([0, 2, 3])
    expect([model.rows, model.dimensions]).toEqual([3, 3])
  })

  it('adds weighted unit vectors', () => {
    const sum = new Float32Array(3)
    model.addTo(sum, model.row(war), 2)
    model.addTo(sum, model.row(bread), 0.5)
    expect([...sum].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([2, 0, -0.5])
    expect(lengthOf(sum)).toBeCloseTo(Math.hypot(2, 0.5), 5)
  })

  it('measures the angle with a sum, whatever its length', () => {
    const sum = new Float32Array(3)
    model.addTo(sum, model.row(war), 7)
    const norm = lengthOf(sum)
    expect(model.cosine(sum, norm, model.row(war))).toBeCloseTo(1, 6)
    expect(model.cosine(sum, norm, model.row(army))).toBeCloseTo(2 / Math.sqrt(5), 2)
    expect(model.cosine(sum, norm, model.row(bread))).toBeCloseTo(0, 6)
  })

  it('measures the angle of two words, as with a sum of one of them', () => {
    const rows = [war, army, bread].map((id) => model.row(id))
    for (const row of rows) {
      const sum = new Float32Array(3)
      model.addTo(sum, row, 3)
      for (const other of rows) expect(model.similarity(other, row)).toBeCloseTo(model.cosine(sum, lengthOf(sum), other), 6)
    }
  })

  it('gives every word cosine 0 with an empty sum', () => {
    expect(model.cosine(new Float32Array(3), 0, model.row(war))).toBe(0)
  })

  it('refuses a file for another vocabulary', () => {
    expect(TopicModel.open(sections, vocabularyDigest(words)).rows).toBe(3)
    expect(() => TopicModel.open(sections, vocabularyDigest(['a']))).toThrow(/another language model/)
  })

  it('refuses sections whose lengths disagree', () => {
    const parts = { row: new Uint16Array(5), rank: new Uint16Array(3), scale: new Float32Array(3), components: new Int8Array(9) }
    const open = (changed: object): TopicModel => TopicModel.open(decodeSections(encodeSections({}, { ...parts, ...changed }), 'topics.bin'))
    expect(open({}).dimensions).toBe(3)
    expect(() => open({ rank: new Uint16Array(2) })).toThrow(/lengths/)
    expect(() => open({ components: new Int8Array(10) })).toThrow(/lengths/)
    expect(() => open({ scale: new Float32Array(0), rank: new Uint16Array(0) })).toThrow(/lengths/)
  })
})
