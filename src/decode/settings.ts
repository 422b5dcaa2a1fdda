/** Fitted and chosen numbers of the decoder. They are data: `models/en/weights.json` holds them, `npm run train` writes it. */
import { UnspinError } from '../types.js'

/** Terms of a word's channel score, in the order of the fitted weights. */
export const wordFeatures = [
  'bias', 'article-mended', 'article-broken', 'always', 'often', 'topic', 'topic-unknown', 'frequency-ratio', 'frequency',
  'rank', 'first-original', 'rivals', 'mid-capital', 'inside-name', 'several-words', 'inflected', 'fan-out', 'hyphen', 'lm-unknown',
  'function-word', 'standing-fan-out', 'rival'
] as const

export const phraseFeatures = [
  'bias', 'article-mended', 'article-broken', 'always', 'often', 'length', 'length-change', 'association', 'rank', 'single-word'
] as const

export const nameFeatures = [
  'bias', 'proper', 'proper-lower', 'length', 'replaced', 'association', 'lower', 'article-mended', 'article-broken', 'protected', 'first-original',
  'gain', 'cohesion', 'kept', 'surface-seen', 'seldom', 'kinship', 'surface-kinship', 'kinship-unknown', 'field-term'
] as const

export type Weights<Feature extends string> = Readonly<Record<Feature, number>>

/**
 * Terms of an edit's calibrated log10 odds, in the order of the fitted weights: its total, whether it is no edit of the
 * search but an arc taken alone; for a name its rivals (`same`, `within`, `across`); for one that is not proper also that,
 * whether it is one of science, and the probabilities that terms around it were spun, and that the prose was. In spun prose
 * words that were replaced one by one often walk to a name that nobody wrote, and most often to a term of science.
 */
export const calibrationTerms = [
  'bias', 'total', 'alone', 'same', 'within', 'across', 'common-name', 'science', 'spun-terms', 'spun-prose', 'science-in-spun-prose'
] as const

/** Candidates that speak alike in the evidence. */
export const ratioGroups = ['word', 'wordAlways', 'phrase', 'phraseAlways', 'name', 'properName'] as const
export type RatioGroup = (typeof ratioGroups)[number]

/** Likelihood ratio of a token being spun: 10^(slope · score + offset), held within bounds. */
export interface RatioCurve {
  readonly slope: number
  readonly offset: number
  readonly least: number
  readonly most: number
}

export type DecodedKind = 'word' | 'phrase' | 'name' | 'fuzzy'

export interface DecoderSettings {
  readonly word: Weights<(typeof wordFeatures)[number]>
  readonly phrase: Weights<(typeof phraseFeatures)[number]>
  readonly name: Weights<(typeof nameFeatures)[number]>
  /** Penalty of a spelling slip, log10 odds. */
  readonly slip: number
  /** Bonus for mending a plural that carries the possessive of a singular ("authorities’s"), log10 odds. */
  readonly brokenPossessive: number
  /** Taken from expressions in quotation marks of their own, log10 odds: they are named, not used. */
  readonly mention: number
  /** Weight of the language model's log10 ratio. */
  readonly lambda: number
  /** Bonus a word, log10, which keeps longer readings from being punished for their length. */
  readonly lengthBonus: number
  /** Language model value of an unknown word, and the least value of any, log10. */
  readonly unknownWord: number
  readonly floor: number
  /** Bound on a single arc's language-model ratio, log10. */
  readonly mostLanguageModel: number
  /** Threshold added to every edit while searching, and the least margin at which an edit is kept, log10 odds. */
  readonly searchBase: number
  readonly keepMargin: number
  /** Share of the total rate that an unlikely family keeps. */
  readonly familyFloor: number
  readonly beam: number
  /** Bonus of a substitution that is a habit of the family that spun the text, log10 odds at full certainty of the family. */
  readonly habit: number
  /** Bonus for a substitution that the article shows elsewhere too, log10 odds. */
  readonly consistency: number
  /** Prior probability that a block is clean. */
  readonly priorClean: number
  /** How a candidate's score speaks for its token being spun, by group of candidates. */
  readonly ratio: Readonly<Record<RatioGroup, RatioCurve>>
  /** What each term of science that stands intact says of the terms around it: log10 likelihood ratio, spun to not. */
  readonly intactTerm: number
  /** An `always` phrase whose standing words go together better than this, log10, speaks as a `context` phrase. */
  readonly associationMost: number
  /** Share of the rest of the document in a block's evidence, and of its neighbours. */
  readonly documentShare: number
  readonly neighbourShare: number
  /** Words either side that make the topic. */
  readonly topicWindow: number
  /** Added to a word edit whose part of speech the analyser contradicts, log10 odds: below 0. */
  readonly contradiction: number
  readonly calibration: Readonly<Record<DecodedKind, Weights<(typeof calibrationTerms)[number]>>>
  /** Default threshold of applied edits. */
  readonly minConfidence: number
}

/** Checks that a parsed weights file has every number. @throws UnspinError `UNSPIN_WEIGHTS` naming what is missing. */
export function parseSettings(value: unknown, file: string): DecoderSettings {
  const missing: string[] = []
  const isRecord = (item: unknown): item is Record<string, unknown> => typeof item === 'object' && item !== null
  const demand = (path: string, item: unknown, keys: readonly string[]): void => {
    for (const key of keys) if (!isRecord(item) || typeof item[key] !== 'number') missing.push(`${path}${key}`)
  }
  const root = isRecord(value) ? value : {}
  demand('word.', root['word'], wordFeatures)
  demand('phrase.', root['phrase'], phraseFeatures)
  demand('name.', root['name'], nameFeatures)
  demand('', root, [
    'slip', 'brokenPossessive', 'mention', 'contradiction', 'lambda', 'lengthBonus', 'unknownWord', 'floor', 'mostLanguageModel', 'searchBase', 'keepMargin', 'familyFloor', 'beam', 'habit',
    'consistency', 'priorClean', 'documentShare', 'neighbourShare', 'topicWindow', 'minConfidence', 'associationMost', 'intactTerm'
  ])
  for (const group of ratioGroups) {
    demand(`ratio.${group}.`, isRecord(root['ratio']) ? root['ratio'][group] : undefined, ['slope', 'offset', 'least', 'most'])
  }
  for (const kind of ['word', 'phrase', 'name', 'fuzzy']) {
    demand(`calibration.${kind}.`, isRecord(root['calibration']) ? root['calibration'][kind] : undefined, calibrationTerms)
  }
  if (isSettings(root, missing)) return root
  throw new UnspinError('UNSPIN_WEIGHTS', `the decoder's weights lack ${missing.join(', ')}`, { file, hint: 'fit them again with `npm run train`' })
}

function isSettings(_value: unknown, missing: readonly string[]): _value is DecoderSettings {
  return missing.length === 0
}
