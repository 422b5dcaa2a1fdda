/**
 * Scoring of edits against a reference, as in grammatical error correction: edits of both sides that
 * overlap form a region, and the region counts as right when it reads the same after both.
 */
import type { Span } from '../src/types.js'

/** A change that undoes the spinner: `after` lists what is right, best first; the rest is equally acceptable. */
export interface ReferenceEdit {
  readonly span: Span
  readonly after: readonly string[]
  readonly kind: string
  /** Nobody can restore this from the text: neither side's edits count here. */
  readonly unknowable?: boolean
}

/** The part of an applied edit that scoring looks at. */
export interface ProposedEdit {
  readonly span: Span
  readonly after: string
  readonly kind: string
  readonly confidence: number
}

/**
 * How far an edit agrees with the other side: `exact` reads as the first reading of the reference,
 * `acceptable` as another one, `detected` only shares a region, `none` shares nothing.
 */
export type Grade = 'exact' | 'acceptable' | 'detected' | 'none'

export interface Graded<Item> {
  readonly item: Item
  readonly grade: Grade
}

export interface Judgement<Reference extends ReferenceEdit = ReferenceEdit, Proposed extends ProposedEdit = ProposedEdit> {
  readonly references: readonly Graded<Reference>[]
  readonly proposals: readonly Graded<Proposed>[]
}

/** Counts behind precision (`right` of `proposed`) and recall (`found` of `expected`). */
export interface Counts {
  readonly proposed: number
  readonly right: number
  readonly expected: number
  readonly found: number
}

interface Region<Reference, Proposed> {
  start: number
  end: number
  readonly references: Reference[]
  readonly proposals: Proposed[]
}

/** Readings of one region that are tried before giving up on rarer combinations of alternatives. */
const MAX_READINGS = 256

/** Regions of edits that overlap; an insertion also joins what it touches. In order of position. */
function regionsOf<Reference extends ReferenceEdit, Proposed extends ProposedEdit>(
  references: readonly Reference[],
  proposals: readonly Proposed[]
): Region<Reference, Proposed>[] {
  const items = [
    ...references.map((reference) => ({ span: reference.span, references: [reference], proposals: [] })),
    ...proposals.map((proposal) => ({ span: proposal.span, references: [], proposals: [proposal] }))
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const regions: Region<Reference, Proposed>[] = []
  for (const { span, ...sides } of items) {
    const last = regions.at(-1)
    const insertion = span.start === span.end || (last !== undefined && last.start === last.end)
    if (last && (span.start < last.end || (insertion && span.start === last.end))) {
      last.end = Math.max(last.end, span.end)
      last.references.push(...sides.references)
      last.proposals.push(...sides.proposals)
    } else regions.push({ start: span.start, end: span.end, ...sides })
  }
  return regions
}

/** The region's text after the given edits. */
function readingOf(source: string, region: Span, edits: readonly { span: Span; after: string }[]): string {
  let text = ''
  let at = region.start
  for (const { span, after } of edits) {
    text += source.slice(at, span.start) + after
    at = span.end
  }
  return text + source.slice(at, region.end)
}

/** Every reading that the references of a region allow, the first of each first. */
function readingsOf(source: string, region: Span, references: readonly ReferenceEdit[]): string[] {
  let readings: { span: Span; after: string }[][] = [[]]
  for (const { span, after } of references) {
    readings = readings.flatMap((edits) => after.map((text) => [...edits, { span, after: text }])).slice(0, MAX_READINGS)
  }
  return readings.map((edits) => readingOf(source, region, edits))
}

function gradeOf(source: string, region: Region<ReferenceEdit, ProposedEdit>): Grade {
  if (region.references.length === 0 || region.proposals.length === 0) return 'none'
  const reading = readingOf(source, region, region.proposals)
  const place = readingsOf(source, region, region.references).indexOf(reading)
  if (place === 0) return 'exact'
  return place > 0 ? 'acceptable' : 'detected'
}

function merged<Reference, Proposed>(regions: readonly Region<Reference, Proposed>[]): Region<Reference, Proposed> {
  return {
    start: regions[0]?.start ?? 0,
    end: regions.at(-1)?.end ?? 0,
    references: regions.flatMap(({ references }) => references),
    proposals: regions.flatMap(({ proposals }) => proposals)
  }
}

/** Runs of regions that touch without overlapping: together they may read right where each alone does not. */
function touchingRuns<Reference, Proposed>(regions: readonly Region<Reference, Proposed>[]): Region<Reference, Proposed>[][] {
  const runs: Region<Reference, Proposed>[][] = []
  for (const region of regions) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.end === region.start) run.push(region)
    else runs.push([region])
  }
  return runs
}

/**
 * Compares proposed edits with reference edits of the same source. Edits of one side must not overlap
 * each other and stand in order. Regions with an unknowable reference are left out on both sides.
 */
export function judge<Reference extends ReferenceEdit, Proposed extends ProposedEdit>(
  source: string,
  references: readonly Reference[],
  proposals: readonly Proposed[]
): Judgement<Reference, Proposed> {
  const graded: { references: Graded<Reference>[]; proposals: Graded<Proposed>[] } = { references: [], proposals: [] }
  for (const run of touchingRuns(regionsOf(references, proposals))) {
    const whole = merged(run)
    const together = gradeOf(source, whole)
    for (const region of together === 'exact' || together === 'acceptable' ? [whole] : run) {
      if (region.references.some(({ unknowable }) => unknowable === true)) continue
      const grade = gradeOf(source, region)
      graded.references.push(...region.references.map((item) => ({ item, grade })))
      graded.proposals.push(...region.proposals.map((item) => ({ item, grade })))
    }
  }
  return graded
}

const ranks: Readonly<Record<Grade, number>> = { none: 0, detected: 1, acceptable: 2, exact: 3 }

/** Whether a grade reaches what is asked. */
export const reaches = (grade: Grade, wanted: Grade): boolean => ranks[grade] >= ranks[wanted]

/** Counts the edits whose grade is at least `wanted`: `exact` and `acceptable` for correction, `detected` for detection. */
export function count(
  judgements: readonly Judgement[],
  wanted: Grade,
  ofKind: { readonly reference?: string; readonly proposal?: string } = {}
): Counts {
  const counts = { proposed: 0, right: 0, expected: 0, found: 0 }
  for (const { references, proposals } of judgements) {
    for (const { item, grade } of references) {
      if (ofKind.reference !== undefined && item.kind !== ofKind.reference) continue
      counts.expected++
      if (reaches(grade, wanted)) counts.found++
    }
    for (const { item, grade } of proposals) {
      if (ofKind.proposal !== undefined && item.kind !== ofKind.proposal) continue
      counts.proposed++
      if (reaches(grade, wanted)) counts.right++
    }
  }
  return counts
}

/**
 * Counts references of some kinds by their regions, for texts whose other edits nobody judges: a region that was
 * touched counts as proposed, and as right when it reads as any of its reference's readings.
 */
export function countRegions(judgements: readonly Judgement[], ofKind: (kind: string) => boolean): Counts {
  const references = judgements.flatMap((judgement) => judgement.references).filter(({ item }) => ofKind(item.kind))
  const reaching = (wanted: Grade): number => references.filter(({ grade }) => reaches(grade, wanted)).length
  const right = reaching('acceptable')
  return { proposed: reaching('detected'), right, expected: references.length, found: right }
}

/** Share of proposed edits that are right, or NaN when none was proposed. */
export const precision = ({ right, proposed }: Counts): number => right / proposed

/** Share of expected edits that were found, or NaN when none was expected. */
export const recall = ({ found, expected }: Counts): number => found / expected

/** F with precision counting twice as much as recall; 0 when nothing was right. */
export function fHalf(counts: Counts): number {
  const p = precision(counts)
  const r = recall(counts)
  return counts.right === 0 || counts.found === 0 ? 0 : (1.25 * p * r) / (0.25 * p + r)
}

/** Words as white space separates them: the unit of "false edits per 10,000 words". */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0
