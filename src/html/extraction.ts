/** A text taken out of a marked-up source, with a map from every character back to where it stands there. */
import type { Span } from '../types.js'

/** Writes text in the notation of the place that it goes to: HTML, an attribute, a JSON string. */
export type Encode = (text: string) => string

/**
 * A stretch of the text and what stands for it in the source. A verbatim run maps unit by unit; any
 * other (a character reference, collapsed white space) only as a whole.
 */
export interface Run {
  /** Offset into the text. */
  readonly at: number
  /** Length in the text; 0 for white space that collapsed into that before it, beyond a tag. */
  readonly length: number
  /** Offsets into the source. */
  readonly start: number
  readonly end: number
  readonly verbatim: boolean
  readonly encode: Encode
}

/** Offsets are UTF-16 code units, half open, on both sides. */
export interface Extraction {
  readonly source: string
  /** The prose alone: blocks parted by a blank line; see `extractText`. */
  readonly text: string
  /** Ascending in the text and without overlap. Text between them (line breaks, placeholders) has no source. */
  readonly runs: readonly Run[]
}

/** A stretch of text whose source is contiguous, so that it holds no tag. */
export interface Segment {
  /** In the text; empty for collapsed white space and for the place of an insertion. */
  readonly text: Span
  /** In the source. */
  readonly source: Span
  readonly encode: Encode
}

/** Stands in the text for a part inside a paragraph that is left alone, so that nothing is matched across it. */
export const PLACEHOLDER = '\ufffc'

/** Index of the first run that ends after `offset`, or at it when `touching`. */
function firstRun(runs: readonly Run[], offset: number, touching: boolean): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const run = runs[middle]
    const end = run === undefined ? 0 : run.at + run.length
    if (touching ? end < offset : end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** A span of the text, widened so that it cuts no run that maps only as a whole. */
export function widened({ runs }: Extraction, span: Span): Span {
  if (span.start === span.end) return span
  const first = runs[firstRun(runs, span.start, false)]
  const last = runs[firstRun(runs, span.end - 1, false)]
  const cut = (run: Run | undefined, offset: number): run is Run =>
    run !== undefined && !run.verbatim && run.at < offset && offset < run.at + run.length
  return {
    start: cut(first, span.start) ? first.at : span.start,
    end: cut(last, span.end) ? last.at + last.length : span.end
  }
}

/** Where a span of the text stands in the source, piece by piece; of an insertion, the place that it goes to. */
export function segmentsOf(extraction: Extraction, span: Span): Segment[] {
  const { runs } = extraction
  const insertion = span.start === span.end
  const segments: { text: { start: number; end: number }; source: { start: number; end: number }; encode: Encode }[] = []
  for (let index = firstRun(runs, span.start, insertion); index < runs.length; index++) {
    const run = runs[index]
    if (run === undefined || run.at >= span.end + (insertion ? 1 : 0)) break
    const collapsed = run.length === 0
    // At the edge it belongs to white space outside of the span.
    if (collapsed && run.at <= span.start) continue
    const from = Math.max(run.at, span.start)
    const to = Math.min(run.at + run.length, span.end)
    const source = run.verbatim
      ? { start: run.start + from - run.at, end: run.start + to - run.at }
      : insertion
        ? { start: span.start > run.at ? run.end : run.start, end: span.start > run.at ? run.end : run.start }
        : { start: run.start, end: run.end }
    const last = segments.at(-1)
    const joins = !collapsed && last !== undefined && (last.text.start < last.text.end || insertion)
    if (joins && last.source.end === source.start && last.text.end === from && last.encode === run.encode) {
      last.source.end = source.end
      last.text.end = to
    } else segments.push({ text: { start: from, end: to }, source, encode: run.encode })
    if (insertion) break
  }
  return segments
}

/** A span of the text as one stretch of the source, whatever stands between its parts; null when it has no source. */
export function sourceSpan(extraction: Extraction, span: Span): Span | null {
  const segments = segmentsOf(extraction, span)
  if (segments.length === 0) return null
  return {
    start: Math.min(...segments.map(({ source }) => source.start)),
    end: Math.max(...segments.map(({ source }) => source.end))
  }
}
