import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, blocksOf, sectionsOf } from '../../../src/review/page/blocks.js'
import type { ProposedEdit } from '../../../src/review/web/contract.js'

const editAt = (source: string, start: number, end: number): ProposedEdit => ({
  start, end, before: source.slice(start, end), after: 'x', entry: 'words/test#x', via: [], kind: 'word', confidence: 0.9,
  alternatives: [], reasons: [], inQuote: false, origin: 'edit'
})

const read = (edits: readonly ProposedEdit[], blocks: readonly Block[]): string =>
  blocks.flatMap(({ pieces }) => pieces.map((piece) => ('text' in piece ? piece.text : (edits[piece.edit]?.before ?? '?')))).join('')

describe('the blocks of an article', () => {
  it('are its lines, with text and edits in turn', () => {
    const source = 'An army.\n\nThe army won.'
    const edits = [editAt(source, 3, 7), editAt(source, 14, 18)]
    expect(blocksOf(source, edits).map(({ pieces }) => pieces)).toEqual([
      [{ text: 'An ' }, { edit: 0 }, { text: '.\n' }],
      [{ text: '\n' }],
      [{ text: 'The ' }, { edit: 1 }, { text: ' won.' }]
    ])
  })

  it('cut a line that is very long, at a blank where there is one', () => {
    const words = 'word '.repeat(10_000)
    const blocks = blocksOf(words, [])
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(4_000)
    expect(blocks.map(({ continues }) => continues)).toEqual([...blocks.slice(1).map(() => true), false])
    expect(blocks.every(({ pieces }) => pieces.every((piece) => 'text' in piece && piece.text.endsWith(' ')))).toBe(true)
  })

  it('never cut a character', () => {
    const halves = /[\ud800-\udfff]/u
    const texts = blocksOf('😀'.repeat(5_000), []).flatMap(({ pieces }) => pieces.map((piece) => ('text' in piece ? piece.text : '')))
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.filter((text) => halves.test(text))).toEqual([])
  })

  it('hold all of the text and each edit once, whatever the text is', () => {
    const piece = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\n', 'a\nb', ' ', 'x'.repeat(5_000), 'word '.repeat(1_500)))
    fc.assert(
      fc.property(fc.array(fc.record({ text: piece, edited: fc.boolean() }), { maxLength: 20 }), (parts) => {
        const source = parts.map(({ text }) => text).join('')
        let at = 0
        const edits = parts.flatMap(({ text, edited }) => {
          at += text.length
          return edited ? [editAt(source, at - text.length, at)] : []
        })
        const blocks = blocksOf(source, edits)
        expect(read(edits, blocks)).toBe(source)
        const shown = blocks.flatMap(({ pieces }) => pieces.flatMap((each) => ('edit' in each ? [each.edit] : [])))
        expect(shown).toEqual(edits.map((_, index) => index))
      }),
      { seed: 5, numRuns: 300 }
    )
  })
})

describe('the sections of an article', () => {
  it('hold every block in its order, some screens of text each', () => {
    const blocks = blocksOf('A line of text.\n'.repeat(2_000), [])
    const sections = sectionsOf(blocks)
    expect(sections.flat()).toEqual(blocks)
    expect(sections.map((inside) => inside.length)).toEqual([375, 375, 375, 375, 375, 125])
  })

  it('are none of an empty text', () => {
    expect(sectionsOf(blocksOf('', []))).toEqual([])
  })
})
