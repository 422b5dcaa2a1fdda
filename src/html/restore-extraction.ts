/** Restores an extracted text and carries everything that is found back to the source. */
import { applyEdits } from '../edit/apply.js'
import type { Diagnosis, Edit, EvidenceWindow, Restoration, Restorer, RestoreOptions } from '../types.js'
import { type Extraction, sourceSpan } from './extraction.js'
import { spliceEdit } from './splice.js'

/**
 * The restoration of a source by that of its text: equal to `restorer.restore(extraction.text)`, with
 * all offsets in the source. Throws what `restore` throws.
 */
export function restoreExtraction(restorer: Restorer, extraction: Extraction, options?: RestoreOptions): Restoration {
  const { source } = extraction
  const { edits, suggestions, diagnosis } = restorer.restore(extraction.text, options)
  const spliced = spliceAll(extraction, edits)
  return {
    source,
    text: applyEdits(source, spliced),
    edits: spliced,
    suggestions: spliceAll(extraction, suggestions),
    diagnosis: diagnosisInSource(extraction, diagnosis)
  }
}

/** The evidence of an extracted text, its windows in the source. Throws what `diagnose` throws. */
export const diagnoseExtraction = (restorer: Restorer, extraction: Extraction, options?: RestoreOptions): Diagnosis =>
  diagnosisInSource(extraction, restorer.diagnose(extraction.text, options))

/** Edits in the order of the source. Where one of a group cannot be made, none of it is. */
function spliceAll(extraction: Extraction, edits: readonly Edit[]): Edit[] {
  const impossible = new Set<number>()
  const spliced = edits.flatMap((edit) => {
    const parts = spliceEdit(extraction, edit)
    if (parts.length === 0) impossible.add(edit.group)
    return parts
  })
  return spliced.filter(({ group }) => !impossible.has(group)).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** Windows go on where the one before ended, since the texts of attributes come after the block that they stand in. */
function diagnosisInSource(extraction: Extraction, diagnosis: Diagnosis): Diagnosis {
  const windows: EvidenceWindow[] = []
  for (const window of diagnosis.windows) {
    const first = sourceSpan(extraction, { start: window.start, end: window.start + 1 })
    const last = sourceSpan(extraction, { start: window.end - 1, end: window.end })
    const start = Math.max(windows.at(-1)?.end ?? 0, first?.start ?? 0)
    windows.push({ ...window, start, end: Math.max(start, last?.end ?? 0) })
  }
  return { ...diagnosis, windows }
}
