/** One line an edit, as compilers and linters print theirs, so that editors can jump to it. */
import type { Edit } from '../types.js'
import type { Formatter } from './formatter.js'
import { LineIndex } from './lines.js'
import { paint, quoted, twoDecimals, visible } from './paint.js'

/** `"White Home" → "White House" 0.97`, in the words that `explain` uses too. */
export function editLine({ before, after, confidence }: Edit, color: boolean): string {
  const { red, green } = paint(color)
  return `${red(quoted(before))} → ${green(quoted(after))} ${twoDecimals(confidence)}`
}

export const check: Formatter = {
  format({ name, restoration }, { color = false }) {
    const index = new LineIndex(restoration.source)
    return restoration.edits
      .map((edit) => {
        const { line, column } = index.place(edit.span.start)
        return `${visible(name)}:${line}:${column}: ${editLine(edit, color)} [${edit.entry}]\n`
      })
      .join('')
  }
}
