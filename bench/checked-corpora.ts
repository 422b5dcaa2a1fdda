/** The texts whose restorations are compared before and after a change. Nothing here depends on dictionary or weights. */
import { GARBLED_RATE } from '../eval/documents.js'
import { fullSizes, reportDocuments } from '../eval/forward.js'
import { readCleanParagraphs, readNegatives } from '../eval/harm.js'
import { subsample } from '../eval/random.js'
import { readSeeds } from '../eval/seed.js'
import { spin, type SpinOptions } from '../eval/spinner/spin.js'
import { spinnerFamilies } from '../eval/spinner/table.js'
import type { RestoreOptions } from '../src/types.js'

export interface CheckedText {
  readonly id: string
  readonly text: string
}

export interface CheckedCorpus {
  readonly name: string
  readonly texts: readonly CheckedText[]
  readonly options?: RestoreOptions
}

const RATES = [0.05, 0.1, 0.2, 0.3, GARBLED_RATE]
const FAMILY_TEXTS = 24
/** Documents of one text that is restored in one go, so that many blocks of evidence meet. */
const JOINED = 30

const numbered = (texts: readonly string[]): CheckedText[] => texts.map((text, index) => ({ id: String(index + 1), text }))

const spun = (texts: readonly CheckedText[], options: Omit<SpinOptions, 'seed'>): CheckedText[] =>
  texts.map(({ id, text }) => ({ id, text: spin(text, { ...options, seed: `${id}/${options.rate}` }).text }))

/** Ways in which the same words come: each in turn makes other tokens, blocks and cases of the seeds. */
const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'CR LF': (text) => text.replaceAll('\n', '\r\n'),
  'one line': (text) => text.replaceAll(/\s+/g, ' '),
  'a word a line': (text) => text.replaceAll(' ', '\n'),
  'no-break spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'straight quotes': (text) => text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"'),
  'combining accents': (text) => text.normalize('NFD').replaceAll('e', 'e\u0301'),
  'astral characters': (text) => text.replaceAll('. ', '. \u{1f600} '),
  'backwards': (text) => [...text].reverse().join(''),
  'twice': (text) => text + text
}

const rewritten = (seeds: readonly CheckedText[]): CheckedText[] =>
  Object.entries(WRITINGS).flatMap(([name, write]) => seeds.map(({ id, text }) => ({ id: `${id}, ${name}`, text: write(text) })))

const percent = (rate: number): string => `${Math.round(rate * 100)}%`

/** All corpora, the quick ones first. */
export function checkedCorpora(): CheckedCorpus[] {
  const seeds = [...readSeeds()].map(([id, text]) => ({ id, text }))
  const negatives = numbered(readNegatives())
  const paragraphs = numbered(readCleanParagraphs())
  const clean = reportDocuments(fullSizes.clean)
  const some = reportDocuments(fullSizes.spun)
  const few = subsample(some, FAMILY_TEXTS)
  const joined = spun(subsample(some, JOINED), { rate: 0.3 }).map(({ text }, index) => (index % 3 === 0 ? text : some[index]?.text ?? ''))
  return [
    { name: 'seeds', texts: seeds },
    { name: 'seeds, assumed spun', texts: seeds, options: { assume: 'spun' } },
    { name: 'seeds, quotes kept', texts: seeds, options: { quotes: 'keep' } },
    { name: 'seeds, other writings', texts: rewritten(seeds) },
    { name: 'hard negatives', texts: negatives },
    { name: 'hard negatives, assumed spun', texts: negatives, options: { assume: 'spun' } },
    { name: 'clean paragraphs', texts: paragraphs },
    { name: 'clean paragraphs, assumed spun', texts: paragraphs, options: { assume: 'spun' } },
    { name: 'clean Brown, report part', texts: clean },
    ...RATES.map((rate) => ({ name: `spun ${percent(rate)}`, texts: spun(some, { rate }) })),
    ...spinnerFamilies.map((family) => ({ name: `spun ${percent(GARBLED_RATE)}, ${family}`, texts: spun(few, { rate: GARBLED_RATE, family }) })),
    { name: 'one long text, a third of it spun', texts: [{ id: 'joined', text: joined.join('\n\n') }] }
  ]
}
