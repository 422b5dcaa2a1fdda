/** The texts that are timed: clean and garbled, from the corpus and from the seeds. */
import { brownDocuments } from '../eval/brown.js'
import { GARBLED_RATE } from '../eval/documents.js'
import { countWords } from '../eval/metrics.js'
import { readSeedReferences, readSeeds } from '../eval/seed.js'
import { spin } from '../eval/spinner/spin.js'
import { spinnerFamilies, type SpinnerFamily } from '../eval/spinner/table.js'

/** Texts that are restored one by one, and timed together. */
export interface Corpus {
  readonly name: string
  readonly texts: readonly string[]
}

interface Document {
  readonly id: string
  readonly text: string
}

export const wordsOf = ({ texts }: Corpus): number => texts.reduce((sum, text) => sum + countWords(text), 0)

const CLEAN_DOCUMENTS = 20
const GARBLED_DOCUMENTS = 10
/** The seeds are short: one round takes them this many times, so that a tick of the clock does not show. */
const SEED_TIMES = 10
/** Lengths in code units: a linear engine takes as long a word in the last as in the first. */
const LENGTHS = [30_000, 120_000, 480_000]

/** Every n-th document of Brown's tune part. */
function someDocuments(count: number): Document[] {
  const all = brownDocuments('tune')
  const step = Math.floor(all.length / count)
  return all.filter((_, index) => index % step === 0).slice(0, count)
}

const garbled = ({ id, text }: Document, family: SpinnerFamily = 'newswire'): string =>
  spin(text, { rate: GARBLED_RATE, seed: id, family }).text

const repeated = (texts: readonly string[]): string[] => Array.from({ length: SEED_TIMES }, () => texts).flat()

export function corpora(): Corpus[] {
  const references = readSeedReferences()
  const seeds = [...readSeeds()]
  const familyOf = (index: number): SpinnerFamily | undefined => spinnerFamilies[index % spinnerFamilies.length]
  const spun = someDocuments(GARBLED_DOCUMENTS).map((document, index) => garbled(document, familyOf(index)))
  return [
    { name: 'clean Brown', texts: someDocuments(CLEAN_DOCUMENTS).map(({ text }) => text) },
    { name: 'clean seeds', texts: repeated(seeds.filter(([name]) => !references.has(name)).map(([, text]) => text)) },
    { name: 'garbled Brown', texts: spun },
    { name: 'garbled seed', texts: repeated(seeds.filter(([name]) => references.has(name)).map(([, text]) => text)) }
  ]
}

/** One garbled text, cut to growing lengths. */
export function growingTexts(): Corpus[] {
  const documents = brownDocuments('tune')
  const text = documents.map((document) => garbled(document)).join('\n')
  return LENGTHS.map((length) => ({ name: `${length / 1000} kB in one`, texts: [text.slice(0, length)] }))
}
