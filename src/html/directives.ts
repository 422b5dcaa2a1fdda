/** Comments in which an author says what unspin is to leave alone. */
import type { Span } from '../types.js'

const DIRECTIVE = /^\s*unspin-(enable|disable|disable-next-line)\s*$/

/** Follows the directives of one source, in order. */
export class Directives {
  private disabled = false
  private line: Span = { start: 0, end: 0 }

  constructor(private readonly source: string) {}

  /** Takes note of a comment. @param end offset behind it */
  read(comment: string, end: number): void {
    const directive = DIRECTIVE.exec(comment)?.[1]
    if (directive === undefined) return
    if (directive !== 'disable-next-line') this.disabled = directive === 'disable'
    else this.line = this.lineAfter(end)
  }

  /** Cuts a stretch of the source where a directive begins or ends to hold. */
  parts(start: number, end: number): { readonly span: Span; readonly enabled: boolean }[] {
    const { line, disabled } = this
    const from = Math.min(Math.max(start, line.start), end)
    const to = Math.max(Math.min(end, line.end), from)
    return [
      { span: { start, end: from }, enabled: !disabled },
      { span: { start: from, end: to }, enabled: false },
      { span: { start: to, end }, enabled: !disabled }
    ].filter(({ span }) => span.start < span.end)
  }

  private lineAfter(offset: number): Span {
    const feed = this.source.indexOf('\n', offset)
    if (feed === -1) return { start: this.source.length, end: this.source.length }
    const next = this.source.indexOf('\n', feed + 1)
    return { start: feed + 1, end: next === -1 ? this.source.length : next }
  }
}
