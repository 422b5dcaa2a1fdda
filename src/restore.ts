/** The pipeline in one screen: text → document → candidates → decoded edits → restoration. */
import type { LanguageModel } from './context/language-model.js'
import type { TopicModel } from './context/topic-model.js'
import { decode, type DecodeInput, type DecodedEdit, type Part, scoreArcs, type ScoredArcs } from './decode/decode.js'
import type { Evidence } from './decode/evidence.js'
import { mayReadClean, readsClean, standIns } from './decode/first-reading.js'
import type { ModelText } from './decode/model-text.js'
import { checkPartsOfSpeech } from './decode/part-of-speech.js'
import type { DecoderSettings } from './decode/settings.js'
import { diagnosisOf } from './diagnosis.js'
import type { CompiledDictionary } from './dictionary/compiled.js'
import { ABBREVIATION } from './dictionary/compiled.js'
import { applyEdits } from './edit/apply.js'
import { composeEdits } from './edit/compose.js'
import { realise, type Realisation } from './edit/realise.js'
import { overlapsAny, suggest } from './edit/suggest.js'
import { spellingOf, Wording } from './edit/wording.js'
import { CandidateFinder } from './match/candidates.js'
import type { Lattice } from './match/lattice.js'
import { type Document, parseDocument } from './text/document.js'
import { languageOf } from './text/language.js'
import type { Analyser, Assume, Edit, Restoration } from './types.js'
import { UnspinError } from './types.js'

/** Everything a restoration reads. Nothing in it changes. */
export interface Engine {
  readonly dictionary: CompiledDictionary
  readonly model: LanguageModel
  readonly topics: TopicModel | null
  readonly settings: DecoderSettings
  readonly analyser: Analyser | null
  /** Families to consider, as bits over the dictionary's list. */
  readonly families: number
  /** Parts switched off, to measure what they give. */
  readonly without: ReadonlySet<Part>
  /** Longest text, in UTF-16 code units. */
  readonly maxLength: number
}

export interface CallOptions {
  readonly assume: Assume
  readonly minConfidence: number
  readonly keepQuotes: boolean
}

/** More passes than this mean that no fixed point is near. */
const MOST_PASSES = 8

interface Pass {
  readonly document: Document
  readonly edits: readonly Edit[]
  readonly suggestions: readonly Edit[]
  readonly evidence: Evidence | null
  readonly language: string
}

/**
 * Restores a text. Each pass restores the text of the pass before it with fresh evidence, until a
 * pass changes nothing; so restoring the result again changes nothing either.
 * @throws UnspinError `UNSPIN_TOO_LONG` for a text over `maxLength`.
 */
export function restore(engine: Engine, source: string, options: CallOptions): Restoration {
  checkLength(engine, source)
  const first = runPass(engine, source, options, true)
  const diagnosis = diagnosisOf(first.document, first.evidence, engine.dictionary.families, first.language)
  let edits: Edit[] = [...first.edits]
  let text = applyEdits(source, edits)
  let last: Pass = first
  for (let pass = 2; last.edits.length > 0; pass++) {
    if (pass > MOST_PASSES) {
      return { source, text: source, edits: [], suggestions: [], diagnosis: { ...diagnosis, unstable: true } }
    }
    last = runPass(engine, text, options, false)
    edits = composeEdits(source, edits, last.edits)
    text = applyEdits(source, edits)
  }
  const suggestions = first.suggestions.filter(({ span }) => !overlapsAny(edits, span.start, span.end))
  return { source, text, edits, suggestions, diagnosis }
}

/** The evidence alone. @throws UnspinError `UNSPIN_TOO_LONG` for a text over `maxLength`. */
export function diagnose(engine: Engine, source: string, options: CallOptions): Restoration['diagnosis'] {
  checkLength(engine, source)
  const { document, language, reading } = read(engine, source, options)
  return diagnosisOf(document, reading === null ? null : reading.scored.evidence, engine.dictionary.families, language)
}

/** One pass over a text: each stage is a call. Suggestions are made for the source alone. */
function runPass(engine: Engine, source: string, options: CallOptions, withSuggestions: boolean): Pass {
  const { document, language, reading } = read(engine, source, options)
  if (reading === null) return { document, edits: [], suggestions: [], evidence: null, language }
  const { dictionary, settings, analyser } = engine
  const { lattice } = reading.input
  const decoding = decode(reading.input, reading.scored)
  const decoded = analyser === null
    ? decoding.edits
    : checkPartsOfSpeech(decoding, document, lattice, dictionary, settings, analyser, options.minConfidence)
  if (decoded.length === 0 && !withSuggestions) return { document, edits: [], suggestions: [], evidence: decoding.evidence, language }
  const wording = new Wording(document, dictionary, lattice, spellingOf(document, dictionary))
  const realisation: Realisation = { document, dictionary, lattice, decoding, wording }
  const applied = decoded.filter(({ confidence }) => confidence >= options.minConfidence)
  const below: DecodedEdit[] = decoded.filter(({ confidence }) => confidence < options.minConfidence)
  const edits = realise(realisation, applied)
  const suggestions = withSuggestions ? suggest(realisation, below, edits, options.minConfidence) : []
  return { document, edits, suggestions, evidence: decoding.evidence, language }
}

/** The candidates that a text was decoded by, each scored alone. */
export interface Reading {
  readonly input: DecodeInput
  readonly scored: ScoredArcs
}

/**
 * Scores the candidates of a text: all of them, unless a first reading shows that nothing but the listed ones can matter.
 * `reading` is null when nothing is to be decoded.
 */
export function read(engine: Engine, source: string, options: CallOptions): { document: Document; language: string; reading: Reading | null } {
  const { document, language, finder } = begin(engine, source, options)
  if (finder === null) return { document, language, reading: null }
  let text: ModelText | undefined
  if (readsTwice(engine) && mayReadClean(document, options.assume)) {
    const totals = standIns(document, finder.words, engine.dictionary, engine.model, engine.settings)
    const input = decodeInput(engine, document, finder.listed(), options, totals)
    const scored = scoreArcs(input)
    if (readsClean(scored.evidence, scored.ofNames)) return { document, language, reading: { input, scored } }
    text = scored.text
  }
  const input = decodeInput(engine, document, finder.all(), options, null)
  return { document, language, reading: { input, scored: scoreArcs(input, text) } }
}

/** A first reading's table knows neither families nor what is switched off to be measured. */
const readsTwice = ({ families, without }: Engine): boolean => families === -1 && [...without].every((part) => part === 'names')

/** A text with all its candidates, ready for decoding; `input` is null when nothing is to be decoded. For those who call the stages themselves. */
export function prepare(engine: Engine, source: string, options: CallOptions): { document: Document; language: string; input: DecodeInput | null } {
  const { document, language, finder } = begin(engine, source, options)
  return { document, language, input: finder === null ? null : decodeInput(engine, document, finder.all(), options, null) }
}

function begin(engine: Engine, source: string, options: CallOptions): { document: Document; language: string; finder: CandidateFinder | null } {
  const { dictionary } = engine
  const { symbols, symbolFlags } = dictionary
  const document = parseDocument(source, {
    id: (word) => symbols.id(word),
    idOfUnits: (hash, units, length) => symbols.idOfUnits(hash, units, length),
    isAbbreviation: (id) => ((symbolFlags[id] ?? 0) & ABBREVIATION) !== 0
  })
  const language = languageOf(document.tokens, engine.model.vocabulary.size)
  if (options.assume === 'clean' || language !== 'en') return { document, language, finder: null }
  const finder = new CandidateFinder(document, dictionary, {
    families: engine.families,
    keepQuotes: options.keepQuotes,
    names: !engine.without.has('names')
  })
  return { document, language, finder }
}

function decodeInput(engine: Engine, document: Document, lattice: Lattice, options: CallOptions, totals: Float32Array | null): DecodeInput {
  const { dictionary, model, topics, settings, without } = engine
  return { document, dictionary, model, topics, lattice, settings, assume: options.assume, without, standIns: totals }
}

function checkLength({ maxLength }: Engine, source: string): void {
  if (source.length <= maxLength) return
  throw new UnspinError('UNSPIN_TOO_LONG', `the text has ${String(source.length)} code units, more than the ${String(maxLength)} allowed`, {
    hint: 'split it, or raise maxLength'
  })
}
