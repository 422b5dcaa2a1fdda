import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../src/binary/sections.js'
import { stringAt } from '../../src/binary/strings.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { compile } from '../../src/dictionary/compile.js'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { findCandidates } from '../../src/match/candidates.js'
import type { Lattice } from '../../src/match/lattice.js'
import { modelFolder, readData, readEntries } from '../../src/node/data.js'
import { parseDocument, type Document } from '../../src/text/document.js'
import { readSeeds } from '../../eval/seed.js'
import { wordIds } from '../text/parse.js'
import { cases, english, seed, smallModel } from './random.js'
import { ReferenceMatcher } from './reference.js'
import type { Arc, Kind, ReferenceOptions } from './reference-search.js'

const kinds: readonly Kind[] = ['word', 'phrase', 'name', 'fuzzy']
const all: ReferenceOptions = { families: null, keepQuotes: false }

const parse = (source: string, { symbols }: CompiledDictionary): Document => parseDocument(source, wordIds(symbols))

function lattice(document: Document, dictionary: CompiledDictionary, { families, keepQuotes }: ReferenceOptions): Lattice {
  const bits = dictionary.families.reduce((sum, id, index) => (families?.has(id) !== false ? sum | (1 << index) : sum), 0)
  return findCandidates(document, dictionary, { families: bits, keepQuotes, names: true })
}

function arcsOf(found: Lattice, { outputs }: CompiledDictionary): Arc[] {
  return Array.from({ length: found.count }, (_, arc) => ({
    first: found.first[arc] ?? -1,
    end: found.end[arc] ?? -1,
    restoration: stringAt(outputs.text, found.output[arc] ?? -1),
    kind: kinds[found.kind[arc] ?? -1] ?? 'word'
  }))
}

/** Arcs as sorted lines, so that a difference can be read. */
const lines = (document: Document, arcs: readonly Arc[]): string[] =>
  arcs
    .map(({ first, end, restoration, kind }) => {
      const standing = document.source.slice(document.tokens.start[first], document.tokens.end[end - 1])
      return `${String(first).padStart(5)}–${end} ${kind} ${JSON.stringify(standing)} → ${JSON.stringify(restoration)}`
    })
    .sort()

describe('findCandidates', () => {
  it('finds what the reference finds, in random texts with random dictionaries', () => {
    const families = fc.subarray(['newswire', 'withinside']).map((ids) => new Set(ids))
    const options = fc.record({ families: fc.option(families), keepQuotes: fc.boolean() })
    fc.assert(
      fc.property(cases, options, ({ rows, sources }, asked) => {
        const entries = { ...rows, english }
        const dictionary = compile(entries, smallModel)
        const reference = new ReferenceMatcher(entries, (word) => smallModel.id(word) >= 0, dictionary)
        for (const source of sources) {
          const document = parse(source, dictionary)
          const found = arcsOf(lattice(document, dictionary, asked), dictionary)
          expect(lines(document, found), source).toEqual(lines(document, reference.arcs(document, asked)))
        }
      }),
      { seed, numRuns: 1500 }
    )
  })

  it('finds what the reference finds in the seeds, with the whole dictionary', async () => {
    const bytes = await readData(`${modelFolder}/language-model.bin`)
    const { vocabulary } = LanguageModel.open(decodeSections(bytes, 'language-model.bin'))
    const entries = await readEntries([], true)
    const dictionary = compile(entries, vocabulary)
    const reference = new ReferenceMatcher(entries, (word) => vocabulary.id(word) >= 0, dictionary)
    for (const [name, source] of readSeeds()) {
      const document = parse(source, dictionary)
      const found = arcsOf(lattice(document, dictionary, all), dictionary)
      expect(found.length).toBeGreaterThan(100)
      expect(lines(document, found), name).toEqual(lines(document, reference.arcs(document, all)))
    }
  })

  it('orders arcs by their first token, and none crosses a joint that is neither blank nor hyphen', () => {
    fc.assert(
      fc.property(cases, ({ rows, sources: [source = ''] }) => {
        const dictionary = compile({ ...rows, english }, smallModel)
        const document = parse(source, dictionary)
        const { tokens } = document
        const found = lattice(document, dictionary, all)
        for (let token = 0; token < tokens.count; token++) {
          for (let arc = found.from[token] ?? 0; arc < (found.from[token + 1] ?? 0); arc++) {
            expect(found.first[arc]).toBe(token)
            const end = found.end[arc] ?? 0
            expect(end).toBeGreaterThan(token)
            for (let inside = token; inside < end - 1; inside++) {
              expect(source.slice(tokens.end[inside], tokens.start[inside + 1])).toMatch(/^(?:-|\s+)$/)
            }
          }
        }
        expect(found.from[tokens.count]).toBe(found.count)
      }),
      { seed, numRuns: 500 }
    )
  })
})
