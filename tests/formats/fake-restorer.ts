/** A restorer that knows a handful of substitutions, so that formats are tested without an engine. */
import { applyEdits } from '../../src/edit/apply.js'
import type { Diagnosis, Restoration, Restorer } from '../../src/types.js'
import { edit } from '../edit/edits.js'

const clean: Diagnosis = { spun: 0, families: [], windows: [], language: 'en' }

/** Replaces every occurrence of the rules' keys, the longest first. A text that holds `crash` makes it throw. */
export function fakeRestorer(rules: Readonly<Record<string, string>>): Restorer & { calls: number } {
  const literals = Object.keys(rules).sort((a, b) => b.length - a.length)
  const pattern = new RegExp(literals.map((rule) => rule.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g')
  const restorer = {
    calls: 0,
    minConfidence: 0.6,
    restore(source: string): Restoration {
      restorer.calls++
      if (source.includes('crash')) throw new TypeError('a defect')
      const matches = [...source.matchAll(pattern)]
      const edits = matches.map(({ 0: before, index }, group) => edit(index, before, rules[before] ?? '', { entry: `words/test#${before}`, group }))
      return { source, text: applyEdits(source, edits), edits, suggestions: [], diagnosis: diagnosisOf(source, edits.length) }
    },
    diagnose: (source: string): Diagnosis => diagnosisOf(source, 0),
    describe: () => undefined,
    lookup: () => []
  }
  return restorer
}

const diagnosisOf = (source: string, edits: number): Diagnosis =>
  edits === 0
    ? clean
    : {
        spun: 0.5,
        families: [{ id: 'newswire', share: 0.5 }],
        windows: [{ start: 0, end: source.length, spun: 0.5, family: 'newswire' }],
        language: 'en'
      }
