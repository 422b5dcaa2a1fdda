/** A text with its words, sentences and blocks. Nothing of the source is lost: each level tiles it. */
import type { Span } from '../types.js'
import { tokenize, type WordIds } from './tokenize.js'
import { BLOCK_START, type Tokens } from './tokens.js'

/** Offsets are UTF-16 code units into `source`, half open. */
export interface Document {
  readonly source: string
  readonly tokens: Tokens
}

export function parseDocument(source: string, words: WordIds): Document {
  return { source, tokens: tokenize(source, words) }
}

/** Paragraphs, headings, list items: spans that together cover the source, in order. */
export function blocksOf(document: Document): Span[] {
  const { flags } = document.tokens
  return tile(document, (token) => ((flags[token] ?? 0) & BLOCK_START) !== 0)
}

/** Sentences, each with the white space that follows it: spans that together cover the source, in order. */
export function sentencesOf(document: Document): Span[] {
  const { source, tokens } = document
  const { flags, segment, start, end } = tokens
  return tile(document, (token) => {
    if (((flags[token] ?? 0) & BLOCK_START) !== 0) return true
    if (segment[token] === segment[token - 1]) return false
    return /[.!?…]/.test(source.slice(end[token - 1], start[token]))
  })
}

/** The source again, from the spans of one level. */
export function rebuild(document: Document, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => document.source.slice(start, end)).join('')
}

function tile({ source, tokens }: Document, begins: (token: number) => boolean): Span[] {
  if (source.length === 0) return []
  const spans: Span[] = []
  let from = 0
  for (let token = 1; token < tokens.count; token++) {
    if (!begins(token)) continue
    const start = tokens.start[token] ?? 0
    const floor = tokens.end[token - 1] ?? 0
    // A block begins with its line, so that a list mark belongs to its item.
    const at = ((tokens.flags[token] ?? 0) & BLOCK_START) !== 0 ? lineStart(source, start, floor) : openingBefore(source, start, floor)
    spans.push({ start: from, end: at })
    from = at
  }
  spans.push({ start: from, end: source.length })
  return spans
}

function lineStart(source: string, start: number, floor: number): number {
  return Math.max(floor, source.lastIndexOf('\n', start - 1) + 1)
}

/** An opening quote or bracket belongs to what it opens. */
function openingBefore(source: string, start: number, floor: number): number {
  let at = start
  while (at > floor && !/\s/.test(source.charAt(at - 1))) at--
  return at > floor ? at : start
}
