/** A source inside another one: HTML inside XML, a paragraph inside the marks of its lines. */
import type { Span } from '../types.js'
import type { Piece } from './character-references.js'
import type { Encode, Extraction, Run } from './extraction.js'

interface Placed<T extends Piece> {
  readonly at: number
  readonly piece: T
}

/** A stretch of the inner source and where it stands in the outer one. */
export interface Part<T extends Piece> {
  /** Length in the inner source. */
  readonly length: number
  readonly start: number
  readonly end: number
  readonly verbatim: boolean
  readonly piece: T
}

export class Layer<T extends Piece = Piece> {
  /** The inner source. */
  readonly text: string
  private readonly placed: readonly Placed<T>[]

  constructor(pieces: readonly T[]) {
    let at = 0
    this.placed = pieces.map((piece) => {
      const placed = { at, piece }
      at += piece.text.length
      return placed
    })
    this.text = pieces.map(({ text }) => text).join('')
  }

  /** Where a stretch of the inner source stands, piece by piece. A piece that maps only as a whole is never cut. */
  parts({ start, end }: Span): Part<T>[] {
    const parts: Part<T>[] = []
    for (let index = this.indexAt(start); index < this.placed.length; index++) {
      const { at, piece } = this.placed[index] ?? { at: end, piece: undefined }
      if (piece === undefined || at >= end) break
      const from = Math.max(start, at)
      const to = Math.min(end, at + piece.text.length)
      const place = piece.verbatim ? { start: piece.start + from - at, end: piece.start + to - at } : { start: piece.start, end: piece.end }
      parts.push({ length: to - from, ...place, verbatim: piece.verbatim, piece })
    }
    return parts
  }

  /** Decoded pieces of the inner source as pieces of the outer one. What the outer one interrupts is left out. */
  pieces(inner: readonly Piece[]): Piece[] {
    return inner.flatMap(({ text, start, end, verbatim }) => {
      const parts = this.parts({ start, end })
      if (!verbatim) return contiguous(parts) ? [{ text, verbatim: false, ...around(parts) }] : []
      let at = 0
      return parts.map((part) => {
        const piece = { text: text.slice(at, at + part.length), start: part.start, end: part.end, verbatim: part.verbatim }
        at += part.length
        return piece
      })
    })
  }

  /** The runs of an extraction of the inner source as runs of the outer one. */
  runs({ runs }: Extraction, at: number, encode: (inner: Encode, piece: T) => Encode): Run[] {
    return runs.flatMap((run) => {
      const parts = this.parts(run)
      const [first] = parts
      if (first === undefined) return []
      if (!run.verbatim) {
        return contiguous(parts)
          ? [{ at: at + run.at, length: run.length, verbatim: false, ...around(parts), encode: encode(run.encode, first.piece) }]
          : []
      }
      let from = at + run.at
      return parts.map((part) => {
        const { length, start, end, verbatim } = part
        from += length
        return { at: from - length, length, start, end, verbatim, encode: encode(run.encode, part.piece) }
      })
    })
  }

  /** Index of the piece that an offset stands in. */
  private indexAt(offset: number): number {
    let low = 0
    let high = this.placed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const { at, piece } = this.placed[middle] ?? { at: 0, piece: undefined }
      if (at + (piece?.text.length ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

const contiguous = (parts: readonly Span[]): boolean =>
  parts.length > 0 && parts.every(({ start }, index) => index === 0 || parts[index - 1]?.end === start)

const around = (parts: readonly Span[]): Span => ({ start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 })

/** Several texts of one source as one, parted by blank lines. */
export function joined(source: string, texts: readonly { readonly text: string; runs(at: number): readonly Run[] }[]): Extraction {
  const runs: Run[] = []
  let text = ''
  for (const part of texts) {
    if (part.text === '') continue
    if (text !== '') text += '\n\n'
    for (const run of part.runs(text.length)) runs.push(run)
    text += part.text
  }
  return { source, text, runs }
}
