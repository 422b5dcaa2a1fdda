/** The project's own dictionary files, for tests. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDictionary, type DictionaryFile } from '../../src/dictionary/parse.js'
import type { EnglishEntries } from '../../src/text/english.js'

const ROOT = 'dictionaries'

export function dictionaryFiles(below = ''): DictionaryFile[] {
  return readdirSync(join(ROOT, below), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(ROOT, below, name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

export const loadEnglish = (): EnglishEntries => parseDictionary(dictionaryFiles('english')).entries.english
