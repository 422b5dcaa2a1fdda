/** A summary and a table of edits for each text, in GitHub's Markdown: for comments on pull requests. */
import type { Edit } from '../types.js'
import { looksSpun } from './diagnose.js'
import type { Formatter, NamedRestoration } from './formatter.js'
import { LineIndex } from './lines.js'
import { twoDecimals, visible } from './paint.js'
import { counted, summaryOf, totalsOf } from './totals.js'

/** Most characters of a report: GitHub takes 65,536 a comment, GitLab a million. */
const MOST = 60_000

/** Room kept for the heading of a text and for what was left out. */
const MARGIN = 600

/** Most characters of one expression that a cell shows. */
const MOST_IN_CELL = 200

/** What no code span can hold in a table: its fence, the column's end, and what escapes that. */
const NEEDS_ENTITIES = /[`|\\]|^\s|\s$/

/** Half of a pair of surrogates, at the end of a text that was cut. */
const CUT_PAIR = /\p{Surrogate}$/u

const entity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`

/**
 * Text that a reader sees as it is. In code nothing is markup, a mention or a link; where a code span cannot hold the
 * text, HTML's element does, with every sign that Markdown could read written as an entity.
 */
export function code(text: string): string {
  const shown = visible(text.length > MOST_IN_CELL ? `${text.slice(0, MOST_IN_CELL).replace(CUT_PAIR, '')}…` : text)
  if (shown === '') return ''
  return NEEDS_ENTITIES.test(shown) ? `<code>${shown.replace(/[\p{P}\p{S}]|^\s|\s$/gu, entity)}</code>` : `\`${shown}\``
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

const HEAD = row('line', 'as found', 'restored', 'confidence', 'entry') + row('---:', '---', '---', '---:', '---')

function editRow(index: LineIndex, { span, before, after, confidence, entry }: Edit): string {
  const { line, column } = index.place(span.start)
  return row(`${line}:${column}`, code(before), code(after), twoDecimals(confidence), code(entry))
}

/** Rows as long as there is room for them, and how many there was none for. */
function rowsWithin(room: number, source: string, edits: readonly Edit[]): { rows: string; left: number } {
  const index = new LineIndex(source)
  let rows = ''
  for (const [at, edit] of edits.entries()) {
    const next = editRow(index, edit)
    if (rows.length + next.length > room) return { rows, left: edits.length - at }
    rows += next
  }
  return { rows, left: 0 }
}

function section({ name, restoration: { source, edits, diagnosis } }: NamedRestoration, room: number): string {
  const facts = [counted(edits.length, 'edit'), looksSpun(diagnosis)].filter((fact) => fact !== '').join(', ')
  const { rows, left } = rowsWithin(room, source, edits)
  const more = left === 0 ? '' : `\n… and ${counted(left, rows === '' ? 'edit' : 'more edit')}\n`
  return `\n### ${code(name)}\n\n${facts}\n${rows === '' ? '' : `\n${HEAD}${rows}`}${more}`
}

function report(documents: readonly NamedRestoration[]): string {
  const edited = documents.filter(({ restoration }) => restoration.edits.length > 0)
  let text = `## unspin: ${summaryOf(totalsOf(documents))}\n`
  for (const [at, document] of edited.entries()) {
    const room = MOST - text.length - MARGIN
    if (room < MARGIN) return `${text}\n… and ${counted(edited.length - at, 'more text')} with edits\n`
    text += section(document, room)
  }
  return text
}

export const markdown: Formatter = {
  format: (document) => report([document]),
  whole: report
}
