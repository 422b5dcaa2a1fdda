/** A document's tokens as the naive matcher sees them. */
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { normalise } from '../../src/dictionary/symbols.js'
import type { Document } from '../../src/text/document.js'
import { ALL_CAPS, CAPITAL, HYPHENATED, JOINED, NUMBER, PROTECTED, QUOTED } from '../../src/text/tokens.js'

/** A token as the rules see it. */
export interface Word {
  readonly text: string
  /** The text with all that stands there, as a misspelling is compared. */
  readonly written: string
  /** The text without a possessive ending, where there is one. */
  readonly stem: string | null
  /** The ending is an apostrophe alone. */
  readonly bare: boolean
  readonly capital: boolean
  readonly shouted: boolean
  readonly blocked: boolean
  readonly number: boolean
  readonly quoted: boolean
  /** `-` or a blank to the next token; null when anything else parts them. */
  readonly joint: ' ' | '-' | null
  /** In neither the model nor the dictionary. */
  readonly unknown: boolean
}

export function readWords({ source, tokens }: Document, { symbols }: CompiledDictionary): Word[] {
  return Array.from({ length: tokens.count }, (_, index) => {
    const flags = tokens.flags[index] ?? 0
    const start = tokens.start[index] ?? 0
    const region = (flags & PROTECTED) !== 0 && !/^\d/.test(source.charAt(start))
    const possessive = tokens.possessive[index] ?? 0
    // A plural's apostrophe is no part of the word.
    const end = (tokens.end[index] ?? 0) - (possessive === 1 ? 1 : 0)
    const text = region ? '\ufffd' : normalise(source.slice(start, end)).replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
    const stem = possessive === 2 ? text.slice(0, -2) : possessive === 1 ? text : null
    return {
      text,
      written: normalise(source.slice(start, tokens.end[index])),
      stem,
      bare: possessive === 1,
      capital: (flags & CAPITAL) !== 0,
      shouted: (flags & ALL_CAPS) !== 0,
      blocked: (flags & PROTECTED) !== 0,
      number: (flags & NUMBER) !== 0,
      quoted: (flags & QUOTED) !== 0,
      joint: (flags & JOINED) !== 0 ? ' ' : (flags & HYPHENATED) !== 0 ? '-' : null,
      unknown: !region && [text, stem ?? text].every((each) => symbols.id(each) < 0)
    }
  })
}
