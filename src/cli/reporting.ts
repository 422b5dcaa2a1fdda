/** Restores texts one by one and prints the same report of each. */
import { formatters, type Formatter, type ReportFormat } from '../report/index.js'
import type { Restoration, Restorer } from '../types.js'
import { eachDocument, type DocumentOptions, type SourceDocument } from './documents.js'
import { restorerSettings, wantsColor, type DecisionFlags, type InputFlags, type OutputFlags } from './options.js'
import type { Session } from './session.js'

export type ReportFlags = DecisionFlags & InputFlags & OutputFlags

/** What happened over all texts. */
export interface Totals {
  texts: number
  /** Texts with at least one edit. */
  edited: number
  edits: number
}

export interface ReportRequest extends DocumentOptions {
  readonly format: ReportFormat
  /** Whether texts without edits are left out of the report. */
  readonly onlyEdited?: boolean
  /** 1-based line that `explain` is limited to. */
  readonly line?: number
}

/** `1 edit`, `2 edits`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export const summaryOf = ({ edits, edited, texts }: Totals): string => `${counted(edits, 'edit')} in ${edited} of ${counted(texts, 'text')}`

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
    const restoration = restorer.restore(document.text)
    await use(document, restoration, restorer)
    totals.edits += restoration.edits.length
    if (restoration.edits.length > 0) totals.edited++
  })
  return totals
}

/** Prints a report of each text as soon as it is restored, so that memory does not grow with their number. */
export async function report(session: Session, paths: readonly string[], flags: ReportFlags, request: ReportRequest): Promise<Totals> {
  const { format, line, onlyEdited = false } = request
  const formatter: Formatter = formatters[format]
  const several = paths.length > 1 ? formatter.several : undefined
  const color = wantsColor(flags, session.environment)
  let printed = 0
  const totals = await eachRestoration(session, paths, flags, request, async (document, restoration, restorer) => {
    if (onlyEdited && restoration.edits.length === 0) return
    const name = format === 'patch' ? document.patchName : document.name
    const options = { color, describe: restorer.describe.bind(restorer), ...(line !== undefined && { line }) }
    const text = (several ?? formatter).format({ name, restoration }, options)
    await session.out.write(((printed === 0 ? several?.open : several?.between) ?? '') + text)
    printed++
  })
  await session.out.write(((printed === 0 ? several?.open : '') ?? '') + (several?.close ?? ''))
  return totals
}
