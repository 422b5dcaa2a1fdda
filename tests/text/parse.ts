/** Documents over a vocabulary of a few words, for tests. */
import fc from 'fast-check'
import { parseDocument, type Document } from '../../src/text/document.js'
import * as flags from '../../src/text/tokens.js'
import type { WordIds } from '../../src/text/tokenize.js'
import { buildVocabulary, type ContinuedVocabulary, Vocabulary } from '../../src/text/vocabulary.js'

/** Seed of the property tests, so that a failure can be run again. */
export const seed = 20240301

const known = ['café', "don't", 'government', "government's", 'mr', 'officials', 'soft', 'the', 'u.s.', 'view']
export const vocabulary = new Vocabulary(buildVocabulary(known))

/** The words of a vocabulary as the scanner asks for them. */
export function wordIds(words: Vocabulary | ContinuedVocabulary, isAbbreviation: (id: number) => boolean = () => false): WordIds {
  return {
    id: (word) => words.id(word),
    idOfUnits: (hash, units, length) => words.idOfUnits(hash, units, length),
    isAbbreviation
  }
}

export const parse = (source: string): Document =>
  parseDocument(source, wordIds(vocabulary, (id) => id === vocabulary.id('mr')))

/** The flags that tests ask for, by name. */
type FlagName = Exclude<keyof typeof flags, 'TokenBuilder'>

export interface Word {
  readonly text: string
  readonly word: number
  readonly stem: number
  readonly possessive: number
  readonly segment: number
  has(flag: FlagName): boolean
}

export function wordsOf(source: string): Word[] {
  const { tokens } = parse(source)
  return Array.from({ length: tokens.count }, (_, index) => ({
    text: source.slice(tokens.start[index], tokens.end[index]),
    word: tokens.word[index] ?? NaN,
    stem: tokens.stem[index] ?? NaN,
    possessive: tokens.possessive[index] ?? NaN,
    segment: tokens.segment[index] ?? NaN,
    has: (flag) => ((tokens.flags[index] ?? 0) & flags[flag]) !== 0
  }))
}

export const textsOf = (source: string): string[] => wordsOf(source).map(({ text }) => text)

/** The words that carry a flag. */
export const flagged = (source: string, flag: FlagName): string[] =>
  wordsOf(source).filter((word) => word.has(flag)).map(({ text }) => text)

/** The words of each segment, joined by blanks. */
export function segmentsOf(source: string): string[] {
  const segments: string[] = []
  for (const { text, segment } of wordsOf(source)) {
    const before = segments[segment]
    segments[segment] = before === undefined ? text : `${before} ${text}`
  }
  return segments
}

/** Everything that has gone wrong in texts before: line ends, blanks, quotes, astral and broken characters, marks, addresses. */
const words = ['the', 'The', 'officials', 'government', 'U.S.', 'Mr.', 'a', 'I', 'x', '3.5', '1,000', 'well-known']
const gaps = [' ', ' ', '. ', ', ', '; ', ' — ', ': ', '\n', '\r\n', '\n\n', '\t', '\u00a0', '-', '  ', '! ', '…']
const quotes = ['“', '”', '"', '‘', '’', "'", "'s", '’s', '(', ')', '[', ']', '`', '```', '* ']
const odd = [
  '😀', '\ud83d', '\ude00', '\ufeff', '\u0301', 'e\u0301', '\u200d', '\u00ad', 'İ', 'ß', 'ſ', '\u0000', '中文', '\u2028'
]
const addresses = ['https://a.b/c', 'www.x', 'me@x.org', '@me', '#tag', '/usr/bin/x', 'C:\\x', '\\cite{a}', 'x.com', 'e.g.']
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 3, arbitrary: fc.constantFrom(...gaps) },
  { weight: 2, arbitrary: fc.constantFrom(...quotes) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.constantFrom(...addresses) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
)

export const nastyTexts = (maxLength = 24): fc.Arbitrary<string> => fc.array(piece, { maxLength }).map((parts) => parts.join(''))
