/** Restorers for tests: they replace the words of a list, wherever these stand. */
import type { Edit, Restoration, RestoreOptions, Restorer } from '../../src/types.js'

export type Replacements = Readonly<Record<string, string>>

/** The restoration that replaces each listed word, with confidence 0.9. */
export function restorationOf(source: string, replacements: Replacements): Restoration {
  const edits: Edit[] = []
  let text = ''
  let at = 0
  for (const match of source.matchAll(/[\p{L}]+/gu)) {
    const before = match[0]
    // Words such as "constructor" are on every object.
    const after = Object.hasOwn(replacements, before) ? replacements[before] : undefined
    if (after === undefined) continue
    const span = { start: match.index, end: match.index + before.length }
    const entry = `words/test#${before}`
    const rest = { via: [], kind: 'word', confidence: 0.9, alternatives: [], reasons: [], inQuote: false } as const
    edits.push({ span, before, after, entry, group: edits.length, ...rest })
    text += source.slice(at, span.start) + after
    at = span.end
  }
  const diagnosis = { spun: 0, families: [], windows: [], language: 'en' }
  return { source, text: text + source.slice(at), edits, suggestions: [], diagnosis }
}

/** A restorer that applies its list always, or only when told that the text is spun. */
export function listRestorer(replacements: Replacements, whenSpunOnly: Replacements = {}): Restorer {
  return {
    restore: (text: string, options?: RestoreOptions) =>
      restorationOf(text, options?.assume === 'spun' ? { ...replacements, ...whenSpunOnly } : replacements),
    diagnose: () => ({ spun: 0, families: [], windows: [], language: 'en' }),
    describe: () => undefined,
    lookup: () => [],
    minConfidence: 0.5
  }
}
