/** What every report is made from, and what every formatter is. */
import type { EntryDescription, Restoration } from '../types.js'

/** A restoration and the name of its text: a path with `/`, or any label. */
export interface NamedRestoration {
  readonly name: string
  readonly restoration: Restoration
}

export interface ReportOptions {
  /** Paint for a terminal. Default false. */
  readonly color?: boolean
  /** Describes a dictionary entry by its id; `explain` then names file and line. Usually `restorer.describe`. */
  readonly describe?: (entry: string) => EntryDescription | undefined
  /** 1-based line that `explain` is limited to. */
  readonly line?: number
  /** Version of unspin, for the formats that name the program which made them. */
  readonly version?: string
}

/** Formats one document, and says how several documents are put together. */
export interface Formatter {
  format(document: NamedRestoration, options: ReportOptions): string
  /** Text around and between several documents. Without it they are put together as they are. */
  readonly several?: {
    readonly open: string
    readonly between: string
    readonly close: string
    /** Formats one of several documents, where that differs from one alone. */
    format(document: NamedRestoration, options: ReportOptions): string
  }
  /** Formats any number of documents as one report, where it has to know all of them before it can begin. */
  whole?(documents: readonly NamedRestoration[], options: ReportOptions): string
}
