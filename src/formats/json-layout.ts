/**
 * Where the members of a JSON object stand in its text.
 *
 * A parser gives values, and writing values out again loses what they were written as: long numbers,
 * escapes, white space, the order and repetition of keys. To leave those bytes alone the places are
 * needed, and JSON.parse does not tell them. It does tell whether the text is JSON at all, so this
 * scanner need not.
 */
import type { Span } from '../types.js'

export interface Member {
  readonly name: string
  /** The value as written, without white space around it. */
  readonly value: Span
}

export interface ObjectLayout {
  /** Offset just after the opening brace. */
  readonly open: number
  /** In the order written; a name may come twice, and the last one counts. */
  readonly members: readonly Member[]
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Layout of the object that stands in `json` from `from` on, with offsets into `json`.
 * @param json well-formed JSON; what comes after the object is not read.
 */
export function layoutOf(json: string, from = 0): ObjectLayout {
  const open = skipSpace(json, from) + 1
  const members: Member[] = []
  let at = skipSpace(json, open)
  while (json.charCodeAt(at) === QUOTE) {
    const nameEnd = endOfString(json, at)
    const start = skipSpace(json, skipSpace(json, nameEnd) + 1)
    const end = endOfValue(json, start)
    members.push({ name: unquote(json.slice(at, nameEnd)), value: { start, end } })
    at = skipSpace(json, end)
    if (json.charCodeAt(at) === COMMA) at = skipSpace(json, at + 1)
  }
  return { open, members }
}

/** The string that a JSON string literal means. */
export const unquote = (literal: string): string => String(JSON.parse(literal))

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d

function skipSpace(json: string, from: number): number {
  let at = from
  while (isSpace(json.charCodeAt(at))) at++
  return at
}

function endOfString(json: string, from: number): number {
  let at = from + 1
  for (; at < json.length && json.charCodeAt(at) !== QUOTE; at++) if (json.charCodeAt(at) === BACKSLASH) at++
  return at + 1
}

function endOfValue(json: string, from: number): number {
  let depth = 0
  for (let at = from; at < json.length; ) {
    const unit = json.charCodeAt(at)
    if (unit === QUOTE) {
      at = endOfString(json, at)
      if (depth === 0) return at
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth++
      at++
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      // A number or a word ends where the object around it closes.
      if (depth === 0) return at
      at++
      if (--depth === 0) return at
    } else {
      if (depth === 0 && (unit === COMMA || isSpace(unit))) return at
      at++
    }
  }
  return json.length
}
