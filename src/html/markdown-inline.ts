/** The prose of one Markdown block: what is text, what is a mark, what is left alone. */
import type { Span } from '../types.js'
import { normalisedLabel } from './markdown-blocks.js'

/** A stretch of a block, in order; what is in none is a mark. */
export interface InlinePart {
  readonly span: Span
  /** `escape` is a backslash and its character; `left` is text that is left alone; `break` a line break; `comment` an HTML comment. */
  readonly kind: 'text' | 'escape' | 'left' | 'break' | 'comment'
}

/** Punctuation that a backslash makes literal. */
const ESCAPE = /\\[!-/:-@[-`{-~]/y
const SPACES = / +/y
const AUTOLINK = /<(?:[a-zA-Z][a-zA-Z\d+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>/y
const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/y
const TEMPLATE = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/y
/** Also what only looks like one: nobody writes prose in brackets right behind brackets. */
const DESTINATION = /\([^()\n]*\)|\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y
const LABEL = /\[([^[\]]*)\]/y
const TICKS = /`+/g
const EMPHASIS = /\*+|_+|~{2}/y
const FOOTNOTE = /\[\^[^\]\s]+\]/y

/** Elements whose text is no prose, and attributes that say so. */
const NO_PROSE = /^(?:code|kbd|samp|pre|script|style|textarea|math|svg)$/i
const NO_TRANSLATION = /\b(?:translate\s*=\s*["']?no\b|class\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b))/i

const at = (pattern: RegExp, text: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset
  return pattern.exec(text)
}

/** @param labels normalised labels of the document's link definitions */
export function inlineParts(text: string, labels: ReadonlySet<string>): InlinePart[] {
  return new InlineReader(text, labels).read()
}

class InlineReader {
  private readonly parts: InlinePart[] = []
  private readonly codeEnds: Map<number, number>
  private readonly closings: Map<number, number>
  /** Links that are open: where their text ends, and where they end. */
  private readonly links: { readonly close: number; readonly end: number }[] = []
  /** Where the last comment ends. */
  private readonly lastComment: number
  private offset = 0
  private textStart = 0

  constructor(private readonly text: string, private readonly labels: ReadonlySet<string>) {
    this.codeEnds = codeSpans(text)
    this.closings = brackets(text, this.codeEnds)
    this.lastComment = text.lastIndexOf('-->')
  }

  read(): InlinePart[] {
    while (this.offset < this.text.length) this.step()
    this.flush(this.text.length)
    return this.parts
  }

  private step(): void {
    const { text, offset } = this
    const link = this.links.at(-1)
    if (link?.close === offset) {
      this.links.pop()
      this.mark(link.end)
      return
    }
    switch (text[offset]) {
      case '`': return this.take(this.codeEnds.get(offset), 'left')
      case '\\': return this.readBackslash()
      case ' ': return this.readSpaces()
      case '<': return this.readAngle()
      case '{': return this.take(endOf(at(TEMPLATE, text, offset)), 'left')
      case '!': return this.readImage()
      case '[': return this.readBracket()
      case '*': case '_': case '~': return this.readEmphasis()
      default: this.offset++
    }
  }

  /** Text up to here, then a mark that ends at `end`. */
  private mark(end: number): void {
    this.flush(this.offset)
    this.offset = end
    this.textStart = end
  }

  private flush(end: number): void {
    if (this.textStart < end) this.parts.push({ span: { start: this.textStart, end }, kind: 'text' })
  }

  /** A part up to `end`, or one character of text where there is none. */
  private take(end: number | undefined, kind: InlinePart['kind']): void {
    if (end === undefined) {
      this.offset++
      return
    }
    const start = this.offset
    this.mark(end)
    this.parts.push({ span: { start, end }, kind })
  }

  /** Two spaces at the end of a line break it. */
  private readSpaces(): void {
    const end = endOf(at(SPACES, this.text, this.offset)) ?? this.offset + 1
    if (this.text[end] === '\n' && end - this.offset > 1) this.take(end + 1, 'break')
    else this.offset = end
  }

  private readBackslash(): void {
    if (this.text[this.offset + 1] === '\n') this.take(this.offset + 2, 'break')
    else this.take(endOf(at(ESCAPE, this.text, this.offset)), 'escape')
  }

  private readAngle(): void {
    const { text, offset } = this
    if (text.startsWith('<!--', offset)) return this.readComment()
    const autolink = endOf(at(AUTOLINK, text, offset))
    if (autolink !== undefined) return this.take(autolink, 'left')
    const tag = at(TAG, text, offset)
    if (tag === null) return this.take(undefined, 'text')
    const [written, slash = '', name = '', attributes = '', closed = ''] = tag
    const end = offset + written.length
    if (/^br$/i.test(name)) return this.take(end, 'break')
    const alone = slash === '' && closed === '' && (NO_PROSE.test(name) || NO_TRANSLATION.test(attributes))
    if (!alone) return this.mark(end)
    const closing = new RegExp(`</${name}\\s*>`, 'gi')
    const found = at(closing, text, end)
    this.take(found ? found.index + found[0].length : text.length, 'left')
  }

  private readComment(): void {
    if (this.lastComment < this.offset) return this.take(undefined, 'text')
    this.take(this.text.indexOf('-->', this.offset) + '-->'.length, 'comment')
  }

  /** What stands behind a bracket that makes a link of it, or the text of a reference; undefined for plain brackets. */
  private linkAt(open: number): { readonly close: number; readonly end: number; readonly fixed: boolean } | undefined {
    const { text, labels } = this
    const close = this.closings.get(open)
    if (close === undefined) return undefined
    const inline = endOf(at(DESTINATION, text, close + 1))
    if (inline !== undefined) return { close, end: inline, fixed: false }
    const own = labels.has(normalisedLabel(text.slice(open + 1, close)))
    const label = at(LABEL, text, close + 1)
    if (label?.[1] !== undefined && label[1].trim() !== '' && labels.has(normalisedLabel(label[1]))) {
      return { close, end: close + 1 + label[0].length, fixed: false }
    }
    if (!own) return undefined
    return { close, end: label?.[1] === '' ? close + 1 + label[0].length : close + 1, fixed: true }
  }

  private readImage(): void {
    const link = this.text[this.offset + 1] === '[' ? this.linkAt(this.offset + 1) : undefined
    if (link) this.mark(link.end)
    else this.offset++
  }

  private readBracket(): void {
    const footnote = endOf(at(FOOTNOTE, this.text, this.offset))
    if (footnote !== undefined) return this.mark(footnote)
    const link = this.linkAt(this.offset)
    if (link === undefined) this.offset++
    // The text of a shortcut is the name of its definition.
    else if (link.fixed) this.take(link.end, 'left')
    else {
      this.links.push(link)
      this.mark(this.offset + 1)
    }
  }

  /** Marks of emphasis stand at a word's edge; an underscore inside a word and a lone star are text. */
  private readEmphasis(): void {
    const { text, offset } = this
    const run = at(EMPHASIS, text, offset)?.[0] ?? ''
    const before = text[offset - 1] ?? ' '
    const after = text[offset + run.length] ?? ' '
    const inside = /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)
    const floating = /\s/.test(before) && /\s/.test(after)
    if (run === '' || floating || (inside && run.startsWith('_')) || (/\d/.test(before) && /\d/.test(after))) this.offset += Math.max(1, run.length)
    else this.mark(offset + run.length)
  }
}

const endOf = (match: RegExpExecArray | null): number | undefined => (match ? match.index + match[0].length : undefined)

/** Where the code span that begins at an offset ends. A run of ticks without its like is text. */
function codeSpans(text: string): Map<number, number> {
  const runs = [...text.matchAll(TICKS)]
  const byLength = new Map<number, number[]>()
  for (const { 0: ticks, index } of runs.toReversed()) {
    const like = byLength.get(ticks.length)
    if (like) like.push(index)
    else byLength.set(ticks.length, [index])
  }
  const spans = new Map<number, number>()
  let from = 0
  for (const { 0: ticks, index } of runs) {
    const later = byLength.get(ticks.length) ?? []
    while ((later.at(-1) ?? Infinity) <= index) later.pop()
    const close = later.at(-1)
    if (index < from || text[index - 1] === '\\' || close === undefined) continue
    from = close + ticks.length
    spans.set(index, from)
  }
  return spans
}

/** The closing bracket of each opening one, outside of code. */
function brackets(text: string, code: ReadonlyMap<number, number>): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let offset = 0; offset < text.length; offset++) {
    const end = code.get(offset)
    if (end !== undefined) offset = end - 1
    else if (text[offset] === '\\') offset++
    else if (text[offset] === '[') open.push(offset)
    else if (text[offset] === ']') {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, offset)
    }
  }
  return pairs
}
