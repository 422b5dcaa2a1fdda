/** Edits a JSON string literal without rewriting the rest of it. */
import type { Replacement } from '../edit/apply.js'

const BACKSLASH = 0x5c
const LETTER_U = 0x75

/**
 * The literal with the replacements made. Their spans count in the string that the literal means;
 * whatever lies between them stays as it was written, escapes and all.
 * @param literal with its quotes, well formed.
 * @param replacements in order, not overlapping.
 */
export function editLiteral(literal: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return literal
  const rawOffset = rawOffsets(literal)
  let edited = ''
  let at = 0
  for (const { span, after } of replacements) {
    edited += literal.slice(at, rawOffset(span.start)) + JSON.stringify(after).slice(1, -1)
    at = rawOffset(span.end)
  }
  return (edited + literal.slice(at)).replace(LONE_SURROGATE, escapeUnit)
}

// An edit that parts a surrogate pair leaves halves that UTF-8 cannot hold.
const LONE_SURROGATE = /\p{Surrogate}/gu

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Turns ascending offsets into the string's value into offsets into its literal. */
function rawOffsets(literal: string): (offset: number) => number {
  let decoded = 0
  let raw = 1
  return (offset) => {
    for (; decoded < offset; decoded++) {
      if (literal.charCodeAt(raw) !== BACKSLASH) raw += 1
      else raw += literal.charCodeAt(raw + 1) === LETTER_U ? 6 : 2
    }
    return raw
  }
}
