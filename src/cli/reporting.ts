/** Restores texts one by one and prints the same report of each. */
import type { Formatter, NamedRestoration, ReportFormat, ReportOptions } from '../report/index.js'
import type { Totals } from '../report/totals.js'
import type { Restoration, Restorer } from '../types.js'
import { eachDocument, type DocumentOptions, type SourceDocument } from './documents.js'
import { restorerSettings, wantsColor, type DecisionFlags, type InputFlags, type OutputFlags } from './options.js'
import type { Session } from './session.js'
import { version } from './version.js'

export { counted, summaryOf } from '../report/totals.js'

export type ReportFlags = DecisionFlags & InputFlags & OutputFlags

export interface ReportRequest extends DocumentOptions {
  readonly format: ReportFormat
  /** Whether texts without edits are left out; a report of all texts counts them nevertheless. */
  readonly onlyEdited?: boolean
  /** 1-based line that `explain` is limited to. */
  readonly line?: number
}

/** Restores each text and hands it on. */
export async function eachRestoration(
  session: Session,
  paths: readonly string[],
  flags: DecisionFlags & InputFlags,
  options: DocumentOptions,
  use: (document: SourceDocument, restoration: Restoration, restorer: Restorer) => Promise<void>
): Promise<Totals> {
  const totals = { texts: 0, edited: 0, edits: 0 }
  totals.texts = await eachDocument(session, paths, { ...options, ...flags }, async (document) => {
    const restorer = await session.loadRestorer(restorerSettings(flags))
    const restoration = document.reading.inSource(restorer.restore(document.reading.text))
    await use(document, restoration, restorer)
    totals.edits += restoration.edits.length
    if (restoration.edits.length > 0) totals.edited++
  })
  return totals
}

/** Formats that name files as patches do: relative to the working directory. */
const NAMES_AS_PATCHES: ReadonlySet<ReportFormat> = new Set(['patch', 'sarif'])

/** The text alone needs none of the other reports, and loading them would be felt at every start. */
async function formatterOf(format: ReportFormat): Promise<Formatter> {
  if (format === 'text') return (await import('../report/text.js')).text
  return (await import('../report/index.js')).formatters[format]
}

/**
 * Prints a report of each text as soon as it is restored, so that memory does not grow with their number; a format that
 * is one report of all texts comes at the end.
 */
export async function report(session: Session, paths: readonly string[], flags: ReportFlags, request: ReportRequest): Promise<Totals> {
  const { format, line, onlyEdited = false } = request
  const formatter = await formatterOf(format)
  const several = paths.length > 1 ? formatter.several : undefined
  const all: NamedRestoration[] = []
  let options: ReportOptions = { color: wantsColor(flags, session.environment), ...(line !== undefined && { line }) }
  let printed = 0
  const totals = await eachRestoration(session, paths, flags, request, async (document, restoration, restorer) => {
    const named = { name: NAMES_AS_PATCHES.has(format) ? document.patchName : document.name, restoration }
    options = { ...options, describe: restorer.describe.bind(restorer) }
    if (formatter.whole) all.push(named)
    if (formatter.whole || (onlyEdited && restoration.edits.length === 0)) return
    const text = (several ?? formatter).format(named, options)
    await session.out.write(((printed === 0 ? several?.open : several?.between) ?? '') + text)
    printed++
  })
  if (formatter.whole && totals.texts > 0) await session.out.write(formatter.whole(all, { ...options, version: version() }))
  await session.out.write(((printed === 0 ? several?.open : '') ?? '') + (several?.close ?? ''))
  return totals
}
