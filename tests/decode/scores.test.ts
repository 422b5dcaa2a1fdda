/** The fast ways to gains, scores and likelihoods against their definitions, on real texts with the whole dictionary. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeeds } from '../../eval/seed.js'
import { type DecodeInput, scoreArcs } from '../../src/decode/decode.js'
import { BLOCK_WORDS, gatherLikelihoods, PROSE_NAME_SCORE, type Purpose, ratioGroupOf, rates, WORD_AGAINST_NAMES, WORD_FOR_NAMES } from '../../src/decode/likelihood.js'
import { type ModelText, NO_ARTICLE } from '../../src/decode/model-text.js'
import { Priors } from '../../src/decode/priors.js'
import { isName, NAME } from '../../src/match/lattice.js'
import { loadData } from '../../src/node/create.js'
import { prepare } from '../../src/restore.js'
import { buildEngine } from '../../src/restorer.js'

type Scored = ReturnType<typeof scoreArcs> & { readonly input: DecodeInput }
const scored: Scored[] = []

beforeAll(async () => {
  const engine = buildEngine(await loadData())
  for (const text of readSeeds().values()) {
    for (const assume of ['auto', 'spun'] as const) {
      const { input } = prepare(engine, text, { assume, minConfidence: 0.5, keepQuotes: false })
      if (input) scored.push({ ...scoreArcs(input), input })
    }
  }
}, 60_000)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Log of a reading of model words behind a history, word by word. */
function readingOf(text: ModelText, history: readonly number[], words: readonly number[]): number {
  const all = [...history, ...words]
  return sum(words.map((word, index) => text.word(all[history.length + index - 2] ?? -1, all[history.length + index - 1] ?? -1, word)))
}

/** The gain by its definition: both readings of the span between two words of context on each side. */
function naiveGain({ input, text }: Scored, arc: number): number {
  const { lattice, dictionary, document, model } = input
  const { segment, count } = document.tokens
  const first = lattice.first[arc] ?? 0
  const end = lattice.end[arc] ?? 0
  let from = first
  let to = end
  while (from > 0 && segment[from - 1] === segment[first]) from--
  while (to < count && segment[to] === segment[first]) to++
  const between = (a: number, b: number): number[] => [...text.words.subarray(text.from[a], text.from[b])]
  const before = [-1, model.sentenceStart, ...between(from, first)]
  const after = [...between(end, to), model.sentenceEnd].slice(0, 2)
  const output = lattice.output[arc] ?? 0
  const { modelStart, wantsAn } = dictionary.outputs
  const restored = [...dictionary.outputs.model.subarray(modelStart[output], modelStart[output + 1])]
  const historyFor = (an: boolean): number[] =>
    text.articleBefore(first) === NO_ARTICLE ? before : [...before.slice(0, -1), text.articleFor(an)]
  return readingOf(text, historyFor(wantsAn[output] === 1), [...restored, ...after]) -
    readingOf(text, historyFor(text.tokenWantsAn(first)), [...between(first, end), ...after])
}

/** The likelihoods by their definition. */
function naiveLikelihoods({ input: { lattice, document, dictionary, settings }, scores }: Scored, purpose: Purpose): number[] {
  const columns = dictionary.families.length + 1
  const own = new Array<number>(Math.max(1, Math.ceil(document.tokens.count / BLOCK_WORDS)) * columns * rates.length).fill(0)
  const seen = new Set<number>()
  // Without a name, what names are to be judged by is what the prose is.
  const named = lattice.kind.some((_, arc) => isName(lattice, arc))
  for (let token = 0; token < document.tokens.count; token++) {
    const intact = named && purpose === 'names' && lattice.intactTerm[token] === 1
    const strongest = new Array<number>(columns).fill(intact ? 10 ** settings.intactTerm : 0)
    for (let arc = lattice.from[token] ?? 0; arc < (lattice.from[token + 1] ?? 0); arc++) {
      const group = ratioGroupOf(lattice, arc, scores, settings)
      const total = scores.total[arc] ?? 0
      if (purpose === 'prose' && group === 'name' && total <= PROSE_NAME_SCORE) continue
      const bounded = named && purpose === 'names' && (group === 'word' || group === 'wordAlways')
      const { slope, offset, least, most } = settings.ratio[group]
      const curve = Math.max(least, Math.min(most, 10 ** (slope * total + offset)))
      const ratio = bounded ? Math.max(10 ** -WORD_AGAINST_NAMES, Math.min(10 ** WORD_FOR_NAMES, curve)) : curve
      const output = lattice.output[arc] ?? 0
      if (lattice.kind[arc] === NAME && ratio > 1 && seen.has(output)) continue
      if (lattice.kind[arc] === NAME && ratio > 1) seen.add(output)
      const bits = lattice.families[arc] ?? 0
      for (let column = 0; column < columns; column++) {
        if (bits === 0 || column === columns - 1 || (bits & (1 << column)) !== 0) strongest[column] = Math.max(strongest[column] ?? 0, ratio)
      }
    }
    for (const [column, ratio] of strongest.entries()) {
      for (const [index, rate] of rates.entries()) {
        const at = (Math.floor(token / BLOCK_WORDS) * columns + column) * rates.length + index
        if (ratio > 0) own[at] = (own[at] ?? 0) + Math.log(1 - rate + rate * 10 ** (Math.round(Math.log10(ratio) * 100) / 100))
      }
    }
  }
  return own
}

describe('scores of arcs', () => {
  it('have the gain that reading both ways word by word gives', () => {
    let arcs = 0
    for (const each of scored) {
      for (let arc = 0; arc < each.input.lattice.count; arc++, arcs++) expect(each.scores.gain[arc]).toBeCloseTo(naiveGain(each, arc), 4)
    }
    expect(arcs).toBeGreaterThan(1000)
  })

  it('are the sums of their terms', () => {
    for (const { features, input: { lattice } } of scored) {
      for (let arc = 0; arc < lattice.count; arc++) {
        expect(features.score(arc)).toBeCloseTo(sum(features.terms(arc).map(({ value }) => value)), 9)
      }
    }
  })

  it('speak in the evidence by its definition, for prose and for names', () => {
    for (const each of scored) {
      const { lattice, document, dictionary, settings } = each.input
      const { prose, names } = gatherLikelihoods(lattice, document.tokens.count, dictionary.families.length, each.scores, settings)
      for (const [found, purpose] of [[prose, 'prose'], [names, 'names']] as const) {
        const wanted = naiveLikelihoods(each, purpose)
        expect(found.length).toBe(wanted.length)
        for (const [at, value] of wanted.entries()) expect(found[at]).toBeCloseTo(value, 8)
      }
    }
  })

  it('never have better odds or topics than the bounds by which dead arcs are told', () => {
    for (const { evidence, ofNames, features, input: { lattice, dictionary, settings } } of scored) {
      const priors = new Priors(lattice, dictionary, evidence, ofNames, settings, false, 'auto')
      for (let arc = 0; arc < lattice.count; arc++) {
        expect(priors.of(arc)).toBeLessThanOrEqual(priors.bound(lattice.first[arc] ?? 0))
        expect(features.topicScore(arc)).toBeLessThanOrEqual(features.topicBest)
      }
    }
  })
})
