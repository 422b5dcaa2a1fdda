/**
 * Observed substitutions, given at run time by `--data`: each set in plain sentences. Only totals are
 * printed, so that sets kept for measuring stay unread.
 */
import type { RestoreOptions } from '../src/types.js'
import { clean, filled, garbled, joined } from './documents.js'
import type { Piece } from './documents.js'
import { readLines, readTable } from './data.js'
import type { Row, Section } from './layout.js'
import { count, recall } from './metrics.js'
import { hashOf } from '../src/text/vocabulary.js'
import { reachOf } from './runner.js'
import type { Runner } from './runner.js'
import { spinnerFamilies } from './spinner/table.js'

/** An observed substitution. Several right originals stand apart by `|`. */
export interface Pair {
  readonly spun: string
  readonly restored: readonly string[]
}

/** Expressions in one carrier document: as many tortured phrases as a paper of that kind shows on a page. */
const PER_DOCUMENT = 10
const PAIRS_PER_DOCUMENT = 5
const GARBLED_WORDS_BETWEEN = 40

/** Splits items into documents, always the same ones, with neighbours of the list far apart. */
export function dealt<Item>(items: readonly Item[], size: number, key: (item: Item) => string): Item[][] {
  const order = [...items].sort((a, b) => hashOf(key(a)) - hashOf(key(b)) || (key(a) < key(b) ? -1 : 1))
  return Array.from({ length: Math.ceil(order.length / size) }, (_, index) => order.slice(index * size, (index + 1) * size))
}

const frameFor = (frames: readonly string[], document: number, place: number): string =>
  frames[(document * 7 + place * 3) % frames.length] ?? '{}.'

/** Documents of plain scientific sentences with the pairs' spun sides as their terms. */
export function scienceDocuments(pairs: readonly Pair[]): Piece[] {
  const frames = readLines('carriers', 'science.txt')
  return dealt(pairs, PER_DOCUMENT, ({ spun }) => spun).map((group, document) =>
    joined(group.map(({ spun, restored }, place) => filled(frameFor(frames, document, place), spun, restored, 'pair')))
  )
}

/** Documents of plain sentences with the pairs' spun sides, between garbled news; only the pairs are references. */
export function plainDocuments(pairs: readonly Pair[]): Piece[] {
  const frames = readLines('carriers', 'plain.txt')
  return dealt(pairs, PAIRS_PER_DOCUMENT, ({ spun }) => spun).map((group, document) => {
    const family = spinnerFamilies[document % 2] ?? 'newswire'
    const pieces = group.flatMap(({ spun, restored }, place) => [
      clean(garbled(`carrier/${document}/${place}`, GARBLED_WORDS_BETWEEN, family).text),
      filled(frameFor(frames, document, place), spun, restored, 'pair')
    ])
    return joined(pieces)
  })
}

/** Restores documents and counts only the references of kind `pair`. */
function pairRow(runner: Runner, name: string, documents: readonly Piece[], options: RestoreOptions = {}): Row {
  const runs = documents.map((piece, index) => runner.run(`${name} ${index + 1}`, piece, options))
  const judgements = runs.map(({ judgement }) => judgement)
  const counts = count(judgements, 'acceptable', { reference: 'pair' })
  const detected = count(judgements, 'detected', { reference: 'pair' })
  const found = `${counts.found} of ${counts.expected} restored, ${detected.found} touched`
  const reach = reachOf(runs)
  return { name, texts: documents.length, recall: recall(counts), ...(reach === undefined ? {} : { reach }), remark: found }
}

/** Each pair in a sentence of its own, told to be spun; the frame is as good as any for a name, not for every word. */
function assumedRow(runner: Runner, name: string, pairs: readonly Pair[]): Row {
  const [frame = '{}'] = readLines('carriers', 'plain.txt')
  return pairRow(runner, name, pairs.map(({ spun, restored }) => filled(frame, spun, restored, 'pair')), { assume: 'spun' })
}

const asPair = (row: ReadonlyMap<string, string>, spun: string, restored: string): Pair => ({
  spun: row.get(spun) ?? '',
  restored: (row.get(restored) ?? '').split('|').map((text) => text.trim())
})

const notMeasured = (name: string): Row => ({ name, remark: 'not measured (give --data DIR)' })

function pairRows(runner: Runner, directory: string | undefined, file: string): Row[] {
  const name = file.replace('.tsv', '')
  const rows = readTable(directory, file, ['spun', 'restored', 'class'])
  if (!rows) return [notMeasured(name)]
  const pairs = (classes: readonly string[]): Pair[] =>
    rows
      .filter((row) => classes.includes((row.get('class') ?? '').trim().slice(0, 1)))
      .map((row) => asPair(row, 'spun', 'restored'))
  return [
    ...['a', 'b', 'c'].map((letter) => assumedRow(runner, `${name}, class ${letter}, each alone, assumed spun`, pairs([letter]))),
    pairRow(runner, `${name}, a and b between garbled news`, plainDocuments(pairs(['a', 'b'])))
  ]
}

function torturedRows(runner: Runner, directory: string | undefined): Row[] {
  const rows = readTable(directory, 'tortured.tsv', ['tortured', 'expected'])
  if (!rows) return [notMeasured('tortured')]
  const documents = scienceDocuments(rows.map((row) => asPair(row, 'tortured', 'expected')))
  return [pairRow(runner, `tortured, ${PER_DOCUMENT} a text`, documents)]
}

/** The section "data" of the table. */
export function dataSection(runner: Runner, directory: string | undefined): Section {
  const rows = [
    ...pairRows(runner, directory, 'pairs.tsv'),
    ...pairRows(runner, directory, 'pairs-measure.tsv'),
    ...torturedRows(runner, directory)
  ]
  return { title: 'Observed substitutions (--data)', rows }
}
