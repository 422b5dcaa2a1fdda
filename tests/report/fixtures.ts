/** Restorations written by hand, for the formatters' tests. */
import type { Diagnosis, Edit, Restoration } from '../../src/types.js'

export const clean: Diagnosis = { spun: 0.02, families: [], windows: [], language: 'en' }

/** An edit at an offset; everything that the test does not care about has a plain value. */
export function editAt(source: string, start: number, end: number, after: string, details: Partial<Edit> = {}): Edit {
  return {
    span: { start, end },
    before: source.slice(start, end),
    after,
    entry: 'words/test#word',
    via: [],
    kind: 'word',
    confidence: 0.97,
    alternatives: [],
    reasons: [],
    inQuote: false,
    group: start,
    ...details
  }
}

/** Edits of the first occurrences, each looked for after the one before. */
export function edits(source: string, changes: readonly (readonly [string, string, Partial<Edit>?])[]): Edit[] {
  let from = 0
  return changes.map(([before, after, details]) => {
    const start = source.indexOf(before, from)
    if (start === -1) throw new Error(`the source lacks ${JSON.stringify(before)}`)
    from = start + before.length
    return editAt(source, start, from, after, details)
  })
}

export function restoration(source: string, made: readonly Edit[], details: Partial<Restoration> = {}): Restoration {
  let text = ''
  let at = 0
  for (const { span, after } of made) {
    text += source.slice(at, span.start) + after
    at = span.end
  }
  return { source, text: text + source.slice(at), edits: made, suggestions: [], diagnosis: clean, ...details }
}

/** A restoration of a source by `[before, after]` pairs. */
export const restored = (source: string, ...changes: readonly (readonly [string, string, Partial<Edit>?])[]): Restoration =>
  restoration(source, edits(source, changes))
