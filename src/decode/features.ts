/** The terms of an arc's score, apart from the language model and the document's evidence. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { RATE_ALWAYS, RATE_OFTEN } from '../dictionary/compiled.js'
import { BESIDE_HYPHEN, INSIDE_NAME, isName, type Lattice, MID_CAPITAL, STEMMED, WORD } from '../match/lattice.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { standingAssociation } from './association.js'
import { candidateSum, fillCandidateValues, scoresOfCandidates, log2OfCount } from './candidate-scores.js'
import { shortQuotations } from './mention.js'
import { type ModelText, NO_ARTICLE } from './model-text.js'
import { type ArcSources, fillNameValues } from './name-values.js'
import { type DecoderSettings, nameFeatures, phraseFeatures, wordFeatures } from './settings.js'
import type { TopicWindow } from './topic.js'

/** Which list of features an arc's values follow. */
export type FeatureSet = 'word' | 'phrase' | 'name'

const featureLists = { word: wordFeatures, phrase: phraseFeatures, name: nameFeatures }

const clamp = (value: number, least: number, most: number): number => (value < least ? least : value > most ? most : value)

/** Bound on the difference of two cosines, and the scale that brings it near the other terms. */
const TOPIC_MOST = 0.3
const TOPIC_SCALE = 10
const LAST_RANK = 4
/** Places of the topic's features among the word features. */
const TOPIC = wordFeatures.indexOf('topic')
const TOPIC_UNKNOWN = wordFeatures.indexOf('topic-unknown')

const topicValue = (gain: number): number => clamp(gain, -TOPIC_MOST, TOPIC_MOST) * TOPIC_SCALE

/** Computes feature values into one reused array: call {@link compute}, then read `values`. */
export class FeatureExtractor implements ArcSources {
  readonly values = new Float64Array(32)
  private readonly weights: Readonly<Record<FeatureSet, Float64Array>>
  private readonly brokenPossessive: number
  private readonly mentioned: number
  private readonly quoted: Uint8Array
  private readonly ofCandidates: Float64Array
  /** The most that the topic can add to a word's score, log10 odds. */
  readonly topicBest: number

  constructor(
    readonly lattice: Lattice,
    readonly dictionary: CompiledDictionary,
    readonly text: ModelText,
    readonly topic: TopicWindow | null,
    readonly gains: Float32Array,
    settings: DecoderSettings
  ) {
    const order = <Feature extends string>(list: readonly Feature[], weights: Readonly<Record<Feature, number>>): Float64Array =>
      Float64Array.from(list, (feature) => weights[feature])
    this.brokenPossessive = settings.brokenPossessive
    this.mentioned = settings.mention
    this.quoted = shortQuotations(text.document)
    this.ofCandidates = scoresOfCandidates(settings, dictionary)
    this.topicBest = topic === null ? 0 : Math.abs(settings.word.topic) * TOPIC_MOST * TOPIC_SCALE + Math.abs(settings.word['topic-unknown'])
    this.weights = {
      word: order(wordFeatures, settings.word),
      phrase: order(phraseFeatures, settings.phrase),
      name: order(nameFeatures, settings.name)
    }
  }

  setOf(arc: number): FeatureSet {
    if (this.lattice.kind[arc] === WORD) return 'word'
    return isName(this.lattice, arc) ? 'name' : 'phrase'
  }

  /** Names and weighted values of an arc's features without the topic, for explaining; those that are zero may lack. */
  terms(arc: number): { code: string; value: number }[] {
    const set = this.compute(arc, false)
    const weights = this.weights[set]
    const terms: { code: string; value: number }[] = []
    for (const [index, code] of featureLists[set].entries()) {
      const value = (this.values[index] ?? 0) * (weights[index] ?? 0)
      if (value !== 0) terms.push({ code, value })
    }
    terms.push({ code: 'possessive-mended', value: this.possessive(arc) }, { code: 'mention', value: this.mention(arc) })
    return terms
  }

  /** Weighted sum of an arc's features without the topic, log10 odds. */
  score(arc: number): number {
    const isWord = this.lattice.kind[arc] === WORD && ((this.lattice.flags[arc] ?? 0) & STEMMED) === 0
    return this.mention(arc) + (isWord ? this.wordScore(arc) : this.weigh(this.compute(arc, false)) + this.possessive(arc))
  }

  /** The same for a word as it stands: what the candidate alone says is looked up, the rest added. */
  private wordScore(arc: number): number {
    const { lattice, ofCandidates, weights: { word } } = this
    const candidate = lattice.source[arc] ?? 0
    let sum = ofCandidates[candidate] ?? 0
    if (Number.isNaN(sum)) {
      fillCandidateValues(this.values, this.dictionary, this.text.model, candidate, this.text.wordOf(lattice.first[arc] ?? 0))
      sum = ofCandidates[candidate] = candidateSum(word, this.values)
    }
    const article = this.article(arc)
    const flags = lattice.flags[arc] ?? 0
    if (article !== 0) sum += (article > 0 ? word[1] : word[2]) ?? 0
    if ((flags & MID_CAPITAL) !== 0) sum += word[12] ?? 0
    if ((flags & INSIDE_NAME) !== 0) sum += word[13] ?? 0
    if ((flags & BESIDE_HYPHEN) !== 0) sum += word[17] ?? 0
    return sum + (word[11] ?? 0) * log2OfCount(lattice.rivals[arc] ?? 1) + (word[21] ?? 0) * this.rivalGain(arc)
  }

  /** What is taken from an expression that is named, not used. */
  private mention(arc: number): number {
    return this.quoted[this.lattice.first[arc] ?? 0] === 1 ? -this.mentioned : 0
  }

  /** What mending a broken possessive adds: a regular plural never takes ’s, so that the writer had a singular there. */
  private possessive(arc: number): number {
    const { lattice } = this
    if (((lattice.flags[arc] ?? 0) & STEMMED) === 0) return 0
    const { source, tokens } = this.text.document
    const last = (lattice.end[arc] ?? 1) - 1
    const end = (tokens.end[last] ?? 0) - 2
    if (tokens.possessive[last] !== 2 || !/(?:ies|[^isu]s)$/i.test(source.slice(tokens.start[last], end))) return 0
    const { outputs } = this.dictionary
    const word = outputs.model[(outputs.modelStart[(lattice.output[arc] ?? 0) + 1] ?? 0) - 1] ?? UNKNOWN
    return word >= 0 && !this.text.model.vocabulary.word(word).endsWith('s') ? this.brokenPossessive : 0
  }

  /** What the topic adds to a word's score, log10 odds. Cheap when asked in the order of the tokens. */
  topicScore(arc: number): number {
    if (this.lattice.kind[arc] !== WORD || this.topic === null) return 0
    const { outputs } = this.dictionary
    const output = this.lattice.output[arc] ?? 0
    const topic = this.topicGain(this.lattice.first[arc] ?? 0, outputs.modelStart[output] ?? 0, outputs.modelStart[output + 1] ?? 0)
    const { word } = this.weights
    return topic === null ? (word[TOPIC_UNKNOWN] ?? 0) : (word[TOPIC] ?? 0) * topicValue(topic)
  }

  private weigh(set: FeatureSet): number {
    const weights = this.weights[set]
    let sum = 0
    for (let index = 0; index < weights.length; index++) sum += (weights[index] ?? 0) * (this.values[index] ?? 0)
    return sum
  }

  /** Fills `values` for an arc and tells which list they follow. */
  compute(arc: number, withTopic = true): FeatureSet {
    const set = this.setOf(arc)
    if (set === 'word') this.wordValues(arc, withTopic)
    else if (set === 'phrase') this.phraseValues(arc)
    else fillNameValues(this.values, this, arc, this.article(arc))
    return set
  }

  /** +1 when the restoration mends a broken article before it, −1 when it breaks one. */
  article(arc: number): number {
    const first = this.lattice.first[arc] ?? 0
    const article = this.text.articleBefore(first)
    if (article === NO_ARTICLE) return 0
    const fitsStanding = this.text.articleFor(this.text.tokenWantsAn(first)) === article
    const fitsRestored = this.text.articleFor(this.dictionary.outputs.wantsAn[this.lattice.output[arc] ?? 0] === 1) === article
    return fitsStanding === fitsRestored ? 0 : fitsRestored ? 1 : -1
  }

  /** How far an arc's gain lies above the best gain of the other restorations of its token, log10, at most 0 when it is not the best. */
  private rivalGain(arc: number): number {
    const { lattice, gains } = this
    const first = lattice.first[arc] ?? 0
    let best = -5
    for (let other = lattice.from[first] ?? 0; other < (lattice.from[first + 1] ?? 0); other++) {
      if (other !== arc && lattice.kind[other] === WORD) best = Math.max(best, gains[other] ?? 0)
    }
    return clamp((gains[arc] ?? 0) - best, -3, 3)
  }

  private wordValues(arc: number, withTopic: boolean): void {
    const { values, lattice, dictionary: { outputs } } = this
    const token = lattice.first[arc] ?? 0
    const output = lattice.output[arc] ?? 0
    const flags = lattice.flags[arc] ?? 0
    const article = this.article(arc)
    fillCandidateValues(values, this.dictionary, this.text.model, lattice.source[arc] ?? 0, this.text.wordOf(token))
    values[1] = article > 0 ? 1 : 0
    values[2] = article < 0 ? 1 : 0
    values[11] = Math.log2(lattice.rivals[arc] ?? 1)
    values[12] = (flags & MID_CAPITAL) !== 0 ? 1 : 0
    values[13] = (flags & INSIDE_NAME) !== 0 ? 1 : 0
    values[17] = (flags & BESIDE_HYPHEN) !== 0 ? 1 : 0
    values[21] = this.rivalGain(arc)
    const topic = withTopic ? this.topicGain(token, outputs.modelStart[output] ?? 0, outputs.modelStart[output + 1] ?? 0) : 0
    values[TOPIC] = topic === null ? 0 : topicValue(topic)
    values[TOPIC_UNKNOWN] = topic === null && this.topic !== null ? 1 : 0
  }

  private topicGain(token: number, start: number, stop: number): number | null {
    if (this.topic === null) return null
    const standing = this.topic.standing(token)
    if (standing === null) return null
    const { vocabulary } = this.text.model
    const restored = this.topic.restored(token, this.dictionary.outputs.model, start, stop, (word) => vocabulary.lengthOf(word))
    return restored === null ? null : restored - standing
  }

  private phraseValues(arc: number): void {
    const { values, lattice, dictionary } = this
    const first = lattice.first[arc] ?? 0
    const end = lattice.end[arc] ?? 0
    const output = lattice.output[arc] ?? 0
    const { outputs, phrases } = dictionary
    const article = this.article(arc)
    const length = end - first
    values[0] = 1
    values[1] = article > 0 ? 1 : 0
    values[2] = article < 0 ? 1 : 0
    values[3] = lattice.rate[arc] === RATE_ALWAYS ? 1 : 0
    values[4] = lattice.rate[arc] === RATE_OFTEN ? 1 : 0
    values[5] = length
    values[6] = (outputs.modelStart[output + 1] ?? 0) - (outputs.modelStart[output] ?? 0) - length
    values[7] = standingAssociation(this.text, first, end)
    values[8] = Math.min(phrases.rank[lattice.source[arc] ?? 0] ?? 0, LAST_RANK)
    values[9] = length === 1 ? 1 : 0
  }
}
