/** What a JSON record says was done to it: its member `unspin`. */
import { diagnosisResult, editResult, findingsOf } from '../report/result.js'
import type { RestorationFindings } from '../report/result.js'
import type { Diagnosis, Edit, Restoration } from '../types.js'

/** A field of a record and what its text was restored to. */
export interface FieldRestoration {
  readonly field: string
  readonly restoration: Restoration
}

/** Findings of a record without any text. */
export const noFindings = (diagnosis: Diagnosis): RestorationFindings => ({
  edits: [],
  suggestions: [],
  diagnosis: diagnosisResult(diagnosis)
})

/**
 * Findings of a record's fields, which were restored together, or null when there are none. With `named` every edit and
 * every window has a member `field`, since its offsets count in that field; without it there is one field.
 */
export function recordFindings(fields: readonly FieldRestoration[], named: boolean): RestorationFindings | null {
  const [first] = fields
  if (!first) return null
  if (!named) return findingsOf(first.restoration)
  const list = (edits: (restoration: Restoration) => readonly Edit[]): RestorationFindings['edits'] =>
    fields.flatMap(({ field, restoration }) => edits(restoration).map((edit) => ({ field, ...editResult(edit) })))
  const { diagnosis } = first.restoration
  return {
    edits: list(({ edits }) => edits),
    suggestions: list(({ suggestions }) => suggestions),
    diagnosis: { ...diagnosisResult(diagnosis), windows: fields.flatMap(windowsOf) }
  }
}

const windowsOf = ({ field, restoration: { diagnosis } }: FieldRestoration): Diagnosis['windows'] =>
  diagnosisResult(diagnosis).windows.map((window) => ({ field, ...window }))
