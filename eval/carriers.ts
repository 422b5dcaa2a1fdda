/**
 * Observed substitutions, given at run time by `--data`: pairs in the sentences that were written for them,
 * tortured phrases in frames. Only totals are printed, so that sets kept for measuring stay unread.
 */
import type { NameEntry } from '../src/dictionary/entries.js'
import type { RestoreOptions } from '../src/types.js'
import { clean, filled, garbled, joined } from './documents.js'
import type { Piece } from './documents.js'
import { readLines, readTable } from './data.js'
import type { Row, Section } from './layout.js'
import { lossRows } from './losses.js'
import { countRegions, fHalf, precision, recall } from './metrics.js'
import { hashOf } from '../src/text/vocabulary.js'
import { reachOf } from './runner.js'
import type { Run, Runner } from './runner.js'
import { readSentences, sentenceFor, sentenceKey } from './sentences.js'
import type { Sentences } from './sentences.js'
import { spinnerFamilies } from './spinner/table.js'

/** An observed substitution. Several right originals stand apart by `|`. */
export interface Pair {
  readonly spun: string
  readonly restored: readonly string[]
}

/** A pair with the sentence that was written for it, and its class: a name or term, b word, c function word or tense. */
export interface CarriedPair extends Pair {
  readonly key: string
  readonly sentence: string
  readonly kind: string
}

/** Expressions in one carrier document: as many tortured phrases as a paper of that kind shows on a page. */
const PER_DOCUMENT = 10
const PAIRS_PER_DOCUMENT = 5
const GARBLED_WORDS_BETWEEN = 40

/** Classes that are asked for; the rest of a table is what nobody could restore. */
const classes = ['a', 'b', 'c']

/** Kinds of tortured phrases: whether the expected term is a correct expression of the dictionary. */
const LISTED = 'listed term'
const UNLISTED = 'unlisted term'

/** Splits items into documents, always the same ones, with neighbours of the list far apart. */
export function dealt<Item>(items: readonly Item[], size: number, key: (item: Item) => string): Item[][] {
  const order = [...items].sort((a, b) => hashOf(key(a)) - hashOf(key(b)) || (key(a) < key(b) ? -1 : 1))
  return Array.from({ length: Math.ceil(order.length / size) }, (_, index) => order.slice(index * size, (index + 1) * size))
}

const frameFor = (frames: readonly string[], document: number, place: number): string =>
  frames[(document * 7 + place * 3) % frames.length] ?? '{}.'

/** Documents of plain scientific sentences with the pairs' spun sides as their terms, of the kind that the pair has. */
export function scienceDocuments(pairs: readonly Pair[], kindOf: (pair: Pair) => string): Piece[] {
  const frames = readLines('carriers', 'science.txt')
  return dealt(pairs, PER_DOCUMENT, ({ spun }) => spun).map((group, document) =>
    joined(group.map((pair, place) => filled(frameFor(frames, document, place), pair.spun, pair.restored, kindOf(pair))))
  )
}

/** A pair's spun side in its sentence. */
export const carried = ({ spun, restored, sentence, kind }: CarriedPair): Piece => filled(sentence, spun, restored, kind)

/** Documents of garbled news with a pair's sentence after each few lines of it; only the pairs are references. */
export function garbledDocuments(pairs: readonly CarriedPair[]): Piece[] {
  return dealt(pairs, PAIRS_PER_DOCUMENT, ({ key }) => key).map((group, document) => {
    const family = spinnerFamilies[document % 2] ?? 'newswire'
    const news = (place: number): Piece =>
      clean(garbled(`carrier/${document}/${place}`, GARBLED_WORDS_BETWEEN, family).text)
    return joined([...group.flatMap((pair, place) => [news(place), carried(pair)]), news(group.length)])
  })
}

const runsOf = (runner: Runner, name: string, documents: readonly Piece[], options: RestoreOptions = {}): Run[] =>
  documents.map((piece, index) => runner.run(`${name} ${index + 1}`, piece, options))

/** Rows of the table and of the section that says where references were lost. */
interface Rows {
  readonly rows: readonly Row[]
  readonly lost: readonly Row[]
}

/** The references of some kinds: what was restored, what was touched, what the candidates reach, and where the rest is lost. */
function regionRows(name: string, runs: readonly Run[], kinds: readonly string[]): Rows {
  const asked = (kind: string): boolean => kinds.includes(kind)
  const holding = runs.filter(({ references }) => references.some(({ kind }) => asked(kind)))
  const counts = countRegions(holding.map(({ judgement }) => judgement), asked)
  const reach = reachOf(holding, asked)
  const row = {
    name,
    texts: holding.length,
    precision: precision(counts),
    recall: recall(counts),
    fHalf: fHalf(counts),
    ...(reach === undefined ? {} : { reach }),
    remark: `${counts.found} of ${counts.expected} restored, ${counts.proposed} touched`
  }
  return { rows: [row], lost: lossRows(name, holding, asked) }
}

const together = (parts: readonly Rows[]): Rows => ({
  rows: parts.flatMap(({ rows }) => rows),
  lost: parts.flatMap(({ lost }) => lost)
})

const notMeasured = (name: string): Rows => ({ rows: [{ name, remark: 'not measured (give --data DIR)' }], lost: [] })

/** The pairs of a table with their sentences, each once. Blanks at an end belong to an expression. */
function carriedPairs(rows: readonly ReadonlyMap<string, string>[], file: string, sentences: Sentences): CarriedPair[] {
  const pairs = new Map<string, CarriedPair>()
  for (const [index, row] of rows.entries()) {
    const kind = (row.get('class') ?? '').trim().slice(0, 1)
    if (!classes.includes(kind)) continue
    const spun = row.get('spun') ?? ''
    const restored = row.get('restored') ?? ''
    const key = sentenceKey(spun, restored)
    // The header is line 1.
    const sentence = sentenceFor(sentences, key, `${file}, line ${index + 2}`)
    pairs.set(key, { key, spun, restored: restored.split('|'), sentence, kind })
  }
  return [...pairs.values()]
}

function pairRows(runner: Runner, directory: string | undefined, file: string, sentences: Sentences): Rows {
  const name = file.replace('.tsv', '')
  const rows = readTable(directory, file, ['spun', 'restored', 'class'])
  if (!rows) return notMeasured(name)
  const pairs = carriedPairs(rows, file, sentences)
  const alone = runsOf(runner, `${name}, alone`, pairs.map(carried), { assume: 'spun' })
  const around = runsOf(runner, `${name}, around`, garbledDocuments(pairs))
  return together([
    ...classes.map((letter) => regionRows(`${name}, class ${letter}, each alone, assumed spun`, alone, [letter])),
    ...classes.map((letter) => regionRows(`${name}, class ${letter}, in garbled paragraphs`, around, [letter])),
    regionRows(`${name}, a and b, in garbled paragraphs`, around, ['a', 'b'])
  ])
}

const asPhrase = (row: ReadonlyMap<string, string>): Pair => ({
  spun: row.get('tortured') ?? '',
  restored: (row.get('expected') ?? '').split('|').map((text) => text.trim())
})

/** An expression as two spellings of it are compared: case, hyphens and a plural s do not count. */
const comparable = (expression: string): string => expression.toLowerCase().replace(/[\s-]+/g, ' ').trim().replace(/s$/, '')

function torturedRows(runner: Runner, directory: string | undefined, names: readonly NameEntry[]): Rows {
  const rows = readTable(directory, 'tortured.tsv', ['tortured', 'expected'])
  if (!rows) return notMeasured('tortured')
  const known = new Set(names.map(({ name }) => comparable(name)))
  const kindOf = ({ restored }: Pair): string => (restored.some((term) => known.has(comparable(term))) ? LISTED : UNLISTED)
  const runs = runsOf(runner, 'tortured', scienceDocuments(rows.map(asPhrase), kindOf))
  return together([
    regionRows(`tortured, ${PER_DOCUMENT} a text`, runs, [LISTED, UNLISTED]),
    regionRows('tortured, expected term in the lexicon', runs, [LISTED]),
    regionRows('tortured, expected term not in it', runs, [UNLISTED])
  ])
}

/**
 * The section "data" of the table. `names` are the dictionary's correct expressions.
 * @throws UnspinError `UNSPIN_EVAL_DATA` when a table lacks a column, or a pair its sentence.
 */
export function dataSection(
  runner: Runner,
  directory: string | undefined,
  names: readonly NameEntry[],
  sentences = readSentences()
): Section {
  const measured = together([
    pairRows(runner, directory, 'pairs.tsv', sentences),
    pairRows(runner, directory, 'pairs-measure.tsv', sentences),
    torturedRows(runner, directory, names)
  ])
  return { title: 'Observed substitutions (--data)', ...measured }
}
