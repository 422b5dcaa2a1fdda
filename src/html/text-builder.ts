/** Puts a text together from pieces of a source: white space collapses as browsers collapse it, blocks are parted. */
import type { Piece } from './character-references.js'
import { type Encode, type Extraction, PLACEHOLDER, type Run } from './extraction.js'

type OpenRun = { -readonly [Key in keyof Run]: Run[Key] }

interface Space {
  readonly start: number
  end: number
  readonly encode: Encode
}

/** White space that HTML collapses; a no-break space is none. */
const PARTS = /[ \t\n\r\f]+|[^ \t\n\r\f]+/g
const COLLAPSES = /^[ \t\n\r\f]/

const BLANK_LINE = 2

export class TextBuilder {
  private text = ''
  private readonly runs: OpenRun[] = []
  /** Line breaks owed before the next text. */
  private newlines = 0
  private space: Space | undefined
  /** White space behind it that collapses into it, though a tag stands between. */
  private collapsed: Space[] = []
  /** A part left alone stands between here and the next text of the line, after `spaceBefore`. */
  private placeholder = false
  private spaceBefore: Space | undefined

  constructor(private readonly source: string) {}

  /** Text whose white space collapses. */
  add(pieces: readonly Piece[], encode: Encode): void {
    for (const { text, start, end, verbatim } of pieces) {
      for (const { 0: part, index } of text.matchAll(PARTS)) {
        const from = verbatim ? start + index : start
        const to = verbatim ? from + part.length : end
        if (COLLAPSES.test(part)) this.addSpace(from, to, encode)
        else this.addText(part, from, to, verbatim, encode)
      }
    }
  }

  /** Text that stays as it is, white space and all. */
  addPreserved(pieces: readonly Piece[], encode: Encode): void {
    for (const { text, start, end, verbatim } of pieces) this.addText(text, start, end, verbatim, encode)
  }

  /** Ends a block: a blank line before whatever follows. */
  endBlock(): void {
    this.newlines = this.text === '' ? 0 : BLANK_LINE
    this.forgetGap()
  }

  /** Ends a line; two in a row end the block. */
  endLine(): void {
    this.newlines = this.text === '' ? 0 : Math.min(BLANK_LINE, this.newlines + 1)
    this.forgetGap()
  }

  /** A part left alone stands here: nothing may be matched across it. */
  leaveOut(): void {
    if (this.placeholder) return
    this.placeholder = true
    this.spaceBefore = this.space
    this.space = undefined
    this.collapsed = []
  }

  finish(): Extraction {
    return { source: this.source, text: this.text, runs: this.runs }
  }

  private forgetGap(): void {
    this.space = undefined
    this.collapsed = []
    this.spaceBefore = undefined
    this.placeholder = false
  }

  private addSpace(start: number, end: number, encode: Encode): void {
    if (this.space === undefined) this.space = { start, end, encode }
    else {
      const last = this.collapsed.at(-1) ?? this.space
      if (last.end === start) last.end = end
      else this.collapsed.push({ start, end, encode })
    }
  }

  private addText(text: string, start: number, end: number, verbatim: boolean, encode: Encode): void {
    if (this.newlines > 0) this.text += '\n'.repeat(this.newlines)
    const lineStart = this.newlines > 0 || this.text === ''
    if (this.placeholder) {
      if (this.spaceBefore && !lineStart) this.push(' ', this.spaceBefore)
      this.text += PLACEHOLDER
    }
    if (this.space && (!lineStart || this.placeholder)) {
      this.push(' ', this.space)
      for (const space of this.collapsed) this.push('', space, false)
    }
    this.newlines = 0
    this.forgetGap()
    this.push(text, { start, end, encode }, verbatim)
  }

  private push(text: string, { start, end, encode }: Space, verbatim = this.source.slice(start, end) === text): void {
    const last = this.runs.at(-1)
    const at = this.text.length
    this.text += text
    const goesOn = last?.verbatim === true && verbatim && last.end === start && last.at + last.length === at && last.encode === encode
    if (goesOn) {
      last.end = end
      last.length += text.length
    } else this.runs.push({ at, length: text.length, start, end, verbatim, encode })
  }
}
