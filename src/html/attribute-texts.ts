/** Prose outside of the page's text: attributes that people read, and the article in structured data. */
import { decodePieces, encodeAttribute, encodeUnquoted, type Piece } from './character-references.js'
import type { Encode } from './extraction.js'

/** Where an attribute's value stands, without its quotes. */
export interface Value {
  readonly start: number
  readonly end: number
  readonly unquoted: boolean
}

/** A text with the places of its parts, and the notation that replacements are written in. */
export interface PlacedText {
  readonly pieces: readonly Piece[]
  readonly encode: Encode
}

const META = ['description', 'og:description', 'og:title', 'twitter:description', 'twitter:title'] as const
const proseOfMeta: ReadonlySet<string> = new Set(META)

/** Texts of a start tag's attributes, in the order of the source. A link's title is the name of a style sheet, not prose. */
export function attributeTexts(
  html: string,
  tag: string,
  attributes: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, Value>
): PlacedText[] {
  const kind = (attributes.get('name') ?? attributes.get('property') ?? attributes.get('itemprop'))?.trim().toLowerCase()
  const names = tag === 'meta' ? (proseOfMeta.has(kind ?? '') ? ['content'] : []) : tag === 'link' ? [] : ['title', 'alt']
  return names
    .flatMap((name) => values.get(name) ?? [])
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, unquoted }) => ({
      pieces: decodePieces(html, start, end, 'attribute'),
      encode: unquoted ? encodeUnquoted : encodeAttribute
    }))
}

/** Whether a script holds JSON-LD. */
export const isStructuredData = (attributes: ReadonlyMap<string, string>): boolean =>
  attributes.get('type')?.trim().toLowerCase() === 'application/ld+json'

const ARTICLE = /"(?:headline|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"/g
const ESCAPE = /\\(?:u[\da-fA-F]{4}|.)/g

/** In JSON inside a script element, where `</script` would end it. */
const encodeJson: Encode = (text) => JSON.stringify(text).slice(1, -1).replaceAll('<', '\\u003c')

/** Headline and body of the article that a JSON-LD script describes; none when it is no JSON. */
export function structuredTexts(html: string, start: number, end: number): PlacedText[] {
  const json = html.slice(start, end)
  if (!isJson(json)) return []
  return [...json.matchAll(ARTICLE)].map(({ 0: member, 1: value = '', index }) => ({
    pieces: jsonPieces(value, start + index + member.length - 1 - value.length),
    encode: encodeJson
  }))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A JSON string's content, its escapes decoded. @param start where it stands in the source */
function jsonPieces(value: string, start: number): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const verbatim = (end: number): void => {
    if (from < end) pieces.push({ text: value.slice(from, end), start: start + from, end: start + end, verbatim: true })
  }
  for (const { 0: escape, index } of value.matchAll(ESCAPE)) {
    verbatim(index)
    from = index + escape.length
    const text: unknown = JSON.parse(`"${escape}"`)
    pieces.push({ text: String(text), start: start + index, end: start + from, verbatim: false })
  }
  verbatim(value.length)
  return pieces
}
