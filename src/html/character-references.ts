/** Character references (`&amp;`, `&#8217;`) with their places in the source, and back. */
import { DecodingMode, HtmlEntityDecoder, XmlEntityDecoder } from 'entities/decode'

/** Decoded text with its place in the source. A verbatim piece reads there as it reads here. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly verbatim: boolean
}

/** `strict` is HTML's names, each with its semicolon. */
export type Notation = 'text' | 'attribute' | 'strict' | 'xml'

const MODES: Readonly<Record<Notation, DecodingMode>> = {
  text: DecodingMode.Legacy,
  attribute: DecodingMode.Attribute,
  strict: DecodingMode.Strict,
  xml: DecodingMode.Strict
}

/** The text between two offsets of the source, its references decoded as the notation asks. */
export function decodePieces(source: string, start: number, end: number, notation: Notation): Piece[] {
  const pieces: Piece[] = []
  let decoded = ''
  const emit = (codePoint: number): void => {
    decoded += String.fromCodePoint(codePoint)
  }
  const decoder = notation === 'xml' ? new XmlEntityDecoder(emit) : new HtmlEntityDecoder(emit)
  // Nothing behind the end may finish a reference.
  const text = source.slice(start, end)
  let from = 0
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    decoded = ''
    decoder.startEntity(MODES[notation])
    const written = decoder.write(text, at + 1)
    const consumed = written < 0 ? decoder.end() : written
    if (consumed <= 0 || decoded === '') continue
    if (from < at) pieces.push({ text: text.slice(from, at), start: start + from, end: start + at, verbatim: true })
    from = at + consumed
    pieces.push({ text: decoded, start: start + at, end: start + from, verbatim: false })
    at = from - 1
  }
  if (from < text.length) pieces.push({ text: text.slice(from), start: start + from, end, verbatim: true })
  return pieces
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string, characters: RegExp): string => text.replace(characters, (character) => REFERENCES[character] ?? character)

/** Text for an element's content, in HTML and in XML. */
export const encodeText = (text: string): string => escaped(text, /[&<>]/g)

/** Text for an attribute's value, whatever quotes it. */
export const encodeAttribute = (text: string): string => escaped(text, /[&<>"']/g)

/** Text for an attribute's value without quotes, which white space would end. */
export const encodeUnquoted = (text: string): string =>
  text.replace(/[&<>"'`=\s]/g, (character) => `&#${character.charCodeAt(0)};`)
