/** Edits for tests: only the fields that a test is about have to be named. */
import fc from 'fast-check'
import type { Edit } from '../../src/types.js'

/** Seed of the property tests, so that a failure can be run again. */
export const seed = 20240229

export function edit(start: number, before: string, after: string, rest: Partial<Edit> = {}): Edit {
  return {
    span: { start, end: start + before.length },
    before,
    after,
    entry: 'words/test#entry',
    via: [],
    kind: 'word',
    confidence: 0.9,
    alternatives: [],
    reasons: [],
    inQuote: false,
    group: 0,
    ...rest
  }
}

/** Letters that collide often, an astral character, lone surrogates, a combining mark, line ends. */
const unit = fc.constantFrom('a', 'b', 'a b', ' ', 'é', 'e\u0301', '😀', '\ud83d', '\ude00', '\r\n', '\n', '')
export const texts = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(unit, { maxLength }).map((parts) => parts.join(''))

/** A cut of a text: code units to keep, to replace, and what stands there afterwards. */
export interface Cut {
  readonly gap: number
  readonly length: number
  readonly after: string
  readonly confidence: number
  readonly group: number
}

/** Short gaps and lengths, so that adjacent edits, insertions and deletions are common. */
export const cuts: fc.Arbitrary<Cut[]> = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 1, 2, 5),
    length: fc.constantFrom(0, 0, 1, 2, 3, 8),
    after: texts(3),
    confidence: fc.constantFrom(0.3, 0.6, 0.9),
    group: fc.nat(4)
  }),
  { maxLength: 8 }
)

/** Lays cuts over a text, in order, as far as it reaches. */
export function editsOf(text: string, over: readonly Cut[]): Edit[] {
  const edits: Edit[] = []
  let at = 0
  for (const { gap, length, after, confidence, group } of over) {
    const start = at + gap
    if (start > text.length) break
    const before = text.slice(start, start + length)
    edits.push(edit(start, before, after, { confidence, group }))
    at = start + before.length
  }
  return edits
}
