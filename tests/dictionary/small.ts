/** A dictionary of a few entries, written as people write it, over a model of a few words. */
import { parseDictionary } from '../../src/dictionary/parse.js'
import type { Entries } from '../../src/dictionary/entries.js'
import { buildVocabulary, Vocabulary } from '../../src/text/vocabulary.js'
import { loadEnglish } from './load.js'

const file = (path: string, text: string): { path: string; text: string } => ({ path: `dictionaries/${path}.yaml`, text })

const files = [
  file('families', `families:
  - { id: newswire, description: news, fingerprints: [army ← military] }
  - { id: withinside, description: gadgets, fingerprints: [gadget ← machine] }
`),
  file('words/test', `words:
  - { spun: army, originals: [military, forces], pos: noun, families: [newswire], rate: often }
  - { spun: declare, originals: [say, go on record], pos: verb, families: [], rate: context }
  - { spun: manner, originals: [way], pos: verb, families: [newswire, withinside], rate: always }
  - { spun: regulation, originals: [law], pos: noun, families: [newswire], rate: often }
  - { spun: rule, originals: [law], pos: noun, families: [withinside], rate: context }
  - { spun: well being, originals: [health], pos: noun, families: [], rate: always }
`),
  file('phrases/test', `phrases:
  - { spun: Division of Protection, originals: [Department of Defense], families: [newswire], rate: always }
  - { spun: with out, originals: [without], families: [], rate: always }
`),
  file('names/test', `names:
  - law enforcement
  - point of view
  - Supreme Court
`),
  file('names/fields', `field: science
names:
  - military record
`),
  file('protected', `protected:
  - { phrase: army of ants, reason: insects, example: an army of ants }
`)
]

export const entries: Entries = { ...parseDictionary(files).entries, english: loadEnglish() }

const modelWords = [
  'court', 'department', 'enforcement', 'forces', 'go', 'goes', 'going', 'gone', 'health', 'law', 'laws', 'military', 'of', 'on',
  'point', 'points', 'record', 's', 'said', 'say', 'saying', 'says', 'u', 'view', 'way', 'went', 'without'
]
export const model = new Vocabulary(buildVocabulary(modelWords))
