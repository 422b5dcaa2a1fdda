import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringAt } from '../../src/binary/strings.js'
import { compile } from '../../src/dictionary/compile.js'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { withoutEntries } from '../../src/dictionary/disable.js'
import { entryId, entryIds } from '../../src/dictionary/entry-names.js'
import type { Entries } from '../../src/dictionary/entries.js'
import { entries, model } from './small.js'

const whole = compile(entries, model)
const ids = entryIds(whole.entries)

/** Everything that a dictionary can restore: for each symbol and each path of a trie, the outputs with their entries. */
function reach({ words, rows, phrases, names, outputs, entries: table, symbols }: CompiledDictionary): string[] {
  const found: string[] = []
  const say = (kind: string, key: number, output: number | undefined, entry: number | undefined): void => {
    found.push(`${kind} ${key} ${stringAt(outputs.text, output ?? -1)} ${entryId(table, entry ?? -1)}`)
  }
  for (let symbol = 0; symbol < symbols.size; symbol++) {
    for (let at = words.start[symbol] ?? 0; at < (words.start[symbol + 1] ?? 0); at++) {
      const symbolsOf = words.symbol.slice(words.symbolStart[at], words.symbolStart[at + 1])
      say(`word ${symbolsOf.join('+')} ${words.rank[at]} ${words.feature[at]} ${words.fanout[at]}`, symbol, words.output[at], rows.entry[words.row[at] ?? -1])
    }
  }
  words.forms.valueStart.slice(0, -1).forEach((start, node) => {
    for (const at of words.forms.value.slice(start, words.forms.valueStart[node + 1])) say('form', node, words.output[at], rows.entry[words.row[at] ?? -1])
  })
  phrases.trie.valueStart.slice(0, -1).forEach((start, node) => {
    for (const at of phrases.trie.value.slice(start, phrases.trie.valueStart[node + 1])) say('phrase', node, phrases.output[at], rows.entry[phrases.row[at] ?? -1])
  })
  names.trie.valueStart.slice(0, -1).forEach((start, node) => {
    for (const at of names.trie.value.slice(start, names.trie.valueStart[node + 1])) say('name', node, names.output[at], names.entry[at])
  })
  return found
}

describe('a dictionary without some entries', () => {
  test('reaches what it reached before, less what they gave', () => {
    const all = reach(whole)
    fc.assert(
      fc.property(fc.subarray(ids), (disabled) => {
        const left = all.filter((line) => !disabled.some((id) => line.endsWith(` ${id}`)))
        expect(reach(withoutEntries(whole, disabled))).toEqual(left)
      }),
      { seed: 11, numRuns: 200 }
    )
    expect(all.length).toBeGreaterThan(ids.length)
  })

  test('takes patterns of ids', () => {
    expect(reach(withoutEntries(whole, ['*']))).toEqual([])
    const names = reach(withoutEntries(whole, ['words/*', 'phrases/test#with-out', 'phrases/*#division*']))
    expect(names.length).toBeGreaterThan(0)
    expect(names.every((line) => line.startsWith('name '))).toBe(true)
    expect(withoutEntries(whole, [])).toBe(whole)
  })

  test.each(['names/test#none', 'names', 'words/test#arm.', '(', ''])('refuses %j, which names no entry', (pattern) => {
    expect(() => withoutEntries(whole, [pattern])).toThrow(expect.objectContaining({ code: 'UNSPIN_ENTRY_UNKNOWN' }))
  })

  test('is what compiling without them gives, where no other entry counts on them', () => {
    const id = 'words/test#army-noun'
    const fewer: Entries = { ...entries, words: entries.words.filter((entry) => entry.id !== id) }
    const outputsOf = (dictionary: CompiledDictionary): string[] => reach(dictionary).map((line) => line.replace(/ \S*$/, '').replace(/^(\w+) \S+/, '$1'))
    expect(outputsOf(withoutEntries(whole, [id])).length).toBe(outputsOf(compile(fewer, model)).length)
    expect(ids).toContain(id)
  })
})
