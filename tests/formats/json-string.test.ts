import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/edit/apply.js'
import { editLiteral } from '../../src/formats/json-string.js'
import { cuts, editsOf, texts } from '../edit/edits.js'

const seed = 20240303

const change = (start: number, before: string, after: string) => ({ span: { start, end: start + before.length }, before, after })

/** Writes a string as JSON with a choice of escapes a unit. */
function literalOf(text: string, choices: readonly number[]): string {
  const units = [...text].flatMap((point, at) => {
    const choice = choices.length === 0 ? 0 : choices[at % choices.length]
    const escaped = point.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    if (choice === 1) return escaped
    if (choice === 2) return escaped.map((escape) => `\\u${escape.slice(2).toUpperCase()}`)
    return choice === 3 && point === '/' ? ['\\/'] : [JSON.stringify(point).slice(1, -1)]
  })
  return `"${units.join('')}"`
}

describe('editLiteral', () => {
  it('gives the literal back when there is nothing to replace', () => {
    expect(editLiteral('"\\u00e9 \\/ \\ud83d\\ude00"', [])).toBe('"\\u00e9 \\/ \\ud83d\\ude00"')
  })

  it('keeps escapes outside the replacements as they were written', () => {
    expect(editLiteral('"\\u00E9 \\/ White Home \\ud83d\\uDE00 \\t\\\\"', [change(10, 'Home', 'House')])).toBe(
      '"\\u00E9 \\/ White House \\ud83d\\uDE00 \\t\\\\"'
    )
    expect(editLiteral('"\\ud83d\\ude00Home\\n"', [change(2, 'Home', '"House"')])).toBe('"\\ud83d\\ude00\\"House\\"\\n"')
  })

  it('replaces escapes whole', () => {
    expect(editLiteral('"caf\\u00e9\\u0020x"', [change(3, 'é', 'e'), change(4, ' ', '\n')])).toBe('"cafe\\nx"')
  })

  it('writes half a surrogate pair as an escape', () => {
    expect(editLiteral('"😀"', [change(1, '\ude00', '')])).toBe('"\\ud83d"')
    expect(editLiteral('"😀"', [change(1, '\ude00', '\ude01')])).toBe('"\\ud83d\\ude01"')
    expect(editLiteral('"a"', [change(0, 'a', '\ude01')])).toBe('"\\ude01"')
  })

  it('means the edited string, and writes what no edit touches as before', () => {
    const choices = fc.array(fc.nat(3), { maxLength: 7 })
    fc.assert(
      fc.property(texts(12), choices, cuts, (text, written, over) => {
        const literal = literalOf(text, written)
        const edits = editsOf(text, over)
        const edited = editLiteral(literal, edits)
        expect(JSON.parse(edited)).toBe(applyEdits(text, edits))
        expect(new TextDecoder().decode(new TextEncoder().encode(edited))).toBe(edited)
        const [first] = edits
        const untouched = literalOf(text.slice(0, first?.span.start), written).slice(0, -1)
        if (first && !/\p{Surrogate}/u.test(text.slice(0, first.span.start))) expect(edited.startsWith(untouched)).toBe(true)
      }),
      { seed, numRuns: 2000 }
    )
  })
})
