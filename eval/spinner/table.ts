/** The spinner's frozen table: what an original becomes, form by form. See eval/README.md for how it was made. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UnspinError } from '../../src/types.js'

export const spinnerFamilies = ['newswire', 'withinside', 'tortured', 'boulevard', 'round-trip'] as const
export type SpinnerFamily = (typeof spinnerFamilies)[number]

/** Weights are fitted on one half of the rows and reported on the other as well. */
export type Half = 'fit' | 'report'

/** `held-out` rows were written for the measure and kept from the dictionary. */
export type RowSource = 'draft' | 'held-out'

/** One row: a spun expression and the originals that it can stand for, likeliest first. */
export interface SpinnerRow {
  /** Line of the table, as identity. */
  readonly line: number
  readonly layer: 'word' | 'phrase'
  readonly half: Half
  readonly source: RowSource
  readonly pos: string
  readonly families: ReadonlySet<SpinnerFamily>
  /** Spun forms, the base first. */
  readonly spun: readonly string[]
  /** For each original its forms, aligned with `spun`. */
  readonly originals: readonly (readonly string[])[]
}

/** A way to spin one form of an original. */
export interface Replacement {
  readonly row: SpinnerRow
  /** Place of the original in its row, from 0. */
  readonly rank: number
  /** Base form of the original: the spinner is consistent in it. */
  readonly lemma: string
  readonly original: string
  readonly spun: string
}

export interface SpinnerTable {
  readonly rows: readonly SpinnerRow[]
  /** Replacements by the original form in lower case. */
  readonly byOriginal: ReadonlyMap<string, readonly Replacement[]>
  /** All ways to spin a lemma, by the lemma in lower case: one for each row and rank. */
  readonly byLemma: ReadonlyMap<string, readonly Replacement[]>
  /** Longest original or name, in words, that starts with a word in lower case. */
  readonly longest: ReadonlyMap<string, number>
  /** Correct expressions by their lower case: the spelling proper. */
  readonly names: ReadonlyMap<string, string>
}

const letters: Readonly<Record<string, SpinnerFamily>> = {
  N: 'newswire',
  W: 'withinside',
  T: 'tortured',
  B: 'boulevard',
  R: 'round-trip'
}

const here = dirname(fileURLToPath(import.meta.url))

/** Words with their inner apostrophes; dotted initialisms are one word. */
export const wordPattern = /(?:\p{L}\.){2,}|[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu

function readRows(file: string, columns: number): string[][] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  return lines.map((line, index) => {
    const fields = line.split('\t')
    if (fields.length !== columns) {
      throw new UnspinError('UNSPIN_EVAL_DATA', `expected ${columns} columns`, { file, line: index + 2 })
    }
    return fields
  })
}

function parseRow(fields: readonly string[], line: number): SpinnerRow {
  const [layer, half, source, pos = '', families = '', , spun = '', originals = ''] = fields
  return {
    line,
    layer: layer === 'word' ? 'word' : 'phrase',
    half: half === 'fit' ? 'fit' : 'report',
    source: source === 'held-out' ? 'held-out' : 'draft',
    pos,
    families: new Set([...families].flatMap((letter) => letters[letter] ?? [])),
    spun: spun.split(';'),
    originals: originals.split('|').map((forms) => forms.split(';'))
  }
}

function* replacementsOf(row: SpinnerRow): Generator<Replacement> {
  for (const [rank, forms] of row.originals.entries()) {
    const lemma = forms[0] ?? ''
    for (const [at, original] of forms.entries()) {
      const spun = row.spun[at]
      if (spun !== undefined && spun !== original) yield { row, rank, lemma, original, spun }
    }
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Indexes rows and correct expressions for {@link spin}. */
export function buildTable(rows: readonly SpinnerRow[], names: readonly string[]): SpinnerTable {
  const byOriginal = new Map<string, Replacement[]>()
  const byLemma = new Map<string, Replacement[]>()
  const longest = new Map<string, number>()
  const measure = (expression: string): void => {
    const words = expression.toLowerCase().match(wordPattern) ?? []
    const first = words[0]
    if (first !== undefined) longest.set(first, Math.max(longest.get(first) ?? 1, words.length))
  }
  for (const row of rows) {
    const seen = new Set<string>()
    for (const replacement of replacementsOf(row)) {
      const key = replacement.original.toLowerCase()
      push(byOriginal, key, replacement)
      measure(key)
      if (!seen.has(replacement.lemma)) push(byLemma, replacement.lemma.toLowerCase(), replacement)
      seen.add(replacement.lemma)
    }
  }
  names.forEach(measure)
  return { rows, byOriginal, byLemma, longest, names: new Map(names.map((name) => [name.toLowerCase(), name])) }
}

let frozen: SpinnerTable | undefined

/** The committed table. */
export function frozenTable(): SpinnerTable {
  frozen ??= buildTable(
    readRows(join(here, 'table.tsv'), 8).map((fields, index) => parseRow(fields, index + 2)),
    readRows(join(here, 'names.tsv'), 2).map(([, name = '']) => name)
  )
  return frozen
}
