/**
 * Cuts a table (CSV, TSV) into records and fields by its bytes, so that all of them can be given back.
 *
 * RFC 4180, and what is commonly written: records end with LF or CRLF; a field that begins with a quotation mark goes on
 * to the closing one, over separators and line ends; marks inside are doubled. A mark inside an unquoted field is text.
 */

import { ByteWindow } from './byte-window.js'

/** Bytes of a record that a field takes up, quotation marks included. */
export interface Field {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

export interface TableRecord {
  /** With its line end. */
  readonly bytes: Uint8Array
  /** Empty when there is a fault. */
  readonly fields: readonly Field[]
  /** Why the record could not be read; then it is one line. */
  readonly fault?: string
  /** True for a piece of a record too long to hold, whose first piece came before. */
  readonly continued?: boolean
}

export interface TableSyntax {
  /** One byte, for example that of a comma. */
  readonly separator: number
  /** Whether a field with a faulty quotation is taken as it stands (TSV is often written without quoting) or is a fault. */
  readonly literalQuotes: boolean
  /** Longest record held in memory. */
  readonly maxBytes: number
}

const QUOTE = 0x22
const LINE_FEED = 0x0a
const RETURN = 0x0d
const MARK = [0xef, 0xbb, 0xbf] as const

/** Where the scan stands in a field. */
type State = 'start' | 'plain' | 'quoted' | 'closed'

export class TableScanner {
  /** Begins with the record that is being read. */
  private readonly window = new ByteWindow()
  /** Where its field begins, and how far it was read. */
  private fieldStart = 0
  private at = 0
  private state: State = 'start'
  private fields: Field[] = []
  private fault: string | undefined
  /** The pieces of a line too long to hold are given out until it ends. */
  private overlong = false
  private begun = false

  constructor(private readonly syntax: TableSyntax) {}

  append(chunk: Uint8Array): void {
    this.window.append(chunk)
  }

  /**
   * The next record, or null when more bytes are needed.
   * @param final whether no more bytes come.
   */
  next(final: boolean): TableRecord | null {
    if (!this.begun && !this.skipMark(final)) return null
    if (this.fault === undefined && !this.overlong) {
      const record = this.scan(final)
      if (record) return record
      if (this.fault === undefined && this.isTooLong(this.window.bytes.length)) this.refuse(this.tooLong())
    }
    return this.fault === undefined && !this.overlong ? null : this.faultyLine(final)
  }

  /** A byte order mark belongs to no field. */
  private skipMark(final: boolean): boolean {
    const { bytes } = this.window
    const marked = bytes.length > 0 && MARK.every((byte, at) => bytes[at] === byte || (at >= bytes.length && !final))
    if (marked && bytes.length < MARK.length) return false
    if (marked) this.at = this.fieldStart = MARK.length
    this.begun = bytes.length > 0
    return this.begun
  }

  private scan(final: boolean): TableRecord | null {
    const { bytes } = this.window
    const filled = bytes.length
    while (this.at < filled) {
      if (this.state === 'start') {
        this.state = bytes[this.at] === QUOTE ? 'quoted' : 'plain'
        if (this.state === 'quoted') this.at++
      } else if (this.state === 'quoted') {
        const mark = bytes.indexOf(QUOTE, this.at)
        this.at = mark === -1 ? filled : mark + 1
        // A record must not depend on how the source is cut.
        if (mark !== -1 && !this.isTooLong(this.at)) this.state = 'closed'
        else if (mark !== -1 && !this.refuse(this.tooLong())) return null
      } else {
        const record = this.state === 'plain' ? this.endPlain() : this.endQuoted(final)
        if (record !== undefined) return record
      }
    }
    if (!final || filled === 0) return null
    if (this.state === 'quoted') return this.refuse('a quoted field is not closed') ? this.scan(final) : null
    return this.endRecord(filled, filled)
  }

  /** Reads an unquoted field on: to a record when it ends one, to null at a fault, to undefined when the scan goes on. */
  private endPlain(): TableRecord | null | undefined {
    const { bytes } = this.window
    const { separator } = this.syntax
    let { at } = this
    while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LINE_FEED) at++
    this.at = at
    if (at === bytes.length) return undefined
    if (bytes[at] === separator) {
      this.endField(at)
      return undefined
    }
    const returned = at > this.fieldStart && bytes[at - 1] === RETURN
    return this.endRecord(returned ? at - 1 : at, at + 1)
  }

  /** After a closing quotation mark: null at a fault or when more bytes are needed, undefined when the scan goes on. */
  private endQuoted(final: boolean): TableRecord | null | undefined {
    const { bytes } = this.window
    const { at } = this
    const byte = bytes[at]
    if (byte === QUOTE) {
      this.state = 'quoted'
      this.at++
      return undefined
    }
    if (byte === this.syntax.separator) {
      this.endField(at)
      return undefined
    }
    if (byte === LINE_FEED) return this.endRecord(at, at + 1)
    if (byte === RETURN && at + 1 === bytes.length) return final ? this.endRecord(at, at + 1) : null
    if (byte === RETURN && bytes[at + 1] === LINE_FEED) return this.endRecord(at, at + 2)
    return this.refuse('a quotation mark stands in a quoted field and is not doubled') ? undefined : null
  }

  private endField(end: number): void {
    this.fields.push({ start: this.fieldStart, end, quoted: this.state === 'closed' })
    this.at = this.fieldStart = end + 1
    this.state = 'start'
  }

  private isTooLong(end: number): boolean {
    return end > this.syntax.maxBytes
  }

  private tooLong(): string {
    return `a record is longer than ${this.syntax.maxBytes} bytes`
  }

  private endRecord(fieldEnd: number, end: number): TableRecord | null {
    if (this.isTooLong(end)) {
      this.fault = this.tooLong()
      return null
    }
    if (this.state === 'start') this.state = 'plain'
    this.endField(fieldEnd)
    const { fields } = this
    return { bytes: this.take(end), fields }
  }

  /** Takes a record out; what follows is the next one. */
  private take(length: number): Uint8Array {
    this.at = this.fieldStart = 0
    this.state = 'start'
    this.fields = []
    return this.window.take(length)
  }

  /** Meets a fault in a field: takes the field as it stands, or else the record's first line as faulty. */
  private refuse(fault: string): boolean {
    if (this.syntax.literalQuotes && (this.state === 'quoted' || this.state === 'closed')) {
      this.state = 'plain'
      this.at = this.fieldStart
      return true
    }
    this.fault = fault
    return false
  }

  /** The line that the faulty record begins with; what a missing quotation mark swallowed after it is read again. */
  private faultyLine(final: boolean): TableRecord | null {
    const { fault, overlong } = this
    const { bytes } = this.window
    const feed = bytes.indexOf(LINE_FEED)
    if (feed === -1 && !final && !this.isTooLong(bytes.length) && !overlong) return null
    if (bytes.length === 0) return null
    this.fault = undefined
    this.overlong = feed === -1 && !final
    const line = this.take(feed === -1 ? bytes.length : feed + 1)
    return { bytes: line, fields: [], ...(fault === undefined ? { continued: true } : { fault }) }
  }
}

/** The records of a table, in order; together their bytes are those of the source. */
export async function* tableRecords(source: AsyncIterable<Uint8Array>, syntax: TableSyntax): AsyncGenerator<TableRecord> {
  const scanner = new TableScanner(syntax)
  for await (const chunk of source) {
    scanner.append(chunk)
    for (let record = scanner.next(false); record; record = scanner.next(false)) yield record
  }
  for (let record = scanner.next(true); record; record = scanner.next(true)) yield record
}
