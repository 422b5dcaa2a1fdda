/** What the words of the prose say of its names. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../src/binary/sections.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { gatherLikelihoods, rates } from '../../src/decode/likelihood.js'
import { parseSettings } from '../../src/decode/settings.js'
import { compile } from '../../src/dictionary/compile.js'
import { findCandidates } from '../../src/match/candidates.js'
import { NAME, WORD } from '../../src/match/lattice.js'
import { parseDocument } from '../../src/text/document.js'
import { entries } from '../dictionary/small.js'
import { wordIds } from '../text/parse.js'

const read = (file: string): Buffer => readFileSync(new URL(`../../models/en/${file}`, import.meta.url))
const model = LanguageModel.open(decodeSections(read('language-model.bin'), 'language-model.bin'))
const settings = parseSettings(JSON.parse(read('weights.json').toString()), 'weights.json')
const dictionary = compile(entries, model.vocabulary)
const RULES = 8
const MATCH = { keepQuotes: false, families: -1, names: true }

/** Sums over a text whose words, and whose names, have these scores. */
function gather(text: string, ofWords: number, ofNames: number): { prose: number[]; names: number[]; kinds: number[] } {
  const document = parseDocument(text, wordIds(model.vocabulary))
  const lattice = findCandidates(document, dictionary, MATCH)
  const total = Float32Array.from({ length: lattice.count }, (_, arc) => (lattice.kind[arc] === NAME ? ofNames : ofWords))
  const none = new Float32Array(lattice.count)
  const { prose, names } = gatherLikelihoods(lattice, document.tokens.count, 0, { gain: none, total, topic: none, association: none }, settings)
  return { prose: [...prose], names: [...names], kinds: [...lattice.kind] }
}

describe('evidence for names', () => {
  const prose = 'The rule was a rule. '.repeat(RULES / 2)
  const named = `${prose}A regulation enforcement officer came.`

  it('comes little from the words of the prose, whatever they say', () => {
    for (const score of [-10, 10]) {
      const { prose: ofProse, names, kinds } = gather(named, score, 0)
      expect(kinds).toContain(NAME)
      expect(kinds.filter((kind) => kind === WORD).length).toBeGreaterThan(RULES)
      const alone = gather('A regulation enforcement officer came.', score, 0).names
      for (const [at, rate] of rates.entries()) {
        const most = RULES * Math.abs(Math.log(1 - rate + rate * 10 ** (Math.sign(score) * 0.17)))
        expect(Math.abs((names[at] ?? 0) - (alone[at] ?? 0))).toBeLessThanOrEqual(most)
        expect(Math.abs(ofProse[at] ?? 0)).toBeGreaterThan(Math.abs(names[at] ?? 0))
      }
    }
  })

  it('comes from the names', () => {
    const [surely, hardly] = [gather(named, 0, 3), gather(named, 0, -3)]
    for (const at of rates.keys()) expect(surely.names[at]).toBeGreaterThan(hardly.names[at] ?? 0)
  })

  it('is less where a term of science stands intact, but not for other expressions or single words', () => {
    const garbled = gather(named, 0, 1).names
    const intact = gather(`${named} A military record, a point of view, a law.`, 0, 1).names
    for (const [at, rate] of rates.entries()) {
      expect((intact[at] ?? 0) - (garbled[at] ?? 0)).toBeCloseTo(Math.log(1 - rate + rate * 10 ** settings.intactTerm), 6)
    }
  })

  it('is that of the prose where no name is met', () => {
    const { prose: ofProse, names } = gather(prose, 2, 2)
    expect(names).toEqual(ofProse)
  })
})
