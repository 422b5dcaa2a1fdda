/** The compiled dictionary as one binary file, opened by view. */
import { decodeSections, encodeSections, type Section, type Sections } from '../binary/sections.js'
import type { StringTables } from '../binary/strings.js'
import { ContinuedVocabulary, Vocabulary, type VocabularyTables } from '../text/vocabulary.js'
import { UnspinError } from '../types.js'
import type { CompiledDictionary } from './compiled.js'
import type { TrieTables } from './trie.js'

interface Meta {
  readonly modelSize: number
  readonly families: readonly string[]
  readonly anPrefixes: readonly string[]
  readonly aPrefixes: readonly string[]
  readonly acronyms: readonly string[]
  readonly smallWords: readonly string[]
}

const prefixed = (prefix: string, tables: object): Record<string, Section> =>
  Object.fromEntries(Object.entries(tables).map(([name, section]: [string, Section]) => [`${prefix}.${name}`, section]))

/** Sets of families take a byte in the file when they fit. */
const IN_A_BYTE = 8

/** Model words take 16 bits in the file: their number and one more, 0 for what the model lacks. Ids are below 65535. */
const narrowed = (model: Int32Array): Uint16Array => Uint16Array.from(model, (id) => id + 1)

function widened(packed: Uint16Array): Int32Array {
  const model = new Int32Array(packed.length)
  for (let at = 0; at < packed.length; at++) model[at] = (packed[at] ?? 0) - 1
  return model
}

/** Packs a compiled dictionary. It can only be opened beside the model that it was compiled against. */
export function encodeDictionary(dictionary: CompiledDictionary): Uint8Array {
  const { outputs, words, rows, phrases, names, entries, english, symbols } = dictionary
  const meta = {
    modelSize: symbols.first.size,
    families: dictionary.families,
    anPrefixes: english.anPrefixes,
    aPrefixes: english.aPrefixes,
    acronyms: [...english.acronyms],
    smallWords: [...english.smallWords]
  }
  const { text, model, ...outputArrays } = outputs
  const { forms, habits, ...wordArrays } = words
  const { trie: phraseTrie, habits: phraseHabits, ...phraseArrays } = phrases
  const { families, ...rowArrays } = rows
  const bits = (sets: Uint32Array): Section => (dictionary.families.length > IN_A_BYTE ? sets : Uint8Array.from(sets))
  const { trie: nameTrie, ...nameArrays } = names
  return encodeSections(meta, {
    ...prefixed('own', symbols.rest.tables),
    'symbol.flags': dictionary.symbolFlags,
    ...prefixed('role', dictionary.roles),
    'own.modelStart': dictionary.ownModelStart,
    'own.model': narrowed(dictionary.ownModel),
    ...prefixed('output.text', text),
    ...prefixed('output', outputArrays),
    'output.model': narrowed(model),
    ...prefixed('word', wordArrays),
    ...prefixed('word.forms', forms),
    ...prefixed('row', rowArrays),
    'word.habits': bits(habits),
    'phrase.habits': bits(phraseHabits),
    'row.families': bits(families),
    ...prefixed('phrase.trie', phraseTrie),
    ...prefixed('phrase', phraseArrays),
    ...prefixed('name.trie', nameTrie),
    ...prefixed('name', nameArrays),
    ...prefixed('protected', dictionary.protectedPhrases),
    ...prefixed('entry.key', entries.key),
    ...prefixed('entry.prefix', entries.prefix),
    ...prefixed('entry.file', entries.file),
    'entry.fileOf': entries.fileOf,
    'entry.line': entries.line,
    ...prefixed('entry.says', entries.says),
    ...prefixed('entry.use', entries.use),
    'entry.useOf': entries.useOf,
    ...prefixed('spelling', english.spelling)
  })
}

/**
 * Opens a packed dictionary beside its model's vocabulary.
 * @throws UnspinError `UNSPIN_BINARY` for a damaged file, `UNSPIN_MODEL_MISMATCH` when it was compiled against another model.
 */
export function decodeDictionary(bytes: Uint8Array, model: Vocabulary, file: string): CompiledDictionary {
  const sections = decodeSections(bytes, file)
  const meta = readMeta(sections.meta, file)
  if (meta.modelSize !== model.size) {
    throw new UnspinError('UNSPIN_MODEL_MISMATCH', 'the dictionary was compiled against another language model', {
      file,
      hint: 'compile it again with `npm run build`'
    })
  }
  const own: VocabularyTables = { units: sections.u16('own.units'), starts: sections.u32('own.starts'), slots: sections.i32('own.slots') }
  const layers = openLayers(sections, meta.families.length)
  const text = openStrings(sections, 'output.text')
  return {
    symbols: new ContinuedVocabulary(model, new Vocabulary(own, model.size)),
    symbolFlags: sections.u8('symbol.flags'),
    roles: {
      bits: sections.u8('role.bits'),
      beginnings: sections.i32('role.beginnings'),
      continuations: sections.i32('role.continuations'),
      phrases: sections.i32('role.phrases'),
      forms: sections.i32('role.forms')
    },
    ownModelStart: sections.u32('own.modelStart'),
    ownModel: widened(sections.u16('own.model')),
    outputs: {
      text,
      modelStart: sections.u32('output.modelStart'),
      model: widened(sections.u16('output.model')),
      wantsAn: sections.u8('output.wantsAn')
    },
    ...layers,
    protectedPhrases: openTrie(sections, 'protected'),
    entries: {
      key: openStrings(sections, 'entry.key'),
      prefix: openStrings(sections, 'entry.prefix'),
      file: openStrings(sections, 'entry.file'),
      fileOf: sections.u16('entry.fileOf'),
      line: sections.i32('entry.line'),
      says: openStrings(sections, 'entry.says'),
      named: { entry: layers.names.entry, output: layers.names.output, text },
      use: openStrings(sections, 'entry.use'),
      useOf: sections.u16('entry.useOf')
    },
    families: meta.families,
    english: {
      anPrefixes: meta.anPrefixes,
      aPrefixes: meta.aPrefixes,
      acronyms: new Set(meta.acronyms),
      smallWords: new Set(meta.smallWords),
      spelling: openStrings(sections, 'spelling')
    }
  }
}

function openLayers(sections: Sections, families: number): Pick<CompiledDictionary, 'words' | 'rows' | 'phrases' | 'names'> {
  const bits = (name: string): Uint32Array => (families > IN_A_BYTE ? sections.u32(name) : Uint32Array.from(sections.u8(name)))
  return {
    words: {
      start: sections.u32('word.start'),
      forms: openTrie(sections, 'word.forms'),
      output: sections.i32('word.output'),
      row: sections.i32('word.row'),
      rank: sections.u8('word.rank'),
      feature: sections.u8('word.feature'),
      fanout: sections.u8('word.fanout'),
      habits: bits('word.habits'),
      symbolStart: sections.u32('word.symbolStart'),
      symbol: sections.i32('word.symbol')
    },
    rows: {
      entry: sections.i32('row.entry'),
      pos: sections.u8('row.pos'),
      rate: sections.u8('row.rate'),
      families: bits('row.families'),
      ownFanout: sections.u8('row.ownFanout'),
      namesOnly: sections.u8('row.namesOnly')
    },
    phrases: {
      trie: openTrie(sections, 'phrase.trie'),
      output: sections.i32('phrase.output'),
      row: sections.i32('phrase.row'),
      rank: sections.u8('phrase.rank'),
      habits: bits('phrase.habits'),
      capitals: sections.u32('phrase.capitals')
    },
    names: {
      trie: openTrie(sections, 'name.trie'),
      output: sections.i32('name.output'),
      entry: sections.i32('name.entry'),
      capitals: sections.u8('name.capitals'),
      length: sections.u8('name.length'),
      seldom: sections.u8('name.seldom'),
      science: sections.u8('name.science')
    }
  }
}

function openTrie(sections: Sections, prefix: string): TrieTables {
  return {
    root: sections.u16(`${prefix}.root`),
    childStart: sections.u32(`${prefix}.childStart`),
    childKey: sections.i32(`${prefix}.childKey`),
    valueStart: sections.u32(`${prefix}.valueStart`),
    value: sections.i32(`${prefix}.value`)
  }
}

function openStrings(sections: Sections, prefix: string): StringTables {
  return { bytes: sections.u8(`${prefix}.bytes`), starts: sections.u32(`${prefix}.starts`), size: sections.u32(`${prefix}.size`) }
}

function readMeta(meta: Readonly<Record<string, unknown>>, file: string): Meta {
  const list = (name: string): string[] => {
    const value = meta[name]
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
    throw new UnspinError('UNSPIN_BINARY', `the data file lacks "${name}"`, { file, hint: 'rebuild it with `npm run build`' })
  }
  return {
    modelSize: typeof meta['modelSize'] === 'number' ? meta['modelSize'] : -1,
    families: list('families'),
    anPrefixes: list('anPrefixes'),
    aPrefixes: list('aPrefixes'),
    acronyms: list('acronyms'),
    smallWords: list('smallWords')
  }
}
