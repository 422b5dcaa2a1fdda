/** The texts that are timed: clean, mixed and garbled articles from the tune part of the Brown corpus. */
import { brownDocuments, type BrownDocument } from '../eval/brown.js'
import { GARBLED_RATE } from '../eval/documents.js'
import { countWords } from '../eval/metrics.js'
import { subsample } from '../eval/random.js'
import { spin } from '../eval/spinner/spin.js'
import { spinnerFamilies } from '../eval/spinner/table.js'

/** Texts that are restored one by one, and timed together. */
export interface Corpus {
  readonly name: string
  readonly texts: readonly string[]
}

export const wordsOf = ({ texts }: Corpus): number => texts.reduce((sum, text) => sum + countWords(text), 0)

/** An article as they are on the web: 6 kB, or 1,000 words. */
export const ARTICLE = 6000
const ARTICLES = 20
/** One article in so many of the mixed ones is garbled. */
const ONE_IN = 20

/** The beginning of a text, up to the last blank within the length. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const blank = text.lastIndexOf(' ', length)
  return text.slice(0, blank > 0 ? blank : length)
}

/** As on real spun pages; the families take turns. */
const garble = (text: string, index: number): string =>
  spin(text, { rate: GARBLED_RATE, seed: String(index), family: spinnerFamilies[index % spinnerFamilies.length] ?? 'mixture' }).text

const mix = (texts: readonly string[]): string[] => texts.map((text, index) => (index % ONE_IN === ONE_IN >> 1 ? garble(text, index) : text))

export interface Texts {
  readonly clean: Corpus
  readonly mixed: Corpus
  readonly garbled: Corpus
  /** Mixed text in pieces of growing length. */
  readonly lengths: readonly Corpus[]
  /** Mixed text of the greatest length that a restorer takes. */
  readonly longest: Corpus
}

const TOTAL = 300_000
const LENGTHS = [1000, ARTICLE, 100_000]
const LONGEST = 10_000_000

/** The text in pieces of a length, cut anywhere. */
const pieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.floor(text.length / length) }, (_, index) => text.slice(index * length, (index + 1) * length))

/** So many articles of the documents, which come again when there are too few. */
const articles = (documents: readonly BrownDocument[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => cut(documents[index % documents.length]?.text ?? '', ARTICLE))

/** Mixed articles, joined and cut to a length. */
const joined = (documents: readonly BrownDocument[], length: number): string =>
  mix(articles(documents, Math.ceil((1.2 * length) / ARTICLE))).join('\n\n').slice(0, length)

export function benchTexts(): Texts {
  const documents = brownDocuments('tune')
  const clean = articles(subsample(documents, ARTICLES), ARTICLES)
  const long = joined(documents, TOTAL)
  return {
    clean: { name: 'clean', texts: clean },
    mixed: { name: 'mixed', texts: mix(clean) },
    garbled: { name: 'garbled', texts: clean.map(garble) },
    lengths: LENGTHS.map((length) => ({ name: `${length / 1000} kB`, texts: pieces(long, length) })),
    longest: { name: '10 MB', texts: [joined(documents, LONGEST)] }
  }
}
