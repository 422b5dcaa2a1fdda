/** Making the decisions of a journal in its documents, and taking them back. */
import { applyEdits, type Replacement } from '../edit/apply.js'
import { readSource, writeAtomically } from '../formats/text-file.js'
import type { Edit, Restoration } from '../types.js'
import { hashOf, Journal, readJournal } from './journal.js'
import { findPlaces } from './match.js'
import { documentPath } from './paths.js'
import { PlaceIndex } from './place.js'
import { placeDecisions, type PlacedDecision, rewritesOf, takesEffect, type UnplacedDecision } from './placing.js'
import { documentsOf, type DecisionRecord, type HeaderRecord, type JournalRecord, liveDecisions } from './records.js'
import { sourceIdOf, undone, writtenRecord, writtenSource } from './written.js'

/** What a journal does to one document. */
export interface Outcome {
  /** As the journal calls the document. */
  readonly name: string
  readonly path: string
  /** What the changes were made to: what stands in the file, or the source that it was written from. */
  readonly source: string
  /** What stands in the file now. */
  readonly standing: string
  /** What is to stand there. */
  readonly result: string
  /** When applying: the decisions that take effect, with their spans in the source. */
  readonly effective: readonly PlacedDecision[]
  readonly unplaced: readonly UnplacedDecision[]
  /** What the journal has to say of it before the file is written. */
  readonly records: readonly JournalRecord[]
}

/**
 * What applying a journal comes to, document by document. Nothing is written.
 * @throws UnspinError for a document that cannot be read
 */
export async function planApply(journal: string, records: readonly JournalRecord[] = readJournal(journal)): Promise<Outcome[]> {
  return plan(journal, records, (name, standing, decisions) => {
    const source = writtenSource(standing, name, records) ?? standing
    const sourceId = sourceIdOf(source)
    const index = new PlaceIndex(source)
    const { placed, unplaced } = placeDecisions(index, sourceId, decisions)
    const effective = placed.filter(({ record }) => takesEffect(record))
    const result = applyEdits(source, effective.map(replacementOf))
    const anchors = effective.filter(({ record }) => record.source !== sourceId).map((each) => anchorOf(index, sourceId, each))
    const headers = anchors.length === 0 ? [] : headersFor(records, name, source)
    return { source, result, effective, unplaced, records: [...headers, ...anchors, writtenRecord(name, sourceId, result)] }
  })
}

/**
 * What taking a journal back comes to. A result that was written from it, or that all its decisions gave, becomes its
 * source to the byte; in any other text each decision is taken back where its words stand beyond doubt.
 * @throws UnspinError for a document that cannot be read
 */
export async function planRevert(journal: string, records: readonly JournalRecord[] = readJournal(journal)): Promise<Outcome[]> {
  return plan(journal, records, (name, standing, decisions) => {
    const effective = decisions.filter(takesEffect)
    const source = sourceOf(standing, name, records, effective)
    if (source === undefined) return { source: standing, records: [], ...takenBack(standing, effective) }
    return { source, result: source, effective: [], unplaced: [], records: [] }
  })
}

/** What applying comes to as a restoration of the source, for the reports. */
export function outcomeReport({ source, result, effective }: Outcome): Restoration {
  const edits = effective.map(({ record: { before, after, entry, kind, confidence }, span }, group): Edit => ({
    span, before, after, entry, via: [], kind, confidence, alternatives: [], reasons: [], inQuote: false, group
  }))
  return { source, text: result, edits, suggestions: [], diagnosis: { spun: 0, families: [], windows: [], language: 'und' } }
}

/** Writes what was planned, all documents or none. @returns how many files were written */
export async function carryOut(journal: string, plans: (path: string, records: readonly JournalRecord[]) => Promise<Outcome[]>): Promise<Outcome[]> {
  const writer = Journal.open(journal)
  const written: Outcome[] = []
  try {
    const outcomes = await plans(journal, writer.records)
    for (const outcome of outcomes.filter(({ standing, result }) => standing !== result)) {
      writer.append(outcome.records)
      await writeAtomically(outcome.path, outcome.result)
      written.push(outcome)
    }
    return outcomes
  } catch (error) {
    // The first failure is the one to tell of; a file that cannot be put back either stays as it is.
    for (const { path, standing } of written) await writeAtomically(path, standing).catch(() => undefined)
    throw error
  } finally {
    writer.close()
  }
}

type Change = Pick<Outcome, 'source' | 'result' | 'effective' | 'unplaced' | 'records'>

async function plan(
  journal: string,
  records: readonly JournalRecord[],
  change: (name: string, standing: string, decisions: readonly DecisionRecord[]) => Change
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const name of documentsOf(records)) {
    const path = await documentPath(journal, name)
    const standing = await readSource(path)
    outcomes.push({ name, path, standing, ...change(name, standing, liveDecisions(records, name)) })
  }
  return outcomes
}

const replacementOf = ({ record, span }: PlacedDecision): Replacement => ({ span, before: record.before, after: record.after })

const anchorOf = (index: PlaceIndex, sourceId: string, { record, span }: PlacedDecision): DecisionRecord => ({
  ...record,
  ...index.placeAt(span.start, record.before),
  start: span.start,
  source: sourceId
})

/** The header that the document's last one becomes for another version of its text. */
function headersFor(records: readonly JournalRecord[], name: string, source: string): HeaderRecord[] {
  const headers = records.filter((record): record is HeaderRecord => 'unspin' in record && record.document === name)
  return headers.slice(-1).map((header) => ({ ...header, source: hashOf(source) }))
}

/** The source that a text came from by decisions, to the byte; undefined when that cannot be proved. */
function sourceOf(standing: string, name: string, records: readonly JournalRecord[], effective: readonly DecisionRecord[]): string | undefined {
  const known = writtenSource(standing, name, records)
  if (known !== undefined) return known
  const id = sourceIdOf(standing)
  if (effective.some(({ source }) => source === id)) return standing
  const ids = [...new Set(effective.map(({ source }) => source))].reverse()
  for (const each of ids) {
    const source = undone(standing, each, effective)
    if (source !== undefined) return source
  }
  return undefined
}

/** Takes decisions back one by one in a text that nobody can vouch for. */
function takenBack(standing: string, effective: readonly DecisionRecord[]): Omit<Change, 'source' | 'records'> {
  const index = new PlaceIndex(standing)
  const rewrites = rewritesOf(effective)
  const found = findPlaces(index, effective.map((record) => ({ ...record, before: record.after })), rewrites)
  const still = findPlaces(index, effective, rewrites)
  const edits: Replacement[] = []
  const unplaced: UnplacedDecision[] = []
  for (const [at, record] of effective.entries()) {
    const placing = found[at] ?? { misplaced: 'missing' }
    if ('span' in placing) edits.push({ span: placing.span, before: record.after, after: record.before })
    else unplaced.push({ record, why: 'span' in (still[at] ?? {}) ? 'done' : placing.misplaced })
  }
  edits.sort((a, b) => a.span.start - b.span.start)
  return { result: applyEdits(standing, edits), effective: [], unplaced }
}
