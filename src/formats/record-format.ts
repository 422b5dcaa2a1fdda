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
