/**
 * Builds the context models from their published sources.
 *
 *   npm run models                                   the committed models, into models/en
 *   npm run models -- --variants                     language models of several sizes, into .cache/models
 *   npm run models -- --theta2 3e-8 --theta3 3e-8 --rows 30000 --out DIR
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { UnspinError } from '../../src/types.js'
import { parseEmbeddings } from './embeddings.js'
import { forwardModel } from './forward.js'
import { provide, trigramSource, vectorSource } from './inputs.js'
import { encodeLanguageModel } from './language-model-writer.js'
import { writeProvenance, type BuildOptions } from './provenance.js'
import { prune } from './pruning.js'
import { readSphinxTrie } from './sphinx-trie.js'
import { encodeTopics } from './topics-writer.js'
import type { TrigramModel } from './trigram-model.js'
import { chooseWords } from './word-choice.js'

const project = fileURLToPath(new URL('../../', import.meta.url))
const downloads = join(project, '.cache/downloads')
const variantsDirectory = join(project, '.cache/models')

/** The committed models. */
const committed: BuildOptions = { theta2: 1.75e-8, theta3: 1.75e-8, rows: 40_000 }

/** One threshold for both orders: the measure is the same, and so is the price of an entry, 3 bytes. */
const variants: Readonly<Record<string, number>> = { full: 0, large: committed.theta2, medium: 4.6e-8, small: 1.35e-7 }

const megabytes = (bytes: Uint8Array): string => `${(bytes.length / 1e6).toFixed(2)} MB`

function readTrigramModel(): TrigramModel {
  const trie = readSphinxTrie(readFileSync(provide(trigramSource, downloads)))
  return forwardModel(trie, chooseWords(trie.words, trie.unigramLogs))
}

function writeLanguageModel(model: TrigramModel, options: Omit<BuildOptions, 'rows'>, file: string): void {
  const pruned = prune(model, options)
  const bytes = encodeLanguageModel(pruned)
  writeFileSync(file, bytes)
  const { bigrams, contexts, trigrams } = pruned
  console.log(
    `${file}: ${megabytes(bytes)}, ${pruned.words.length} words, ${bigrams.words.length} bigrams, ` +
      `${contexts.words.length} contexts, ${trigrams.words.length} trigrams`
  )
}

function writeTopics(words: readonly string[], rows: number, file: string): void {
  const embeddings = parseEmbeddings(readFileSync(provide(vectorSource, downloads), 'utf8'))
  const bytes = encodeTopics(embeddings, words, rows)
  writeFileSync(file, bytes)
  console.log(`${file}: ${megabytes(bytes)}`)
}

function buildVariants(): void {
  mkdirSync(variantsDirectory, { recursive: true })
  const model = readTrigramModel()
  for (const [name, theta] of Object.entries(variants)) {
    writeLanguageModel(model, { theta2: theta, theta3: theta }, join(variantsDirectory, `language-model-${name}.bin`))
  }
}

function build(options: BuildOptions, directory: string): void {
  mkdirSync(directory, { recursive: true })
  const model = readTrigramModel()
  writeLanguageModel(model, options, join(directory, 'language-model.bin'))
  writeTopics(model.words, options.rows, join(directory, 'topics.bin'))
  writeProvenance(directory, [trigramSource, vectorSource], options, ['language-model.bin', 'topics.bin'])
}

function numberOption(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise
  const value = Number(given)
  if (given.trim() !== '' && value >= 0) return value
  throw new UnspinError('UNSPIN_USAGE', `--${name} takes a number from 0, not "${given}"`)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        variants: { type: 'boolean', default: false },
        theta2: { type: 'string' },
        theta3: { type: 'string' },
        rows: { type: 'string' },
        out: { type: 'string' }
      }
    }).values
  } catch (error) {
    throw new UnspinError('UNSPIN_USAGE', error instanceof Error ? error.message : String(error))
  }
}

function main(): void {
  const values = readArguments()
  if (values.variants) return buildVariants()
  const options = {
    theta2: numberOption('theta2', values.theta2, committed.theta2),
    theta3: numberOption('theta3', values.theta3, committed.theta3),
    rows: numberOption('rows', values.rows, committed.rows)
  }
  build(options, values.out === undefined ? join(project, 'models/en') : resolve(values.out))
}

try {
  main()
} catch (error) {
  if (!(error instanceof UnspinError)) throw error
  console.error(`${error.code}: ${error.message}${error.hint === undefined ? '' : `\n  ${error.hint}`}`)
  process.exitCode = 2
}
