/** A restoration cut into rows, one a line of its source, with its edits and suggestions in their places. */
import type { Edit, Restoration } from '../../types.js'

/** An edit or a suggestion where it stands. */
export interface Mark {
  readonly edit: Edit
  readonly applied: boolean
  /** Number of the mark within its text, from 1. */
  readonly number: number
}

export interface Row {
  /** 1-based number of the row's first line. A row has several lines where an edit crosses their ends. */
  readonly line: number
  /** Text and marks, in order. */
  readonly pieces: readonly (string | Mark)[]
}

/** Rows that stand together: changed ones, or unchanged ones that a reader may skip. */
export interface Stretch {
  readonly changed: boolean
  readonly rows: readonly Row[]
}

const SKIPPED_FROM = 3

const marksOf = ({ edits, suggestions }: Restoration): Mark[] =>
  [...edits.map((edit) => ({ edit, applied: true })), ...suggestions.map((edit) => ({ edit, applied: false }))]
    .sort((a, b) => a.edit.span.start - b.edit.span.start)
    .map((mark, at) => ({ ...mark, number: at + 1 }))

const isChanged = ({ pieces }: Row): boolean => pieces.some((piece) => typeof piece !== 'string')

const isBlank = ({ pieces }: Row): boolean => pieces.every((piece) => typeof piece === 'string' && piece.trim() === '')

/** The rows that are not blank. Takes time with the length of the source. */
export function rowsOf(restoration: Restoration): Row[] {
  const { source } = restoration
  const rows: Row[] = []
  let line = 1
  let first = 1
  let pieces: (string | Mark)[] = []
  const endRow = (): void => {
    const row = { line: first, pieces }
    if (!isBlank(row)) rows.push(row)
    pieces = []
    first = line
  }
  const addText = (from: number, to: number): void => {
    let at = from
    for (let end = source.indexOf('\n', at); end !== -1 && end < to; end = source.indexOf('\n', at)) {
      pieces.push(source.slice(at, end))
      line++
      endRow()
      at = end + 1
    }
    if (at < to) pieces.push(source.slice(at, to))
  }
  let at = 0
  for (const mark of marksOf(restoration)) {
    const { span, before } = mark.edit
    addText(at, span.start)
    pieces.push(mark)
    line += before.split('\n').length - 1
    at = span.end
  }
  addText(at, source.length)
  endRow()
  return rows
}

/** Neighbouring rows joined; few unchanged rows between changed ones are not worth skipping. */
export function stretchesOf(rows: readonly Row[]): Stretch[] {
  const runs: { changed: boolean; rows: Row[] }[] = []
  for (const row of rows) {
    const changed = isChanged(row)
    const last = runs.at(-1)
    if (last?.changed === changed) last.rows.push(row)
    else runs.push({ changed, rows: [row] })
  }
  const stretches: { changed: boolean; rows: Row[] }[] = []
  for (const run of runs) {
    const changed = run.changed || run.rows.length < SKIPPED_FROM
    const last = stretches.at(-1)
    if (last && last.changed && changed) last.rows.push(...run.rows)
    else stretches.push({ changed, rows: [...run.rows] })
  }
  return stretches
}
