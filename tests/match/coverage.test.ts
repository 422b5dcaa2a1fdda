/** Where terms of science are taken to stand intact. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/dictionary/compile.js'
import { findCandidates } from '../../src/match/candidates.js'
import { parseDocument } from '../../src/text/document.js'
import { entries, model } from '../dictionary/small.js'
import { wordIds } from '../text/parse.js'

const dictionary = compile(entries, model)

/** The words at which terms begin that stand intact. */
function beginnings(text: string, keepQuotes = false): string[] {
  const document = parseDocument(text, wordIds(dictionary.symbols))
  const { intactTerm } = findCandidates(document, dictionary, { families: -1, keepQuotes, names: true })
  const { start, end } = document.tokens
  return [...intactTerm].flatMap((marked, token) => (marked === 1 ? [text.slice(start[token], end[token])] : []))
}

describe('terms that stand intact', () => {
  it('are those of science, of several words, wherever they begin', () => {
    expect(beginnings('His military record is longer than her military record.')).toEqual(['military', 'military'])
    expect(beginnings('A point of view of the Supreme Court on law enforcement, and the military.')).toEqual([])
    expect(beginnings('His army record is long.')).toEqual([])
  })

  it('do not count where nothing may be edited', () => {
    const quoted = 'She said “his military record is long” of him.'
    expect(beginnings(quoted)).toEqual(['military'])
    expect(beginnings(quoted, true)).toEqual([])
  })
})
