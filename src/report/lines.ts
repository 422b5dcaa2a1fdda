/** Lines of a text, ended by a line feed only, as `patch` counts them: a carriage return belongs to its line. */

/** A place for people: 1-based line, and 1-based column in code points. */
export interface Place {
  readonly line: number
  readonly column: number
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff

function codePoints(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    const paired = at > start && isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1))
    if (!paired) count++
  }
  return count
}

/** Line starts of one text. Line numbers of this class count from 0, offsets are UTF-16 code units. */
export class LineIndex {
  /** Number of lines; the emptiness after a final line feed is not one. */
  readonly count: number
  private readonly starts: readonly number[]
  /** Where the last column was counted, so that ascending offsets on one long line stay linear. */
  private last = { line: 0, offset: 0, column: 1 }

  constructor(readonly text: string) {
    const starts = [0]
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.starts = starts
    this.count = starts.at(-1) === text.length ? starts.length - 1 : starts.length
  }

  /** Line that an offset stands on; the offset after a final line feed gives {@link count}. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.starts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.start(middle) <= offset) low = middle
      else high = middle
    }
    return low
  }

  /** First offset of a line; the end of the text for lines past the last. */
  start(line: number): number {
    return this.starts[line] ?? this.text.length
  }

  /** The lines `from` (inclusive) to `to` (exclusive), each with its line feed. */
  lines(from: number, to: number): string[] {
    const lines: string[] = []
    for (let line = from; line < to; line++) lines.push(this.text.slice(this.start(line), this.start(line + 1)))
    return lines
  }

  /** Line and column of an offset, as editors show them. */
  place(offset: number): Place {
    const line = this.lineAt(offset)
    const resume = line === this.last.line && offset >= this.last.offset
    const from = resume ? this.last.offset : this.start(line)
    const column = (resume ? this.last.column : 1) + codePoints(this.text, from, offset)
    this.last = { line, offset, column }
    return { line: line + 1, column }
  }
}

/** Splits a text into lines, each with its line feed; an empty text has none. */
export function splitLines(text: string): string[] {
  const index = new LineIndex(text)
  return index.lines(0, index.count)
}
