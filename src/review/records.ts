/**
 * The lines of a journal of decisions, and what they come to. Pure: text in, records out.
 *
 * A journal is JSON lines that are only ever appended to. Every line stands by itself, so that the lines of two
 * journals in any order make a journal again (`merge=union` in git):
 *
 * - header `{"unspin":"journal","version":1,"document":…,"source":sha256,…}`: the text that was reviewed, with what;
 * - decision `{"decision":"accepted",…}`: the last line for a place of a document holds;
 * - `{"written":document,"source":…,"result":…,"edits":…}`: decisions were written into the document, by these edits;
 * - rule `{"rule":"always","entry":…}`: the last line for an entry holds.
 */
import type { EditKind } from '../types.js'
import { UnspinError } from '../types.js'
import { type Place, placeKey } from './place.js'

export const JOURNAL_VERSION = 1

/** The ending of every journal's name. */
export const JOURNAL_ENDING = '.unspin.jsonl'

/** Digits of a source's hash that decisions carry. */
const SHORT_HASH = 16

/** What a person decided of an edit; `reopened` takes the decision back. */
export const VERDICTS = ['accepted', 'rejected', 'replaced', 'reopened'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What the proposals of a document were made from and with. */
export interface HeaderRecord {
  readonly unspin: 'journal'
  readonly version: number
  /** Path relative to the journal's folder, with `/`. */
  readonly document: string
  /** SHA-256 of the document's text in UTF-8, in hexadecimal. */
  readonly source: string
  /** Versions of dictionary and model. */
  readonly dictionary: string
  readonly model: string
  /** What the document is encoded in, where it is not UTF-8. */
  readonly encoding?: string
  /** What the document is written in, where it is not plain text; decisions then count in its prose. */
  readonly input?: string
  /** Present where the texts of attributes belong to the prose. */
  readonly attributes?: true
  /** How many edits each entry proposed, suggestions left out. */
  readonly proposed?: Readonly<Record<string, number>>
}

/** One decision, with all that it takes to make it again in another version of the text. */
export interface DecisionRecord extends Place {
  readonly decision: Verdict
  readonly document: string
  /** Short hash of the document's text at that time; see {@link shortHash}. */
  readonly source: string
  /** UTF-16 code units in the prose, which of a plain text is all of it. */
  readonly start: number
  /** What is to stand in place of `before`: as proposed, unless the decision is `replaced`. */
  readonly after: string
  /** What was proposed. */
  readonly proposed: string
  readonly entry: string
  readonly kind: EditKind
  readonly confidence: number
  /** Present where the edit was only suggested. */
  readonly suggestion?: true
  /** Who decided, when it was not a person looking at this edit: a rule of the project, or a limit of confidence. */
  readonly by?: 'rule' | 'bulk'
}

/** Decisions were written into the document: the way back. */
export interface WrittenRecord {
  readonly written: string
  /** Short hash of the text that was edited. */
  readonly source: string
  /** Short hash of the text that it became. */
  readonly result: string
  /** Where each edit starts in the source (UTF-16 code units), what stood there, what stands there now. */
  readonly edits: readonly (readonly [start: number, before: string, after: string])[]
}

/** What to do with an entry throughout the project; `ask` takes a rule back. */
export const RULES = ['always', 'never', 'ask'] as const
export type Rule = (typeof RULES)[number]

export interface RuleRecord {
  readonly rule: Rule
  readonly entry: string
}

export type JournalRecord = HeaderRecord | DecisionRecord | WrittenRecord | RuleRecord

/** The digits of a source's SHA-256 that tell texts apart in decisions. */
export const shortHash = (sha256: string): string => sha256.slice(0, SHORT_HASH)

/** Identity of the place that a decision is about, over all documents of a journal. */
export const decisionKey = (record: DecisionRecord): string => `${record.document}\u001f${placeKey(record)}`

/** A journal read to its end. */
export interface JournalText {
  readonly records: readonly JournalRecord[]
  /** Whether the last line is torn; it is not among the records then. */
  readonly torn: boolean
  /** Whether the last record lacks its line feed. */
  readonly open: boolean
}

/** One line of a journal, with its line feed. */
export const formatRecord = (record: JournalRecord): string => `${JSON.stringify(record)}\n`

/**
 * Reads a journal. A last line that a crash cut short is left out: nobody was told that it was kept.
 * @throws UnspinError `UNSPIN_JOURNAL_SYNTAX` with the line of anything else that is not a record,
 * `UNSPIN_JOURNAL_VERSION` for a journal of a later version.
 */
export function parseJournal(text: string, file: string): JournalText {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  const last = lines.pop() ?? ''
  const records = lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const record = recordOf(parsed(line))
    if (record === null) throw badLine(line, file, at + 1)
    checkVersion(record, file, at + 1)
    return [record]
  })
  const record = recordOf(parsed(last))
  if (record === null) return { records, torn: last !== '', open: false }
  checkVersion(record, file, lines.length + 1)
  return { records: [...records, record], torn: false, open: true }
}

function badLine(line: string, file: string, at: number): UnspinError {
  const conflict = /^(?:<{7}|={7}|>{7})(?: |$)/.test(line)
  const message = conflict ? 'a merge left a conflict in the journal' : 'this line is no record of a journal'
  const hint = conflict
    ? 'keep the lines of both sides and remove the marks; "*.unspin.jsonl merge=union" in .gitattributes does it'
    : 'remove the line, or restore the file from a copy'
  return new UnspinError('UNSPIN_JOURNAL_SYNTAX', message, { file, line: at, hint })
}

function checkVersion(record: JournalRecord, file: string, line: number): void {
  if (!('unspin' in record) || record.version <= JOURNAL_VERSION) return
  const hint = 'install the version of unspin that wrote it, or a later one'
  throw new UnspinError('UNSPIN_JOURNAL_VERSION', `the journal has version ${record.version}`, { file, line, hint })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const STRINGS = {
  header: ['document', 'source', 'dictionary', 'model'],
  decision: ['document', 'source', 'left', 'before', 'right', 'after', 'proposed', 'entry'],
  written: ['written', 'source', 'result'],
  rule: ['entry']
} as const

const NUMBERS = ['start', 'occurrence', 'of', 'confidence'] as const
const KINDS: ReadonlySet<unknown> = new Set<EditKind>(['phrase', 'name', 'word', 'fuzzy', 'article'])
const isOneOf = (values: readonly unknown[], value: unknown): boolean => values.includes(value)

/** A value as a record, if it has the members of one; further members are let be. */
function recordOf(value: unknown): JournalRecord | null {
  if (typeof value !== 'object' || value === null) return null
  if (isHeader(value) || isDecision(value) || isWritten(value) || isRule(value)) return value
  return null
}

const hasStrings = (value: object, names: readonly string[]): boolean =>
  names.every((name) => typeof Reflect.get(value, name) === 'string')

const hasNumbers = (value: object, names: readonly string[]): boolean =>
  names.every((name) => Number.isFinite(Reflect.get(value, name)))

const isCounts = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.values(value).every(Number.isFinite))

const isHeader = (value: object): value is HeaderRecord =>
  Reflect.get(value, 'unspin') === 'journal' && hasStrings(value, STRINGS.header) && hasNumbers(value, ['version']) && isCounts(Reflect.get(value, 'proposed'))

const isDecision = (value: object): value is DecisionRecord =>
  isOneOf(VERDICTS, Reflect.get(value, 'decision')) &&
  hasStrings(value, STRINGS.decision) &&
  hasNumbers(value, NUMBERS) &&
  KINDS.has(Reflect.get(value, 'kind')) &&
  isOneOf([undefined, true], Reflect.get(value, 'suggestion')) &&
  isOneOf([undefined, 'rule', 'bulk'], Reflect.get(value, 'by'))

const isWritten = (value: object): value is WrittenRecord => {
  const edits: unknown = Reflect.get(value, 'edits')
  return hasStrings(value, STRINGS.written) && Array.isArray(edits) && edits.every(isWrittenEdit)
}

const isWrittenEdit = (value: unknown): boolean =>
  Array.isArray(value) && Number.isInteger(value[0]) && typeof value[1] === 'string' && typeof value[2] === 'string'

const isRule = (value: object): value is RuleRecord =>
  isOneOf(RULES, Reflect.get(value, 'rule')) && hasStrings(value, STRINGS.rule)

/** The decisions that hold, one a place, in the order of their lines; of one document or of all. */
export function liveDecisions(records: readonly JournalRecord[], document?: string): DecisionRecord[] {
  const live = new Map<string, DecisionRecord>()
  for (const record of records) {
    if (!('decision' in record) || (document !== undefined && record.document !== document)) continue
    const key = decisionKey(record)
    live.delete(key)
    live.set(key, record)
  }
  return [...live.values()]
}

/** The last header of a document. */
export function headerOf(records: readonly JournalRecord[], document: string): HeaderRecord | undefined {
  const header = records.findLast((record) => 'unspin' in record && record.document === document)
  return header && 'unspin' in header ? header : undefined
}

/** The rules that hold, by entry. */
export function liveRules(records: readonly JournalRecord[]): Map<string, Rule> {
  const rules = new Map<string, Rule>()
  for (const record of records) if ('rule' in record) rules.set(record.entry, record.rule)
  return rules
}

/** The documents that a journal tells of, in order. */
export function documentsOf(records: readonly JournalRecord[]): string[] {
  return [...new Set(records.flatMap((record) => ('document' in record ? [record.document] : [])))]
}
