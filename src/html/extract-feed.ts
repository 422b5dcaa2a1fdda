/** RSS and Atom feeds → their text: titles, descriptions, summaries and contents, with the HTML in them read as HTML. */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { decodePieces, encodeText, type Piece, textOf } from './character-references.js'
import { Directives } from './directives.js'
import { isEnglish } from './element-stack.js'
import { extractText, type ExtractOptions } from './extract-html.js'
import type { Encode, Extraction } from './extraction.js'
import { joined, Layer } from './layer.js'
import { TextBuilder } from './text-builder.js'

/** Local names of the elements that hold prose, in RSS 0.9 to 2.0, Atom, and their common extensions. */
const FIELDS: ReadonlySet<string> = new Set(['title', 'subtitle', 'description', 'summary', 'content', 'encoded'])

interface FieldPiece extends Piece {
  /** In a CDATA section, where nothing is escaped. */
  readonly raw: boolean
}

/** An element with prose. */
interface Field {
  readonly form: 'html' | 'plain'
  readonly pieces: FieldPiece[]
  readonly english: boolean
  /** Behind its start tag. */
  readonly start: number
  end: number
  /** Whether elements stand in it: the XHTML of an Atom feed, or HTML that should have been escaped. */
  nested: boolean
}

interface Frame {
  readonly name: string
  readonly english: boolean
}

/**
 * The prose of a feed, with a map to its source: CDATA sections stay CDATA, escaped HTML stays escaped. Fields are parted
 * by blank lines. A feed whose `<language>`, or a part of it whose `xml:lang`, is not English is left alone.
 */
export function extractFeed(xml: string, options: ExtractOptions = {}): Extraction {
  const reader = new FeedReader(xml)
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, reader)
  tokenizer.write(xml)
  tokenizer.end()
  if (!reader.english) return { source: xml, text: '', runs: [] }
  const fields = reader.fields.filter(({ english, end }) => english && end >= 0)
  return joined(xml, fields.map((field) => textOfField(xml, field, options)))
}

/** In a CDATA section only its own end has to be written otherwise. */
const encodeRaw: Encode = (text) => text.replaceAll(']]>', ']]]]><![CDATA[>')

/** HTML in XML is escaped once more. One function for each pair, since runs with the same notation are one. */
const twice = new Map<Encode, Encode>()

function inXml(inner: Encode, { raw }: FieldPiece): Encode {
  if (raw) return inner
  const known = twice.get(inner)
  const encode: Encode = known ?? ((text) => encodeText(inner(text)))
  twice.set(inner, encode)
  return encode
}

type Text = Parameters<typeof joined>[1][number]

function textOfField(xml: string, { form, pieces, nested, start, end }: Field, options: ExtractOptions): Text {
  if (nested) {
    const inside = new Layer([{ text: xml.slice(start, end), start, end, verbatim: true, raw: true }])
    const extraction = extractText(inside.text, options)
    return { text: extraction.text, runs: (at) => inside.runs(extraction, at, (inner) => inner) }
  }
  if (form === 'html') {
    const layer = new Layer(pieces)
    const extraction = extractText(layer.text, options)
    return { text: extraction.text, runs: (at) => layer.runs(extraction, at, inXml) }
  }
  const builder = new TextBuilder(xml)
  for (const piece of pieces) builder.add([piece], piece.raw ? encodeRaw : encodeText)
  const { text, runs } = builder.finish()
  return { text, runs: (at) => runs.map((run) => ({ ...run, at: run.at + at })) }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

class FeedReader implements TokenizerCallbacks {
  readonly fields: Field[] = []
  /** Whether the feed as a whole is in English. */
  english = true
  private readonly frames: Frame[] = []
  private readonly directives: Directives
  private name = ''
  private attribute = ''
  private attributes = new Map<string, string>()
  private field: Field | undefined
  /** How many elements were open when the field began. */
  private depth = 0

  constructor(private readonly xml: string) {
    this.directives = new Directives(xml)
  }

  ontext(start: number, end: number): void {
    if (start >= 0) this.take(start, end, false)
  }

  oncdata(start: number, end: number, offset: number): void {
    this.take(start, end - offset, true)
  }

  oncomment(start: number, end: number, offset: number): void {
    this.directives.read(this.xml.slice(start, end - offset), end + 1)
  }

  onopentagname(start: number, end: number): void {
    this.name = this.xml.slice(start, end)
    this.attributes = new Map()
  }

  onattribname(start: number, end: number): void {
    this.attribute = this.xml.slice(start, end)
  }

  onattribdata(start: number, end: number): void {
    this.attributes.set(this.attribute, textOf(decodePieces(this.xml, start, end, 'xml')))
  }

  onopentagend(end: number): void {
    const language = this.attributes.get('xml:lang')
    const english = language === undefined ? (this.frames.at(-1)?.english ?? true) : isEnglish(language)
    if (this.field) this.field.nested = true
    else if (this.frames.length > 0 && FIELDS.has(localName(this.name))) this.openField(end + 1, english)
    this.frames.push({ name: this.name, english })
  }

  onselfclosingtag(): void {
    if (this.field) this.field.nested = true
  }

  onclosetag(start: number, end: number): void {
    const name = this.xml.slice(start, end)
    const at = this.frames.findLastIndex((frame) => frame.name === name)
    if (at === -1) return
    if (this.field && at <= this.depth) {
      this.field.end = start - '</'.length
      this.field = undefined
    }
    this.frames.length = at
  }

  onattribend(): void {
    // Values are read where they stand.
  }

  onattribentity(): void {
    // The tokenizer decodes nothing.
  }

  ontextentity(): void {
    // See onattribentity.
  }

  ondeclaration(): void {
    // A doctype says nothing about the text.
  }

  onprocessinginstruction(): void {
    // Style sheets and the like.
  }

  onend(): void {
    // A field that was never closed has no end and is left alone.
  }

  private openField(start: number, english: boolean): void {
    const form = this.formOf(this.attributes.get('type'))
    if (form === null) return
    this.field = { form, pieces: [], english, start, end: -1, nested: false }
    this.fields.push(this.field)
    this.depth = this.frames.length
  }

  /** What an element holds: in Atom its type tells, in RSS it is HTML by custom. Null for what is no text. */
  private formOf(type: string | undefined): Field['form'] | null {
    if (type === undefined) return localName(this.frames[0]?.name ?? '') === 'feed' ? 'plain' : 'html'
    if (/^(?:html|xhtml|text\/html)$/i.test(type)) return 'html'
    return /^(?:text|plain|text\/plain)$/i.test(type) ? 'plain' : null
  }

  private take(start: number, end: number, raw: boolean): void {
    if (!this.field) {
      if (localName(this.frames.at(-1)?.name ?? '') === 'language') this.readLanguage(this.xml.slice(start, end))
      return
    }
    const pieces = raw ? [{ text: this.xml.slice(start, end), start, end, verbatim: true }] : decodePieces(this.xml, start, end, 'xml')
    for (const piece of pieces) this.field.pieces.push({ ...piece, raw })
    if (this.directives.parts(start, end).some(({ enabled }) => !enabled)) this.leaveOut(this.field)
  }

  /** A field that a directive disables a part of is left alone as a whole. */
  private leaveOut(field: Field): void {
    const at = this.fields.indexOf(field)
    if (at !== -1) this.fields.splice(at, 1)
  }

  private readLanguage(text: string): void {
    if (text.trim() !== '') this.english = isEnglish(text)
  }
}
