/** Why each edit was made or only suggested: its entry, every term of its score, the evidence, the other readings. */
import type { Edit, Restoration } from '../types.js'
import { editLine } from './check.js'
import { familyShares } from './diagnose.js'
import type { Formatter, NamedRestoration, ReportOptions } from './formatter.js'
import { LineIndex } from './lines.js'
import { paint, quoted, twoDecimals, visible } from './paint.js'
import { sentenceAround } from './sentence.js'
import { mark } from './words.js'

/** Two decimals lose small terms; with three, the terms shown still add up by hand. */
const DECIMALS = 3

interface Explained {
  readonly edit: Edit
  readonly applied: boolean
}

/** What the parts of one explanation need. */
interface Page {
  readonly name: string
  readonly restoration: Restoration
  readonly index: LineIndex
  /** The diagnosis's windows with their verdicts, ascending. */
  readonly windows: readonly { readonly end: number; readonly verdict: string }[]
  readonly options: ReportOptions
}

/** Edits and suggestions in the order of the text. */
function explained({ edits, suggestions }: Restoration): Explained[] {
  return [...edits.map((edit) => ({ edit, applied: true })), ...suggestions.map((edit) => ({ edit, applied: false }))].sort(
    (a, b) => a.edit.span.start - b.edit.span.start
  )
}

function onLine({ index, options }: Page, { span }: Edit): boolean {
  if (options.line === undefined) return true
  return index.lineAt(span.start) < options.line && options.line <= index.lineAt(Math.max(span.start, span.end - 1)) + 1
}

/** `label  value` rows, the label only on the first. */
const rows = (label: string, values: readonly string[]): string[] =>
  values.map((value, row) => `  ${(row === 0 ? label : '').padEnd(9)} ${value}`)

function sentence({ restoration, options }: Page, edit: Edit): string {
  const { source } = restoration
  const { start, end } = sentenceAround(source, edit.span)
  const inLine = (from: number, to: number): string => visible(source.slice(from, to).replace(/\s+/g, ' '))
  const marked = mark({ before: visible(edit.before), after: visible(edit.after) }, options.color ?? false)
  return inLine(start, edit.span.start) + marked + inLine(edit.span.end, end)
}

function entry({ options }: Page, id: string): string[] {
  const description = options.describe?.(id)
  return description ? [`${id} (${description.file}:${description.line})`, visible(description.summary)] : [id]
}

/** The terms and their total; the total is that of the rounded terms, so that the column adds up. */
function score({ reasons, confidence }: Edit): string[] {
  if (reasons.length === 0) return []
  const signed = (value: number): string => value.toFixed(DECIMALS).replace(/^(?!-)/, '+').replace(/^-(0\.0+)$/, '+$1')
  const total = reasons.reduce((sum, { value }) => sum + Number(value.toFixed(DECIMALS)), 0)
  const width = Math.max(...reasons.map(({ value }) => signed(value).length), signed(total).length)
  return [
    ...reasons.map(({ code, value, message }) => `${signed(value).padStart(width)}  ${code}: ${visible(message)}`),
    `${signed(total).padStart(width)}  total in log10 odds, confidence ${twoDecimals(confidence)}`
  ]
}

function windowVerdicts({ source, diagnosis }: Restoration): Page['windows'] {
  const index = new LineIndex(source)
  return diagnosis.windows.map(({ start, end, spun, family }) => {
    const from = index.place(start)
    const to = index.place(end)
    const place = `${from.line}:${from.column}-${to.line}:${to.column}`
    return { end, verdict: `${place} looks ${twoDecimals(spun)} spun, family ${family ?? 'none'}` }
  })
}

/** The verdict on the window that an offset stands in, by binary search: a long text has thousands. */
function verdictAt({ windows }: Page, offset: number): string | undefined {
  let low = 0
  let high = windows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((windows[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return windows[low]?.verdict
}

function evidence(page: Page, { span }: Edit): string[] {
  const verdict = verdictAt(page, span.start)
  if (verdict === undefined) return []
  const shares = familyShares(page.restoration.diagnosis.families)
  return [verdict, ...(shares === '' ? [] : [`whole text: ${shares}`])]
}

const alternatives = ({ alternatives: others }: Edit): string[] =>
  others.map(({ after, confidence, entry: id }) => `${quoted(after)} ${twoDecimals(confidence)} [${id}]`)

function explanation(page: Page, { edit, applied }: Explained): string {
  const { line, column } = page.index.place(edit.span.start)
  const { bold, dim } = paint(page.options.color ?? false)
  const verdict = (applied ? 'applied' : 'only suggested') + (edit.inQuote ? ', inside quotation marks' : '')
  return [
    `${bold(`${visible(page.name)}:${line}:${column}:`)} ${editLine(edit, page.options.color ?? false)} ${dim(verdict)}`,
    `  ${sentence(page, edit)}`,
    ...rows(edit.kind, entry(page, edit.entry)),
    ...rows('via', edit.via.flatMap((id) => entry(page, id))),
    ...rows('score', score(edit)),
    ...rows('evidence', evidence(page, edit)),
    ...rows('otherwise', alternatives(edit))
  ]
    .map((text) => `${text}\n`)
    .join('')
}

function nothing({ name, restoration, options }: Page): string {
  const place = visible(name) + (options.line === undefined ? '' : `:${options.line}`)
  return `${place}: nothing to restore; the text looks ${twoDecimals(restoration.diagnosis.spun)} spun\n`
}

function explain({ name, restoration }: NamedRestoration, options: ReportOptions): string {
  const page = { name, restoration, options, index: new LineIndex(restoration.source), windows: windowVerdicts(restoration) }
  const chosen = explained(restoration).filter(({ edit }) => onLine(page, edit))
  if (chosen.length === 0) return nothing(page)
  return chosen.map((one) => explanation(page, one)).join('\n')
}

export const explainer: Formatter = {
  format: explain,
  several: { open: '', between: '\n', close: '', format: explain }
}
