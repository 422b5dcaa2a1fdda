/** Entries → the tables that the matcher reads. Pure: the model's vocabulary is an argument. */
import { packStrings } from '../binary/strings.js'
import { Inflector, type Feature } from '../text/inflection.js'
import { buildVocabulary, ContinuedVocabulary, Vocabulary } from '../text/vocabulary.js'
import type { CompiledDictionary, EntryTables, NameTables, PhraseTables, RowTables, WordTables } from './compiled.js'
import { ABBREVIATION, AMERICAN, BRITISH } from './compiled.js'
import type { Entries, NameEntry, PartOfSpeech, PhraseEntry, WordEntry } from './entries.js'
import { nameVariants } from './name-variants.js'
import { OutputCollector } from './outputs.js'
import { expressionWords, modelWords, normalise } from './symbols.js'
import { TrieBuilder } from './trie.js'

export const partsOfSpeech: readonly PartOfSpeech[] = ['noun', 'verb', 'adjective', 'adverb', 'function']
export const features: readonly Feature[] =
  ['base', 'plural', 'third', 'past', 'participle', 'pastOrParticiple', 'gerund', 'comparative', 'superlative']
const rates = ['context', 'often', 'always'] as const

/** Families fit into one bit set. */
export const MOST_FAMILIES = 31

interface Row {
  readonly entry: number
  readonly pos: number
  readonly rate: number
  readonly families: number
  readonly ownFanout: number
}

interface WordCandidate {
  readonly output: number
  readonly row: number
  readonly rank: number
  readonly feature: number
  readonly fanout: number
  readonly habits: number
  readonly words: readonly string[]
}

/** Everything that is being put together. */
class Compilation {
  readonly own = new Map<string, number>()
  readonly rows: Row[] = []
  readonly candidates = new Map<string, WordCandidate[]>()
  readonly outputs: OutputCollector
  readonly inflector: Inflector
  readonly phrases = new TrieBuilder()
  readonly phraseOutput: number[] = []
  readonly phraseRow: number[] = []
  readonly phraseRank: number[] = []
  readonly phraseHabits: number[] = []
  private readonly habits = new Map<string, number>()
  private readonly familyBit: ReadonlyMap<string, number>

  constructor(
    readonly entries: Entries,
    readonly model: Vocabulary
  ) {
    this.inflector = new Inflector(entries.english)
    this.outputs = new OutputCollector((word) => model.id(word), entries.english)
    const families = entries.families.slice(0, MOST_FAMILIES)
    this.familyBit = new Map(families.map((family, index) => [family.id, 1 << index]))
    for (const [index, { fingerprints }] of families.entries()) {
      for (const fingerprint of fingerprints) this.habits.set(fingerprint, this.habitsOf(fingerprint) | (1 << index))
    }
  }

  /** Id of a normalised word, which becomes the dictionary's own when the model lacks it. */
  symbol(word: string): number {
    const known = this.model.id(word)
    if (known >= 0) return known
    let own = this.own.get(word)
    if (own === undefined) this.own.set(word, (own = this.model.size + this.own.size))
    return own
  }

  families(ids: readonly string[]): number {
    return ids.reduce((bits, id) => bits | (this.familyBit.get(id) ?? 0), 0)
  }

  /** Families of which a substitution, written `spun ← original`, is a habit, as bits. */
  habitsOf(substitution: string): number {
    return this.habits.get(substitution) ?? 0
  }

  addPhrase(spun: string, originals: readonly string[], row: number, ranks: readonly number[]): void {
    const path = expressionWords(spun).map(({ text, hyphenated }, index) => this.symbol(text) * 2 + (hyphenated && index > 0 ? 1 : 0))
    if (path.length === 0) return
    for (const [index, original] of originals.entries()) {
      this.phrases.add(path, this.phraseOutput.length)
      this.phraseOutput.push(this.outputs.add(original))
      this.phraseRow.push(row)
      this.phraseRank.push(ranks[index] ?? index)
      this.phraseHabits.push(this.habitsOf(`${spun} ← ${original}`))
    }
  }
}

export interface CompileOptions {
  /** False leaves inflected forms out (an ablation). */
  readonly inflect?: boolean
}

/** Compiles entries against a model's vocabulary. */
export function compile(entries: Entries, model: Vocabulary, { inflect = true }: CompileOptions = {}): CompiledDictionary {
  const compilation = new Compilation(entries, model)
  const fanout = countRows(entries.words)
  for (const [index, entry] of entries.words.entries()) addWordRow(compilation, entry, index, fanout, inflect)
  for (const [index, entry] of entries.phrases.entries()) addPhraseRow(compilation, entry, entries.words.length + index)
  const names = compileNames(compilation, entries.names, entries.words.length + entries.phrases.length)
  const guards = new TrieBuilder()
  for (const [index, { phrase }] of entries.protected.entries()) {
    const path = expressionWords(phrase).map(({ text }) => compilation.symbol(text))
    if (path.length > 0) guards.add(path, index)
  }
  const words = flattenWords(compilation)
  for (const abbreviation of entries.english.abbreviations) compilation.symbol(normalise(abbreviation))
  for (const [american, british] of entries.english.spelling) [american, british].forEach((word) => compilation.symbol(normalise(word)))
  // All symbols are known from here on.
  const own = [...compilation.own.keys()]
  const symbols = new ContinuedVocabulary(model, new Vocabulary(buildVocabulary(own), model.size))
  const ownModel = own.map((word) => modelWords(word, (part) => model.id(part)))
  return {
    symbols,
    symbolFlags: flagSymbols(symbols, entries),
    ownModelStart: startsOf(ownModel),
    ownModel: Int32Array.from(ownModel.flat()),
    outputs: compilation.outputs.finish(),
    words: words(symbols.size),
    rows: flattenRows(compilation.rows),
    phrases: flattenPhrases(compilation, symbols.size),
    names: names(symbols.size),
    protectedPhrases: guards.finish(symbols.size),
    entries: describeEntries(entries),
    families: entries.families.slice(0, MOST_FAMILIES).map(({ id }) => id),
    english: {
      anPrefixes: entries.english.anPrefixes,
      aPrefixes: entries.english.aPrefixes,
      acronyms: entries.english.acronyms,
      smallWords: entries.english.smallWords,
      spelling: packStrings([...entries.english.spelling].map(([american, british]) => `${american} ${british}`))
    }
  }
}

/** Start offsets of lists laid end to end. */
export function startsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1)
  let at = 0
  for (const [index, list] of lists.entries()) {
    starts[index] = at
    at += list.length
  }
  starts[lists.length] = at
  return starts
}

function countRows(words: readonly WordEntry[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { originals } of words) for (const original of originals) counts.set(original, (counts.get(original) ?? 0) + 1)
  return counts
}

function addWordRow(compilation: Compilation, entry: WordEntry, entryIndex: number, fanout: ReadonlyMap<string, number>, inflect: boolean): void {
  const row = compilation.rows.length
  compilation.rows.push({
    entry: entryIndex,
    pos: partsOfSpeech.indexOf(entry.pos),
    rate: rates.indexOf(entry.rate),
    families: compilation.families(entry.families),
    ownFanout: Math.log2(1 + (fanout.get(entry.spun) ?? 0))
  })
  const all = compilation.inflector.forms(entry.spun, entry.pos)
  const forms = inflect ? all : all.filter(({ feature }) => feature === 'base')
  for (const { form, feature } of forms) {
    const outputs: { text: string; rank: number; original: string }[] = []
    for (const [rank, original] of entry.originals.entries()) {
      for (const text of compilation.inflector.inflect(original, feature)) {
        // The rule may form what English lacks ("wayed"); the model's vocabulary knows better.
        const real = feature === 'base' || expressionWords(text).every((word) => compilation.model.id(word.text) >= 0)
        if (real && normalise(text) !== normalise(form) && !outputs.some((output) => output.text === text)) outputs.push({ text, rank, original })
      }
    }
    const words = expressionWords(form)
    const only = words[0]
    if (words.length !== 1 || only === undefined) {
      compilation.addPhrase(form, outputs.map(({ text }) => text), row, outputs.map(({ rank }) => rank))
      continue
    }
    const list = compilation.candidates.get(only.text) ?? []
    compilation.candidates.set(only.text, list)
    for (const { text, rank, original } of outputs) {
      list.push({
        output: compilation.outputs.add(text),
        row,
        rank,
        feature: features.indexOf(feature),
        fanout: Math.log2(fanout.get(original) ?? 1),
        habits: compilation.habitsOf(`${entry.spun} ← ${original}`),
        words: expressionWords(text).map((word) => word.text)
      })
    }
  }
}

function addPhraseRow(compilation: Compilation, entry: PhraseEntry, entryIndex: number): void {
  const row = compilation.rows.length
  compilation.rows.push({
    entry: entryIndex,
    pos: partsOfSpeech.indexOf('function'),
    rate: rates.indexOf(entry.rate),
    families: compilation.families(entry.families),
    ownFanout: 0
  })
  compilation.addPhrase(entry.spun, entry.originals, row, entry.originals.map((_, rank) => rank))
}

/** Symbols must all be known before tables by symbol can be laid out, so these return the last step. */
function flattenWords(compilation: Compilation): (symbols: number) => WordTables {
  const bySymbol = new Map([...compilation.candidates].map(([form, list]) => [compilation.symbol(form), list]))
  const lists: WordCandidate[] = []
  const spans = new Map<number, number>()
  const order = [...bySymbol].sort((a, b) => a[0] - b[0])
  for (const [symbol, list] of order) {
    spans.set(symbol, list.length)
    lists.push(...list)
  }
  const symbolLists = lists.map(({ words }) => words.map((word) => compilation.symbol(word)))
  return (symbols) => {
    const start = new Uint32Array(symbols + 1)
    for (let symbol = 0; symbol < symbols; symbol++) start[symbol + 1] = (start[symbol] ?? 0) + (spans.get(symbol) ?? 0)
    return {
      start,
      output: Int32Array.from(lists, ({ output }) => output),
      row: Int32Array.from(lists, ({ row }) => row),
      rank: Uint8Array.from(lists, ({ rank }) => rank),
      feature: Uint8Array.from(lists, ({ feature }) => feature),
      fanout: Float32Array.from(lists, (candidate) => candidate.fanout),
      habits: Uint32Array.from(lists, ({ habits }) => habits),
      symbolStart: startsOf(symbolLists),
      symbol: Int32Array.from(symbolLists.flat())
    }
  }
}

function flattenRows(rows: readonly Row[]): RowTables {
  return {
    entry: Int32Array.from(rows, ({ entry }) => entry),
    pos: Uint8Array.from(rows, ({ pos }) => pos),
    rate: Uint8Array.from(rows, ({ rate }) => rate),
    families: Uint32Array.from(rows, ({ families }) => families),
    ownFanout: Float32Array.from(rows, ({ ownFanout }) => ownFanout)
  }
}

function flattenPhrases(compilation: Compilation, symbols: number): PhraseTables {
  return {
    trie: compilation.phrases.finish(symbols * 2),
    output: Int32Array.from(compilation.phraseOutput),
    row: Int32Array.from(compilation.phraseRow),
    rank: Uint8Array.from(compilation.phraseRank),
    habits: Uint32Array.from(compilation.phraseHabits)
  }
}

function compileNames(compilation: Compilation, names: readonly NameEntry[], firstEntry: number): (symbols: number) => NameTables {
  const trie = new TrieBuilder()
  const output: number[] = []
  const entry: number[] = []
  const capitals: number[] = []
  const length: number[] = []
  for (const [index, { name }] of names.entries()) {
    for (const text of nameVariants(name, compilation.inflector, (word) => compilation.model.id(word) >= 0)) {
      const path = expressionWords(text)
      trie.add(path.map((word) => compilation.symbol(word.text)), output.length)
      output.push(compilation.outputs.add(text))
      entry.push(firstEntry + index)
      capitals.push(capitalBits(text))
      length.push(path.length)
    }
  }
  return (symbols) => ({
    trie: trie.finish(symbols),
    output: Int32Array.from(output),
    entry: Int32Array.from(entry),
    capitals: Uint32Array.from(capitals),
    length: Uint8Array.from(length)
  })
}

/** Bit n is set when word n of the name has a capital. */
function capitalBits(text: string): number {
  const words = text.split(/[\s-]+/)
  return words.reduce((bits, word, index) => (/\p{Lu}/u.test(word) && index < MOST_FAMILIES ? bits | (1 << index) : bits), 0)
}

function flagSymbols(symbols: ContinuedVocabulary, { english }: Entries): Uint8Array {
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

function describeEntries({ words, phrases, names }: Entries): EntryTables {
  const all = [...words, ...phrases, ...names]
  const files = [...new Set(all.map(({ position }) => position.file))]
  const fileIndex = new Map(files.map((file, index) => [file, index]))
  const summary = (entry: WordEntry | PhraseEntry | NameEntry): string => {
    if ('name' in entry) return entry.name
    const kind = 'pos' in entry ? `${entry.pos}, ` : ''
    return `${entry.spun} ← ${entry.originals.join(', ')} (${kind}${entry.rate}; ${entry.families.join(', ') || 'any family'})`
  }
  return {
    id: packStrings(all.map(({ id }) => id)),
    file: packStrings(files),
    fileOf: Int32Array.from(all, ({ position }) => fileIndex.get(position.file) ?? 0),
    line: Int32Array.from(all, ({ position }) => position.line),
    summary: packStrings(all.map(summary))
  }
}
