import { describe, expect, it } from 'vitest'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { verify } from '../../src/dictionary/verify.js'
import { faultyExamples } from '../../tools/lexicon/audit/examples.js'
import { canonical } from '../../tools/lexicon/canonical.js'
import { dictionaryFiles } from './load.js'

const files = dictionaryFiles()
const layers = files.filter(({ path }) => /(?:words|phrases|names)\//.test(path))
const { entries, faults } = parseDictionary(files)

describe('the dictionary', () => {
  it.each(files.map((file) => [file.path, file] as const))(
    '%s is sorted and laid out as the formatter writes it',
    (_, file) => {
      expect(canonical(file)).toBe(file.text)
    }
  )

  it('has no structural fault', () => {
    expect([...faults, ...verify(entries)].map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([])
  })

  it.each(layers.map(({ path }) => path))('%s has at least four garbled and four clean examples', (path) => {
    const examples = entries.examples.filter(({ position }) => position.file === path)
    const clean = examples.filter(({ text, restored }) => text === restored)
    expect(clean.length).toBeGreaterThanOrEqual(4)
    expect(examples.length - clean.length).toBeGreaterThanOrEqual(4)
  })

  it('has a garbled and a clean example for every 25 entries of a file, none of them the twin of another', () => {
    expect(faultyExamples(entries)).toEqual([])
  })

  it('keeps every file short enough to read', () => {
    const long = layers.filter(({ text }) => text.split('\n').length > 800)
    expect(long.map(({ path }) => path)).toEqual([])
  })
})
