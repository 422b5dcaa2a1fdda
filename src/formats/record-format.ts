/** Kinds of input that hold many records. */

export const RECORD_FORMATS = ['jsonl', 'csv', 'tsv', 'warc'] as const

export type RecordFormat = (typeof RECORD_FORMATS)[number]

const FORMAT_OF_EXTENSION: ReadonlyMap<string, RecordFormat> = new Map([
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['warc', 'warc'],
  ['wet', 'warc']
])

/** The format that a file's name tells, compressed or not. */
export function recordFormatOf(name: string): RecordFormat | undefined {
  const extension = /\.([^./\\]+?)(?:\.gz)?$/i.exec(name)?.[1]
  return FORMAT_OF_EXTENSION.get(extension?.toLowerCase() ?? '')
}

/** Extensions of files of a format, compressed or not, with the dot. */
export const extensionsOf = (format: RecordFormat): string[] =>
  [...FORMAT_OF_EXTENSION].flatMap(([extension, each]) => (each === format ? [`.${extension}`, `.${extension}.gz`] : []))

/** What records or data a text turns out to hold. */
export type RecordsInText = 'JSON lines' | 'JSON' | 'WARC'

/** How the beginning of a text tells that it is records, or data, and no text; undefined for what may be one. */
export function recordsIn(text: string): RecordsInText | undefined {
  const start = /[^\s\ufeff]/.exec(text)?.index ?? text.length
  if (/^WARC\/\d\.\d\r?\n/.test(text.slice(start, start + 20))) return 'WARC'
  const first = text.charAt(start)
  if (first !== '{' && first !== '[') return undefined
  const end = text.indexOf('\n', start)
  if (first === '{' && isObject(parsed(text.slice(start, end === -1 ? undefined : end)))) return 'JSON lines'
  const whole = parsed(text.slice(start))
  return isObject(whole) || (Array.isArray(whole) && whole.some(isObject)) ? 'JSON' : undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
