/** How many columns of a terminal a text takes. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The characters of a short text as people see them: a letter with its marks is one, and so is a family of emoji. */
export const graphemesOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment)

/** Characters that take two columns. */
const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

const PLAIN = /^[\u0020-\u007e]*$/

/** Columns that a short text takes where nothing in it is painted. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  return graphemesOf(text).reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0)
}

/** Where a terminal's cursor stands behind a text that began at the left: a character that does not fit goes onto the next row. */
export function cursorBehind(text: string, columns: number): { readonly row: number; readonly column: number } {
  let row = 0
  let column = 0
  for (const each of graphemesOf(text)) {
    const width = columnsOf(each)
    if (column + width > columns) {
      row++
      column = 0
    }
    column += width
  }
  return { row, column }
}
