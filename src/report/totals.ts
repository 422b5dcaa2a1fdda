/** Counting over several texts, in the words of every report and summary. */
import type { NamedRestoration } from './formatter.js'

/** What happened over all texts. */
export interface Totals {
  readonly texts: number
  /** Texts with at least one edit. */
  readonly edited: number
  readonly edits: number
}

export function totalsOf(documents: readonly NamedRestoration[]): Totals {
  const counts = documents.map(({ restoration }) => restoration.edits.length)
  return {
    texts: counts.length,
    edited: counts.filter((count) => count > 0).length,
    edits: counts.reduce((total, count) => total + count, 0)
  }
}

/** `1 edit`, `2 edits`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `7 edits in 1 of 2 texts`. */
export const summaryOf = ({ edits, edited, texts }: Totals): string => `${counted(edits, 'edit')} in ${edited} of ${counted(texts, 'text')}`
