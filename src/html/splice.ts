/** Edits of an extracted text → edits of its source. No edit holds a tag; what it leaves as it is stays as it is written. */
import type { Alternative, Edit, Span } from '../types.js'
import { alignWords, sharedEnds, type Token, type Words, wordsOf } from './align.js'
import { decodePieces, textOf } from './character-references.js'
import { type Extraction, type Segment, segmentsOf, widened } from './extraction.js'

/** The words of an edit's span and where they stand. */
interface Place {
  readonly extraction: Extraction
  readonly span: Span
  readonly segments: readonly Segment[]
  readonly before: Words
}

/** A part of the replacement, written for the source, and the segment that it goes to. */
interface Part {
  readonly segment: number
  readonly written: string
}

/**
 * The edits of the source that one edit of the text comes to, in the order of the text and all of its
 * group: one for each stretch without a tag that changes. Empty when it cannot be made there: it
 * covers a part that is left alone, or has no place in the source.
 */
export function spliceEdit(extraction: Extraction, edit: Edit): Edit[] {
  const span = widened(extraction, edit.span)
  const segments = segmentsOf(extraction, span)
  const { source, text } = extraction
  const replaced = text.slice(span.start, span.end)
  if (segments.length === 0 || !isPlaced(extraction, span, segments)) return []
  const place: Place = { extraction, span, segments, before: wordsOf(replaced, span.start) }
  const written = (after: string): string[] =>
    distribute(place, text.slice(span.start, edit.span.start) + after + text.slice(edit.span.end, span.end))
  const afters = written(edit.after)
  const others = edit.alternatives.map((alternative) => ({ alternative, afters: written(alternative.after) }))
  if (segments.some((segment, at) => joinsReference(source, segment.source, afters[at] ?? ''))) return []
  return segments.flatMap((segment, at) => {
    const standing = source.slice(segment.source.start, segment.source.end)
    const after = afters[at] ?? standing
    if (after === standing) return []
    const alternatives = others.map(({ alternative, afters: parts }) => ({ ...alternative, after: parts[at] ?? standing }))
    return [trimmed({ ...edit, span: segment.source, before: standing, after, alternatives: distinct(alternatives, after) }, segments.length > 1)]
  })
}

/** Whether all of a span but its line breaks has a source; a placeholder has none. */
function isPlaced({ text }: Extraction, span: Span, segments: readonly Segment[]): boolean {
  let at = span.start
  for (const segment of segments) {
    if (/\S/.test(text.slice(at, segment.text.start))) return false
    at = segment.text.end
  }
  return !/\S/.test(text.slice(at, span.end))
}

function distinct(alternatives: readonly Alternative[], chosen: string): Alternative[] {
  const seen = new Set([chosen])
  return alternatives.filter(({ after }) => !seen.has(after) && seen.add(after))
}

/** Without the white space at both ends that none of the readings changes. */
function trimmed(edit: Edit, divided: boolean): Edit {
  if (!divided) return edit
  const readings = [edit.before, edit.after, ...edit.alternatives.map(({ after }) => after)]
  const common = (space: (reading: string) => string): string => {
    const spaces = readings.map(space)
    return spaces.every((each) => each === spaces[0]) ? (spaces[0] ?? '') : ''
  }
  const head = common((reading) => /^\s*/.exec(reading)?.[0] ?? '').length
  const tail = common((reading) => (reading.trim() === '' ? '' : (/\s*$/.exec(reading)?.[0] ?? ''))).length
  const cut = (reading: string): string => reading.slice(head, reading.length - tail)
  return {
    ...edit,
    span: { start: edit.span.start + head, end: edit.span.end - tail },
    before: cut(edit.before),
    after: cut(edit.after),
    alternatives: edit.alternatives.map((alternative) => ({ ...alternative, after: cut(alternative.after) }))
  }
}

const OPEN_REFERENCE = /&[#\w]*$/
/** As long as any name of a character reference. */
const LONGEST_REFERENCE = 40

/** Whether an unescaped `&` before an edit would become a character reference by it: `&` and `lt`. */
function joinsReference(source: string, { start, end }: Span, after: string): boolean {
  const open = OPEN_REFERENCE.exec(source.slice(Math.max(0, start - LONGEST_REFERENCE), start))?.[0]
  if (open === undefined) return false
  const rest = after + source.slice(end, end + LONGEST_REFERENCE)
  const read = (text: string): string => textOf(decodePieces(text, 0, text.length, 'text'))
  return read(open + rest) !== read(open) + read(rest)
}

/** What each segment reads with the replacement made, as it is written in the source. */
function distribute(place: Place, after: string): string[] {
  const { segments, before } = place
  const { words, gaps } = wordsOf(after)
  const partners = alignWords(before.words, words)
  const parts: Part[] = []
  let segment = 0
  words.forEach((word, at) => {
    const placed = placeWord(place, word, partners[at] ?? -1, segment)
    const gap = gaps[at]
    if (gap && gap.text !== '') parts.push(...placeGap(place, gap.text, partners, at, { from: segment, to: placed[0]?.segment ?? segment }))
    parts.push(...placed)
    segment = placed.at(-1)?.segment ?? segment
  })
  const rest = gaps.at(-1)
  if (rest && rest.text !== '') parts.push(...placeGap(place, rest.text, partners, words.length, { from: segment, to: segments.length - 1 }))
  const written = segments.map((_, index) => parts.filter((part) => part.segment === index).map((part) => part.written).join(''))
  return keepCollapsed(place, written)
}

/** Collapsed white space stays where there is still white space to collapse into; else it would come to light. */
function keepCollapsed({ extraction, segments, span }: Place, written: readonly string[]): string[] {
  let before = extraction.text.slice(Math.max(0, span.start - 1), span.start)
  return segments.map(({ text, source }, index) => {
    const standing = extraction.source.slice(source.start, source.end)
    const collapsed = text.start === text.end && standing !== ''
    const after = collapsed && /^$|[ \n]$/.test(before) ? standing : (written[index] ?? '')
    if (after !== '') before = after
    return after
  })
}

/** The segments' parts of a span as they are written now. */
function standing({ extraction, segments }: Place, span: Span): Part[] {
  if (span.start === span.end) return []
  return segmentsOf(extraction, span).map(({ source }) => ({
    segment: segments.findIndex((segment) => segment.source.start <= source.start && source.end <= segment.source.end),
    written: extraction.source.slice(source.start, source.end)
  }))
}

const encoded = ({ segments }: Place, segment: number, text: string): Part => ({
  segment,
  written: segments[segment]?.encode(text) ?? text
})

/** A word that stays is left as it is written; another one goes to where most of its partner stands, or stays with the word before it. */
function placeWord(place: Place, word: Token, partner: number, previous: number): Part[] {
  const old = place.before.words[partner]
  if (old === undefined) return [encoded(place, previous, word.text)]
  const now = standing(place, old)
  if (old.text === word.text && now.length > 0) return now
  const lengths = now.map(({ written }) => written.length)
  const main = now[lengths.indexOf(Math.max(...lengths))]?.segment ?? previous
  return now.length === 1 ? rewritten(place, old, word.text, main) : [encoded(place, main, word.text)]
}

/** A changed word; what it shares with the old one at either end keeps its character references: `Home&rsquo;s`. */
function rewritten(place: Place, old: Token, word: string, segment: number): Part[] {
  const { head, tail } = sharedEnds(old.text, word)
  const front = { start: old.start, end: old.start + head }
  const back = { start: old.end - tail, end: old.end }
  if (!isWhole(place.extraction, front) || !isWhole(place.extraction, back)) return [encoded(place, segment, word)]
  return [...standing(place, front), encoded(place, segment, word.slice(head, word.length - tail)), ...standing(place, back)]
}

/** Whether a span cuts no run that maps only as a whole. */
function isWhole(extraction: Extraction, span: Span): boolean {
  const { start, end } = widened(extraction, span)
  return start === span.start && end === span.end
}

/**
 * The white space before word `at` of the replacement. Between the same two words it is left as it is
 * written. Where a line break or another tag already parts the words, nothing is written.
 */
function placeGap(place: Place, gap: string, partners: readonly number[], at: number, range: { from: number; to: number }): Part[] {
  const { before } = place
  const left = at === 0 ? -1 : (partners[at - 1] ?? -1)
  const right = at === partners.length ? before.words.length : (partners[at] ?? -1)
  const known = (at === 0 || left >= 0) && right >= 0
  if (!known) return [encoded(place, range.from, gap)]
  const gaps = before.gaps.slice(left + 1, right + 1)
  const [only] = gaps
  const parts = gaps.length === 1 && only ? standing(place, only) : []
  if (parts.length > 0 && only?.text === gap) return parts
  const unwritten = gaps.some((each) => each.text !== '' && standing(place, each).length === 0)
  if (unwritten && range.from !== range.to) return []
  return [encoded(place, parts[0]?.segment ?? range.from, gap)]
}
