/** The order of a dictionary file: one place decides it, for the check and for the formatter. */

/** Without regard to case, by code unit; what differs in case alone has capitals first. */
export function compareText(a: string, b: string): number {
  const lowerA = a.toLowerCase()
  const lowerB = b.toLowerCase()
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** By spun expression, then by part of speech. */
export const compareWords = (a: { spun: string; pos: string }, b: { spun: string; pos: string }): number =>
  compareText(a.spun, b.spun) || compareText(a.pos, b.pos)
