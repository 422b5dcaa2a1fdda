/** The whole text with its edits inline: `[-White Home-]{+White House+}`, or red and green. */
import type { Edit } from '../types.js'
import type { Formatter, NamedRestoration, ReportOptions } from './formatter.js'
import { paint, visible } from './paint.js'

/** One edit inline: with marks, or with colours in their place. */
export function mark({ before, after }: Pick<Edit, 'before' | 'after'>, color: boolean): string {
  const { red, green } = paint(color)
  if (color) return red(before) + green(after)
  return (before === '' ? '' : `[-${before}-]`) + (after === '' ? '' : `{+${after}+}`)
}

function inline({ restoration }: NamedRestoration, { color = false }: ReportOptions): string {
  const { source, edits } = restoration
  let shown = ''
  let at = 0
  for (const edit of edits) {
    shown += source.slice(at, edit.span.start) + mark(edit, color)
    at = edit.span.end
  }
  return shown + source.slice(at)
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

export const words: Formatter = {
  format: inline,
  several: {
    open: '',
    between: '\n',
    close: '',
    format: (document, options) =>
      paint(options.color ?? false).bold(`==> ${visible(document.name)} <==`) + `\n${ended(inline(document, options))}`
  }
}
