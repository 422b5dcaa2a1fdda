import { describe, expect, test } from 'vitest'
import { expectedCalibrationError } from '../../eval/calibration.js'
import { count, countRegions, countWords, fHalf, judge, precision, recall } from '../../eval/metrics.js'
import type { Judgement, ProposedEdit, ReferenceEdit } from '../../eval/metrics.js'

const source = 'The Division of Protection has army pressure inside a enormous nation.'

const at = (before: string): { start: number; end: number } => {
  const start = source.indexOf(before)
  expect(start).toBeGreaterThanOrEqual(0)
  return { start, end: start + before.length }
}
const reference = (before: string, ...after: string[]): ReferenceEdit => ({ span: at(before), after, kind: 'word' })
const proposed = (before: string, after: string, kind = 'word'): ProposedEdit => ({
  span: at(before),
  after,
  kind,
  confidence: 0.9
})
const grades = (judgement: Judgement): { references: string[]; proposals: string[] } => ({
  references: judgement.references.map(({ grade }) => grade),
  proposals: judgement.proposals.map(({ grade }) => grade)
})
const judged = (references: ReferenceEdit[], proposals: ProposedEdit[]): ReturnType<typeof grades> =>
  grades(judge(source, references, proposals))

describe('judge', () => {
  test('an equal edit is exact', () => {
    expect(judged([reference('army', 'military')], [proposed('army', 'military')])).toEqual({
      references: ['exact'],
      proposals: ['exact']
    })
  })

  test('one edit over two references is exact when the region reads the same', () => {
    const references = [reference('Division', 'Department'), reference('Protection', 'Defense')]
    expect(judged(references, [proposed('Division of Protection', 'Department of Defense')])).toEqual({
      references: ['exact', 'exact'],
      proposals: ['exact']
    })
  })

  test('two edits inside one reference are exact when the region reads the same', () => {
    const proposals = [proposed('Division', 'Department'), proposed('Protection', 'Defense')]
    expect(judged([reference('Division of Protection', 'Department of Defense')], proposals)).toEqual({
      references: ['exact'],
      proposals: ['exact', 'exact']
    })
  })

  test('a reference may be met by a narrower edit', () => {
    expect(judged([reference('inside a', 'in a')], [proposed('inside', 'in')])).toEqual({
      references: ['exact'],
      proposals: ['exact']
    })
  })

  test('another reading of the reference is acceptable, in any combination', () => {
    const references = [reference('army', 'military', 'armed'), reference('pressure', 'force', 'power')]
    expect(judged(references, [proposed('army pressure', 'military power')])).toEqual({
      references: ['acceptable', 'acceptable'],
      proposals: ['acceptable']
    })
  })

  test('a wrong word in the right place is only detected', () => {
    expect(judged([reference('army', 'military')], [proposed('army', 'naval')])).toEqual({
      references: ['detected'],
      proposals: ['detected']
    })
  })

  test('a needless edit and a missed reference share nothing', () => {
    expect(judged([reference('army', 'military')], [proposed('nation', 'country')])).toEqual({
      references: ['none'],
      proposals: ['none']
    })
  })

  test('a right edit beside a wrong one keeps its grade', () => {
    const references = [reference('army', 'military'), reference('pressure', 'force')]
    expect(judged(references, [proposed('army', 'military'), proposed('pressure', 'stress')])).toEqual({
      references: ['exact', 'detected'],
      proposals: ['exact', 'detected']
    })
  })

  test('edits that only touch are judged together when that reads right, apart when not', () => {
    const touching = { span: { start: at('army ').start, end: at('army ').end }, after: ['military '], kind: 'word' }
    const next = reference('pressure', 'force')
    expect(judged([touching, next], [proposed('army', 'military'), proposed(' pressure', ' force')])).toEqual({
      references: ['exact', 'exact'],
      proposals: ['exact', 'exact']
    })
    expect(judged([touching, next], [proposed('army', 'military')])).toEqual({
      references: ['exact', 'none'],
      proposals: ['exact']
    })
  })

  test('an insertion joins what it touches', () => {
    const start = at('army').start
    const insertion: ReferenceEdit = { span: { start, end: start }, after: ['the '], kind: 'function' }
    expect(judged([insertion], [proposed('army', 'the army')])).toEqual({ references: ['exact'], proposals: ['exact'] })
  })

  test('nothing counts where nobody can know', () => {
    const unknowable: ReferenceEdit = { ...reference('army pressure', 'military force'), unknowable: true }
    expect(judged([unknowable], [proposed('pressure', 'stress')])).toEqual({ references: [], proposals: [] })
  })
})

describe('count', () => {
  const judgement = judge(
    source,
    [
      reference('army', 'military'),
      reference('pressure', 'force', 'power'),
      reference('nation', 'country'),
      reference('inside', 'in')
    ],
    [
      proposed('army', 'military'),
      proposed('pressure', 'power', 'name'),
      proposed('nation', 'state'),
      proposed('enormous', 'large', 'name')
    ]
  )

  test('gives precision, recall and F0.5 of correction', () => {
    const counts = count([judgement], 'exact')
    expect(counts).toEqual({ proposed: 4, right: 1, expected: 4, found: 1 })
    expect(fHalf(counts)).toBeCloseTo(0.25)
    expect(count([judgement], 'acceptable')).toMatchObject({ right: 2, found: 2 })
  })

  test('counts a wrong correction in the right place as detected', () => {
    const counts = count([judgement, judgement], 'detected')
    expect(counts).toEqual({ proposed: 8, right: 6, expected: 8, found: 6 })
    expect(precision(counts)).toBe(0.75)
    expect(recall(counts)).toBe(0.75)
  })

  test('counts by kind on either side', () => {
    expect(count([judgement], 'acceptable', { proposal: 'name' })).toMatchObject({ proposed: 2, right: 1 })
    expect(count([judgement], 'acceptable', { reference: 'article' })).toMatchObject({ expected: 0, found: 0 })
  })

  test('counts regions: touched is proposed, any reading is right, other kinds and needless edits count nowhere', () => {
    expect(countRegions([judgement], (kind) => kind === 'word')).toEqual({ proposed: 3, right: 2, expected: 4, found: 2 })
    expect(countRegions([judgement], (kind) => kind === 'article')).toEqual({ proposed: 0, right: 0, expected: 0, found: 0 })
  })

  test('weighs precision over recall', () => {
    expect(fHalf({ proposed: 10, right: 9, expected: 100, found: 50 })).toBeCloseTo((1.25 * 0.9 * 0.5) / (0.25 * 0.9 + 0.5))
    expect(fHalf({ proposed: 0, right: 0, expected: 5, found: 0 })).toBe(0)
  })
})

describe('expectedCalibrationError', () => {
  const stated = (confidence: number, right: boolean, weight = 1): { confidence: number; right: boolean; weight: number } => ({
    confidence,
    right,
    weight
  })

  test('is 0 when each bin is right as often as it says', () => {
    const four = [true, true, true, false].map((right) => stated(0.75, right))
    expect(expectedCalibrationError(four)).toBeCloseTo(0)
  })

  test('is the mean distance over the bins, by weight', () => {
    expect(expectedCalibrationError([stated(0.95, true), stated(0.55, false)])).toBeCloseTo((0.05 + 0.55) / 2)
    expect(expectedCalibrationError([stated(0.95, true, 3), stated(0.55, false)])).toBeCloseTo((3 * 0.05 + 0.55) / 4)
    expect(expectedCalibrationError([stated(1, false)])).toBe(1)
  })
})

test('words are what white space separates', () => {
  expect(countWords(' One  two—three\nfour. ')).toBe(3)
  expect(countWords('')).toBe(0)
})
