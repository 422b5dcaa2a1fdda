/** The registry of reports. Pure: restorations in, strings out. */
import { UnspinError, type Restoration } from '../types.js'
import { check } from './check.js'
import { explainer } from './explain.js'
import type { Formatter, NamedRestoration, ReportOptions } from './formatter.js'
import { html } from './html.js'
import { json } from './json.js'
import { jsonl } from './jsonl.js'
import { markdown } from './markdown.js'
import { patch } from './patch.js'
import { sarif } from './sarif.js'
import { text } from './text.js'
import { words } from './words.js'

export type { Formatter, NamedRestoration, ReportOptions } from './formatter.js'
export { formatDiagnosis, type DiagnosisFormat, type NamedDiagnosis } from './diagnose.js'
export { diagnosisResult, editResult, findingsOf, resultOf } from './result.js'
export type { EditResult, RestorationFindings, RestorationResult } from './result.js'
export { resultSchema } from './result-schema.js'

/** Every report of restorations, by name. */
export const formatters = { text, json, jsonl, patch, words, check, explain: explainer, sarif, markdown, html } as const satisfies Record<string, Formatter>

export type ReportFormat = keyof typeof formatters

/** Name of a text that was given none. */
export const UNNAMED = 'text'

const isFormat = (format: string): format is ReportFormat => Object.hasOwn(formatters, format)

/**
 * Reports a restoration, or several with their names.
 *
 * - `text`: the restored text; several follow each other as `cat` puts them.
 * - `json`: one object (see `resultSchema`); an array for a list. `jsonl`: one object a line, always.
 * - `patch`: a unified diff that `patch -p1` and `git apply` take; empty where nothing was edited.
 * - `words`: the text with its edits inline. `check`: one line an edit. `explain`: the reasons of each edit.
 * - `sarif`: SARIF 2.1.0. `markdown`: a summary and tables for a comment. `html`: a page to read and filter,
 *   complete in itself. Each of the three is one report, however many texts.
 *
 * @param options.name name of a single restoration's text: a path with `/` for `patch`
 * @throws UnspinError `UNSPIN_FORMAT` for a format that does not exist
 */
export function formatReport(
  input: Restoration | NamedRestoration | readonly NamedRestoration[],
  format: ReportFormat = 'text',
  { name = UNNAMED, ...options }: ReportOptions & { readonly name?: string } = {}
): string {
  if (!isFormat(format)) {
    const hint = `the formats are ${Object.keys(formatters).join(', ')}`
    throw new UnspinError('UNSPIN_FORMAT', `there is no report format "${String(format)}"`, { hint })
  }
  if ('edits' in input) return formatters[format].format({ name, restoration: input }, options)
  if ('restoration' in input) return formatters[format].format(input, options)
  const formatter: Formatter = formatters[format]
  if (formatter.whole) return formatter.whole(input, options)
  const { open, between, close } = formatter.several ?? { open: '', between: '', close: '' }
  return open + input.map((document) => (formatter.several ?? formatter).format(document, options)).join(between) + close
}
