/** Leaves entries out of a compiled dictionary, so that switching one off needs no compiling. */
import { UnspinError } from '../types.js'
import type { CompiledDictionary, WordTables } from './compiled.js'
import { entryIds } from './entry-names.js'
import type { TrieTables } from './trie.js'

/** A pattern of entry ids: `*` stands for any run of characters, slashes too. */
const patternOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')).join('.*')}$`)

/**
 * The dictionary without the entries whose ids match one of the patterns.
 * @param patterns ids such as `names/washington#white-house`, in which `*` stands for any run of characters
 * @throws UnspinError `UNSPIN_ENTRY_UNKNOWN` for a pattern that no entry matches: it is a slip, or the entry has gone.
 */
export function withoutEntries(dictionary: CompiledDictionary, patterns: readonly string[]): CompiledDictionary {
  if (patterns.length === 0) return dictionary
  const { words, rows, phrases, names, entries } = dictionary
  const disabled = disabledEntries(entryIds(entries), patterns)
  const rowIsOn = (row: number): boolean => disabled[rows.entry[row] ?? 0] === 0
  return {
    ...dictionary,
    words: keepCandidates(words, (candidate) => rowIsOn(words.row[candidate] ?? 0)),
    phrases: { ...phrases, trie: mapValues(phrases.trie, (value) => (rowIsOn(phrases.row[value] ?? 0) ? value : -1)) },
    names: { ...names, trie: mapValues(names.trie, (value) => (disabled[names.entry[value] ?? 0] === 0 ? value : -1)) }
  }
}

/** 1 for each entry that a pattern matches. */
function disabledEntries(ids: readonly string[], patterns: readonly string[]): Uint8Array {
  const disabled = new Uint8Array(ids.length)
  for (const pattern of patterns) {
    const expression = patternOf(pattern)
    let known = false
    for (const [entry, id] of ids.entries()) {
      if (!expression.test(id)) continue
      disabled[entry] = 1
      known = true
    }
    if (!known) {
      const hint = 'ids stand in brackets in `unspin check`; * stands for any characters'
      throw new UnspinError('UNSPIN_ENTRY_UNKNOWN', `no dictionary entry is called "${pattern}"`, { hint })
    }
  }
  return disabled
}

function keepCandidates(words: WordTables, isOn: (candidate: number) => boolean): WordTables {
  const count = words.row.length
  const kept: number[] = []
  /** How many candidates before each are kept: the new number of each that is. */
  const before = new Uint32Array(count + 1)
  for (let candidate = 0; candidate < count; candidate++) {
    before[candidate] = kept.length
    if (isOn(candidate)) kept.push(candidate)
  }
  before[count] = kept.length
  const symbolStart = new Uint32Array(kept.length + 1)
  const symbols: number[] = []
  for (const [at, candidate] of kept.entries()) {
    for (let each = words.symbolStart[candidate] ?? 0; each < (words.symbolStart[candidate + 1] ?? 0); each++) symbols.push(words.symbol[each] ?? -1)
    symbolStart[at + 1] = symbols.length
  }
  return {
    start: words.start.map((candidate) => before[candidate] ?? 0),
    forms: mapValues(words.forms, (candidate) => (isOn(candidate) ? (before[candidate] ?? 0) : -1)),
    output: Int32Array.from(kept, (candidate) => words.output[candidate] ?? 0),
    row: Int32Array.from(kept, (candidate) => words.row[candidate] ?? 0),
    rank: Uint8Array.from(kept, (candidate) => words.rank[candidate] ?? 0),
    feature: Uint8Array.from(kept, (candidate) => words.feature[candidate] ?? 0),
    fanout: Uint8Array.from(kept, (candidate) => words.fanout[candidate] ?? 0),
    habits: Uint32Array.from(kept, (candidate) => words.habits[candidate] ?? 0),
    symbolStart,
    symbol: Int32Array.from(symbols)
  }
}

/** A trie of the same paths with other values; −1 leaves a value out. */
function mapValues(trie: TrieTables, to: (value: number) => number): TrieTables {
  const nodes = trie.valueStart.length - 1
  const valueStart = new Uint32Array(nodes + 1)
  const values: number[] = []
  for (let node = 0; node < nodes; node++) {
    for (let at = trie.valueStart[node] ?? 0; at < (trie.valueStart[node + 1] ?? 0); at++) {
      const value = to(trie.value[at] ?? 0)
      if (value >= 0) values.push(value)
    }
    valueStart[node + 1] = values.length
  }
  return { ...trie, valueStart, value: Int32Array.from(values) }
}
