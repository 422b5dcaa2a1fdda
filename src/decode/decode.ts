/** Candidates → the edits that the evidence, the dictionary and ordinary English together support. */
import type { LanguageModel } from '../context/language-model.js'
import type { TopicModel } from '../context/topic-model.js'
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { FUZZY, isPhrase, type Lattice, WORD } from '../match/lattice.js'
import type { Document } from '../text/document.js'
import type { Assume } from '../types.js'
import { standingAssociation } from './association.js'
import { BeamSearch, type PathEdit } from './beam.js'
import { calibrate, type Circumstances, circumstancesOf, kindOf } from './calibration.js'
import { consistencyBonus } from './consistency.js'
import { type Evidence, weighEvidence } from './evidence.js'
import { FeatureExtractor } from './features.js'
import { type ArcScores, BLOCK_WORDS, gatherLikelihoods, likelihoodsOutsideNames } from './likelihood.js'
import { ModelText } from './model-text.js'
import { Priors } from './priors.js'
import { RivalFinder } from './rivals.js'
import type { DecodedKind, DecoderSettings } from './settings.js'
import { TopicWindow } from './topic.js'

/** Parts of the engine that can be switched off, to measure what each gives; `names` and `first-reading` belong to the stages before. */
export type Part = 'language-model' | 'evidence' | 'families' | 'topic' | 'names' | 'first-reading'

export interface DecodeInput {
  readonly document: Document
  readonly dictionary: CompiledDictionary
  readonly model: LanguageModel
  readonly topics: TopicModel | null
  readonly lattice: Lattice
  readonly settings: DecoderSettings
  readonly assume: Assume
  readonly without: ReadonlySet<Part>
  /** Totals that stand in for words which the lattice leaves out, by token, in a first reading; null where it has every word. */
  readonly standIns: Float32Array | null
}

/** All arcs of a text, each scored alone. */
export interface ScoredArcs {
  readonly scores: ArcScores
  readonly features: FeatureExtractor
  readonly text: ModelText
  readonly evidence: Evidence
  readonly ofNames: Evidence
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
  /** What the confidence of an arc depends on besides its total. */
  circumstances(arc: number, alone: boolean): Circumstances
  readonly features: FeatureExtractor
  /** Arcs that may matter, in order: the total of any other is below −1. */
  readonly live: readonly number[]
  /** Log10 odds of an arc taken alone, where it stands, before calibration. */
  totalAlone(arc: number): number
  /** Confidence of an arc taken alone, where it stands: for alternatives and suggestions. */
  confidenceAlone(arc: number): number
  /** An arc as an edit taken alone, with that confidence. */
  alone(arc: number): DecodedEdit
}

/** What an arc must reach, with its language-model gain alone, to be searched: neighbours may add this much, log10. */
const WORD_SLACK = 0.7
const LONG_SLACK = 1.5

/**
 * Scores every arc alone: the first half of decoding, enough for a diagnosis. The topic is left out
 * here: it costs most, and only arcs that the evidence leaves alive need it. @param text of a reading before, which knows much of what is asked.
 */
export function scoreArcs(input: DecodeInput, text = modelText(input)): ScoredArcs {
  const { document, dictionary, lattice, settings, without } = input
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
  for (let arc = 0; arc < lattice.count; arc++) {
    const slip = lattice.kind[arc] === FUZZY ? settings.slip : 0
    scores.total[arc] = boundedGain(scores.gain[arc] ?? 0, settings) + features.score(arc) + slip
    if (isPhrase(lattice, arc)) {
      scores.association[arc] = standingAssociation(text, lattice.first[arc] ?? 0, lattice.end[arc] ?? 0)
    }
  }
  const families = without.has('families') ? 0 : dictionary.families.length
  const { blocks, prose, names } = gatherLikelihoods(lattice, document.tokens.count, families, scores, settings, input.standIns)
  const evidence = weighEvidence(prose, blocks, families, settings, input.assume)
  const ofNames = names === prose ? evidence : weighEvidence(names, blocks, families, settings, input.assume)
  return { scores, features, text, evidence, ofNames }
}

const modelText = ({ document, dictionary, model, settings }: DecodeInput): ModelText => new ModelText(document, dictionary, model, settings)

/** @param scored the arcs of the input, when they were scored already; their totals take the topic in, so that they serve once. */
export function decode(input: DecodeInput, { scores, features, text, evidence, ofNames } = scoreArcs(input)): Decoding {
  const { lattice, settings, dictionary, without } = input
  const priors = new Priors(lattice, dictionary, evidence, ofNames, settings, without.has('evidence'), input.assume)
  const live = liveArcs(lattice, scores, priors, features, settings)
  const totals = searchedTotals(lattice, scores, live, priors, settings)
  const search = new BeamSearch(text, lattice, dictionary, settings, totals)
  let outside: Evidence | null = null
  const totalAlone = (arc: number): number => (scores.total[arc] ?? 0) + priors.of(arc)
  const rivals = new RivalFinder(lattice, live, totalAlone)
  const circumstances = (arc: number, alone: boolean): Circumstances =>
    circumstancesOf(lattice, arc, alone, rivals.of(arc), dictionary, ofNames, () => (outside ??= evidenceOutsideNames(input, scores)))
  const toEdits = (path: readonly PathEdit[], bonus: Float32Array | null): DecodedEdit[] =>
    path.flatMap(({ arc, margin, gain }) => {
      // The search is looser than what is kept: a path may need an edit that alone would not pass.
      if (margin < settings.keepMargin) return []
      const total = margin - settings.searchBase
      const kind = kindOf(lattice, arc)
      const confidence = calibrate(total, kind, circumstances(arc, false), settings)
      return { arc, kind, total, confidence, gain, evidence: priors.of(arc), topic: scores.topic[arc] ?? 0, consistency: bonus?.[arc] ?? 0 }
    })
  const segments = liveSegments(input.document, lattice, live, totals)
  const decoded = segments.map(({ first, end }) => toEdits(search.decode(first, end), null))
  const bonus = settings.consistency > 0 ? consistencyBonus(lattice, live, decoded.flat(), settings.consistency) : null
  if (bonus) {
    for (const arc of live) totals[arc] = (totals[arc] ?? 0) + (bonus[arc] ?? 0)
    for (const [index, { first, end }] of segments.entries()) {
      const from = lattice.from[first] ?? 0
      // Only where something repeats can the second search find anything else than the first.
      if (bonus.subarray(from, lattice.from[end]).some((value) => value !== 0)) decoded[index] = toEdits(search.decode(first, end), bonus)
    }
  }
  const confidenceAlone = (arc: number): number => calibrate(totalAlone(arc), kindOf(lattice, arc), circumstances(arc, true), settings)
  const alone = (arc: number): DecodedEdit => {
    const gain = (scores.total[arc] ?? 0) - channelOf(scores, arc, settings)
    return {
      arc, kind: kindOf(lattice, arc), total: totalAlone(arc), confidence: confidenceAlone(arc), gain, evidence: priors.of(arc),
      topic: scores.topic[arc] ?? 0, consistency: 0
    }
  }
  return { edits: decoded.flat(), evidence, circumstances, features, live, totalAlone, confidenceAlone, alone }
}

/** The evidence of the words and phrases outside of names: what they show themselves, whatever was said of the text. */
function evidenceOutsideNames(input: DecodeInput, scores: ArcScores): Evidence {
  const { document, dictionary, lattice, settings, standIns, without } = input
  const families = without.has('families') ? 0 : dictionary.families.length
  // The topic speaks for a restoration, not for spinning, and only the arcs that may matter have it.
  const total = scores.total.map((sum, arc) => sum - (scores.topic[arc] ?? 0))
  const likelihoods = likelihoodsOutsideNames(lattice, document.tokens.count, families, { ...scores, total }, settings, standIns)
  return weighEvidence(likelihoods, Math.max(1, Math.ceil(document.tokens.count / BLOCK_WORDS)), families, settings, 'auto')
}

/** The language model's part of an arc's total, log10 odds. */
function boundedGain(gain: number, { lambda, mostLanguageModel: bound }: DecoderSettings): number {
  return lambda * Math.max(-bound, Math.min(bound, gain))
}

/** An arc's total without the language model's part, as precise as totals are. */
const channelOf = ({ total, gain }: ArcScores, arc: number, settings: DecoderSettings): number =>
  Math.fround((total[arc] ?? 0) - boundedGain(gain[arc] ?? 0, settings))

/**
 * Arcs that may matter, with their topic added to their scores. The others (nearly all of a clean text's) have totals
 * below −{@link LONG_SLACK} even with the best odds of their block and the best topic: no search tries them, and no
 * suggestion is made of them.
 */
function liveArcs(lattice: Lattice, scores: ArcScores, priors: Priors, features: FeatureExtractor, settings: DecoderSettings): number[] {
  const slack = Math.max(features.topicBest + WORD_SLACK, LONG_SLACK) + Math.max(0, settings.searchBase)
  const live: number[] = []
  for (let arc = 0; arc < lattice.count; arc++) {
    const total = scores.total[arc] ?? 0
    if (total + priors.bound(lattice.first[arc] ?? 0) + slack < 0) continue
    live.push(arc)
    if (total + priors.of(arc) + features.topicBest + WORD_SLACK < 0) continue
    const topic = features.topicScore(arc)
    scores.topic[arc] = topic
    scores.total[arc] = total + topic
  }
  return live
}

/** Score of each arc without the language model; −Infinity for those that no context could lift over the threshold. */
function searchedTotals(lattice: Lattice, scores: ArcScores, live: readonly number[], priors: Priors, settings: DecoderSettings): Float32Array {
  const totals = new Float32Array(lattice.count).fill(-Infinity)
  for (const arc of live) {
    const extra = priors.of(arc) + settings.searchBase
    const slack = lattice.kind[arc] === WORD ? WORD_SLACK : LONG_SLACK
    if ((scores.total[arc] ?? 0) + extra + slack >= 0) totals[arc] = channelOf(scores, arc, settings) + extra
  }
  return totals
}

/** Segments, as half-open token spans, in which some arc is worth trying. */
function liveSegments({ tokens: { segment, count } }: Document, lattice: Lattice, live: readonly number[], totals: Float32Array): { first: number; end: number }[] {
  const segments: { first: number; end: number }[] = []
  let end = 0
  for (const arc of live) {
    const token = lattice.first[arc] ?? 0
    if (token < end || totals[arc] === -Infinity) continue
    let first = token
    while (first > 0 && segment[first - 1] === segment[token]) first--
    end = token + 1
    while (end < count && segment[end] === segment[token]) end++
    segments.push({ first, end })
  }
  return segments
}
