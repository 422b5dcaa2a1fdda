/** Documents over a vocabulary of a few words, for tests. */
import fc from 'fast-check'
import { parseDocument, type Document } from '../../src/text/document.js'
import * as flags from '../../src/text/tokens.js'
import { buildVocabulary, Vocabulary } from '../../src/text/vocabulary.js'

/** Seed of the property tests, so that a failure can be run again. */
export const seed = 20240301

const known = ['café', "don't", 'government', "government's", 'mr', 'officials', 'soft', 'the', 'u.s.', 'view']
export const vocabulary = new Vocabulary(buildVocabulary(known))

export const parse = (source: string): Document =>
  parseDocument(source, {
    id: (word) => vocabulary.id(word),
    idOfUnits: (hash, units, length) => vocabulary.idOfUnits(hash, units, length),
    isAbbreviation: (id) => id >= 0 && vocabulary.word(id) === 'mr'
  })

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
  for (const { text, segment } of wordsOf(source)) segments[segment] = segments[segment] === undefined ? text : `${segments[segment]} ${text}`
  return segments
}

/** Everything that has gone wrong in texts before: line ends, blanks, quotes, astral and broken characters, marks, addresses. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('the', 'The', 'officials', 'government', 'U.S.', 'Mr.', 'a', 'I', 'x', '3.5', '1,000', 'well-known') },
  { weight: 3, arbitrary: fc.constantFrom(' ', ' ', '. ', ', ', '; ', ' — ', ': ', '\n', '\r\n', '\n\n', '\t', '\u00a0', '-', '  ', '! ', '…') },
  { weight: 2, arbitrary: fc.constantFrom('“', '”', '"', '‘', '’', "'", "'s", '’s', '(', ')', '[', ']', '`', '```', '* ') },
  { weight: 2, arbitrary: fc.constantFrom('😀', '\ud83d', '\ude00', '\ufeff', '\u0301', 'e\u0301', '\u200d', '\u00ad', 'İ', 'ß', 'ſ', '\u0000', '中文', '\u2028') },
  { weight: 1, arbitrary: fc.constantFrom('https://a.b/c', 'www.x', 'me@x.org', '@me', '#tag', '/usr/bin/x', 'C:\\x', '\\cite{a}', 'x.com', 'e.g.') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
)

export const nastyTexts = (maxLength = 24): fc.Arbitrary<string> => fc.array(piece, { maxLength }).map((parts) => parts.join(''))
