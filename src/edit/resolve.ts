/** Settles which of several overlapping candidates stand. */
import type { Span } from '../types.js'

/** What {@link resolveOverlaps} looks at. Candidates without a group stand alone. */
export interface Candidate {
  readonly span: Span
  readonly confidence: number
  readonly group?: number
}

/** The candidates that stand and those that gave way, both in order of their spans. */
export interface Resolution<T> {
  readonly kept: T[]
  readonly dropped: T[]
}

interface Rival<T> {
  readonly members: T[]
  confidence: number
  length: number
  start: number
}

/**
 * Keeps candidates that do not overlap: the more confident first, then the longer, then the earlier,
 * then the one given first. Candidates of one `group` are kept or dropped together; a group is as
 * confident as its least confident member, as long as all of them together, and stands where its
 * first member stands. A group whose own members overlap is dropped.
 *
 * Spans that touch do not overlap. An insertion (an empty span) overlaps a span that it lies inside
 * of, and another insertion at the same offset, because their order would be arbitrary.
 */
export function resolveOverlaps<T extends Candidate>(candidates: readonly T[]): Resolution<T> {
  const slots = new Slots(candidates)
  const kept: T[] = []
  const dropped: T[] = []
  for (const { members } of rivalsOf(candidates).sort(byMerit)) {
    const ascending = members.toSorted(byPlace)
    const clash = ascending.some(({ span }, at) => !slots.free(span) || overlap(ascending[at - 1]?.span, span))
    if (!clash) for (const { span } of ascending) slots.take(span)
    for (const member of ascending) (clash ? dropped : kept).push(member)
  }
  return { kept: kept.sort(byPlace), dropped: dropped.sort(byPlace) }
}

/** Ascending order of spans; an insertion comes before a span that starts at its offset. */
const byPlace = (a: Candidate, b: Candidate): number => a.span.start - b.span.start || a.span.end - b.span.end

const byMerit = <T>(a: Rival<T>, b: Rival<T>): number =>
  b.confidence - a.confidence || b.length - a.length || a.start - b.start

// A text of n code units has 2n + 1 slots: the gap before unit i is slot 2i, the unit itself 2i + 1.
// A span fills its units and the gaps inside it, an insertion one gap, so two candidates overlap
// exactly when they share a slot, and checking is linear in the length of the spans.
const isInsertion = ({ start, end }: Span): boolean => start === end
const firstSlot = (span: Span): number => (isInsertion(span) ? 2 * span.start : 2 * span.start + 1)
const lastSlot = (span: Span): number => (isInsertion(span) ? 2 * span.start : 2 * span.end - 1)

/** The slots between the first and the last candidate, and which of them are taken. */
class Slots {
  private readonly origin: number
  private readonly taken: Uint8Array

  constructor(candidates: readonly Candidate[]) {
    let first = Infinity
    let last = -Infinity
    for (const { span } of candidates) {
      first = Math.min(first, firstSlot(span))
      last = Math.max(last, lastSlot(span))
    }
    this.origin = first
    this.taken = new Uint8Array(Math.max(0, last - first + 1))
  }

  free(span: Span): boolean {
    return !this.taken.subarray(firstSlot(span) - this.origin, lastSlot(span) - this.origin + 1).includes(1)
  }

  take(span: Span): void {
    this.taken.fill(1, firstSlot(span) - this.origin, lastSlot(span) - this.origin + 1)
  }
}

const overlap = (left: Span | undefined, right: Span): boolean =>
  left !== undefined && firstSlot(left) <= lastSlot(right) && firstSlot(right) <= lastSlot(left)

function rivalsOf<T extends Candidate>(candidates: readonly T[]): Rival<T>[] {
  const rivals: Rival<T>[] = []
  const byGroup = new Map<number, Rival<T>>()
  for (const candidate of candidates) {
    const { span, confidence, group } = candidate
    const length = span.end - span.start
    const rival = group === undefined ? undefined : byGroup.get(group)
    if (rival) {
      rival.members.push(candidate)
      rival.confidence = Math.min(rival.confidence, confidence)
      rival.length += length
      rival.start = Math.min(rival.start, span.start)
    } else {
      const created = { members: [candidate], confidence, length, start: span.start }
      rivals.push(created)
      if (group !== undefined) byGroup.set(group, created)
    }
  }
  return rivals
}
