/** Restores an extracted text and carries everything that is found back to the source. */
import { applyEdits } from '../edit/apply.js'
import type { Diagnosis, Edit, EvidenceWindow, Restoration, Restorer, RestoreOptions } from '../types.js'
import { type Extraction, sourceSpan } from './extraction.js'
import { spliceEdit } from './splice.js'

/** The restoration of an extraction's text as one of its source: the same edits, with all offsets in the source. */
export function inSource(extraction: Extraction, { edits, suggestions, diagnosis }: Restoration): Restoration {
  const { source } = extraction
  const spliced = spliceAll(extraction, edits)
  return {
    source,
    text: applyEdits(source, spliced),
    edits: spliced,
    suggestions: spliceAll(extraction, suggestions),
    diagnosis: diagnosisInSource(extraction, diagnosis)
  }
}

/** Restores a source by its text. Throws what `restore` throws. */
export const restoreExtraction = (restorer: Restorer, extraction: Extraction, options?: RestoreOptions): Restoration =>
  inSource(extraction, restorer.restore(extraction.text, options))

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

/**
 * The evidence of an extraction's text with its windows in the source. Each begins where the one before ended or later:
 * the texts of attributes come after the block that they stand in.
 */
export function diagnosisInSource(extraction: Extraction, diagnosis: Diagnosis): Diagnosis {
  const windows: EvidenceWindow[] = []
  for (const window of diagnosis.windows) {
    const first = sourceSpan(extraction, { start: window.start, end: window.start + 1 })
    const last = sourceSpan(extraction, { start: window.end - 1, end: window.end })
    const start = Math.max(windows.at(-1)?.end ?? 0, first?.start ?? 0)
    windows.push({ ...window, start, end: Math.max(start, last?.end ?? 0) })
  }
  return { ...diagnosis, windows }
}
