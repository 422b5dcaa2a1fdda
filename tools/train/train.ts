/**
 * Fits the decoder's weights on forward spins of clean text and writes `models/en/weights.json`.
 *
 * Arc weights come from Brown's fit part, spun with the fit half of the frozen table; the confidence is
 * calibrated on the tune part, one document in ten spun. The report part is never read.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrownDocument, brownDocuments } from '../../eval/brown.js'
import { spin, type SpunDocument } from '../../eval/spinner/spin.js'
import type { FeatureSet } from '../../src/decode/features.js'
import { type DecoderSettings, nameFeatures, parseSettings, phraseFeatures, wordFeatures } from '../../src/decode/settings.js'
import { loadData } from '../../src/node/create.js'
import { modelFolder, readEntries } from '../../src/node/data.js'
import { buildEngine } from '../../src/restorer.js'
import { fitCalibration } from './calibration.js'
import { NAME_DENSITY, withNames } from './garbled-names.js'
import { collectExamples, type ExampleSets, unspun } from './examples.js'
import { fitLogistic, type Observation } from './logistic.js'
import { collectTokens, emptyTokenSets, fitRatios } from './ratios.js'

/** Share of spun words in the fitting texts: from slightly to thoroughly spun. */
const RATES = [0.1, 0.3, 0.5, 0.8]
const RIDGE: Readonly<Record<FeatureSet, number>> = { word: 2, phrase: 4, name: 4 }
/**
 * Rows that were written without regard to the spinner's table. In texts spun with it they are hardly ever right, so that
 * fitting on them would teach nothing else.
 */
const BEYOND_TABLE = /^words\/prose-/
const DOCUMENTS = Number(process.argv.find((argument) => argument.startsWith('--documents='))?.slice(12) ?? 60)
const weightsFile = join(modelFolder, 'weights.json')

const round = (value: number): number => Number(value.toFixed(3))

async function main(): Promise<void> {
  const packed = await loadData()
  const start = parseSettings(packed.weights, weightsFile)
  const entries = await readEntries([], true)
  const data = { ...packed, dictionary: { ...entries, words: entries.words.filter(({ id }) => !BEYOND_TABLE.test(id)) } }
  const engine = buildEngine(data, { analyser: null })
  const sets: ExampleSets = { word: [], phrase: [], name: [] }
  const documents = sample(brownDocuments('fit'), DOCUMENTS)
  for (const rate of RATES) {
    for (const document of documents) collectExamples(engine, spunForFit(document, rate), sets)
  }
  const clean = brownDocuments('fit').map(({ text }) => unspun(text))
  const named = [...clean, ...withNames(engine.dictionary, brownDocuments('fit'), 'fit', 'sparse')]
  for (const document of named) collectExamples(engine, document, { word: [], phrase: [], name: sets.name })
  const reference: Readonly<Record<FeatureSet, number>> = { word: priorOf(sets.word), phrase: priorOf(sets.word), name: priorOf(sets.name) - NAME_DENSITY }

  const fit = (set: FeatureSet, features: readonly string[]): Record<string, number> => {
    const rows = sets[set]
    const coefficients = fitLogistic(rows, features.length, RIDGE[set])
    console.error(`${set}: ${String(rows.length)} arcs, ${String(rows.filter(({ positive }) => positive).length)} right`)
    // The document's evidence is the prior, so the prior of the fitting texts is taken out of the bias.
    const weights = features.map((feature, index): [string, number] => [feature, round(((coefficients[index] ?? 0) - (index === 0 ? reference[set] : 0)) / Math.LN10)])
    return Object.fromEntries(weights)
  }
  const fitted: unknown = { ...start, word: fit('word', wordFeatures), phrase: fit('phrase', phraseFeatures), name: fit('name', nameFeatures) }
  const weighted = parseSettings(fitted, weightsFile)
  const tokens = emptyTokenSets()
  const weightedEngine = { ...engine, settings: weighted }
  for (const rate of RATES) for (const document of documents) collectTokens(weightedEngine, spunForFit(document, rate), tokens)
  for (const document of named) collectTokens(weightedEngine, document, tokens, ['name', 'properName'])
  const settings = { ...weighted, ratio: fitRatios(tokens, weighted) }
  const tune = brownDocuments('tune')
  const broken = withNames(engine.dictionary, tune, 'report', 'dense')
  const calibrated: DecoderSettings = { ...settings, calibration: fitCalibration({ ...engine, settings }, tune, broken) }
  await writeFile(weightsFile, `${JSON.stringify(calibrated, null, 2)}\n`)
}

function spunForFit({ id, text }: BrownDocument, rate: number): SpunDocument {
  return spin(text, { rate, seed: `train/${id}/${String(rate)}`, half: 'fit', draftOnly: true })
}

/** Natural log odds that an arc is right. */
function priorOf(rows: readonly Observation[]): number {
  let right = 0
  let wrong = 0
  for (const { positive, weight } of rows) if (positive) right += weight
  else wrong += weight
  return Math.log(right / wrong)
}

/** Every n-th document, so that all of Brown's categories are there. */
function sample<T>(documents: readonly T[], count: number): T[] {
  const step = Math.max(1, documents.length / count)
  return Array.from({ length: Math.min(count, documents.length) }, (_, index) => documents[Math.floor(index * step)]).filter((item) => item !== undefined)
}

const previous = await readFile(weightsFile, 'utf8')
try {
  await main()
} catch (error) {
  await writeFile(weightsFile, previous)
  throw error
}
