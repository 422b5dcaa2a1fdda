import { describe, expect, it } from 'vitest'
import type { GoldEdit, SpunDocument } from '../../../eval/spinner/spin.js'
import { compile } from '../../../src/dictionary/compile.js'
import type { DictionaryExample, PhraseEntry } from '../../../src/dictionary/entries.js'
import { entryIds } from '../../../src/dictionary/entry-names.js'
import { loadData } from '../../../src/node/create.js'
import type { Engine } from '../../../src/restore.js'
import { buildEngine } from '../../../src/restorer.js'
import { faultyExamples, sharedWords } from '../../../tools/lexicon/audit/examples.js'
import { addClean, addGarbled, emptyTally, fileOf } from '../../../tools/lexicon/audit/firing.js'
import type { Tally } from '../../../tools/lexicon/audit/firing.js'
import { shadowedPhrases } from '../../../tools/lexicon/audit/shadows.js'
import { entries, model } from '../../dictionary/small.js'
import { entries as entriesOf, phrase, word } from '../../eval/entries.js'

describe('sharedWords', () => {
  it.each([
    ['One, two, three.', 'three two ONE', 1],
    ['one two', 'one two three four', 1],
    ['one two three four', 'one five six seven', 0.25],
    ["the dog's bone", 'the dog slept', 1 / 3],
    ['one one one', 'one two', 1],
    ['one', 'two', 0],
    ['', 'one', 0]
  ])('of %j and %j: the share of the shorter', (a, b, share) => {
    expect(sharedWords(a, b)).toBeCloseTo(share, 10)
    expect(sharedWords(b, a)).toBeCloseTo(share, 10)
  })
})

describe('faultyExamples', () => {
  const example = (line: number, text: string, restored = text): DictionaryExample => ({ text, restored, position: { file: 'test.yaml', line } })
  const rows = (count: number): PhraseEntry[] => Array.from({ length: count }, (_, index) => phrase(`spun ${index}`, ['original']))

  it('asks for one example of each kind for every 25 entries, of whatever section', () => {
    const examples = [example(1, 'The army left.', 'The military left.'), example(2, 'Ants have soldiers.')]
    expect(faultyExamples(entriesOf({ phrases: rows(25), examples }))).toEqual([])
    expect(faultyExamples(entriesOf({ phrases: rows(25), words: [word('a', ['b'])], examples }))).toEqual([
      'test.yaml: 1 garbled and 1 clean examples for 26 entries, 2 of each wanted'
    ])
  })

  it('does not let one kind stand for the other', () => {
    const examples = [example(1, 'Bread is baked.'), example(2, 'Ants have soldiers.')]
    expect(faultyExamples(entriesOf({ phrases: rows(1), examples }))).toEqual([
      'test.yaml: 0 garbled and 2 clean examples for 1 entries, 1 of each wanted'
    ])
  })

  it('names examples of which an earlier one is a copy with a word exchanged', () => {
    const examples = [
      example(7, 'The army left the town on Monday.', 'The military left the town on Monday.'),
      example(8, 'Ants have soldiers.'),
      example(9, 'The gadget left the town on Monday.', 'The machine left the town on Monday.')
    ]
    expect(faultyExamples(entriesOf({ phrases: rows(1), examples }))).toEqual(['test.yaml:9: shares over half its words with line 7'])
  })

  it('leaves files without entries alone', () => {
    expect(faultyExamples(entriesOf({ examples: [example(1, 'One.'), example(2, 'One.')] }))).toEqual([])
  })
})

describe('shadowedPhrases', () => {
  const shadowed = (...more: PhraseEntry[]): string[] => {
    const all = { ...entries, phrases: [...entries.phrases, ...more] }
    return shadowedPhrases(all, compile(all, model), compile({ ...all, phrases: [] }, model))
  }

  it('is silent about phrases that nothing else reaches', () => {
    expect(shadowed()).toEqual([])
  })

  it('finds what a name reaches by the word rows, unless the phrase has another original too', () => {
    expect(shadowed(phrase('regulation enforcement', ['law enforcement']))).toEqual([
      'test.yaml:1: regulation enforcement ← law enforcement: a name reaches it'
    ])
    expect(shadowed(phrase('rule enforcement', ['law enforcement', 'health']))).toEqual([])
    expect(shadowed(phrase('rule enforcement', ['health']))).toEqual([])
  })

  it('finds what a protected phrase always covers', () => {
    expect(shadowed(phrase('army of ants', ['military']))).toEqual([
      'test.yaml:1: army of ants ← military: a protected phrase or a correct name covers it'
    ])
  })
})

describe('what entries do in texts', async () => {
  const engine: Engine = buildEngine(await loadData({ entries }), { analyser: null })
  const { dictionary } = engine
  const text = 'The army said in the end that regulation enforcement went with out a reason, and people were sad about it.'
  const gold = (before: string, after: string): GoldEdit => {
    const start = text.indexOf(before)
    return { span: { start, end: start + before.length }, before, after, kind: 'word', half: 'fit', source: 'draft', row: 1, rank: 0 }
  }
  const spun = (...edits: GoldEdit[]): SpunDocument => ({ text, family: 'newswire', edits, eligible: edits.length })
  const counted = (of: (tally: Tally) => void): Tally => {
    const tally = emptyTally(dictionary.entries.line.length)
    of(tally)
    return tally
  }
  const ids = entryIds(dictionary.entries)
  const firing = (counts: Int32Array): Record<string, number> =>
    Object.fromEntries(ids.map((id, entry) => [id, counts[entry] ?? 0] as const).filter(([, count]) => count > 0))

  it('names the file of an entry', () => {
    expect(ids.map((_, entry) => fileOf(dictionary, entry))).toContain('dictionaries/names/test.yaml')
  })

  it('counts the candidates of clean text, for names with the word rows that they were reached through', () => {
    expect(firing(counted((tally) => { addClean(engine, text, tally) }).clean)).toEqual({
      // Two originals; and a word of its own as well as a part of the name.
      'words/test#army-noun': 2,
      'words/test#regulation-noun': 2,
      'names/test#law-enforcement': 1,
      'phrases/test#with-out': 1
    })
  })

  const tally = counted((each) => {
    addGarbled(engine, spun(gold('army', 'forces'), gold('the end', 'a moment'), gold('regulation', 'law'), gold('with out', 'without')), each)
  })

  it('tells right candidates from others in garbled text', () => {
    expect(firing(tally.right)).toEqual({
      'words/test#army-noun': 1,
      'words/test#regulation-noun': 1,
      'names/test#law-enforcement': 1,
      'phrases/test#with-out': 1
    })
  })

  it('counts what is reached, and credits a file with what cannot be reached without it', () => {
    expect(tally.reach).toEqual({
      expected: 4,
      reached: 3,
      // The name reaches "law" too, but needs the word row for it.
      only: new Map([['dictionaries/words/test.yaml', 2], ['dictionaries/phrases/test.yaml', 1]])
    })
  })

  it('adds up over texts, and takes no candidate for right where nothing was garbled', () => {
    const twice = counted((each) => {
      addGarbled(engine, spun(gold('army', 'military')), each)
      addGarbled(engine, spun(), each)
    })
    expect(firing(twice.right)).toEqual({ 'words/test#army-noun': 1 })
    expect(twice.reach).toEqual({ expected: 1, reached: 1, only: new Map([['dictionaries/words/test.yaml', 1]]) })
  })
})
