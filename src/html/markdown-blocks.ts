/**
 * The blocks of a Markdown source (CommonMark with tables and footnotes, front matter of site generators): which lines are
 * prose, and where the prose of each begins behind the marks of quotations, lists and headings.
 */
import type { Span } from '../types.js'
import { blocks } from './elements.js'

/** A stretch of prose that inline marks cannot leave. */
export interface MarkdownBlock {
  /** The prose of each of its lines, without marks and line end. */
  readonly lines: readonly Span[]
}

export interface MarkdownBlocks {
  /** Prose and comments, in order; a comment is its text and the offset behind it. */
  readonly parts: readonly (MarkdownBlock | { readonly comment: string; readonly end: number })[]
  /** Labels of link definitions, normalised. */
  readonly labels: ReadonlySet<string>
}

/** The form in which labels are compared. */
export const normalisedLabel = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase()

const QUOTE = /^ {0,3}> ?/
const ITEM = /^(( *)(?:[-+*]|\d{1,9}[.)])(?:[ \t]{1,4}(?![ \t])|[ \t]|$))(?:\[[ xX]\][ \t]+)?/
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+|$)/
const CLOSING_MARKS = /[ \t]+#+[ \t]*$|^#+[ \t]*$/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const BREAK = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/
const DEFINITION = /^ {0,3}\[((?:[^[\]\\]|\\.)+)\]:/
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]+\]:[ \t]*/
const DELIMITERS = /^ {0,3}(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const RAW_ELEMENT = /^ {0,3}<(script|pre|style|textarea)(?=[\s>]|$)/i
const TAG = /^ {0,3}<\/?([a-z][a-z\d-]*)(?=[\s/>]|$)/i
const LONE_TAG = /^ {0,3}<[a-z/][^<>]*>\s*$/i
const COMMENT = /^ {0,3}<!--/
const INDENT = /^(?: {4}|\t)/
/** Deeper nesting is no writer's; every line is read in time linear in its length. */
const DEEPEST = 100
/** Columns of a tab, and of the indentation of code. */
const TAB = 4

export function markdownBlocks(source: string): MarkdownBlocks {
  const reader = new BlockReader(source)
  reader.read()
  return { parts: reader.parts, labels: reader.labels }
}

/** Whether a line begins an HTML block: with the tag of a block element, or, where no paragraph is open, with nothing but a tag. */
function opensHtml(text: string, first: boolean): boolean {
  const name = TAG.exec(text)?.[1]
  return name !== undefined && (blocks.has(name.toLowerCase()) || (first && LONE_TAG.test(text)))
}

class BlockReader {
  readonly parts: (MarkdownBlock | { comment: string; end: number })[] = []
  readonly labels = new Set<string>()
  private at = 0
  private lines: Span[] = []
  private table = false
  /** Columns that the open list items are indented by; the innermost last. */
  private indents: number[] = []
  private afterBlank = true

  constructor(private readonly source: string) {}

  read(): void {
    this.at = this.source.startsWith('\ufeff') ? 1 : 0
    this.skipFrontMatter()
    while (this.at < this.source.length) this.readLine()
    this.endBlock()
  }

  private endBlock(): void {
    if (this.lines.length > 0) this.parts.push({ lines: this.lines })
    this.lines = []
    this.table = false
  }

  /** Takes the next line, without its end. */
  private nextLine(): Span {
    const start = this.at
    const feed = this.source.indexOf('\n', start)
    this.at = feed === -1 ? this.source.length : feed + 1
    const end = feed === -1 ? this.source.length : feed
    return { start, end: end > start && this.source[end - 1] === '\r' ? end - 1 : end }
  }

  private textOf({ start, end }: Span): string {
    return this.source.slice(start, end)
  }

  private skipFrontMatter(): void {
    const from = this.at
    const fence = this.textOf(this.nextLine()).trimEnd()
    if (fence === '---' || fence === '+++') {
      while (this.at < this.source.length) {
        const line = this.textOf(this.nextLine()).trimEnd()
        if (line === fence || (fence === '---' && line === '...')) return
      }
    }
    this.at = from
  }

  private readLine(): void {
    const line = this.nextLine()
    const start = this.behindContainers(line)
    const text = this.source.slice(start, line.end)
    const blank = text.trim() === ''
    if (blank) this.endBlock()
    else this.readContent({ start, end: line.end }, text)
    this.afterBlank = blank
  }

  /** Where a line begins behind the marks of quotations and list items. A new item ends the block before it. */
  private behindContainers({ start, end }: Span): number {
    let at = start
    for (let depth = 0; depth < DEEPEST; depth++) {
      const text = this.source.slice(at, end)
      const quote = QUOTE.exec(text)
      if (quote) {
        if (this.lines.length > 0 && at === start && !QUOTE.test(this.previousLine(start))) this.endBlock()
        at += quote[0].length
        continue
      }
      const item = BREAK.test(text) ? null : ITEM.exec(text)
      const indent = item?.[2]?.length ?? 0
      if (item && indent <= (this.indents.at(-1) ?? 0) + 3 && (this.lines.length === 0 || item[0].length < text.length)) {
        this.endBlock()
        this.indents = this.indents.filter((each) => each <= indent)
        this.indents.push(item[1]?.length ?? 0)
        at += item[0].length
        continue
      }
      return at + this.continuationOf(text)
    }
    return at
  }

  private previousLine(start: number): string {
    const from = this.source.lastIndexOf('\n', start - 2) + 1
    return this.source.slice(from, start)
  }

  /** How much of a line's indentation belongs to the list item that it goes on with. */
  private continuationOf(text: string): number {
    if (text.trim() === '') return 0
    const tab = text.startsWith('\t')
    const indent = tab ? TAB : (/^ */.exec(text)?.[0].length ?? 0)
    if (this.afterBlank) this.indents = this.indents.filter((each) => each <= indent + 1)
    const wanted = this.indents.at(-1) ?? 0
    return tab ? Math.min(1, wanted) : Math.min(indent, wanted)
  }

  private readContent(content: Span, text: string): void {
    const first = this.lines.length === 0
    if (first && INDENT.test(text)) return
    const fence = FENCE.exec(text)?.[1]
    if (fence !== undefined) {
      this.endBlock()
      this.skipFenced(fence)
    } else if (COMMENT.test(text)) this.readComment(content)
    else if (RAW_ELEMENT.test(text)) this.skipRaw(content, RAW_ELEMENT.exec(text)?.[1] ?? '')
    else if (opensHtml(text, first)) this.skipHtml()
    else if (first && FOOTNOTE.test(text)) this.addLine(content, FOOTNOTE.exec(text)?.[0].length ?? 0)
    else if (first && DEFINITION.test(text)) this.labels.add(normalisedLabel(DEFINITION.exec(text)?.[1] ?? ''))
    else if (HEADING.test(text)) this.addHeading(content, text)
    else if (!first && UNDERLINE.test(text)) this.endBlock()
    else if (BREAK.test(text)) this.endBlock()
    else if (DELIMITERS.test(text) && this.lines.length === 1) this.openTable()
    else if (this.table) this.addRow(content)
    else this.addLine(content, /^[ \t]*/.exec(text)?.[0].length ?? 0)
  }

  private addLine({ start, end }: Span, marks: number): void {
    this.lines.push({ start: start + marks, end })
  }

  private addHeading({ start, end }: Span, text: string): void {
    this.endBlock()
    const marks = HEADING.exec(text)?.[0].length ?? 0
    const closing = CLOSING_MARKS.exec(text.slice(marks))?.[0].length ?? 0
    this.addLine({ start, end: end - closing }, marks)
    this.endBlock()
  }

  private openTable(): void {
    const [head] = this.lines
    this.lines = []
    if (head) this.addRow(head)
    this.table = true
  }

  /** Each cell is a block; a `|` in a code span parts cells too. */
  private addRow({ start, end }: Span): void {
    let from = start
    for (const { 0: mark, index } of this.textOf({ start, end }).matchAll(/\\.|\|/g)) {
      if (mark !== '|') continue
      this.parts.push({ lines: [{ start: from, end: start + index }] })
      from = start + index + 1
    }
    this.parts.push({ lines: [{ start: from, end }] })
    this.table = true
  }

  private skipFenced(fence: string): void {
    const closing = new RegExp(`^[ >]*${fence.charAt(0)}{${fence.length},}[ \\t]*$`)
    while (this.at < this.source.length) if (closing.test(this.textOf(this.nextLine()))) return
  }

  /** An HTML block goes on to the next blank line. */
  private skipHtml(): void {
    this.endBlock()
    while (this.at < this.source.length && this.textOf(this.nextLine()).trim() !== '');
  }

  /** Up to the line that closes a script or the like; it may hold blank lines. */
  private skipRaw({ start }: Span, name: string): void {
    this.endBlock()
    const closing = new RegExp(`</${name}\\s*>`, 'i')
    const rest = this.source.slice(start)
    this.at = start + (closing.exec(rest)?.index ?? rest.length)
    if (this.at < this.source.length) this.nextLine()
  }

  private readComment({ start }: Span): void {
    this.endBlock()
    const open = this.source.indexOf('<!--', start) + '<!--'.length
    const close = this.source.indexOf('-->', open)
    if (close === -1) {
      this.at = this.source.length
      return
    }
    this.parts.push({ comment: this.source.slice(open, close), end: close + '-->'.length })
    this.at = close + '-->'.length
    // What stands behind a comment on its line belongs to the HTML block.
    this.nextLine()
  }
}
