/** The two steps of finding candidates against finding all of them at once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/dictionary/compile.js'
import { type CompiledDictionary, RATE_ALWAYS } from '../../src/dictionary/compiled.js'
import { CandidateFinder, findCandidates, type MatchOptions } from '../../src/match/candidates.js'
import { type Lattice, WORD } from '../../src/match/lattice.js'
import { type Document, parseDocument } from '../../src/text/document.js'
import { wordIds } from '../text/parse.js'
import { cases, english, seed, smallModel } from './random.js'

/** Arcs as sorted lines, without their families: those of a word that is left out are joined to those of a phrase that restores it alike. */
const arcsOf = (lattice: Lattice, keep: (arc: number) => boolean): string[] =>
  Array.from({ length: lattice.count }, (_, arc) => arc)
    .filter(keep)
    .map((arc) => [lattice.first, lattice.end, lattice.kind, lattice.output, lattice.source, lattice.row, lattice.rate, lattice.flags].map((values) => values[arc]).join(' '))
    .sort()

/** All of a lattice but its class. */
const allOf = ({ via, ...arrays }: Lattice): unknown => ({ via: [...via], ...arrays })

function eachCase(check: (document: Document, dictionary: CompiledDictionary, options: MatchOptions) => void): void {
  const asked = fc.record({ families: fc.constantFrom(-1, 1, 2), keepQuotes: fc.boolean(), names: fc.boolean() })
  fc.assert(
    fc.property(cases, asked, ({ rows, sources }, options) => {
      const dictionary = compile({ ...rows, english }, smallModel)
      for (const source of sources) check(parseDocument(source, wordIds(dictionary.symbols)), dictionary, options)
    }),
    { seed, numRuns: 300 }
  )
}

describe('CandidateFinder', () => {
  it('lists all candidates but the words that are not rated always', () => {
    let words = 0
    eachCase((document, dictionary, options) => {
      const all = findCandidates(document, dictionary, options)
      const kept = arcsOf(all, (arc) => all.kind[arc] !== WORD || all.rate[arc] === RATE_ALWAYS)
      expect(arcsOf(new CandidateFinder(document, dictionary, options).listed(), () => true)).toEqual(kept)
      words += all.count - kept.length
    })
    expect(words).toBeGreaterThan(100)
  })

  it('finds the same candidates after the listed ones as at once', () => {
    eachCase((document, dictionary, options) => {
      const finder = new CandidateFinder(document, dictionary, options)
      finder.listed()
      expect(allOf(finder.all())).toEqual(allOf(findCandidates(document, dictionary, options)))
    })
  })
})
