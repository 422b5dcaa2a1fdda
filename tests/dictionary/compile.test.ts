import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringAt } from '../../src/binary/strings.js'
import { compile, features } from '../../src/dictionary/compile.js'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { entryId, entryIds, entrySummary } from '../../src/dictionary/entry-names.js'
import { expressionWords } from '../../src/dictionary/symbols.js'
import { step, type TrieTables } from '../../src/dictionary/trie.js'
import { cases, english, seed, smallModel } from '../match/random.js'
import { entries, model } from './small.js'

const dictionary = compile(entries, model)

const textOf = ({ outputs }: CompiledDictionary, output: number | undefined): string => stringAt(outputs.text, output ?? -1)
const slice = <Value extends Int32Array | Uint8Array | Float32Array>(list: Value, starts: Uint32Array, at: number): number[] =>
  [...list.subarray(starts[at], starts[at + 1])]

/** Candidates of a word as `restoration (feature, rank)`. */
function candidates(of: CompiledDictionary, word: string): string[] {
  const { words, symbols } = of
  const symbol = symbols.id(word)
  if (symbol < 0) return []
  const found: string[] = []
  for (let at = words.start[symbol] ?? 0; at < (words.start[symbol + 1] ?? 0); at++) {
    found.push(`${textOf(of, words.output[at])} (${features[words.feature[at] ?? -1] ?? ''}, ${words.rank[at] ?? ''})`)
  }
  return found
}

function valuesAt(trie: TrieTables, keys: readonly number[]): number[] {
  let node = 0
  for (const key of keys) if ((node = step(trie, node, key)) === 0) return []
  return slice(trie.value, trie.valueStart, node)
}

describe('word rows', () => {
  it('serve every form of their lemma, each with its own originals in their order', () => {
    expect(candidates(dictionary, 'army')).toEqual(['military (base, 0)', 'forces (base, 1)'])
    expect(candidates(dictionary, 'declared')).toEqual(
      ['said (pastOrParticiple, 0)', 'went on record (pastOrParticiple, 1)', 'gone on record (pastOrParticiple, 1)']
    )
    expect(candidates(dictionary, 'declaring')).toEqual(['saying (gerund, 0)', 'going on record (gerund, 1)'])
  })

  it('leave out forms that English lacks', () => {
    expect(candidates(dictionary, 'manner')).toEqual(['way (base, 0)'])
    expect(candidates(dictionary, 'mannered')).toEqual([])
    expect(candidates(dictionary, 'armies')).toEqual(['military (plural, 0)'])
  })

  it('serve their lemma alone when inflection is off', () => {
    const plain = compile(entries, model, { inflect: false })
    expect(candidates(plain, 'declare')).toEqual(['say (base, 0)', 'go on record (base, 1)'])
    expect(candidates(plain, 'declared')).toEqual([])
  })

  it('know how many rows list an original', () => {
    const { words, symbols } = dictionary
    const fanout = (word: string): number | undefined => words.fanout[words.start[symbols.id(word)] ?? -1]
    expect([fanout('regulation'), fanout('rule'), fanout('army')]).toEqual([2, 2, 1])
  })

  it('that serve names only come last, and count in no fan-out', () => {
    const row = { spun: 'army', originals: ['regulation', 'law'], pos: 'noun', families: [], rate: 'context', scope: 'names' } as const
    const rows = compile({ ...entries, words: [{ ...row, id: 'words/test#army', position: { file: 'x', line: 1 } }, ...entries.words] }, model)
    expect(candidates(rows, 'army')).toEqual(['military (base, 0)', 'forces (base, 1)', 'regulation (base, 0)', 'law (base, 1)'])
    const start = rows.words.start[rows.symbols.id('regulation')] ?? -1
    expect(rows.words.fanout[start]).toBe(dictionary.words.fanout[dictionary.words.start[dictionary.symbols.id('regulation')] ?? -1])
  })

  it('of several words are forms for the walk of names too, whatever joins them', () => {
    const { words, symbols } = dictionary
    const values = valuesAt(words.forms, [symbols.id('well'), symbols.id('being')])
    expect(values.map((candidate) => textOf(dictionary, words.output[candidate]))).toEqual(['health'])
  })

  it('of several words are phrases', () => {
    const { phrases, symbols, rows, entries: tables } = dictionary
    const [phrase = -1] = valuesAt(phrases.trie, [symbols.id('well') * 2, symbols.id('being') * 2])
    expect(textOf(dictionary, phrases.output[phrase])).toBe('health')
    expect(entryId(tables, rows.entry[phrases.row[phrase] ?? -1] ?? -1)).toBe('words/test#well-being-noun')
  })
})

describe('other layers', () => {
  it('tell a hyphen from a blank in phrases', () => {
    const { phrases, symbols } = dictionary
    const [first, second] = ['with', 'out'].map((word) => symbols.id(word) * 2)
    expect(valuesAt(phrases.trie, [first ?? -1, second ?? -1])).toHaveLength(1)
    expect(valuesAt(phrases.trie, [first ?? -1, (second ?? -1) + 1])).toEqual([])
  })

  it('hold names with their capitals, and the plurals of common ones', () => {
    const { names, symbols } = dictionary
    const named = (text: string): string[] => {
      const path = expressionWords(text).map((word) => symbols.id(word.text))
      return valuesAt(names.trie, path).map((variant) => textOf(dictionary, names.output[variant]))
    }
    expect([named('points of view'), named('law enforcement'), named('supreme court'), named('supreme courts')]).toEqual(
      [['points of view'], ['law enforcement'], ['Supreme Court'], []]
    )
    const [court = -1] = valuesAt(names.trie, [symbols.id('supreme'), symbols.id('court')])
    expect([names.capitals[court], names.length[court]]).toEqual([0b11, 2])
  })

  it('tell terms of a field from names, and spell both in summaries', () => {
    const position = { file: 'dictionaries/names/test.yaml', line: 1 }
    const term = { id: 'names/test#law-record', name: 'law record', seldom: true, position } as const
    const { names, symbols, entries: tables } = compile({ ...entries, names: [...entries.names, term] }, model)
    const [own = -1] = valuesAt(names.trie, [symbols.id('law'), symbols.id('record')])
    const [name = -1] = valuesAt(names.trie, [symbols.id('law'), symbols.id('enforcement')])
    expect([names.seldom[own], names.seldom[name]]).toEqual([1, 0])
    expect([own, name].map((variant) => entrySummary(tables, names.entry[variant] ?? -1))).toEqual(['law record', 'law enforcement'])
    expect(entryId(tables, names.entry[own] ?? -1)).toBe('names/test#law-record')
  })

  it('hold protected phrases', () => {
    const { protectedPhrases, symbols } = dictionary
    expect(valuesAt(protectedPhrases, ['army', 'of', 'ants'].map((word) => symbols.id(word)))).toEqual([0])
  })

  it('say where each entry was written', () => {
    const { entries: tables } = dictionary
    const entry = entryIds(tables).indexOf('phrases/test#division-of-protection')
    expect([stringAt(tables.file, tables.fileOf[entry] ?? -1), tables.line[entry]]).toEqual(['dictionaries/phrases/test.yaml', 2])
    expect(entrySummary(tables, entry)).toBe('Division of Protection ← Department of Defense (always; newswire)')
    expect(dictionary.families).toEqual(['newswire', 'withinside'])
  })

  it('give each restoration its model words, unknown ones included', () => {
    const { outputs } = dictionary
    const output = Array.from(outputs.wantsAn, (_, at) => textOf(dictionary, at)).indexOf('Department of Defense')
    expect(slice(outputs.model, outputs.modelStart, output)).toEqual([model.id('department'), model.id('of'), -1])
  })
})

it('the tables hold what the rows say, for any rows', () => {
  fc.assert(
    fc.property(cases, ({ rows }) => {
      const compiled = compile({ ...rows, english }, smallModel)
      const counts = new Map<string, number>()
      for (const { originals, scope } of rows.words) {
        if (scope === 'names') continue
        for (const original of originals) counts.set(original, (counts.get(original) ?? 0) + 1)
      }
      const listed = rows.words.flatMap(({ spun, originals }, row) => {
        const lines = originals.map((original, rank) => [spun, original, row, rank, counts.get(original) ?? 1])
        return spun.includes(' ') ? [] : lines.filter(([, original]) => original !== spun).map((line) => line.join())
      })
      const { words, symbols } = compiled
      const found: string[] = []
      for (let symbol = 0; symbol < symbols.size; symbol++) {
        for (let at = words.start[symbol] ?? 0; at < (words.start[symbol + 1] ?? 0); at++) {
          if (features[words.feature[at] ?? -1] !== 'base') continue
          const rows = words.fanout[at]
          found.push([symbols.word(symbol), textOf(compiled, words.output[at]), words.row[at], words.rank[at], rows].join())
          const restored = slice(words.symbol, words.symbolStart, at).map((each) => symbols.word(each)).join(' ')
          expect(restored).toBe(textOf(compiled, words.output[at]))
        }
      }
      expect(found.toSorted()).toEqual(listed.toSorted())
    }),
    { seed, numRuns: 300 }
  )
})
