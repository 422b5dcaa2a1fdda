/** The text of a table's cell, and the cell with its text edited. */
import { applyEdits, type Replacement } from '../edit/apply.js'

/** The text that a cell means. @param cell as it is written. */
export const cellText = (cell: string, quoted: boolean): string => (quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell)

/**
 * The cell with replacements made in its text. Whatever lies between them stays as it was written; a cell that now needs
 * quotation marks gets them.
 * @param replacements in order; they count in {@link cellText}.
 */
export function editCell(cell: string, quoted: boolean, separator: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return cell
  if (!quoted) {
    const text = applyEdits(cell, replacements)
    const special = (part: string): boolean => /["\r\n]/.test(part) || part.includes(separator)
    const opens = text.startsWith('"') && !cell.startsWith('"')
    return opens || replacements.some(({ after }) => special(after)) ? `"${doubled(text)}"` : text
  }
  const written = writtenOffsets(cell)
  return applyEdits(cell, replacements.map(({ span, before, after }) => ({
    span: { start: written(span.start), end: written(span.end) },
    before: doubled(before),
    after: doubled(after)
  })))
}

const doubled = (text: string): string => text.replaceAll('"', '""')

/** Turns ascending offsets into a quoted cell's text into offsets into the cell. */
function writtenOffsets(cell: string): (offset: number) => number {
  let meant = 0
  let at = 1
  return (offset) => {
    for (; meant < offset; meant++) at += cell[at] === '"' ? 2 : 1
    return at
  }
}
