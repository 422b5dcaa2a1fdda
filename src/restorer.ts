/** A restorer from its parts: the library's surface over the pipeline, without files. */
import { decodeSections } from './binary/sections.js'
import { stringAt } from './binary/strings.js'
import { LanguageModel } from './context/language-model.js'
import { TopicModel } from './context/topic-model.js'
import type { Part } from './decode/decode.js'
import { type DecoderSettings, parseSettings } from './decode/settings.js'
import { decodeDictionary } from './dictionary/binary.js'
import { compile } from './dictionary/compile.js'
import type { CompiledDictionary } from './dictionary/compiled.js'
import { withoutEntries } from './dictionary/disable.js'
import type { Entries } from './dictionary/entries.js'
import { entryIds, entrySummary } from './dictionary/entry-names.js'
import { lookup } from './dictionary/lookup.js'
import { type CallOptions, diagnose, type Engine, restore } from './restore.js'
import type { Analyser, EntryDescription, RestoreOptions, Restorer } from './types.js'
import { UnspinError } from './types.js'

/** The compiled files, wherever they come from: disk, a bundle, the network. */
export interface RestorerData {
  /** `models/en/language-model.bin` */
  readonly languageModel: Uint8Array
  /** `models/en/topics.bin`; null restores without the topic term. */
  readonly topics: Uint8Array | null
  /** `models/en/weights.json`, parsed. */
  readonly weights: unknown
  /** The compiled dictionary, or entries to compile. */
  readonly dictionary: Uint8Array | Entries
}

/** Settings of a restorer; those of {@link RestoreOptions} are defaults of its calls. */
export interface RestorerSettings extends RestoreOptions {
  /** Handed in, or null to do without; it is asked only about sentences in question. */
  readonly analyser?: Analyser | null
  /** Ids of the spinner families to consider; all when left out. */
  readonly families?: readonly string[]
  /** Ids of dictionary entries to do without; `*` stands for any run of characters. */
  readonly disable?: readonly string[]
  /** Longest text in UTF-16 code units; 10 million when left out. */
  readonly maxLength?: number
  /** Parts to switch off, to measure what they give. */
  readonly without?: readonly (Part | 'inflection' | 'analyser')[]
  /** Fitted numbers to use in place of those of the weights file. */
  readonly decoder?: Partial<DecoderSettings>
}

const MAX_LENGTH = 10_000_000

/**
 * Puts a restorer together.
 * @throws UnspinError `UNSPIN_BINARY`, `UNSPIN_MODEL_MISMATCH` or `UNSPIN_WEIGHTS` for unfit data,
 * `UNSPIN_FAMILY_UNKNOWN` for a family that the dictionary does not name, `UNSPIN_ENTRY_UNKNOWN` for one to disable.
 */
export function assembleRestorer(data: RestorerData, settings: RestorerSettings = {}): Restorer {
  const engine = buildEngine(data, settings)
  const defaults: CallOptions = {
    assume: settings.assume ?? 'auto',
    minConfidence: settings.minConfidence ?? engine.settings.minConfidence,
    keepQuotes: settings.quotes === 'keep'
  }
  const callOptions = (options: RestoreOptions = {}): CallOptions => ({
    assume: options.assume ?? defaults.assume,
    minConfidence: options.minConfidence ?? defaults.minConfidence,
    keepQuotes: options.quotes === undefined ? defaults.keepQuotes : options.quotes === 'keep'
  })
  const describe = entryIndex(engine.dictionary)
  return {
    minConfidence: defaults.minConfidence,
    restore: (text, options) => restore(engine, text, callOptions(options)),
    diagnose: (text, options) => diagnose(engine, text, callOptions(options)),
    describe,
    lookup: (expression) => lookup(engine.dictionary, expression)
  }
}

/** The pipeline's inputs, for those who call its stages themselves. Throws as {@link assembleRestorer} does. */
export function buildEngine(data: RestorerData, settings: RestorerSettings = {}): Engine {
  const without = new Set(settings.without ?? [])
  const model = LanguageModel.open(decodeSections(data.languageModel, 'language-model.bin'))
  const topics = data.topics === null ? null : TopicModel.open(decodeSections(data.topics, 'topics.bin'))
  const whole = data.dictionary instanceof Uint8Array
    ? decodeDictionary(data.dictionary, model.vocabulary, 'dictionary.bin')
    : compile(data.dictionary, model.vocabulary, { inflect: !without.has('inflection') })
  const dictionary = withoutEntries(whole, settings.disable ?? [])
  const weights = { ...parseSettings(data.weights, 'weights.json'), ...settings.decoder }
  return {
    dictionary,
    model,
    topics,
    settings: weights,
    analyser: without.has('analyser') ? null : (settings.analyser ?? null),
    families: familyBits(dictionary, settings.families),
    without: new Set([...without].filter((part) => part !== 'inflection' && part !== 'analyser')),
    maxLength: settings.maxLength ?? MAX_LENGTH
  }
}

/** The families to consider, as bits; −1 for all, also where all are named: only then may a first reading do. */
function familyBits({ families }: CompiledDictionary, wanted: readonly string[] | undefined): number {
  if (wanted === undefined || wanted.length === 0) return -1
  const chosen = wanted.reduce((bits, id) => {
    const index = families.indexOf(id)
    if (index < 0) {
      throw new UnspinError('UNSPIN_FAMILY_UNKNOWN', `unknown spinner family "${id}"`, { hint: `known families: ${families.join(', ')}` })
    }
    return bits | (1 << index)
  }, 0)
  return families.every((_, index) => (chosen & (1 << index)) !== 0) ? -1 : chosen
}

/** Finds entries by id; the index is built when first asked. */
function entryIndex({ entries }: CompiledDictionary): (id: string) => EntryDescription | undefined {
  let index: Map<string, number> | null = null
  return (id) => {
    index ??= new Map(entryIds(entries).map((id, entry) => [id, entry]))
    const entry = index.get(id)
    if (entry === undefined) return undefined
    return {
      id,
      file: stringAt(entries.file, entries.fileOf[entry] ?? 0),
      line: entries.line[entry] ?? 0,
      summary: entrySummary(entries, entry)
    }
  }
}
