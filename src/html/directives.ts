/** Comments in which an author says what unspin is to leave alone. */
import type { Span } from '../types.js'

const DIRECTIVE = /^\s*unspin-(enable|disable|disable-next-line)\s*$/

/** Follows the directives of one source, in order. */
export class Directives {
  private disabled = false
  private line: Span = { start: 0, end: 0 }
  /** A line end that no other comes before, from where it was last looked for. */
  private feed = -1

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
    if (this.feed < offset) this.feed = this.nextFeed(offset)
    const { feed } = this
    if (feed === this.source.length) return { start: this.source.length, end: this.source.length }
    return { start: feed + 1, end: this.nextFeed(feed + 1) }
  }

  private nextFeed(offset: number): number {
    const feed = this.source.indexOf('\n', offset)
    return feed === -1 ? this.source.length : feed
  }
}
