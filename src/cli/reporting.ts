/** Restores texts one by one and prints the same report of each. */
import type { Command } from 'commander'
import type { Formatter, NamedRestoration, ReportFormat, ReportOptions } from '../report/index.js'
import { encodeChanged, fileBytes } from '../formats/source-text.js'
import { counted, summaryOf as countsOf, type Totals } from '../report/totals.js'
import type { Restoration, Restorer } from '../types.js'
import { addConfigOptions, type ConfigFlags } from './config.js'
import { eachDocument, type DocumentOptions, type SourceDocument } from './documents.js'
import { addSelectionOptions, selectTexts, type SelectionFlags } from './selection.js'
import {
  addDecisionOptions, addInputOptions, addOutputOptions, wantsColor,
  type DecisionFlags, type InputFlags, type OutputFlags
} from './options.js'
import type { Session } from './session.js'
import { version } from './version.js'

export { counted } from '../report/totals.js'

export type ReportFlags = DecisionFlags & InputFlags & OutputFlags & SelectionFlags & ConfigFlags

/** What happened in a run. `texts` counts those that were restored in it. */
export interface RunTotals extends Totals {
  /** Files of folders and globs that turned out to be no texts, or many in one. */
  readonly skipped: number
  /** Texts that an earlier run had done. */
  readonly resumed: number
}

export function summaryOf(totals: RunTotals): string {
  const { skipped, resumed } = totals
  const done = resumed > 0 ? [`${counted(resumed, 'text')} done before`] : []
  const none = skipped > 0 ? [`${counted(skipped, 'binary or record file')} passed over`] : []
  return [countsOf(totals), ...done, ...none].join(', ')
}

export interface ReportRequest extends DocumentOptions {
  readonly format: ReportFormat
  /** Whether texts without edits are left out; a report of all texts counts them nevertheless. */
  readonly onlyEdited?: boolean
  /** 1-based line that `explain` is limited to. */
  readonly line?: number
}

export interface RestorationOptions extends DocumentOptions {
  /** Whether reasons, alternatives and suggestions are of no use. Default false. */
  readonly brief?: boolean
  /** Whether an earlier run has done a text, so that it is left alone. */
  readonly isDone?: (document: SourceDocument) => Promise<boolean>
  /** Done with each restoration as soon as it is there, in no order, before it is handed on. */
  readonly atOnce?: (document: SourceDocument, restoration: Restoration) => Promise<void>
}

/** Restores each text and hands it on. */
export async function eachRestoration(
  session: Session,
  paths: readonly string[],
  flags: DecisionFlags & InputFlags & SelectionFlags & ConfigFlags,
  { atOnce, isDone, brief = false, ...options }: RestorationOptions,
  use: (document: SourceDocument, restoration: Restoration, restorer: Restorer) => Promise<void> = () => Promise.resolve()
): Promise<RunTotals> {
  const totals = { texts: 0, edited: 0, edits: 0, skipped: 0, resumed: 0 }
  const { done, skipped } = await eachDocument(session, paths, { ...options, ...flags }, {
    async work(document, jobs) {
      if (await isDone?.(document)) return null
      const restorer = await session.loadWorkers(document.settings, jobs)
      const restoration = document.reading.inSource(await restorer.restore(document.reading.text, { brief }))
      await atOnce?.(document, restoration)
      return { restoration, restorer: restorer.here }
    },
    async use(document, result) {
      if (!result) return void totals.resumed++
      const { restoration, restorer } = result
      await use(document, restoration, restorer)
      totals.edits += restoration.edits.length
      if (restoration.edits.length > 0) totals.edited++
    },
    state: () => counted(totals.edits, 'edit')
  })
  return { ...totals, texts: done - totals.resumed, skipped }
}

/** {@link report} for commands that look for edits: a summary, and status 1 when there are some. */
export async function reportFindings(session: Session, paths: readonly string[], flags: ReportFlags, request: ReportRequest): Promise<void> {
  const totals = await report(session, paths, flags, request)
  if (totals.edits > 0) session.raise(1)
  if (!flags.quiet) await session.note(summaryOf(totals))
}

/** Options of commands that restore texts without changing them. */
export function addReportOptions(command: Command): Command {
  addDecisionOptions(command)
  addInputOptions(command)
  addSelectionOptions(command)
  addConfigOptions(command)
  return addOutputOptions(command)
}

/** Reports that tell of edits what and where alone. */
const BRIEF: ReadonlySet<ReportFormat> = new Set<ReportFormat>(['text', 'patch', 'words', 'check', 'markdown'])

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
export async function report(session: Session, paths: readonly string[], flags: ReportFlags, request: ReportRequest): Promise<RunTotals> {
  const { format, line, onlyEdited = false } = request
  const formatter = await formatterOf(format)
  const selection = await selectTexts(session, paths, flags)
  const several = selection.several ? formatter.several : undefined
  const all: NamedRestoration[] = []
  let options: ReportOptions = { color: wantsColor(flags, session.environment), ...(line !== undefined && { line }) }
  let printed = 0
  const asked = { ...request, selection, brief: BRIEF.has(format) }
  const totals = await eachRestoration(session, paths, flags, asked, async (document, restoration, restorer) => {
    const named = { name: NAMES_AS_PATCHES.has(format) ? document.patchName : document.name, restoration }
    options = { ...options, describe: restorer.describe.bind(restorer) }
    if (formatter.whole) all.push(named)
    if (formatter.whole || (onlyEdited && restoration.edits.length === 0)) return
    if (format === 'text' && (document.source.packed || document.source.codec.name !== 'utf-8')) {
      // The restored text is as much a file as the one it was made from; reports are ours, and in UTF-8.
      return session.out.write(await fileBytes(document.source, encodeChanged(document.source, restoration.edits)))
    }
    const text = (several ?? formatter).format(named, options)
    await session.out.write(((printed === 0 ? several?.open : several?.between) ?? '') + text)
    printed++
  })
  if (formatter.whole && totals.texts > 0) await session.out.write(formatter.whole(all, { ...options, version: version() }))
  await session.out.write(((printed === 0 ? several?.open : '') ?? '') + (several?.close ?? ''))
  return totals
}
