/** The sentence around a span, for people to read. Display only: nothing is decided by it. */
import type { Span } from '../types.js'

/** How far a sentence is looked for on each side, in UTF-16 code units. */
const REACH = 300

const BLANK_LINE = /\n[^\S\n]*\n\s*/g

/** A full stop after an initial or a short capitalised word (Mr., Sen., U.S.) rarely ends the sentence. */
const ABBREVIATION = /(?:^|[\s("'“‘])(?:(?:\p{L}\.)+|\p{Lu}\p{Ll}{0,3}\.)\s*$/u

let segmenter: Intl.Segmenter | undefined

/** Made when first needed: loading its rules takes as long as loading all other reports together. */
const sentences = (text: string): Intl.Segments => (segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' })).segment(text)

/** The stretch of text around a span that no blank line breaks, cut at white space when it is long. */
function surroundings(source: string, span: Span): Span {
  let start = Math.max(0, span.start - REACH)
  let end = Math.min(source.length, span.end + REACH)
  if (start > 0) start += Math.max(0, source.slice(start, span.start).search(/\s/))
  if (end < source.length) end -= /\S*$/.exec(source.slice(span.end, end))?.[0].length ?? 0
  const last = [...source.slice(start, span.start).matchAll(BLANK_LINE)].at(-1)
  if (last) start += last.index + last[0].length
  const gap = source.slice(span.end, end).search(/\n[^\S\n]*\n/)
  return { start, end: gap === -1 ? end : span.end + gap }
}

/** Span of the sentence that `span` stands in, without the white space around it. */
export function sentenceAround(source: string, span: Span): Span {
  const around = surroundings(source, span)
  // Lines may be wrapped anywhere, and the segmenter would end a sentence with each of them.
  const text = source.slice(around.start, around.end).replace(/[\r\n]/g, ' ')
  let start = around.start
  let end = around.start
  for (const { segment } of sentences(text)) {
    end += segment.length
    if (ABBREVIATION.test(segment) && end < around.end) continue
    if (end >= span.end) break
    if (end <= span.start) start = end
  }
  const sentence = source.slice(start, Math.max(end, span.end))
  const indent = sentence.length - sentence.trimStart().length
  return { start: Math.min(start + indent, span.start), end: Math.max(start + sentence.trimEnd().length, span.end) }
}
