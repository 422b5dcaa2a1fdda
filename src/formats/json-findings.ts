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
 * Findings of a record's fields, or null when there are none. With `named` every edit and every
 * window has a member `field`, since its offsets count in that field; without it there is one field.
 */
export function recordFindings(fields: readonly FieldRestoration[], named: boolean): RestorationFindings | null {
  const [first] = fields
  if (!first) return null
  if (!named) return findingsOf(first.restoration)
  const list = (edits: (restoration: Restoration) => readonly Edit[]): RestorationFindings['edits'] =>
    fields.flatMap(({ field, restoration }) => edits(restoration).map((edit) => ({ field, ...editResult(edit) })))
  return {
    edits: list(({ edits }) => edits),
    suggestions: list(({ suggestions }) => suggestions),
    diagnosis: joinDiagnoses(fields)
  }
}

/** One diagnosis for a record: the fields' own, weighted by their lengths. */
function joinDiagnoses(fields: readonly FieldRestoration[]): Diagnosis {
  const weighted = fields.map(({ restoration: { diagnosis, source } }) => ({ diagnosis, weight: Math.max(1, source.length) }))
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  const shares = new Map<string, number>()
  for (const { diagnosis, weight } of weighted) {
    for (const { id, share } of diagnosis.families) shares.set(id, (shares.get(id) ?? 0) + (share * weight) / total)
  }
  const longest = weighted.reduce((best, each) => (each.weight > best.weight ? each : best))
  const joined = diagnosisResult({
    spun: weighted.reduce((sum, { diagnosis, weight }) => sum + (diagnosis.spun * weight) / total, 0),
    families: [...shares].map(([id, share]) => ({ id, share })).sort((a, b) => b.share - a.share),
    windows: [],
    language: longest.diagnosis.language,
    ...(weighted.some(({ diagnosis }) => diagnosis.unstable === true) ? { unstable: true } : {})
  })
  const windows = fields.flatMap(({ field, restoration }) =>
    diagnosisResult(restoration.diagnosis).windows.map((window) => ({ field, ...window }))
  )
  return { ...joined, windows }
}
