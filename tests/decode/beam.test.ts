import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../src/binary/sections.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { BeamSearch } from '../../src/decode/beam.js'
import { ModelText } from '../../src/decode/model-text.js'
import { parseSettings } from '../../src/decode/settings.js'
import { compile } from '../../src/dictionary/compile.js'
import { findCandidates } from '../../src/match/candidates.js'
import { parseDocument } from '../../src/text/document.js'
import { english, seed, type Rows } from '../match/random.js'
import { wordIds } from '../text/parse.js'
import { BruteForce } from './brute-force.js'

const read = (file: string): Buffer => readFileSync(new URL(`../../models/en/${file}`, import.meta.url))
const model = LanguageModel.open(decodeSections(read('language-model.bin'), 'language-model.bin'))
const weights: unknown = JSON.parse(read('weights.json').toString())
/** The decoder's numbers, without a bound on beam or language model. */
const settings = { ...parseSettings(weights, 'weights.json'), beam: 100_000, mostLanguageModel: Infinity }

const plainWords = ['army', 'white', 'home', 'house', 'the', 'of', 'force', 'zzyzx']
const expression = (words: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: most }).map((parts) => parts.join(' '))

const position = { file: 'dictionaries/test.yaml', line: 1 }

/** Phrases with their restorations, a text of one segment, and a score for each arc. */
const cases = (words: readonly string[]) =>
  fc.record({
    phrases: fc.uniqueArray(
      fc.record({ spun: expression(words, 2), originals: fc.uniqueArray(expression(words, 3), { minLength: 1, maxLength: 2 }) }),
      { minLength: 4, maxLength: 16, selector: ({ spun }) => spun }
    ),
    text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(' ')),
    totals: fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 40, maxLength: 40 })
  })
type Case = ReturnType<typeof cases> extends fc.Arbitrary<infer Value> ? Value : never

function search({ phrases, text: source, totals: scores }: Case, beamWidth = settings.beam) {
  const rows: Rows = {
    words: [], names: [], protected: [], families: [], examples: [],
    phrases: phrases.map((row, index) => ({ ...row, id: `phrases/test#${index}`, families: [], rate: 'context', position }))
  }
  const dictionary = compile({ ...rows, english }, model.vocabulary)
  const document = parseDocument(source, wordIds(dictionary.symbols))
  const lattice = findCandidates(document, dictionary, { families: -1, keepQuotes: false, names: true })
  const totals = Float32Array.from({ length: lattice.count }, (_, arc) => scores[arc % scores.length] ?? 0)
  const text = new ModelText(document, dictionary, model, settings)
  const beam = new BeamSearch(text, lattice, dictionary, { ...settings, beam: beamWidth }, totals)
  const force = new BruteForce(text, lattice, dictionary, settings.lambda, totals)
  return { lattice, totals, beam, force, count: document.tokens.count }
}

describe('BeamSearch', () => {
  it.each([
    ['plain words', plainWords],
    ['articles', ['a', 'an', 'the', 'army', 'hour', 'house', 'american', 'force', 'such a']]
  ])('with a wide beam finds the best of all paths over %s', (_, words) => {
    let edits = 0
    fc.assert(
      fc.property(cases(words), (given) => {
        const { beam, count, force } = search(given)
        const found = beam.decode(0, count).map(({ arc }) => arc)
        edits += found.length
        let best = -Infinity
        for (const path of force.paths(0, count)) best = Math.max(best, force.score(path))
        expect(force.score(force.pathOf(found, 0, count))).toBeCloseTo(best, 6)
      }),
      { seed, numRuns: 400 }
    )
    expect(edits).toBeGreaterThan(300)
  })

  it('tells what reverting each edit alone would cost', () => {
    fc.assert(
      fc.property(cases(plainWords), (given) => {
        const { beam, count, force, totals } = search(given)
        const found = beam.decode(0, count)
        const arcs = found.map(({ arc }) => arc)
        const best = force.score(force.pathOf(arcs, 0, count))
        for (const { arc, margin, gain } of found) {
          const without = force.score(force.pathOf(arcs.filter((other) => other !== arc), 0, count))
          expect(margin).toBeCloseTo(best - without, 6)
          expect(gain).toBeCloseTo(margin - (totals[arc] ?? NaN), 6)
          expect(margin).toBeGreaterThan(-1e-6)
        }
      }),
      { seed, numRuns: 400 }
    )
  })

  it('never tries an arc whose score is −Infinity', () => {
    fc.assert(
      fc.property(cases(plainWords), (given) => {
        const { beam, count, totals } = search(given)
        for (let arc = 0; arc < totals.length; arc += 2) totals[arc] = -Infinity
        expect(beam.decode(0, count).filter(({ arc }) => arc % 2 === 0)).toEqual([])
      }),
      { seed, numRuns: 200 }
    )
  })

  it('with a narrow beam still finds a path, never a better one', () => {
    fc.assert(
      fc.property(cases(plainWords), (given) => {
        const { beam, count, force, lattice } = search(given)
        const narrow = search(given, 1)
        const score = (arcs: number[]): number => force.score(force.pathOf(arcs, 0, count))
        const arcs = narrow.beam.decode(0, count).map(({ arc }) => arc)
        expect(arcs.every((arc, at) => at === 0 || (lattice.end[arcs[at - 1] ?? 0] ?? 0) <= (lattice.first[arc] ?? 0))).toBe(true)
        expect(score(arcs)).toBeLessThanOrEqual(score(beam.decode(0, count).map(({ arc }) => arc)) + 1e-6)
      }),
      { seed, numRuns: 200 }
    )
  })
})
