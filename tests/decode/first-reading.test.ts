/** The first reading: what stands in for words, when it suffices, and that it changes nothing where it does not. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { mayReadClean, readsClean, standIns } from '../../src/decode/first-reading.js'
import { scoreArcs } from '../../src/decode/decode.js'
import { WORD } from '../../src/match/lattice.js'
import { CandidateFinder } from '../../src/match/candidates.js'
import { createRestorer, loadData } from '../../src/node/create.js'
import { type Engine, prepare } from '../../src/restore.js'
import { assembleRestorer, buildEngine, type RestorerData } from '../../src/restorer.js'

const options = { assume: 'auto', minConfidence: 0.6, keepQuotes: false } as const
let data: RestorerData
let engine: Engine

beforeAll(async () => {
  data = await loadData()
  engine = buildEngine(data)
}, 60_000)

/** A text long enough for one reading, about nothing that a spinner would write. */
const clean = Array.from({ length: 12 }, (_, index) =>
  `On day ${index + 1} of the trip we walked from the old bridge to the market, bought bread and cheese, and ate on a bench by the river while the boats went past.`
).join(' ')

const seeds = readSeeds()
const GARBLED = '001_fb92ceaae6831f8a.txt'
const garbled = seeds.get(GARBLED) ?? ''

const finderOf = (source: string): CandidateFinder =>
  new CandidateFinder(prepare(engine, source, options).document, engine.dictionary, { families: -1, keepQuotes: false, names: true })

/** The stand-ins of a text, by token. */
const totalsOf = (source: string): Float32Array =>
  standIns(prepare(engine, source, options).document, finderOf(source).words, engine.dictionary, engine.model, engine.settings)

describe('standIns', () => {
  it('gives a total to every token with word candidates, and to no other', () => {
    const totals = totalsOf(garbled)
    const all = finderOf(garbled).all()
    const worded = Array.from(totals, (_, token) => {
      const from = all.from[token] ?? 0
      return Array.from({ length: (all.from[token + 1] ?? 0) - from }, (_, at) => from + at).some((arc) => all.kind[arc] === WORD)
    })
    for (const [token, has] of worded.entries()) if (has) expect(Number.isNaN(totals[token]), String(token)).toBe(false)
    expect(worded.filter(Boolean).length).toBeGreaterThan(100)
    // A word whose only arc became a phrase's, or a stem that takes no possessive, may have a total besides.
    const besides = [...totals].filter((total, token) => !Number.isNaN(total) && worded[token] !== true).length
    expect(besides).toBeLessThan(10)
  })

  it('gives none to quoted words where quotes are kept', () => {
    const text = 'He said “they utilise it” and left. They utilise it.'
    const { document } = prepare(engine, text, options)
    const totalsWith = (keepQuotes: boolean): number[] => {
      const finder = new CandidateFinder(document, engine.dictionary, { families: -1, keepQuotes, names: true })
      const totals = standIns(document, finder.words, engine.dictionary, engine.model, engine.settings)
      return [3, 8].map((token) => totals[token] ?? NaN)
    }
    const [inQuote, outside] = totalsWith(false)
    expect(inQuote).toBe(outside)
    expect(totalsWith(true)).toEqual([NaN, outside])
  })

  it('says more of a word that spinners write than of one that writers do', () => {
    const totals = totalsOf('They utilise it. They use it.')
    const use = Number.isNaN(totals[4]) ? -Infinity : (totals[4] ?? 0)
    expect(totals[1]).toBeGreaterThan(use)
  })
})

describe('the first reading', () => {
  it('is left out for short texts, and where it is known whether a text was spun', () => {
    const { document } = prepare(engine, clean, options)
    const { document: short } = prepare(engine, clean.slice(0, 300), options)
    expect(mayReadClean(document, 'auto')).toBe(true)
    expect(mayReadClean(document, 'spun')).toBe(false)
    expect(mayReadClean(short, 'auto')).toBe(false)
  })

  it('tells clean text from garbled text', () => {
    const readingOf = (source: string): boolean => {
      const { input } = prepare(engine, source, options)
      if (input === null) throw new Error('not read')
      const { evidence, ofNames } = scoreArcs({ ...input, lattice: finderOf(source).listed(), standIns: totalsOf(source) })
      return readsClean(evidence, ofNames)
    }
    expect(readingOf(clean)).toBe(true)
    expect(readingOf(garbled)).toBe(false)
  })

  it('changes nothing where it does not suffice, nor in the edits of clean text', () => {
    const twice = assembleRestorer(data)
    const once = assembleRestorer(data, { without: ['first-reading'] })
    // Sums that are added up in another order differ in the last places.
    const nearly = (value: unknown): unknown => {
      if (typeof value === 'number') return expect.closeTo(value, 6)
      if (Array.isArray(value)) return value.map(nearly)
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, of]) => [key, nearly(of)])) : value
    }
    expect(twice.restore(garbled)).toEqual(nearly(once.restore(garbled)))
    for (const text of [clean, ...[...seeds].filter(([name]) => name !== GARBLED).map(([, text]) => text)]) {
      expect(twice.restore(text).edits).toEqual(once.restore(text).edits)
    }
  })

  it('still restores what is decisive alone', async () => {
    const { text, edits } = (await createRestorer()).restore(`${clean} The Protection Secretary Pete Hegseth came too.`)
    expect(edits.map(({ after }) => after)).toContain('Defense Secretary Pete Hegseth')
    expect(text.startsWith(clean)).toBe(true)
  })
})
