/** What restoring a text gave, as a line that is the same for the same outcome. */
import type { Alternative, Edit, Restoration } from '../src/types.js'

/** Sums that are added up in another order differ far behind this digit. */
const DIGITS = 6

/** A number as it is compared; a zero has no sign. */
const rounded = (value: number): string => value.toFixed(DIGITS).replace(/^-(0\.0*)$/, '$1')

const core = ({ span, before, after, entry, kind, confidence }: Edit): unknown[] =>
  [span.start, span.end, before, after, entry, kind, rounded(confidence)]

const alternative = ({ after, confidence, entry }: Alternative): unknown[] => [after, rounded(confidence), entry]

const whole = (edit: Edit): unknown[] => [
  ...core(edit),
  edit.via,
  edit.group,
  edit.inQuote,
  edit.alternatives.map(alternative),
  edit.reasons.map(({ code, value, message }) => [code, rounded(value), message])
]

/** The restored text and its edits: places, readings, entries, and confidence to 1e-6. */
export const describeEdits = ({ text, edits }: Restoration): string => JSON.stringify([text, edits.map(core)])

/** All of it: also suggestions, alternatives, reasons, groups and the diagnosis, numbers to 1e-6. */
export function describeAll({ text, edits, suggestions, diagnosis }: Restoration): string {
  const { spun, families, windows, language, unstable = false } = diagnosis
  return JSON.stringify([
    text,
    edits.map(whole),
    suggestions.map(whole),
    [rounded(spun), families.map(({ id, share }) => [id, rounded(share)]), language, unstable],
    windows.map((window) => [window.start, window.end, rounded(window.spun), window.family])
  ])
}
