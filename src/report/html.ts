/** One HTML file that needs nothing else: to read, to filter, to print, to send. */
import type { Formatter } from './formatter.js'
import { page } from './html/page.js'

export const html: Formatter = {
  format: (document, options) => page([document], options),
  whole: page
}
