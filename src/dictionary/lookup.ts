/** Entries that mention an expression: as what the spinner writes, as what the writer wrote, as a name, as protected. */
import { stringAt } from '../binary/strings.js'
import type { LookupResult } from '../types.js'
import type { CompiledDictionary } from './compiled.js'
import { entryId, entrySummary } from './entry-names.js'
import { expressionWords, normalise } from './symbols.js'
import { step, type TrieTables } from './trie.js'

/** Looks an expression up in every layer, whatever its capitals and in every inflected form that the dictionary generates. */
export function lookup(dictionary: CompiledDictionary, expression: string): LookupResult[] {
  const { words, rows, phrases, names, outputs, symbols } = dictionary
  const results = new Map<string, LookupResult>()
  const add = (entry: number, role: LookupResult['role']): void => {
    const result = describeEntry(dictionary, entry, role)
    results.set(`${role} ${result.id}`, result)
  }
  const parts = expressionWords(expression)
  const path = parts.map(({ text }) => symbols.id(text))
  const only = parts.length === 1 ? (path[0] ?? -1) : -1
  if (only >= 0) {
    for (let at = words.start[only] ?? 0; at < (words.start[only + 1] ?? 0); at++) add(rows.entry[words.row[at] ?? 0] ?? 0, 'spun')
  }
  for (const candidate of valuesAt(words.forms, path)) add(rows.entry[words.row[candidate] ?? 0] ?? 0, 'spun')
  const phrasePath = parts.map(({ hyphenated }, index) => (path[index] ?? -1) * 2 + (hyphenated && index > 0 ? 1 : 0))
  for (const candidate of valuesAt(phrases.trie, phrasePath)) add(rows.entry[phrases.row[candidate] ?? 0] ?? 0, 'spun')
  for (const variant of valuesAt(names.trie, path)) add(names.entry[variant] ?? 0, 'name')
  const wanted = normalise(expression.trim())
  const isWanted = (output: number): boolean => normalise(stringAt(outputs.text, output)) === wanted
  const wantedOutput = findOutput(dictionary, isWanted)
  if (wantedOutput.size > 0) {
    for (let at = 0; at < words.output.length; at++) if (wantedOutput.has(words.output[at] ?? -1)) add(rows.entry[words.row[at] ?? 0] ?? 0, 'original')
    for (let at = 0; at < phrases.output.length; at++) {
      if (wantedOutput.has(phrases.output[at] ?? -1)) add(rows.entry[phrases.row[at] ?? 0] ?? 0, 'original')
    }
  }
  if (valuesAt(dictionary.protectedPhrases, path).length > 0) {
    results.set('protected', { id: 'protected', file: 'protected.yaml', line: 0, summary: wanted, role: 'protected' })
  }
  return [...results.values()]
}

function describeEntry({ entries }: CompiledDictionary, entry: number, role: LookupResult['role']): LookupResult {
  return {
    id: entryId(entries, entry),
    file: stringAt(entries.file, entries.fileOf[entry] ?? 0),
    line: entries.line[entry] ?? 0,
    summary: entrySummary(entries, entry),
    role
  }
}

function valuesAt(trie: TrieTables, path: readonly number[]): number[] {
  let node = 0
  for (const key of path) {
    node = step(trie, node, key)
    if (node === 0) return []
  }
  return node === 0 ? [] : [...trie.value.subarray(trie.valueStart[node], trie.valueStart[node + 1])]
}

function findOutput({ outputs }: CompiledDictionary, isWanted: (output: number) => boolean): Set<number> {
  const found = new Set<number>()
  for (let output = 0; output < outputs.wantsAn.length; output++) if (isWanted(output)) found.add(output)
  return found
}
