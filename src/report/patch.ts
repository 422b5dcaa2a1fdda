/**
 * A unified diff, built from the edits themselves, for `patch -p1` and `git apply`.
 * Format: POSIX `diff -u`, with GNU's marker for a missing final line feed and git's quoting of names.
 */
import { lineChanges, type LineChange } from './changes.js'
import type { Formatter, NamedRestoration } from './formatter.js'
import { LineIndex } from './lines.js'
import { paint, type Paint } from './paint.js'

const CONTEXT = 3
const NO_LINE_FEED = '\\ No newline at end of file\n'

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' }

const octal = (character: string): string => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`

/**
 * A file name for a `---` or `+++` line. Quotes, backslashes and control characters put it in C quotes, as git does;
 * a name with blanks is closed by a tab, or readers take what follows the blank for a date.
 */
function headerName(side: 'a' | 'b', name: string): string {
  const path = `${side}/${name.replace(/^(\.?\/+)+/, '')}`
   
  const quoted = path.replace(/["\\\u0000-\u001f\u007f]/g, (character) => ESCAPES[character] ?? octal(character))
  if (quoted !== path) return `"${quoted}"`
  return path.includes(' ') ? `${path}\t` : path
}

/** Changes that are close enough to share their context lines. */
function hunksOf(changes: readonly LineChange[]): LineChange[][] {
  const hunks: LineChange[][] = []
  for (const change of changes) {
    const hunk = hunks.at(-1)
    const previous = hunk?.at(-1)
    if (hunk && previous && change.from - previous.to <= 2 * CONTEXT) hunk.push(change)
    else hunks.push([change])
  }
  return hunks
}

/** `start,count` of a hunk's side: a side without lines names the line before it, and a count of 1 is left out. */
function range(from: number, count: number): string {
  const start = count === 0 ? from : from + 1
  return count === 1 ? `${start}` : `${start},${count}`
}

const prefixed = (prefix: string, lines: readonly string[], color: (text: string) => string): string =>
  lines.map((line) => color(prefix + line) + (line.endsWith('\n') ? '' : `\n${NO_LINE_FEED}`)).join('')

const plain = (text: string): string => text

/** One hunk; `shift` is by how many lines the earlier hunks lengthened the text. */
function hunkText(index: LineIndex, hunk: readonly LineChange[], shift: number, { red, green, cyan }: Paint): string {
  const from = Math.max(0, (hunk[0]?.from ?? 0) - CONTEXT)
  const to = Math.min(index.count, (hunk.at(-1)?.to ?? 0) + CONTEXT)
  let body = ''
  let at = from
  for (const change of hunk) {
    body += prefixed(' ', index.lines(at, change.from), plain)
    body += prefixed('-', index.lines(change.from, change.to), red)
    body += prefixed('+', change.lines, green)
    at = change.to
  }
  body += prefixed(' ', index.lines(at, to), plain)
  const header = `@@ -${range(from, to - from)} +${range(from + shift, to - from + growth(hunk))} @@`
  return `${cyan(header)}\n${body}`
}

const growth = (changes: readonly LineChange[]): number =>
  changes.reduce((total, { from, to, lines }) => total + lines.length - (to - from), 0)

function unified({ name, restoration }: NamedRestoration, color: boolean): string {
  const index = new LineIndex(restoration.source)
  const hunks = hunksOf(lineChanges(index, restoration))
  if (hunks.length === 0) return ''
  const paints = paint(color)
  let text = `${paints.bold(`--- ${headerName('a', name)}`)}\n${paints.bold(`+++ ${headerName('b', name)}`)}\n`
  let shift = 0
  for (const hunk of hunks) {
    text += hunkText(index, hunk, shift, paints)
    shift += growth(hunk)
  }
  return text
}

/** Empty for a text without edits. Lines end at a line feed only; a carriage return before it is part of the line. */
export const patch: Formatter = {
  format: (document, { color = false }) => unified(document, color)
}
