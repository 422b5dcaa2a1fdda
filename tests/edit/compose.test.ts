import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, revertEdits } from '../../src/edit/apply.js'
import { composeEdits } from '../../src/edit/compose.js'
import type { Edit } from '../../src/types.js'
import { cuts, edit, editsOf, seed, texts } from './edits.js'

const brief = (edits: readonly Edit[]): string[] =>
  edits.map(({ span, before, after }) => `${span.start}-${span.end} ${before} → ${after}`)

describe('composeEdits', () => {
  it('maps edits of the second pass into the source', () => {
    const first = [edit(0, 'aa', 'b')]
    const second = [edit(2, 'cc', 'd', { group: 0 })]
    expect(brief(composeEdits('aa cc', first, second))).toEqual(['0-2 aa → b', '3-5 cc → d'])
  })

  it('gives one pass back unchanged when the other is empty', () => {
    const alternatives = [{ after: 'y', confidence: 0.1, entry: 'e' }]
    const pass = [edit(0, 'a', 'x', { group: 4, via: ['v'], alternatives }), edit(1, '', 'z')]
    expect(composeEdits('abc', pass, [])).toEqual(pass)
    expect(composeEdits('abc', [], pass)).toEqual(pass)
  })

  it('merges edits that overlap, and edits that touch', () => {
    const house = [edit(4, 'White Home', 'White House')]
    expect(brief(composeEdits('the White Home', house, [edit(10, 'House', 'Hall')]))).toEqual(['4-14 White Home → White Hall'])
    expect(brief(composeEdits('ab cd', [edit(0, 'ab', 'x')], [edit(1, ' ', '-')]))).toEqual(['0-3 ab  → x-'])
    expect(brief(composeEdits('ab cd', [edit(3, 'cd', 'x')], [edit(2, ' ', '-')]))).toEqual(['2-5  cd → -x'])
    expect(brief(composeEdits('ab cd', [edit(3, 'cd', 'x')], [edit(3, '', 'y')]))).toEqual(['3-5 cd → yx'])
  })

  it('merges everything that one edit of either pass joins', () => {
    const words = [edit(0, 'ab', 'x'), edit(3, 'cd', 'y'), edit(6, 'ef', 'z')]
    expect(brief(composeEdits('ab cd ef', words, [edit(0, 'x y', 'w')]))).toEqual(['0-5 ab cd → w', '6-8 ef → z'])
    const letters = [edit(0, 'aB', '1'), edit(3, 'D', '2'), edit(5, 'f', '3')]
    expect(brief(composeEdits('abcdef', [edit(1, 'bcde', 'BCDE')], letters))).toEqual(['0-6 abcdef → 1C2E3'])
  })

  it('leaves edits of one pass apart that touch only each other', () => {
    expect(brief(composeEdits('abcd', [edit(0, 'a', 'w'), edit(1, 'b', 'x')], [edit(3, 'd', 'z')]))).toEqual([
      '0-1 a → w',
      '1-2 b → x',
      '3-4 d → z'
    ])
    expect(brief(composeEdits('abcd', [edit(0, 'a', 'w')], [edit(2, 'c', 'y'), edit(3, 'd', 'z')]))).toEqual([
      '0-1 a → w',
      '2-3 c → y',
      '3-4 d → z'
    ])
  })

  it('drops edits that cancel', () => {
    expect(composeEdits('army aid', [edit(0, 'army', 'military')], [edit(0, 'military', 'army')])).toEqual([])
    expect(composeEdits('ab', [edit(1, '', 'x')], [edit(1, 'x', '')])).toEqual([])
  })

  it('describes a merged edit by its least confident part', () => {
    const sure = { confidence: 0.9, entry: 'names/a#sure', kind: 'name', via: ['v1', 'v2'], inQuote: true } as const
    const unsure = {
      confidence: 0.6,
      entry: 'words/b#unsure',
      kind: 'word',
      via: ['v2', 'v3'],
      reasons: [{ code: 'language-model', value: 0.2, message: 'reads better' }]
    } as const
    const described = {
      confidence: 0.6,
      entry: 'words/b#unsure',
      kind: 'word',
      via: ['v1', 'v2', 'v3'],
      reasons: unsure.reasons,
      inQuote: false
    }
    expect(composeEdits('ab', [edit(0, 'a', 'x', sure)], [edit(1, 'b', 'y', unsure)])).toMatchObject([described])
    const unsureFirst = [edit(1, 'b', 'y', { ...unsure, via: ['v1', 'v2'] })]
    expect(composeEdits('ab', unsureFirst, [edit(0, 'a', 'x', { ...sure, via: ['v2', 'v3'] })])).toMatchObject([described])
    const equallySure = [edit(0, 'a', 'x', { ...sure, confidence: 0.6 })]
    expect(composeEdits('ab', equallySure, [edit(1, 'b', 'y', unsure)])).toMatchObject([described])
  })

  it('reads alternatives of a part as alternatives of the whole', () => {
    const forces = [{ after: 'forces', confidence: 0.3, entry: 'f' }]
    const stress = [{ after: ' stress', confidence: 0.75, entry: 's' }]
    const first = [edit(0, 'army', 'military', { confidence: 0.8, alternatives: forces })]
    const second = [edit(8, ' pressure', ' strain', { confidence: 0.7, alternatives: stress })]
    expect(composeEdits('army pressure', first, second)[0]?.alternatives).toEqual([
      { after: 'military stress', confidence: 0.75, entry: 's' },
      { after: 'forces strain', confidence: 0.3, entry: 'f' }
    ])
  })

  it('drops alternatives that were rewritten, that stand, or that are the source, and keeps five', () => {
    const first = [edit(0, 'a', 'b', { alternatives: [{ after: 'gone', confidence: 0.5, entry: 'g' }] })]
    const alternatives = [...'acdedfghi'].map((after, at) => ({ after, confidence: 0.4 - at / 100, entry: after }))
    const [merged] = composeEdits('a', first, [edit(0, 'b', 'c', { alternatives })])
    expect(merged?.alternatives.map(({ after }) => after)).toEqual(['d', 'e', 'f', 'g', 'h'])
  })

  it('numbers groups of the second pass on, and unites groups that meet', () => {
    const first = [edit(0, 'a', 'A', { group: 0 }), edit(2, 'c', 'C', { group: 1 }), edit(4, 'e', 'E', { group: 1 })]
    const second = [edit(4, 'E', 'X', { group: 0 }), edit(6, 'g', 'G', { group: 0 }), edit(8, 'i', 'I', { group: 1 })]
    expect(composeEdits('a c e g i', first, second).map(({ after, group }) => [after, group])).toEqual([
      ['A', 0],
      ['C', 1],
      ['X', 1],
      ['G', 1],
      ['I', 3]
    ])
  })

  it('refuses a pass that does not fit its text', () => {
    expect(() => composeEdits('ab', [edit(0, 'b', 'c')], [])).toThrow('does not fit')
    expect(() => composeEdits('ab', [edit(0, 'a', 'c')], [edit(0, 'a', 'x')])).toThrow('does not fit')
  })

  it('does what the two passes do, for any edits', () => {
    fc.assert(
      fc.property(texts(16), cuts, cuts, (source, firstCuts, secondCuts) => {
        const first = editsOf(source, firstCuts)
        const between = applyEdits(source, first)
        const second = editsOf(between, secondCuts)
        const restored = applyEdits(between, second)
        const composed = composeEdits(source, first, second)
        expect(applyEdits(source, composed)).toBe(restored)
        expect(revertEdits(restored, composed)).toBe(source)
        expect(composed.every(({ before, after }) => before !== after)).toBe(true)
      }),
      { seed, numRuns: 3000 }
    )
  })

  it('reads every alternative as one other choice in one part', () => {
    const otherwise = (edits: Edit[], at: number, after: string): Edit[] =>
      edits.map((each, index) => (index === at ? { ...each, after } : each))
    const readable = (edits: Edit[]): Edit[] =>
      edits.map((each, at) => ({ ...each, alternatives: [{ after: `<${at}>`, confidence: 0.2, entry: 'e' }] }))
    fc.assert(
      fc.property(texts(12), cuts, cuts, (source, firstCuts, secondCuts) => {
        const first = editsOf(source, firstCuts)
        const between = applyEdits(source, first)
        const second = readable(editsOf(between, secondCuts))
        const others = second.map((_, at) => applyEdits(between, otherwise(second, at, `<${at}>`)))
        const composed = composeEdits(source, first, second)
        for (const [at, { alternatives }] of composed.entries()) {
          for (const { after } of alternatives) expect(others).toContain(applyEdits(source, otherwise(composed, at, after)))
        }
      }),
      { seed, numRuns: 500 }
    )
  })
})
