/** Plain lines for a terminal of any width. */
import { columnsOf } from './width.js'

const PAINT = /\u001b\[\d+m/g

const widthOf = (text: string): number => columnsOf(text.replace(PAINT, ''))

/**
 * Folds text at blanks so that no line is longer than `columns`, where words allow. `first` goes before the first line,
 * `rest` before the others.
 */
export function folded(text: string, columns: number, first = '', rest = first): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    const indent = lines.length === 0 ? first : rest
    if (line !== '' && indent.length + widthOf(longer) > columns) {
      lines.push(indent + line)
      line = word
    } else line = longer
  }
  return [...lines, (lines.length === 0 ? first : rest) + line].map((each) => `${each}\n`).join('')
}
