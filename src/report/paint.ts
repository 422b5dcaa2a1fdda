/** Terminal colours, and text made safe to show on one line. */

/** Paints text when colour is wanted, and leaves it alone otherwise. */
export interface Paint {
  red(text: string): string
  green(text: string): string
  cyan(text: string): string
  bold(text: string): string
  dim(text: string): string
}

const SGR = { red: 31, green: 32, cyan: 36, bold: 1, dim: 2 } as const
const RESET = '\u001b[0m'

function painter(code: number, color: boolean): (text: string) => string {
  if (!color) return (text) => text
  // Each line is painted by itself, so that pagers and `head` never cut a colour open.
  return (text) => text.replace(/[^\r\n]+/g, (line) => `\u001b[${code}m${line}${RESET}`)
}

export function paint(color: boolean): Paint {
  return {
    red: painter(SGR.red, color),
    green: painter(SGR.green, color),
    cyan: painter(SGR.cyan, color),
    bold: painter(SGR.bold, color),
    dim: painter(SGR.dim, color)
  }
}

/** Control characters, line separators and bidirectional marks: they could break a line open or disguise it. */
export const UNSAFE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escaped = (character: string): string =>
  NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text for the middle of a line: what would break the line or drive the terminal is written as an escape. */
export const visible = (text: string): string => text.replace(UNSAFE, escaped)

/** Text in double quotes on one line, with quotes, backslashes and control characters escaped as in JSON. */
export const quoted = (text: string): string => `"${visible(text.replace(/["\\]/g, '\\$&'))}"`

/** A probability with two decimals, rounded down: 1.00 would claim certainty, and 0.60 a threshold that was missed. */
export const twoDecimals = (probability: number): string => (Math.floor(probability * 100 + 1e-6) / 100).toFixed(2)
