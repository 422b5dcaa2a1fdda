/** Texts built from pieces whose garbled expressions are known. */
import { brownDocuments, isNews } from './brown.js'
import type { BrownDocument } from './brown.js'
import { countWords } from './metrics.js'
import type { ReferenceEdit } from './metrics.js'
import { chance } from './random.js'
import { spin } from './spinner/spin.js'
import type { GoldEdit } from './spinner/spin.js'
import type { SpinnerFamily } from './spinner/table.js'

/** Rate at which about one word of the original in six is replaced, as on real spun pages. */
export const GARBLED_RATE = 0.6

/** A reference edit that comes from the frozen spinner keeps what is known about its row. */
export type SpunReference = ReferenceEdit & { readonly gold?: GoldEdit }

export interface Piece {
  readonly text: string
  readonly references: readonly SpunReference[]
}

export const clean = (text: string): Piece => ({ text, references: [] })

/** The gold edits of a spun text as references. */
export const asReferences = (edits: readonly GoldEdit[]): SpunReference[] =>
  edits.map((gold) => ({ span: gold.span, after: [gold.after], kind: gold.kind, gold }))

/** A frame with its `{}` filled by an expression that should be restored to one of `after`. */
export function filled(frame: string, expression: string, after: readonly string[], kind: string): Piece {
  const start = frame.indexOf('{}')
  // At the head of a sentence both sides take a capital.
  const cased = (text: string): string => (start > 0 ? text : text.slice(0, 1).toUpperCase() + text.slice(1))
  const span = { start, end: start + expression.length }
  const text = frame.slice(0, start) + cased(expression) + frame.slice(start + '{}'.length)
  return { text, references: [{ span, after: after.map(cased), kind }] }
}

/** Joins pieces, moving their references along; also says where each piece came to stand. */
export function joined(pieces: readonly Piece[], separator = ' '): Piece & { readonly starts: readonly number[] } {
  const references: SpunReference[] = []
  const starts: number[] = []
  let text = ''
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) text += separator
    const offset = text.length
    starts.push(offset)
    for (const reference of piece.references) {
      const span = { start: reference.span.start + offset, end: reference.span.end + offset }
      references.push({ ...reference, span })
    }
    text += piece.text
  }
  return { text, references, starts }
}

let news: readonly BrownDocument[] | undefined

/** Garbled news from the report part, of at least `words` words, in one paragraph. The key decides which. */
export function garbled(key: string, words: number, family: SpinnerFamily): Piece {
  news ??= brownDocuments('report').filter(({ id }) => isNews(id))
  const document = news[Math.floor(chance(`${key}/document`) * news.length)]
  const paragraphs = (document?.text ?? '').split('\n').filter((paragraph) => countWords(paragraph) > 12)
  let at = Math.floor(chance(`${key}/paragraph`) * paragraphs.length)
  let text = paragraphs[at] ?? ''
  while (countWords(text) < words && paragraphs.length > 1) {
    at = (at + 1) % paragraphs.length
    text += ` ${paragraphs[at] ?? ''}`
  }
  const spun = spin(text, { rate: GARBLED_RATE, seed: key, family })
  return { text: spun.text, references: asReferences(spun.edits) }
}
