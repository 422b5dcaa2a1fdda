/** Making the decisions of a journal in its documents, and taking them back. */
import { applyEdits } from '../edit/apply.js'
import type { SourceText } from '../formats/source-text.js'
import { writeAtomically } from '../formats/text-file.js'
import type { Edit, Restoration, Span } from '../types.js'
import { Journal, readJournal } from './journal.js'
import { findPlaces } from './match.js'
import { documentPath } from './paths.js'
import { PlaceIndex } from './place.js'
import { placeDecisions, rewritesOf, takesEffect, type UnplacedDecision } from './placing.js'
import { readAsReviewed } from './reading.js'
import { documentsOf, type DecisionRecord, headerOf, type HeaderRecord, type JournalRecord, liveDecisions, type WrittenRecord } from './records.js'
import { bytesOf, encodable, readDocumentText } from './written-text.js'
import { sourceIdOf, undone, writtenRecord, writtenSource } from './written.js'

/** What a journal does to one document. */
export interface Outcome {
  /** As the journal calls the document. */
  readonly name: string
  readonly path: string
  /** What stands in the file now. */
  readonly standing: SourceText
  /** The edits, as a restoration of the text that they belong to; its `text` is what the file is to hold. */
  readonly made: Restoration
  /** Decisions that have no place, each with why. */
  readonly unplaced: readonly UnplacedDecision[]
  /** For the journal, before the file is written: the way back. */
  readonly record?: WrittenRecord
}

/** A document of a journal, as it stands. */
interface Standing {
  readonly name: string
  readonly path: string
  readonly standing: SourceText
  readonly decisions: readonly DecisionRecord[]
  readonly header: HeaderRecord | undefined
  readonly records: readonly JournalRecord[]
}

type Made = Pick<Outcome, 'made' | 'unplaced' | 'record'>

/** Works out what becomes of a journal's documents. */
export type Plan = (journal: string, records?: readonly JournalRecord[]) => Promise<Outcome[]>

/**
 * What applying a journal comes to, document by document. Nothing is written. A document that the journal was applied to
 * before is edited anew from its source.
 * @throws UnspinError for a document that cannot be read
 */
export const planApply: Plan = planner(async ({ name, path, standing, decisions, header, records }) => {
  const source = writtenSource(standing.text, name, records) ?? standing.text
  const reading = await readAsReviewed(path, source, header)
  const { placed, unplaced } = placeDecisions(new PlaceIndex(reading.text), sourceIdOf(source), decisions)
  const effective = placed.filter(({ record }) => takesEffect(record))
  const edits = effective.map(({ record, span }, group) => editOf(record, span, record.before, record.after, group))
  const made = encodable(standing, reading.inSource(restorationOf(reading.text, edits)))
  const groups = new Set(made.edits.map(({ group }) => group))
  const unwritable = effective.filter((_, group) => !groups.has(group)).map(({ record }): UnplacedDecision => ({ record, why: 'markup' }))
  return { made, unplaced: [...unplaced, ...unwritable], record: writtenRecord(name, source, made.edits, made.text) }
})

/**
 * What taking a journal back comes to. A result that was written from it, or that all its decisions gave, becomes its
 * source to the byte; in any other text each decision is taken back where its words stand beyond doubt.
 * @throws UnspinError for a document that cannot be read
 */
export const planRevert: Plan = planner(async ({ name, path, standing, decisions, header, records }) => {
  const effective = decisions.filter(takesEffect)
  const { text } = standing
  const source = writtenSource(text, name, records) ?? reviewedSource(text, effective)
  // The way from what stands there to its source is not by edits, but by what the two differ in.
  if (source !== undefined) return { made: { ...restorationOf(source, []), text: source }, unplaced: [] }
  const reading = await readAsReviewed(path, text, header)
  const { edits, unplaced } = takenBack(reading.text, effective)
  return { made: encodable(standing, reading.inSource(restorationOf(reading.text, edits))), unplaced }
})

/**
 * Writes what a plan comes to, all documents or none.
 * @throws UnspinError `UNSPIN_REVIEW_LOCKED` while the journal is under review
 */
export async function carryOut(journal: string, plan: Plan): Promise<Outcome[]> {
  const writer = Journal.open(journal)
  const written: Outcome[] = []
  try {
    const outcomes = await plan(journal, writer.records)
    for (const outcome of outcomes.filter(({ standing, made }) => standing.text !== made.text)) {
      if (outcome.record) writer.append([outcome.record])
      await writeAtomically(outcome.path, bytesOf(outcome.standing, outcome.made))
      written.push(outcome)
    }
    return outcomes
  } catch (error) {
    // The first failure is the one to tell of; a file that cannot be put back either stays as it is.
    for (const { path, standing } of written) await writeAtomically(path, standing.bytes).catch(() => undefined)
    throw error
  } finally {
    writer.close()
  }
}

function planner(make: (document: Standing) => Promise<Made>): Plan {
  return async (journal, records = readJournal(journal)) => {
    const outcomes: Outcome[] = []
    for (const name of documentsOf(records)) {
      const path = await documentPath(journal, name)
      const header = headerOf(records, name)
      const standing = await readDocumentText(path, header)
      outcomes.push({ name, path, standing, ...(await make({ name, path, standing, decisions: liveDecisions(records, name), header, records })) })
    }
    return outcomes
  }
}

/** The source that a plain text came from by decisions, or that it is; undefined when that cannot be proved. */
function reviewedSource(standing: string, effective: readonly DecisionRecord[]): string | undefined {
  const id = sourceIdOf(standing)
  const ids = [...new Set(effective.map(({ source }) => source))]
  if (ids.includes(id)) return standing
  for (const each of ids.reverse()) {
    const source = undone(standing, each, effective)
    if (source !== undefined) return source
  }
  return undefined
}

/** Takes decisions back one by one, in a text that nobody can vouch for. */
function takenBack(text: string, effective: readonly DecisionRecord[]): { edits: Edit[]; unplaced: UnplacedDecision[] } {
  const index = new PlaceIndex(text)
  const rewrites = rewritesOf(effective)
  const found = findPlaces(index, effective.map((record) => ({ ...record, before: record.after })), rewrites)
  const still = findPlaces(index, effective, rewrites)
  const edits: Edit[] = []
  const unplaced: UnplacedDecision[] = []
  for (const [at, record] of effective.entries()) {
    const placing = found[at] ?? { misplaced: 'missing' }
    if ('span' in placing) edits.push(editOf(record, placing.span, record.after, record.before, at))
    else unplaced.push({ record, why: 'span' in (still[at] ?? {}) ? 'done' : placing.misplaced })
  }
  return { edits: edits.sort((a, b) => a.span.start - b.span.start), unplaced }
}

function editOf({ entry, kind, confidence }: DecisionRecord, span: Span, before: string, after: string, group: number): Edit {
  return { span, before, after, entry, via: [], kind, confidence, alternatives: [], reasons: [], inQuote: false, group }
}

function restorationOf(source: string, edits: readonly Edit[]): Restoration {
  const diagnosis = { spun: 0, families: [], windows: [], language: 'und' }
  return { source, text: applyEdits(source, edits), edits, suggestions: [], diagnosis }
}
