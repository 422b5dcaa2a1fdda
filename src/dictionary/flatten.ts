/** Collected candidates and rows → parallel arrays. */
import { packStrings, startsOf } from '../binary/strings.js'
import type { ContinuedVocabulary } from '../text/vocabulary.js'
import type { Compilation, Row, WordCandidate } from './compilation.js'
import { ABBREVIATION, AMERICAN, BRITISH, type EntryTables, type PhraseTables, type RowTables, type WordTables } from './compiled.js'
import type { Entries, NameEntry, PhraseEntry, WordEntry } from './entries.js'
import { ARROW, usualKey } from './entry-names.js'
import { normalise } from './symbols.js'
import { TrieBuilder } from './trie.js'

/** Symbols must all be known before tables by symbol can be laid out, so these return the last step. */
export function flattenWords(compilation: Compilation): (symbols: number) => WordTables {
  const lists: WordCandidate[] = []
  const spans = new Map<number, number>()
  const forms = new TrieBuilder()
  const paths = [...compilation.candidates].map(([form, list]) => ({ path: form.split(' ').map((word) => compilation.symbol(word)), list }))
  const single = paths.filter(({ path }) => path.length === 1).sort((a, b) => (a.path[0] ?? 0) - (b.path[0] ?? 0))
  const isForNames = ({ row }: WordCandidate): boolean => compilation.rows[row]?.namesOnly === true
  for (const { path, list } of single) {
    spans.set(path[0] ?? 0, list.length)
    lists.push(...list.filter((candidate) => !isForNames(candidate)), ...list.filter(isForNames))
  }
  for (const { path, list } of paths.filter(({ path }) => path.length > 1)) {
    for (const candidate of list) forms.add(path, lists.push(candidate) - 1)
  }
  const symbolLists = lists.map(({ words }) => words.map((word) => compilation.symbol(word)))
  return (symbols) => {
    const start = new Uint32Array(symbols + 1)
    for (let symbol = 0; symbol < symbols; symbol++) start[symbol + 1] = (start[symbol] ?? 0) + (spans.get(symbol) ?? 0)
    return {
      start,
      forms: forms.finish(0),
      output: Int32Array.from(lists, ({ output }) => output),
      row: Int32Array.from(lists, ({ row }) => row),
      rank: Uint8Array.from(lists, ({ rank }) => rank),
      feature: Uint8Array.from(lists, ({ feature }) => feature),
      fanout: Uint8Array.from(lists, (candidate) => candidate.fanout),
      habits: Uint32Array.from(lists, ({ habits }) => habits),
      symbolStart: startsOf(symbolLists),
      symbol: Int32Array.from(symbolLists.flat())
    }
  }
}

export function flattenRows(rows: readonly Row[]): RowTables {
  return {
    entry: Int32Array.from(rows, ({ entry }) => entry),
    pos: Uint8Array.from(rows, ({ pos }) => pos),
    rate: Uint8Array.from(rows, ({ rate }) => rate),
    families: Uint32Array.from(rows, ({ families }) => families),
    ownFanout: Uint8Array.from(rows, ({ ownFanout }) => ownFanout),
    namesOnly: Uint8Array.from(rows, ({ namesOnly }) => Number(namesOnly))
  }
}

export function flattenPhrases(compilation: Compilation, symbols: number): PhraseTables {
  return {
    trie: compilation.phrases.finish(symbols * 2),
    output: Int32Array.from(compilation.phraseOutput),
    row: Int32Array.from(compilation.phraseRow),
    rank: Uint8Array.from(compilation.phraseRank),
    habits: Uint32Array.from(compilation.phraseHabits),
    capitals: Uint32Array.from(compilation.phraseCapitals)
  }
}

export function flagSymbols(symbols: ContinuedVocabulary, { english }: Entries): Uint8Array {
  const flags = new Uint8Array(symbols.size)
  const mark = (word: string, bit: number): void => {
    const id = symbols.id(normalise(word))
    if (id >= 0) flags[id] = (flags[id] ?? 0) | bit
  }
  for (const abbreviation of english.abbreviations) mark(abbreviation, ABBREVIATION)
  for (const [american, british] of english.spelling) {
    mark(american, AMERICAN)
    mark(british, BRITISH)
  }
  return flags
}

export function describeEntries({ words, phrases, names }: Entries, named: EntryTables['named']): EntryTables {
  const all = [...words, ...phrases, ...names]
  const places = all.map(({ id, position }) => ({ file: position.file, prefix: id.slice(0, id.indexOf('#')) }))
  const keyed = new Map(places.map((place) => [`${place.file} ${place.prefix}`, place]))
  const fileIndex = new Map([...keyed.keys()].map((key, index) => [key, index]))
  const says = (entry: WordEntry | PhraseEntry | NameEntry): string => ('name' in entry ? entry.name : `${entry.spun}${ARROW}${entry.originals.join(', ')}`)
  const use = (entry: WordEntry | PhraseEntry | NameEntry): string => {
    if ('name' in entry) return ''
    const kind = 'pos' in entry ? `${entry.pos}, ${entry.scope === 'names' ? 'in names only, ' : ''}` : ''
    return ` (${kind}${entry.rate}; ${entry.families.join(', ') || 'any family'})`
  }
  const uses = new Map([...new Set(all.map(use))].map((text, index) => [text, index]))
  return {
    key: packStrings(all.map((entry) => keyOf(entry.id, usualKey(says(entry), use(entry))))),
    file: packStrings([...keyed.values()].map(({ file }) => file)),
    prefix: packStrings([...keyed.values()].map(({ prefix }) => prefix)),
    fileOf: Uint16Array.from(places, ({ file, prefix }) => fileIndex.get(`${file} ${prefix}`) ?? 0),
    line: Int32Array.from(all, ({ position }) => position.line),
    says: packStrings(all.map((entry) => ('name' in entry ? '' : says(entry)))),
    named,
    use: packStrings([...uses.keys()]),
    useOf: Uint16Array.from(all, (entry) => uses.get(use(entry)) ?? 0)
  }
}

/** The key of an id, or nothing where it is the usual one. */
function keyOf(id: string, usual: string): string {
  const key = id.slice(id.indexOf('#') + 1)
  return key === usual ? '' : key
}
