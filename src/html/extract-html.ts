/** HTML → its text. The parser gives offsets; what is edited is spliced into the source, never written out from a tree. */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { attributeTexts, isStructuredData, structuredTexts, type Value } from './attribute-texts.js'
import { decodePieces, encodeText, textOf } from './character-references.js'
import { Directives } from './directives.js'
import { ElementStack } from './element-stack.js'
import { voids } from './elements.js'
import type { Extraction } from './extraction.js'
import { TextBuilder } from './text-builder.js'

export interface ExtractOptions {
  /** Also the texts of `title`, `alt`, meta descriptions, and headline and articleBody of JSON-LD. Default false. */
  readonly attributes?: boolean
}

const BYTE_ORDER_MARK = '\ufeff'
const BLANK = /^[ \t\n\r\f]*$/

/**
 * The visible text of a page, with a map to its source. Blocks are parted by a blank line, `<br>` is
 * a line break, other white space collapses as in a browser, character references are decoded.
 * Absent is what shows no text or is no prose (script, style, template, svg, code, pre, kbd, samp,
 * textarea, …), what is marked `hidden`, `translate="no"` or `class="notranslate"`, what has a `lang`
 * other than English, and what directives disable; inside a paragraph U+FFFC stands in the place of
 * words that are left alone, so that nothing is matched across them.
 */
export function extractText(html: string, options: ExtractOptions = {}): Extraction {
  const reader = new HtmlReader(html, options.attributes ?? false)
  const tokenizer = new Tokenizer({ decodeEntities: false }, reader)
  tokenizer.write(html)
  tokenizer.end()
  return reader.finish()
}

class HtmlReader implements TokenizerCallbacks {
  private readonly builder: TextBuilder
  private readonly stack = new ElementStack()
  private readonly directives: Directives
  private tag = ''
  private attribute = ''
  private readonly values = new Map<string, Value>()
  /** Texts of attributes, kept until the block that they stand in has ended. */
  private deferred: (() => void)[] = []
  private structuredData = false

  constructor(private readonly html: string, private readonly withAttributes: boolean) {
    this.builder = new TextBuilder(html)
    this.directives = new Directives(html)
  }

  finish(): Extraction {
    this.endBlock()
    return this.builder.finish()
  }

  isInForeignContext(): boolean {
    return this.stack.foreign
  }

  ontext(start: number, end: number): void {
    // At a page that ends within a tag (`<br/`) the tokenizer hands out all of it once more.
    if (start < 0) return
    const from = start === 0 && this.html.startsWith(BYTE_ORDER_MARK) ? 1 : start
    if (this.structuredData) this.readStructuredData(from, end)
    const { state, editable } = this.stack
    if (state.unseen) return
    for (const { span, enabled } of this.directives.parts(from, end)) {
      if (editable && enabled) this.builder.add(decodePieces(this.html, span.start, span.end, 'text'), encodeText)
      else if (!BLANK.test(this.html.slice(span.start, span.end))) this.builder.leaveOut()
    }
  }

  oncdata(start: number, end: number, offset: number): void {
    // Only foreign elements have such sections, and none of them is read; elsewhere it is a comment.
    if (!this.stack.foreign) this.oncomment(start, end, offset)
  }

  oncomment(start: number, end: number, offset: number): void {
    this.directives.read(this.html.slice(start, end - offset), end + 1)
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.html.slice(start, end).toLowerCase()
    this.values.clear()
  }

  onattribname(start: number, end: number): void {
    this.attribute = this.html.slice(start, end).toLowerCase()
    if (!this.values.has(this.attribute)) this.values.set(this.attribute, { start: end, end, unquoted: true })
    else this.attribute = ''
  }

  onattribdata(start: number, end: number): void {
    if (this.attribute === '') return
    this.values.set(this.attribute, { start, end, unquoted: !/["']/.test(this.html.charAt(start - 1)) })
  }

  onopentagend(): void {
    this.open()
  }

  onselfclosingtag(): void {
    this.open()
    if (this.stack.foreign && !voids.has(this.tag)) this.close(this.tag)
  }

  onclosetag(start: number, end: number): void {
    this.structuredData = false
    this.close(this.html.slice(start, end).toLowerCase())
  }

  onattribend(): void {
    this.attribute = ''
  }

  onattribentity(): void {
    // The tokenizer decodes nothing: references are decoded with their places.
  }

  ontextentity(): void {
    // See onattribentity.
  }

  ondeclaration(): void {
    // A doctype says nothing about the text.
  }

  onprocessinginstruction(): void {
    // Exists in XML only.
  }

  onend(): void {
    // Elements left open end with the page.
  }

  private open(): void {
    const attributes = new Map([...this.values].map(([name, { start, end }]) => [name, textOf(decodePieces(this.html, start, end, 'attribute'))]))
    if (this.withAttributes) this.deferAttributes(attributes)
    if (this.stack.open(this.tag, attributes)) this.endBlock()
    if (this.tag === 'br' && !this.stack.state.unseen) this.builder.endLine()
    this.structuredData = this.withAttributes && this.tag === 'script' && isStructuredData(attributes)
  }

  private close(name: string): void {
    if (name === 'br' && !this.stack.state.unseen) this.builder.endLine()
    else if (this.stack.close(name)) this.endBlock()
  }

  private endBlock(): void {
    this.builder.endBlock()
    for (const add of this.deferred.splice(0)) {
      add()
      this.builder.endBlock()
    }
  }

  private deferAttributes(attributes: ReadonlyMap<string, string>): void {
    if (!this.stack.editableWith(this.tag, attributes)) return
    for (const { pieces, encode } of attributeTexts(this.html, this.tag, attributes, this.values)) {
      const [first] = this.directives.parts(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0)
      if (first?.enabled) this.deferred.push(() => this.builder.add(pieces, encode))
    }
  }

  private readStructuredData(start: number, end: number): void {
    for (const { pieces, encode } of structuredTexts(this.html, start, end)) {
      if (this.directives.parts(start, end).every(({ enabled }) => enabled)) {
        this.deferred.push(() => this.builder.addPreserved(pieces, encode))
      }
    }
  }
}
