/** The engine with the small dictionary of the golden sessions; its texts are said to be spun, so that no fitted weight decides. */
import { readFileSync } from 'node:fs'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { type MarkupRestorer } from '../../src/html/restorer.js'
import { createMarkupRestorer } from '../../src/node/create-markup.js'
import { loadEnglish } from '../dictionary/load.js'

export function smallRestorer(): Promise<MarkupRestorer> {
  const files = [
    { path: 'dictionaries/families.yaml', text: readFileSync('dictionaries/families.yaml', 'utf8') },
    { path: 'dictionaries/phrases/small.yaml', text: readFileSync('tests/cli/small.yaml', 'utf8') }
  ]
  const entries = { ...parseDictionary(files).entries, english: loadEnglish() }
  return createMarkupRestorer({ entries, analyser: null, assume: 'spun', minConfidence: 0.05 })
}
