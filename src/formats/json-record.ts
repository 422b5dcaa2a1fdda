/** Restores one JSON record in place: all its bytes stay but the edited ones and the member `unspin`. */
import { applyEdits } from '../edit/apply.js'
import type { Replacement } from '../edit/apply.js'
import { type Read, readPlainText } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import type { RestoreOptions, Span } from '../types.js'
import { noFindings, recordFindings } from './json-findings.js'
import type { FieldRestoration } from './json-findings.js'
import { layoutOf, unquote } from './json-layout.js'
import type { ObjectLayout } from './json-layout.js'
import { kindOf, memberOf, valueAt } from './json-path.js'
import { editLiteral } from './json-string.js'
import type { RecordRestorer } from './record-restorer.js'
import { restoreTogether } from './shared-evidence.js'

/** The member that findings go into. */
const FINDINGS = 'unspin'

const DEFAULT_FIELDS = ['text']

export interface RecordOptions {
  /** Members whose strings are restored; `article.body` is `body` in `article`, as `valueAt` says. Default `text`. */
  readonly fields?: readonly string[]
  /** Settings handed to the restorer. */
  readonly restore?: RestoreOptions
  /** What the fields are written in. Default plain text. */
  readonly read?: Read
}

export interface RestoredRecord {
  /** The record with its texts restored and the member `unspin`. */
  readonly json: string
  /** How many edits were applied. */
  readonly edits: number
  /** How many of the fields it has; a null one counts. */
  readonly present: number
}

/** A field that holds a text. */
interface TextField {
  readonly field: string
  readonly value: Span
  readonly literal: string
}

type RestoredField = TextField & FieldRestoration

/**
 * Checks the names of fields before any record is read.
 * @throws UnspinError `UNSPIN_FIELD_NAME` for no field, or for the member that findings go into.
 */
export function checkFields(fields: readonly string[]): void {
  if (fields.length === 0) throw new UnspinError('UNSPIN_FIELD_NAME', 'no field to restore was named')
  if (fields.some((field) => field === FINDINGS || field.startsWith(`${FINDINGS}.`))) {
    throw new UnspinError('UNSPIN_FIELD_NAME', `the member "${FINDINGS}" holds the findings and cannot be restored`)
  }
}

/**
 * Restores the fields of one record. A missing or null field has no edits. The member `unspin` is
 * replaced where it stands, or added after the last member. All fields share their evidence. An error record of an
 * earlier run stays as it is.
 * @throws UnspinError `UNSPIN_JSON_SYNTAX`, `UNSPIN_JSON_NOT_OBJECT` or `UNSPIN_FIELD_TYPE`; `UNSPIN_TOO_LONG` for
 * fields that are too long together.
 */
export async function restoreRecord(json: string, restorer: RecordRestorer, options: RecordOptions = {}): Promise<RestoredRecord> {
  const fields = [...new Set(options.fields ?? DEFAULT_FIELDS)]
  const { restore, read = readPlainText } = options
  const layout = readLayout(json)
  const texts = textFields(json, layout, fields)
  const present = fields.filter((field) => valueAt(json, layout, field) !== undefined).length
  if (texts.length === 0 && isErrorRecord(json, layout)) return { json, edits: 0, present }
  const readings = texts.map(({ field, literal }) => read(stringOf(literal, field)))
  const proses = readings.map(({ text }) => text)
  const restorations = await restoreTogether(proses, (text) => restorer.restore(text, restore))
  const restored: RestoredField[] = restorations.flatMap((restoration, at) => {
    const text = texts[at]
    const reading = readings[at]
    return text && reading ? [{ ...text, restoration: reading.inSource(restoration) }] : []
  })
  const findings = recordFindings(restored, fields.length > 1) ?? noFindings(await restorer.diagnose('', restore))
  const replacements = restored.map(({ value, literal, restoration }) => ({
    span: value,
    before: literal,
    after: editLiteral(literal, restoration.edits)
  }))
  replacements.push(findingsReplacement(json, layout, JSON.stringify(findings)))
  return { json: applyEdits(json, replacements.sort((a, b) => a.span.start - b.span.start)), edits: findings.edits.length, present }
}

/** Whether a run before could not restore the record: what it was then stands in its findings, and nowhere else. */
function isErrorRecord(json: string, layout: ObjectLayout): boolean {
  const present = memberOf(layout, FINDINGS)
  const findings: unknown = present && JSON.parse(json.slice(present.start, present.end))
  return typeof findings === 'object' && findings !== null && 'error' in findings
}

/** The fields that are there. */
function textFields(json: string, layout: ObjectLayout, fields: readonly string[]): TextField[] {
  return fields.flatMap((field) => {
    const value = valueAt(json, layout, field)
    const literal = value ? json.slice(value.start, value.end) : 'null'
    return value && literal !== 'null' ? [{ field, value, literal }] : []
  })
}

function readLayout(json: string): ObjectLayout {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new UnspinError('UNSPIN_JSON_SYNTAX', `this is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const kind = kindOf(value)
  if (kind !== 'an object') throw new UnspinError('UNSPIN_JSON_NOT_OBJECT', `a record must be an object, but this is ${kind}`)
  return layoutOf(json)
}

function stringOf(literal: string, field: string): string {
  if (literal.startsWith('"')) return unquote(literal)
  const kind = kindOf(JSON.parse(literal))
  throw new UnspinError('UNSPIN_FIELD_TYPE', `the member ${JSON.stringify(field)} must be a string, but this is ${kind}`)
}

function findingsReplacement(json: string, layout: ObjectLayout, findings: string): Replacement {
  const present = memberOf(layout, FINDINGS)
  if (present) return { span: present, before: json.slice(present.start, present.end), after: findings }
  const last = layout.members.at(-1)
  const at = last?.value.end ?? layout.open
  return { span: { start: at, end: at }, before: '', after: `${last ? ',' : ''}"${FINDINGS}":${findings}` }
}
