/** Candidates → the edits that the evidence, the dictionary and ordinary English together support. */
import type { LanguageModel } from '../context/language-model.js'
import type { TopicModel } from '../context/topic-model.js'
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { FUZZY, type Lattice, NAME, PHRASE, WORD } from '../match/lattice.js'
import type { Document } from '../text/document.js'
import type { Assume } from '../types.js'
import { standingAssociation } from './association.js'
import { BeamSearch, type PathEdit } from './beam.js'
import { type Evidence, familyShare, priorTable, weighEvidence } from './evidence.js'
import { FeatureExtractor } from './features.js'
import { type ArcScores, gatherLikelihoods } from './likelihood.js'
import { ModelText } from './model-text.js'
import type { DecodedKind, DecoderSettings } from './settings.js'
import { TopicWindow } from './topic.js'

/** Parts that can be switched off, to measure what each gives. */
export type Part = 'language-model' | 'evidence' | 'families' | 'topic'

export interface DecodeInput {
  readonly document: Document
  readonly dictionary: CompiledDictionary
  readonly model: LanguageModel
  readonly topics: TopicModel | null
  readonly lattice: Lattice
  readonly settings: DecoderSettings
  readonly assume: Assume
  readonly without: ReadonlySet<Part>
}

/** One decoded edit: an arc with its score. */
export interface DecodedEdit {
  readonly arc: number
  readonly kind: DecodedKind
  /** Log10 odds that the edit is right, before calibration. */
  readonly total: number
  readonly confidence: number
  /** Terms of the total, which they add up to: language model, document evidence, topic, consistency. The rest are features. */
  readonly gain: number
  readonly evidence: number
  readonly topic: number
  readonly consistency: number
  /** What the analyser took away, when it was asked. */
  readonly partOfSpeech?: number
}

export interface Decoding {
  /** The best path's edits, in order, whatever their confidence. */
  readonly edits: readonly DecodedEdit[]
  readonly evidence: Evidence
  readonly features: FeatureExtractor
  /** Confidence of an arc taken alone, where it stands: for alternatives and suggestions. */
  confidenceAlone(arc: number): number
  /** Its log10 odds before calibration. */
  totalAlone(arc: number): number
  /** An arc taken alone as an edit of the given confidence. */
  alone(arc: number, confidence: number): DecodedEdit
}

/** What an arc must reach, with its language-model gain alone, to be searched: neighbours may add this much, log10. */
const WORD_SLACK = 0.7
const LONG_SLACK = 1.5
/** Flat rate that stands in for the evidence when it is switched off. */
const FLAT_RATE = 0.2

const kindNames: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']

/** Calibrated probability of a total in log10 odds. */
export function calibrate(total: number, kind: DecodedKind, { calibration }: DecoderSettings): number {
  const { slope, intercept } = calibration[kind]
  return 1 / (1 + 10 ** -(slope * total + intercept))
}

/**
 * Scores every arc alone: the first half of decoding, enough for a diagnosis. The topic is left out
 * here: it costs most, and only arcs that the evidence leaves alive need it.
 */
export function scoreArcs(input: DecodeInput): { scores: ArcScores; features: FeatureExtractor; text: ModelText; evidence: Evidence; ofNames: Evidence } {
  const { document, dictionary, lattice, model, settings, without } = input
  const text = new ModelText(document, dictionary, model, settings)
  const topic = input.topics === null || without.has('topic') ? null : new TopicWindow(input.topics, text, settings.topicWindow)
  const scores = {
    gain: new Float32Array(lattice.count),
    total: new Float32Array(lattice.count),
    topic: new Float32Array(lattice.count),
    association: new Float32Array(lattice.count)
  }
  const features = new FeatureExtractor(lattice, dictionary, text, topic, scores.gain, settings)
  if (!without.has('language-model')) {
    for (let arc = 0; arc < lattice.count; arc++) {
      scores.gain[arc] = text.gain(lattice.first[arc] ?? 0, lattice.end[arc] ?? 0, lattice.output[arc] ?? 0)
    }
  }
  const bound = settings.mostLanguageModel
  for (let arc = 0; arc < lattice.count; arc++) {
    const slip = lattice.kind[arc] === FUZZY ? settings.slip : 0
    const gain = scores.gain[arc] ?? 0
    scores.total[arc] = settings.lambda * Math.max(-bound, Math.min(bound, gain)) + features.score(arc) + slip
    const kind = lattice.kind[arc]
    if (kind === PHRASE || (kind === FUZZY && (lattice.row[arc] ?? -1) >= 0)) {
      scores.association[arc] = standingAssociation(text, lattice.first[arc] ?? 0, lattice.end[arc] ?? 0)
    }
  }
  const families = without.has('families') ? 0 : dictionary.families.length
  const { blocks, prose, names } = gatherLikelihoods(lattice, document.tokens.count, families, scores, settings)
  const evidence = weighEvidence(prose, blocks, families, settings, input.assume)
  const ofNames = names === prose ? evidence : weighEvidence(names, blocks, families, settings, input.assume)
  return { scores, features, text, evidence, ofNames }
}

export function decode(input: DecodeInput): Decoding {
  const { lattice, settings, dictionary } = input
  const { scores, features, text, evidence, ofNames } = scoreArcs(input)
  const priorOfProse = priorTable(evidence, settings)
  const priorOfNames = priorTable(ofNames, settings)
  const prior = new Float32Array(lattice.count)
  const channel = new Float32Array(lattice.count)
  const bound = settings.mostLanguageModel
  for (let arc = 0; arc < lattice.count; arc++) {
    const first = lattice.first[arc] ?? 0
    prior[arc] = input.without.has('evidence')
      ? Math.log10(FLAT_RATE / (1 - FLAT_RATE))
      : (lattice.kind[arc] === NAME ? nameOdds(priorOfNames, lattice.replaced[arc] ?? 1) : priorOfProse)(first, lattice.families[arc] ?? 0) + settings.habit * familyShare(evidence, first, habitsOf(lattice, arc, dictionary))
    const total = scores.total[arc] ?? 0
    if (total + (prior[arc] ?? 0) + features.topicBest + WORD_SLACK >= 0) {
      const topic = features.topicScore(arc)
      scores.topic[arc] = topic
      scores.total[arc] = total + topic
    }
    const gain = settings.lambda * Math.max(-bound, Math.min(bound, scores.gain[arc] ?? 0))
    channel[arc] = (scores.total[arc] ?? 0) - gain
  }
  const kindOf = (arc: number): DecodedKind => kindNames[lattice.kind[arc] ?? WORD] ?? 'word'
  const totals = arcTotals(lattice, scores, channel, prior, settings)
  const search = new BeamSearch(text, lattice, dictionary, settings, totals)
  const toEdits = (path: readonly PathEdit[], bonus: Float32Array | null): DecodedEdit[] =>
    path.flatMap(({ arc, margin, gain }) => {
      // The search is looser than what is kept: a path may need an edit that alone would not pass.
      if (margin < settings.keepMargin) return []
      const total = margin - settings.searchBase
      const kind = kindOf(arc)
      const confidence = calibrate(total, kind, settings)
      return { arc, kind, total, confidence, gain, evidence: prior[arc] ?? 0, topic: scores.topic[arc] ?? 0, consistency: bonus?.[arc] ?? 0 }
    })
  const segments = liveSegments(input.document, lattice, totals)
  const decoded = segments.map(({ first, end }) => toEdits(search.decode(first, end), null))
  const bonus = settings.consistency > 0 ? consistencyBonus(lattice, decoded.flat(), settings.consistency) : null
  if (bonus) {
    for (let arc = 0; arc < lattice.count; arc++) totals[arc] = (totals[arc] ?? 0) + (bonus[arc] ?? 0)
    for (const [index, { first, end }] of segments.entries()) {
      const from = lattice.from[first] ?? 0
      // Only where something repeats can the second search find anything else than the first.
      if (bonus.subarray(from, lattice.from[end]).some((value) => value !== 0)) decoded[index] = toEdits(search.decode(first, end), bonus)
    }
  }
  const edits = decoded.flat()
  return {
    edits,
    evidence,
    features,
    confidenceAlone: (arc) => calibrate((scores.total[arc] ?? 0) + (prior[arc] ?? 0), kindOf(arc), settings),
    totalAlone: (arc) => (scores.total[arc] ?? 0) + (prior[arc] ?? 0),
    alone: (arc, confidence) => {
      const evidence = prior[arc] ?? 0
      const total = (scores.total[arc] ?? 0) + evidence
      return { arc, kind: kindOf(arc), total, confidence, gain: (scores.total[arc] ?? 0) - (channel[arc] ?? 0), evidence, topic: scores.topic[arc] ?? 0, consistency: 0 }
    }
  }
}

/** Share of the odds that each further replaced word of a name adds. */
const FURTHER_WORD = 0.4

/** Where spinning is likelier than not, each replaced word of a name was likely on its own; else one accident covers all. */
const nameOdds = (priorOf: ReturnType<typeof priorTable>, replaced: number) => (token: number, families: number): number => {
  const odds = priorOf(token, families)
  return odds > 0 ? odds * (1 + FURTHER_WORD * (replaced - 1)) : odds
}

/** Families of which an arc's substitution is a habit, as bits. */
function habitsOf(lattice: Lattice, arc: number, { words, phrases }: CompiledDictionary): number {
  const source = lattice.source[arc] ?? 0
  const kind = lattice.kind[arc]
  if (kind === WORD) return words.habits[source] ?? 0
  return kind === PHRASE ? (phrases.habits[source] ?? 0) : 0
}

/** Score of each arc without the language model; −Infinity for those that no context could lift over the threshold. */
function arcTotals(lattice: Lattice, scores: ArcScores, channel: Float32Array, prior: Float32Array, settings: DecoderSettings): Float32Array {
  const totals = new Float32Array(lattice.count)
  for (let arc = 0; arc < lattice.count; arc++) {
    const extra = (prior[arc] ?? 0) + settings.searchBase
    const slack = lattice.kind[arc] === WORD ? WORD_SLACK : LONG_SLACK
    totals[arc] = (scores.total[arc] ?? 0) + extra + slack < 0 ? -Infinity : (channel[arc] ?? 0) + extra
  }
  return totals
}

/** Segments, as half-open token spans, in which some arc is worth trying. */
function liveSegments(document: Document, lattice: Lattice, totals: Float32Array): { first: number; end: number }[] {
  const { segment, count } = document.tokens
  const live: { first: number; end: number }[] = []
  for (let first = 0; first < count; ) {
    let end = first + 1
    while (end < count && segment[end] === segment[first]) end++
    let arc = lattice.from[first] ?? 0
    const last = lattice.from[end] ?? 0
    while (arc < last && totals[arc] === -Infinity) arc++
    if (arc < last) live.push({ first, end })
    first = end
  }
  return live
}

const CONSISTENT_MARGIN = 0.7

/**
 * A spinner maps one word one way: what the article shows surely in one place is likelier in the others.
 * Returns null when nothing repeats.
 */
function consistencyBonus(lattice: Lattice, edits: readonly DecodedEdit[], weight: number): Float32Array | null {
  const seen = new Map<string, Set<number>>()
  const keyOf = (arc: number): string => `${String(lattice.row[arc])} ${String(lattice.output[arc])}`
  for (const { arc, total, kind } of edits) {
    if (kind !== 'word' || total < CONSISTENT_MARGIN) continue
    const key = keyOf(arc)
    const places = seen.get(key) ?? new Set()
    seen.set(key, places.add(lattice.first[arc] ?? 0))
  }
  if (seen.size === 0) return null
  const bonus = new Float32Array(lattice.count)
  let any = false
  for (let arc = 0; arc < lattice.count; arc++) {
    if (lattice.kind[arc] === NAME) continue
    const places = seen.get(keyOf(arc))
    if (!places) continue
    const others = places.size - (places.has(lattice.first[arc] ?? 0) ? 1 : 0)
    if (others === 0) continue
    bonus[arc] = weight * Math.min(1, others / 2)
    any = true
  }
  return any ? bonus : null
}
