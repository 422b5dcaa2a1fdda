/** Small dictionaries for tests. */
import type { Entries, NameEntry, PartOfSpeech, PhraseEntry, WordEntry } from '../../src/dictionary/entries.js'

const position = { file: 'test.yaml', line: 1 }

export const word = (spun: string, originals: string[], pos: PartOfSpeech = 'noun'): WordEntry => ({
  id: `words/test#${spun}`,
  spun,
  originals,
  pos,
  families: [],
  rate: 'often',
  position
})

export const phrase = (spun: string, originals: string[]): PhraseEntry => ({
  id: `phrases/test#${spun}`,
  spun,
  originals,
  families: [],
  rate: 'context',
  position
})

export const name = (text: string): NameEntry => ({ id: `names/test#${text}`, name: text, position })

export const entries = (parts: Partial<Entries>): Entries => ({
  words: [],
  phrases: [],
  names: [],
  protected: [],
  families: [],
  examples: [],
  english: {
    verbs: new Map(),
    plurals: new Map(),
    comparatives: new Map(),
    uncomparable: new Set(),
    headEndsBefore: new Set(['of']),
    doubling: new Set(),
    anPrefixes: [],
    aPrefixes: [],
    acronyms: new Set(),
    abbreviations: new Set(),
    smallWords: new Set(),
    spelling: new Map()
  },
  ...parts
})
