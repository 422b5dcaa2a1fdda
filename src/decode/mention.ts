/** Words that are named rather than used: who writes about spun text puts its expressions in quotation marks of their own. */
import type { Document } from '../text/document.js'
import { QUOTED } from '../text/tokens.js'

/** Longer quotations are what somebody said. */
const MOST_TOKENS = 4

/** 1 for each token inside a quotation of a few words. */
export function shortQuotations({ source, tokens }: Document): Uint8Array {
  const short = new Uint8Array(tokens.count)
  const isQuoted = (token: number): boolean => ((tokens.flags[token] ?? 0) & QUOTED) !== 0
  const goesOn = (token: number): boolean =>
    token < tokens.count && isQuoted(token) && !/["“”«»]/.test(source.slice(tokens.end[token - 1], tokens.start[token]))
  for (let first = 0; first < tokens.count; first++) {
    if (!isQuoted(first)) continue
    let end = first + 1
    while (goesOn(end)) end++
    if (end - first <= MOST_TOKENS) short.fill(1, first, end)
    first = end - 1
  }
  return short
}
