/** One JSON document: an object for one text, an array for several. */
import type { Formatter, NamedRestoration } from './formatter.js'
import { resultOf } from './result.js'

const pretty = ({ name, restoration }: NamedRestoration): string => JSON.stringify(resultOf(name, restoration), null, 2)

export const json: Formatter = {
  format: (document) => `${pretty(document)}\n`,
  several: {
    open: '[\n',
    between: ',\n',
    close: '\n]\n',
    // Line feeds inside strings are escaped, so every line of the document is a line to indent.
    format: (document) => pretty(document).replace(/^/gm, '  ')
  }
}
