/** The sentences that were written by hand for observed substitutions, one for each row of the tables that `--data` names. */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UnspinError } from '../src/types.js'
import { readTable } from './data.js'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'carriers')
const sentencesFile = 'sentences.tsv'
const KEY_DIGITS = 12

/** Sentences with one `{}` by the key of their row. */
export type Sentences = ReadonlyMap<string, string>

/** What stands for a row in the file, so that rows kept for measuring stay out of the repository. The fields are taken as they are. */
export const sentenceKey = (spun: string, restored: string): string =>
  createHash('sha256').update(`${spun}\t${restored}`).digest('hex').slice(0, KEY_DIGITS)

export function readSentences(): Sentences {
  const rows = readTable(folder, sentencesFile, ['key', 'sentence']) ?? []
  return new Map(rows.map((row) => [row.get('key') ?? '', row.get('sentence') ?? '']))
}

/**
 * The sentence with a key.
 * @param place the row that asks for it, by table and line and not by its words, which nobody is to see
 * @throws UnspinError `UNSPIN_EVAL_DATA` when nobody wrote it.
 */
export function sentenceFor(sentences: Sentences, key: string, place: string): string {
  const sentence = sentences.get(key)
  if (sentence !== undefined) return sentence
  const hint = 'each row needs a sentence of its own: see "Sentences for observed substitutions" in eval/README.md'
  throw new UnspinError('UNSPIN_EVAL_DATA', `no sentence with the key ${key} (${place})`, {
    file: join('eval', 'carriers', sentencesFile),
    hint
  })
}
