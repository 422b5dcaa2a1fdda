/** Restores several short texts as one document, so that they share their evidence. */
import { applyEdits } from '../edit/apply.js'
import type { Diagnosis, Edit, EvidenceWindow, Restoration, Span } from '../types.js'

/** Parts meet as paragraphs do: no sentence, phrase or quotation goes on from one to the next. */
const PARAGRAPH_BREAK = '\n\n'

/**
 * One restoration for each text, in order. The texts are the paragraphs of one document while the evidence is weighed:
 * a headline profits from the article below it. Offsets of edits and windows count in their own text; `spun`, `families`
 * and `language` of every diagnosis are those of the whole, and groups are distinct over all texts.
 * @throws what `restore` throws, for the texts together.
 */
export async function restoreTogether(
  texts: readonly string[],
  restore: (text: string) => Restoration | Promise<Restoration>
): Promise<Restoration[]> {
  const [only, ...others] = texts
  if (only === undefined) return []
  if (others.length === 0) return [await restore(only)]
  const whole = await restore(texts.join(PARAGRAPH_BREAK))
  const spans = spansOf(texts)
  const torn = groupsOutside(whole.edits, spans)
  return texts.map((source, at) => partOf(whole, source, spans[at] ?? { start: 0, end: 0 }, torn))
}

/** Where each text stands in the document. */
function spansOf(texts: readonly string[]): Span[] {
  let start = 0
  return texts.map(({ length }) => {
    const span = { start, end: start + length }
    start = span.end + PARAGRAPH_BREAK.length
    return span
  })
}

const holds = (outer: Span, { start, end }: Span): boolean => outer.start <= start && end <= outer.end

/** Groups that reach over the break between two texts; they belong to neither, and a group is applied whole or not at all. */
const groupsOutside = (edits: readonly Edit[], spans: readonly Span[]): Set<number> =>
  new Set(edits.filter(({ span }) => !spans.some((each) => holds(each, span))).map(({ group }) => group))

function partOf({ edits, suggestions, diagnosis }: Restoration, source: string, place: Span, torn: ReadonlySet<number>): Restoration {
  const own = (each: readonly Edit[]): Edit[] =>
    each.filter(({ span, group }) => holds(place, span) && !torn.has(group)).map((edit) => ({ ...edit, span: moved(edit.span, -place.start) }))
  const applied = own(edits)
  return { source, text: applyEdits(source, applied), edits: applied, suggestions: own(suggestions), diagnosis: clipped(diagnosis, place) }
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

function clipped(diagnosis: Diagnosis, place: Span): Diagnosis {
  const windows: EvidenceWindow[] = diagnosis.windows
    .map(({ start, end, ...rest }) => ({ start: Math.max(start, place.start), end: Math.min(end, place.end), ...rest }))
    .filter(({ start, end }) => start < end)
    .map((window) => ({ ...window, ...moved(window, -place.start) }))
  return { ...diagnosis, windows }
}
