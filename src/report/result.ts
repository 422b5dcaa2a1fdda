/** A restoration as plain JSON data. `result-schema.ts` describes its shape. */
import type { Diagnosis, Edit, Restoration, Span } from '../types.js'

/** An {@link Edit} with its span spread out: UTF-16 code units into the source, half open. */
export type EditResult = Span & Omit<Edit, 'span'>

/** All of a restoration but its texts: also the member `unspin` of a JSON line. */
export interface RestorationFindings {
  readonly edits: readonly EditResult[]
  readonly suggestions: readonly EditResult[]
  readonly diagnosis: Diagnosis
}

export interface RestorationResult extends RestorationFindings {
  readonly name: string
  readonly text: string
}

/** Six decimals: more would differ between machines and tell nothing. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

export function editResult({ span, ...edit }: Edit): EditResult {
  return {
    start: span.start,
    end: span.end,
    before: edit.before,
    after: edit.after,
    entry: edit.entry,
    via: edit.via,
    kind: edit.kind,
    confidence: rounded(edit.confidence),
    alternatives: edit.alternatives.map(({ after, confidence, entry }) => ({ after, confidence: rounded(confidence), entry })),
    reasons: edit.reasons.map(({ code, value, message }) => ({ code, value: rounded(value), message })),
    inQuote: edit.inQuote,
    group: edit.group
  }
}

export function diagnosisResult(diagnosis: Diagnosis): Diagnosis {
  return {
    spun: rounded(diagnosis.spun),
    families: diagnosis.families.map(({ id, share }) => ({ id, share: rounded(share) })),
    windows: diagnosis.windows.map(({ start, end, spun, family }) => ({ start, end, spun: rounded(spun), family })),
    language: diagnosis.language,
    ...(diagnosis.unstable === true ? { unstable: true } : {})
  }
}

/** Edits, suggestions and diagnosis of a restoration, without its texts. */
export function findingsOf(restoration: Restoration): RestorationFindings {
  return {
    edits: restoration.edits.map(editResult),
    suggestions: restoration.suggestions.map(editResult),
    diagnosis: diagnosisResult(restoration.diagnosis)
  }
}

/** A restoration as JSON data, under the name of its text. */
export function resultOf(name: string, restoration: Restoration): RestorationResult {
  return { name, text: restoration.text, ...findingsOf(restoration) }
}
