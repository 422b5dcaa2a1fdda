import { describe, expect, test } from 'vitest'
import { parseMarkup, readSeedReferences, readSeeds, scoreMarked } from '../../eval/seed.js'
import { restorationOf } from './restorers.js'

describe('the reference of the garbled seed', () => {
  test('is the seed byte for byte when the markup is taken out', () => {
    const seeds = readSeeds()
    const references = [...readSeedReferences()]
    expect(references.length).toBe(1)
    for (const [name, { source }] of references) expect(source).toBe(seeds.get(name))
  })

  test('marks well over a hundred expressions, in order and apart, with something to restore', () => {
    for (const { references } of readSeedReferences().values()) {
      expect(references.length).toBeGreaterThan(120)
      expect(references.every(({ span }, index) => span.start >= (references[index - 1]?.span.end ?? 0))).toBe(true)
      expect(references.every(({ after }) => after[0] !== undefined)).toBe(true)
    }
  })
})

describe('parseMarkup', () => {
  test('reads alternatives and unknowable expressions', () => {
    expect(parseMarkup('the {army=>military|armed} {school=>?college} end')).toEqual({
      source: 'the army school end',
      references: [
        { span: { start: 4, end: 8 }, after: ['military', 'armed'], kind: 'seed', unknowable: false },
        { span: { start: 9, end: 15 }, after: ['college'], kind: 'seed', unknowable: true }
      ]
    })
  })

  test('leaves other braces alone', () => {
    expect(parseMarkup('a {set} of {x=>y}').source).toBe('a {set} of x')
  })
})

describe('scoreMarked', () => {
  const marked = parseMarkup('The {army=>military|armed} of the {nation=>country} saw the {school=>?college} and the sea.')

  test('counts acceptable readings, lists wrong, needless and missed, ignores the unknowable', () => {
    const report = scoreMarked(marked, restorationOf(marked.source, { army: 'armed', school: 'faculty', sea: 'ocean' }))
    expect(report.counts).toEqual({ proposed: 2, right: 1, expected: 2, found: 1 })
    expect(report.wrong).toEqual(['"sea" → "ocean" 0.90 [words/test#sea], needless'])
    expect(report.missed).toEqual(['"nation" ← "country"'])
  })

  test('says what was wanted in place of a wrong restoration', () => {
    const report = scoreMarked(marked, restorationOf(marked.source, { nation: 'nationality' }))
    expect(report.wrong).toEqual(['"nation" → "nationality" 0.90 [words/test#nation], wanted "country"'])
  })
})
