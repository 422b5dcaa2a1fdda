/** A restorer with the default dictionary and models, read from disk. */
import { join } from 'node:path'
import type { Entries } from '../dictionary/entries.js'
import { assembleRestorer, type RestorerData, type RestorerSettings } from '../restorer.js'
import type { Restorer } from '../types.js'
import { winkAnalyser } from './analyser.js'
import { compiledDictionary, modelFolder, readData, readEntries } from './data.js'

export interface CreateOptions extends RestorerSettings {
  /** Paths of YAML files added to the default dictionary. */
  readonly dictionaries?: readonly string[]
  /** False leaves the default dictionary out. */
  readonly defaultDictionary?: boolean
  /** Whether a dictionary with added files is compiled once and kept in the user's cache folder. Default false. */
  readonly cache?: boolean
  /** Entries to use in place of any files. */
  readonly entries?: Entries
}

/** Reads models and dictionary. @throws UnspinError for a faulty dictionary file, with its line, or an incomplete package. */
export async function loadData(options: CreateOptions = {}): Promise<RestorerData> {
  const model = readData(join(modelFolder, 'language-model.bin'))
  const [languageModel, topics, weights, dictionary] = await Promise.all([
    model,
    readData(join(modelFolder, 'topics.bin')),
    readData(join(modelFolder, 'weights.json')),
    options.entries ?? loadDictionary(options, model)
  ])
  const parsed: unknown = JSON.parse(new TextDecoder().decode(weights))
  return { languageModel, topics, weights: parsed, dictionary }
}

async function loadDictionary(options: CreateOptions, model: Promise<Uint8Array>): Promise<RestorerData['dictionary']> {
  const { dictionaries = [], defaultDictionary = true, cache = false, without } = options
  const inflected = !without?.includes('inflection')
  if (defaultDictionary && dictionaries.length === 0 && inflected) return readData(compiledDictionary)
  if (!cache || !inflected) return readEntries(dictionaries, defaultDictionary)
  const { compiledWith } = await import('./compiled-cache.js')
  return compiledWith(dictionaries, defaultDictionary, await model)
}

/**
 * Creates a restorer. wink-nlp serves as its analyser unless another, or null, is given; it is loaded
 * when a sentence is first in question.
 * @throws UnspinError as {@link loadData} and {@link assembleRestorer} do.
 */
export async function createRestorer(options: CreateOptions = {}): Promise<Restorer> {
  return assembleRestorer(await loadData(options), { ...options, analyser: options.analyser === undefined ? winkAnalyser() : options.analyser })
}
