/** Entries → the tables that the matcher reads. Pure: the model's vocabulary is an argument. */
import { packStrings, startsOf } from '../binary/strings.js'
import type { Feature } from '../text/inflection.js'
import { buildVocabulary, ContinuedVocabulary, Vocabulary } from '../text/vocabulary.js'
import { Compilation } from './compilation.js'
import { type CompiledDictionary, MOST_COUNTED, MOST_FAMILIES, type NameTables, RATE_ALWAYS } from './compiled.js'
import type { Entries, NameEntry, PartOfSpeech, PhraseEntry, WordEntry } from './entries.js'
import { describeEntries, flagSymbols, flattenPhrases, flattenRows, flattenWords } from './flatten.js'
import { nameVariants } from './name-variants.js'
import { findRoles } from './roles.js'
import { capitalBits, expressionWords, modelWords, normalise } from './symbols.js'
import { TrieBuilder } from './trie.js'

export const partsOfSpeech: readonly PartOfSpeech[] = ['noun', 'verb', 'adjective', 'adverb', 'function']
export const features: readonly Feature[] =
  ['base', 'plural', 'third', 'past', 'participle', 'pastOrParticiple', 'gerund', 'comparative', 'superlative']
const rates = ['context', 'often', 'always'] as const

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
  const tables = { rows: flattenRows(compilation.rows), words: words(symbols.size), phrases: flattenPhrases(compilation, symbols.size), names: names(symbols.size), protectedPhrases: guards.finish(0) }
  const { rate, namesOnly } = tables.rows
  const isAlways = (row: number): boolean => rate[row] === RATE_ALWAYS && namesOnly[row] !== 1
  const outputs = compilation.outputs.finish()
  return {
    symbols,
    symbolFlags: flagSymbols(symbols, entries),
    ownModelStart: startsOf(ownModel),
    ownModel: Int32Array.from(ownModel.flat()),
    outputs,
    ...tables,
    roles: findRoles({ words: tables.words, phrases: tables.phrases.trie, names: tables.names.trie, guards: tables.protectedPhrases, isAlways }, symbols.size),
    entries: describeEntries(entries, { entry: tables.names.entry, output: tables.names.output, text: outputs.text }),
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

function countRows(words: readonly WordEntry[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { originals, scope } of words) if (scope !== 'names') for (const original of originals) counts.set(original, (counts.get(original) ?? 0) + 1)
  return counts
}

function addWordRow(compilation: Compilation, entry: WordEntry, entryIndex: number, fanout: ReadonlyMap<string, number>, inflect: boolean): void {
  const row = compilation.rows.length
  compilation.rows.push({
    entry: entryIndex,
    pos: partsOfSpeech.indexOf(entry.pos),
    rate: rates.indexOf(entry.rate),
    families: compilation.families(entry.families),
    ownFanout: Math.min(MOST_COUNTED - 1, fanout.get(entry.spun) ?? 0),
    namesOnly: entry.scope === 'names'
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
    const words = expressionWords(form).map(({ text }) => text)
    if (words.length > 1 && entry.scope !== 'names') {
      compilation.addPhrase(form, outputs.map(({ text }) => text), row, outputs.map(({ rank }) => rank))
    }
    const key = words.join(' ')
    const list = compilation.candidates.get(key) ?? []
    compilation.candidates.set(key, list)
    for (const { text, rank, original } of outputs) {
      list.push({
        output: compilation.outputs.add(text),
        row,
        rank,
        feature: features.indexOf(feature),
        fanout: Math.min(MOST_COUNTED, fanout.get(original) ?? 1),
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
    ownFanout: 0,
    namesOnly: false
  })
  compilation.addPhrase(entry.spun, entry.originals, row, entry.originals.map((_, rank) => rank))
}

function compileNames(compilation: Compilation, names: readonly NameEntry[], firstEntry: number): (symbols: number) => NameTables {
  const trie = new TrieBuilder()
  const output: number[] = []
  const entry: number[] = []
  const capitals: number[] = []
  const length: number[] = []
  const seldom: number[] = []
  const science: number[] = []
  for (const [index, { name, seldom: isSeldom, field }] of names.entries()) {
    for (const text of nameVariants(name, compilation.inflector, (word) => compilation.model.id(word) >= 0)) {
      const path = expressionWords(text)
      trie.add(path.map((word) => compilation.symbol(word.text)), output.length)
      output.push(compilation.outputs.add(text))
      entry.push(firstEntry + index)
      capitals.push(capitalBits(text))
      length.push(path.length)
      seldom.push(isSeldom === true ? 1 : 0)
      science.push(field === 'science' ? 1 : 0)
    }
  }
  return (symbols) => ({
    trie: trie.finish(symbols),
    output: Int32Array.from(output),
    entry: Int32Array.from(entry),
    capitals: Uint8Array.from(capitals, (bits) => bits & 0xff),
    length: Uint8Array.from(length),
    seldom: Uint8Array.from(seldom),
    science: Uint8Array.from(science)
  })
}

