/** The engine's jobs: by kind of text, by length, by size of the dictionary, and reports. */
import { createTwoFilesPatch, diffWordsWithSpace } from 'diff'
import { decodeSections } from '../src/binary/sections.js'
import { LanguageModel } from '../src/context/language-model.js'
import { readEntries } from '../src/node/data.js'
import type { Restorer } from '../src/types.js'
import type { BuiltPackage } from './built.js'
import { compiled, fourfold, quarter } from './dictionary-sizes.js'
import type { Row, Section } from './rows.js'
import type { Corpus, Texts } from './texts.js'
import { wordsOf } from './texts.js'
import { timed, type Job } from './timing.js'

const WORD_PATTERN = /[\p{L}\p{N}']+/gu

/** The unit: what any program that looks at every word must at least do. */
function countWordCharacters(text: string): number {
  let sum = 0
  for (const match of text.matchAll(WORD_PATTERN)) sum += match[0].length
  return sum
}

/** Rounds of what takes long. */
const FEW = 3

type Work = (text: string) => unknown

const eachText = ({ texts }: Corpus, work: Work) => () => timed(() => texts.forEach((text) => work(text)))

/** The pass is so quick that a switch of programs would show in a single one. */
const PASSES = 10

const nameOfPass = ({ name }: Corpus): string => `${name}: pass`

/** The unit over texts. */
export const passOver = (corpus: Corpus): Job =>
  ({ name: nameOfPass(corpus), run: () => timed(() => corpus.texts.forEach(countWordCharacters), PASSES) })

const fewPasses = (corpus: Corpus): Job => ({ name: nameOfPass(corpus), rounds: FEW, run: eachText(corpus, countWordCharacters) })

function row(corpus: Corpus, label: string, work: Work, rounds?: number): Row {
  const name = `${corpus.name}: ${label}`
  return {
    label: name,
    job: { name, run: eachText(corpus, work), ...(rounds !== undefined && { rounds }) },
    unit: nameOfPass(corpus),
    words: wordsOf(corpus),
    ...(rounds !== undefined && { remark: `${rounds} rounds` })
  }
}

/** By kind of text. */
export async function kindSection(dist: BuiltPackage, { clean, mixed, garbled }: Texts): Promise<Section> {
  const restorer = await dist.createRestorer()
  const plain = await dist.createRestorer({ analyser: null })
  return {
    title: 'Engine, by kind of text: speed as a share of that of the pattern pass over the same text',
    orientation: 'speed',
    units: [clean, mixed, garbled].map(passOver),
    rows: [clean, mixed, garbled].flatMap((corpus) => [
      row(corpus, 'diagnose', (text) => restorer.diagnose(text)),
      row(corpus, 'restore without analyser', (text) => plain.restore(text)),
      row(corpus, 'restore', (text) => restorer.restore(text))
    ])
  }
}

/** By length of the text, the same mixed text cut to pieces. */
export async function lengthSection(dist: BuiltPackage, { lengths, longest }: Texts): Promise<Section> {
  const restorer = await dist.createRestorer()
  const restore = (text: string): unknown => restorer.restore(text)
  return {
    title: 'Engine, by length: mixed text in pieces of',
    orientation: 'speed',
    units: [...lengths.map(passOver), fewPasses(longest)],
    rows: [...lengths.map((corpus) => row(corpus, 'restore', restore)), row(longest, 'restore', restore, FEW)]
  }
}

/** By size of the dictionary. */
export async function dictionarySection(dist: BuiltPackage, { clean, garbled }: Texts): Promise<Section> {
  const data = await dist.loadData()
  const entries = await readEntries([], true)
  const { vocabulary } = LanguageModel.open(decodeSections(data.languageModel, 'language-model.bin'))
  const sizes: [string, Restorer][] = [
    ['a quarter', quarter(entries)] as const,
    ['all', entries] as const,
    ['four times, made-up words', fourfold(entries, 'made up')] as const,
    ['four times, the same words', fourfold(entries, 'the same')] as const
  ].map(([name, some]) => [name, dist.assembleRestorer({ ...data, dictionary: compiled(some, vocabulary) }, { analyser: null })])
  const corpora = [clean, garbled]
  return {
    title: 'Engine without analyser, by size of the dictionary',
    orientation: 'speed',
    units: corpora.map(passOver),
    rows: corpora.flatMap((corpus) => sizes.map(([name, restorer]) => row(corpus, name, (text) => restorer.restore(text))))
  }
}

/** Reports of edits that we know, beside a library that has to find them. */
export async function diffSection(dist: BuiltPackage, { garbled }: Texts): Promise<Section> {
  const restorer = await dist.createRestorer({ analyser: null })
  const restorations = garbled.texts.map((text) => restorer.restore(text))
  const over = (label: string, work: (restoration: (typeof restorations)[number]) => unknown): Row => ({
    label,
    job: { name: label, run: () => timed(() => restorations.forEach((restoration) => work(restoration))) },
    unit: nameOfPass(garbled),
    words: wordsOf(garbled)
  })
  return {
    title: 'Diff of garbled articles and what they were restored to',
    orientation: 'speed',
    units: [passOver(garbled)],
    rows: [
      over("formatReport(…, 'patch')", (restoration) => dist.formatReport(restoration, 'patch')),
      over('npm diff: createTwoFilesPatch', ({ source, text }) => createTwoFilesPatch('a', 'b', source, text)),
      over("formatReport(…, 'words')", (restoration) => dist.formatReport(restoration, 'words')),
      over('npm diff: diffWordsWithSpace', ({ source, text }) => diffWordsWithSpace(source, text))
    ]
  }
}
