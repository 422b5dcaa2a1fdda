/** The one table that the evaluation prints. */
import { count, fHalf, precision, recall } from './metrics.js'
import { editsOf, reachOf, wordsOf } from './runner.js'
import type { Run } from './runner.js'

/** A line of the table. A missing figure is an empty cell. */
export interface Row {
  readonly name: string
  readonly texts?: number
  readonly words?: number
  readonly edits?: number
  readonly precision?: number
  readonly recall?: number
  readonly fHalf?: number
  readonly detection?: number
  /** Share of the references that are among the candidates. */
  readonly reach?: number
  /** Edits per 10,000 words of text that should stay. */
  readonly harm?: number
  readonly remark?: string
}

/** A block of rows, with lists that are printed below the table. */
export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
  /** Rows for the section that says where references were lost. */
  readonly lost?: readonly Row[]
  readonly lists?: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

const headings = ['', 'texts', 'words', 'edits', 'P', 'R', 'F0.5', 'found F0.5', 'reach', 'per 10k', '']

const whole = (value: number | undefined): string => (value === undefined ? '' : value.toLocaleString('en-US'))
const share = (value: number | undefined): string => (value === undefined ? '' : formatShare(value))

/** A share as `.742`, `1.00` or `–` when nothing was counted. */
export function formatShare(value: number): string {
  if (Number.isNaN(value)) return '–'
  return value >= 0.9995 ? '1.00' : value.toFixed(3).replace(/^0/, '')
}

function cells(row: Row): string[] {
  const figures = [share(row.precision), share(row.recall), share(row.fHalf), share(row.detection), share(row.reach)]
  const harm = row.harm === undefined ? '' : row.harm.toFixed(2)
  return [`  ${row.name}`, whole(row.texts), whole(row.words), whole(row.edits), ...figures, harm, row.remark ?? '']
}

/** The sections as one aligned table, then their lists. */
export function formatTable(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, rows }) => [[title], ...rows.map(cells)])
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...lines.filter((line) => line.length > 1).map((line) => line[column]?.length ?? 0))
  )
  const last = headings.length - 1
  const aligned = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return column === 0 || column === last ? cell.padEnd(width) : cell.padStart(width)
  }
  const format = (line: readonly string[]): string => line.map(aligned).join('  ').trimEnd()
  const table = [headings, ...lines].map(format).join('\n')
  const lists = sections.flatMap((section) => section.lists ?? []).filter((list) => list.lines.length > 0)
  return [table, ...lists.map((list) => [list.title, ...list.lines.map((line) => `  ${line}`)].join('\n'))].join('\n\n') + '\n'
}

/** Correction and detection over runs. */
export function scoreRow(name: string, runs: readonly Run[], remark?: string): Row {
  const judgements = runs.map(({ judgement }) => judgement)
  const exact = count(judgements, 'exact')
  const reach = reachOf(runs)
  return {
    name,
    texts: runs.length,
    words: wordsOf(runs),
    edits: exact.proposed,
    precision: precision(exact),
    recall: recall(exact),
    fHalf: fHalf(exact),
    detection: fHalf(count(judgements, 'detected')),
    ...(reach === undefined ? {} : { reach }),
    ...(remark === undefined ? {} : { remark })
  }
}

/** Edits on text that should stay. */
export function harmRow(name: string, runs: readonly Run[]): Row {
  const edits = editsOf(runs).length
  const words = wordsOf(runs)
  const touched = runs.filter(({ restoration }) => restoration.edits.length > 0).length
  return { name, texts: runs.length, words, edits, harm: (edits / words) * 10_000, remark: `${touched} texts touched` }
}
