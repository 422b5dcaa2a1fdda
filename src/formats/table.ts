/**
 * Restores columns of a table (CSV, TSV) as it streams by: all bytes stay but those of the edits.
 *
 * A record that cannot be restored passes through unharmed and is counted, as in JSON lines: one bad page must not fail
 * a long job. A table has no room for findings.
 */
import { Buffer } from 'node:buffer'
import { type Read, readPlainText } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions } from '../types.js'
import { markedEncoding } from './charset.js'
import { peek } from './chunks.js'
import { codecOf, type Codec } from './codec.js'
import { newCounts, type RecordCounts } from './record-counts.js'
import { counted, faultOf, type AtOnce, type RecordOutcome, type RecordRestorer } from './record-restorer.js'
import { restoreTogether } from './shared-evidence.js'
import { cellText, editCell } from './table-cell.js'
import { type Field, type TableRecord, tableRecords } from './table-scanner.js'
import { decodeUtf8 } from './utf8.js'

export interface TableOptions extends AtOnce {
  /** Columns to restore: names in the header, or numbers from 1. Default `text`. */
  readonly columns?: readonly string[]
  /** Whether the first record holds the names of the columns. Default true. */
  readonly header?: boolean
  /** What parts fields: one ASCII character. Default a comma; a tab also lets quotation marks that do not pair up stand for themselves. */
  readonly separator?: string
  /** Label of the encoding. Default UTF-8; UTF-16 is none that a table can be cut in. */
  readonly encoding?: string
  /** What the cells are written in. Default plain text. */
  readonly read?: Read
  /** Settings handed to the restorer. */
  readonly restore?: RestoreOptions
  /** Longest record restored, in bytes. Default 16 MB: a missing quotation mark makes a record of all that follows. */
  readonly maxRecordBytes?: number
  /** Counted up while the run goes on. */
  readonly counts?: RecordCounts
  /** Called for each record that could not be restored, with the line that it begins on. */
  readonly onFault?: (fault: UnspinError) => void
}

const DEFAULT_COLUMNS = ['text']
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024

/**
 * The table with the cells of the columns restored, record by record; the cells of a record share their evidence.
 * @throws UnspinError `UNSPIN_COLUMN` for a column that the table has not, `UNSPIN_SEPARATOR`, `UNSPIN_TABLE_HEADER`,
 * `UNSPIN_ENCODING` for UTF-16, `UNSPIN_ENCODING_UNKNOWN`.
 */
export async function* restoreTable(source: AsyncIterable<Uint8Array>, restorer: RecordRestorer, options: TableOptions = {}): AsyncGenerator<Uint8Array> {
  const { counts = newCounts(), separator = ',', atOnce = 1, onFault, encoding = 'utf-8' } = options
  if (!/^[\t -~]$/.test(separator) || separator === '"') {
    throw new UnspinError('UNSPIN_SEPARATOR', `fields cannot be parted by ${JSON.stringify(separator)}`, { hint: 'use one ASCII character, such as ; or |' })
  }
  const codec = await codecOf(encoding)
  const { head, whole } = await peek(source, 2)
  if (codec.name.startsWith('utf-16') || markedEncoding(head)?.startsWith('utf-16')) {
    throw new UnspinError('UNSPIN_ENCODING', 'the table is UTF-16', { hint: 'convert it first: iconv -f UTF-16 -t UTF-8' })
  }
  const rowOptions = { ...options, separator, codec }
  const restore = (row: Row): Promise<RecordOutcome<Uint8Array>> => restoreRow(row, restorer, rowOptions)
  for await (const { output, fault } of counted(rowsOf(whole, rowOptions), atOnce, counts, restore)) {
    if (fault) onFault?.(fault)
    yield output
  }
}

/** A record of a table. */
interface Row {
  readonly record: TableRecord
  /** The line that it begins on, from 1. */
  readonly line: number
  /** Indices of the columns to restore; undefined for what passes as it is. */
  readonly wanted?: readonly number[]
}

type RowOptions = TableOptions & Required<Pick<TableOptions, 'separator'>> & { readonly codec: Codec }

async function* rowsOf(source: AsyncIterable<Uint8Array>, options: RowOptions): AsyncGenerator<Row> {
  const { columns = DEFAULT_COLUMNS, header = true, separator, codec, maxRecordBytes = DEFAULT_MAX_BYTES } = options
  let wanted = header ? undefined : columnsOf(columns, [])
  let line = 1
  const syntax = { separator: separator.charCodeAt(0), literalQuotes: separator === '\t', maxBytes: maxRecordBytes }
  for await (const record of tableRecords(source, syntax)) {
    if (record.continued || isBlank(record)) yield { record, line }
    else if (wanted === undefined) {
      wanted = columnsOf(columns, headerOf(record, codec))
      yield { record, line }
    } else yield { record, line, wanted }
    line += linesIn(record.bytes)
  }
}

async function restoreRow({ record, line, wanted }: Row, restorer: RecordRestorer, options: RowOptions): Promise<RecordOutcome<Uint8Array>> {
  if (!wanted) return { output: record.bytes }
  try {
    const { bytes, edits } = await editRow(record, wanted, restorer, options)
    return { output: bytes, edits }
  } catch (error) {
    const { code, message, hint } = faultOf(error)
    return { output: record.bytes, fault: new UnspinError(code, message, { line, ...(hint !== undefined && { hint }) }) }
  }
}

interface Cell extends Field {
  readonly written: string
}

async function editRow({ bytes, fields, fault }: TableRecord, wanted: readonly number[], restorer: RecordRestorer, options: RowOptions) {
  if (fault !== undefined) throw new UnspinError('UNSPIN_TABLE_RECORD', fault)
  const { read = readPlainText, restore, separator, codec } = options
  const cells = wanted.map((column): Cell => {
    const field = fields[column]
    if (!field) throw new UnspinError('UNSPIN_TABLE_RECORD', `the record has no column ${column + 1}, only ${fields.length}`)
    return { ...field, written: decoded(bytes, field, codec) }
  })
  const readings = cells.map(({ written, quoted }) => read(cellText(written, quoted)))
  const restorations = await restoreTogether(readings.map(({ text }) => text), (text) => restorer.restore(text, restore))
  const pieces: Uint8Array[] = []
  let edits = 0
  let at = 0
  for (const [index, { start, end, written, quoted }] of cells.entries()) {
    const restoration = restorations[index]
    const found = restoration ? readings[index]?.inSource(restoration).edits ?? [] : []
    edits += found.length
    if (found.length > 0) {
      pieces.push(bytes.subarray(at, start), recoded(bytes.subarray(start, end), written, editCell(written, quoted, separator, found), codec))
      at = end
    }
  }
  return { bytes: edits === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(at)]), edits }
}

function decoded(bytes: Uint8Array, { start, end }: Field, codec: Codec): string {
  const text = codec.decode(bytes.subarray(start, end))
  if (typeof text === 'string') return text
  throw new UnspinError('UNSPIN_ENCODING', `the record is not ${codec.name.toUpperCase()}`, { hint: 'say what the table is in with --encoding' })
}

/** The bytes of an edited cell. */
function recoded(bytes: Uint8Array, written: string, edited: string, codec: Codec): Uint8Array {
  const again = codec.encode(written)
  // Some encodings write a character in two ways, and what nobody edited must not change.
  if (again === null || Buffer.compare(again, bytes) !== 0) throw new UnspinError('UNSPIN_ENCODING', 'the record cannot be written as it was')
  const encoded = codec.encode(edited)
  if (encoded) return encoded
  throw new UnspinError('UNSPIN_UNENCODABLE', `the restoration holds a character that ${codec.name} does not have`)
}

function headerOf(record: TableRecord, codec: Codec): string[] {
  if (record.fault !== undefined) {
    throw new UnspinError('UNSPIN_TABLE_HEADER', `the header cannot be read: ${record.fault}`, { line: 1, hint: 'if there is none, say --no-header' })
  }
  return record.fields.map((field) => cellText(decoded(record.bytes, field, codec), field.quoted))
}

/** Indices of the columns, ascending. Every column of a name is meant. */
function columnsOf(columns: readonly string[], names: readonly string[]): number[] {
  const indices = columns.flatMap((column) => {
    const named = names.flatMap((name, index) => (name === column ? [index] : []))
    if (named.length > 0) return named
    if (/^[1-9]\d{0,8}$/.test(column) && (names.length === 0 || Number(column) <= names.length)) return [Number(column) - 1]
    const known = names.length === 0 ? 'without a header, columns have numbers from 1' : `columns: ${names.join(', ')}${otherSeparator(names)}`
    throw new UnspinError('UNSPIN_COLUMN', `the table has no column ${JSON.stringify(column)}`, { hint: known })
  })
  if (indices.length === 0) throw new UnspinError('UNSPIN_COLUMN', 'no column to restore was named')
  return [...new Set(indices)].sort((a, b) => a - b)
}

/** Advice on a header of one column that looks like several. */
function otherSeparator([only = '', ...others]: readonly string[]): string {
  const mark = others.length === 0 ? /[;\t|]/.exec(only)?.[0] : undefined
  if (mark === undefined) return ''
  return ` (one alone; if more, say ${mark === '\t' ? '--input tsv' : `--separator '${mark}'`})`
}

/** A blank line is no record. */
const isBlank = ({ bytes, fields }: TableRecord): boolean => {
  const [only] = fields
  return only !== undefined && fields.length === 1 && !only.quoted && decodeUtf8(bytes)?.trim() === ''
}

const LINE_FEED = 0x0a

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}
