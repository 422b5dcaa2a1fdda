import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { findingsOf, formatDiagnosis, formatReport, resultSchema } from '../../src/report/index.js'
import type { Restoration } from '../../src/types.js'
import { edits, restored } from './fixtures.js'

const ajv = new Ajv2020({ allErrors: true, strict: true })
ajv.addSchema(resultSchema, 'unspin')

const errors = (data: unknown, definition = 'result'): unknown => {
  const validate = ajv.getSchema(`unspin#/$defs/${definition}`)
  if (!validate) throw new Error(`the schema lacks ${definition}`)
  return validate(data) === true ? [] : validate.errors
}

const source = 'The White Home said.\n'
const full: Restoration = {
  ...restored(source, [
    'White Home',
    'White House',
    {
      kind: 'name',
      entry: 'names/government#white-house',
      via: ['words/newswire#home'],
      confidence: 0.97123456789,
      alternatives: [{ after: 'White Household', confidence: 0.0123456789, entry: 'words/newswire#home' }],
      reasons: [{ code: 'language-model', value: 1.23456789, message: 'reads better' }]
    }
  ]),
  suggestions: edits(source, [['said', 'told', { confidence: 0.3 }]]),
  diagnosis: {
    spun: 0.987654321,
    families: [{ id: 'newswire', share: 0.9 }],
    windows: [
      { start: 0, end: 10, spun: 0.9, family: 'newswire' },
      { start: 10, end: 21, spun: 0.1, family: null }
    ],
    language: 'en',
    unstable: true
  }
}

describe('json', () => {
  const result: unknown = JSON.parse(formatReport(full, 'json', { name: 'a.txt' }))

  test('holds the whole result but the source, numbers to six decimals', () => {
    expect(result).toEqual({
      name: 'a.txt',
      text: 'The White House said.\n',
      edits: [
        {
          start: 4,
          end: 14,
          before: 'White Home',
          after: 'White House',
          entry: 'names/government#white-house',
          via: ['words/newswire#home'],
          kind: 'name',
          confidence: 0.971235,
          alternatives: [{ after: 'White Household', confidence: 0.012346, entry: 'words/newswire#home' }],
          reasons: [{ code: 'language-model', value: 1.234568, message: 'reads better' }],
          inQuote: false,
          group: 4
        }
      ],
      suggestions: [expect.objectContaining({ start: 15, end: 19, before: 'said', after: 'told', confidence: 0.3 })],
      diagnosis: { ...full.diagnosis, spun: 0.987654 }
    })
  })

  test('of several is an array, even of none', () => {
    const list = [full, restored('')].map((restoration, at) => ({ name: `${at}`, restoration }))
    expect(JSON.parse(formatReport(list, 'json'))).toEqual([expect.objectContaining({ name: '0' }), expect.objectContaining({ name: '1' })])
    expect(JSON.parse(formatReport([], 'json'))).toEqual([])
  })

  test('as lines has one object a line', () => {
    const lines = formatReport([{ name: 'a.txt', restoration: full }, { name: 'b', restoration: restored('x\ny') }], 'jsonl').split('\n')
    expect(lines).toHaveLength(3)
    expect(JSON.parse(lines[0] ?? '')).toEqual(result)
    expect(lines[2]).toBe('')
  })
})

describe('the schema', () => {
  test('describes every output', () => {
    expect(errors(JSON.parse(formatReport(full, 'json')))).toEqual([])
    expect(errors(JSON.parse(formatReport(full, 'jsonl')))).toEqual([])
    expect(errors(JSON.parse(formatReport([{ name: 'a', restoration: full }], 'json')), 'results')).toEqual([])
    expect(errors(findingsOf(full), 'findings')).toEqual([])
    const diagnosed = { name: 'a', source: full.source, diagnosis: full.diagnosis }
    expect(errors(JSON.parse(formatDiagnosis(diagnosed, 'json')), 'diagnosisReport')).toEqual([])
  })

  test('refuses what is no result', () => {
    const { edits: [edit] } = findingsOf(full)
    expect(errors({ ...findingsOf(full), edits: [{ ...edit, confidence: 2 }] }, 'findings')).not.toEqual([])
    expect(errors({ ...findingsOf(full), edits: [{ ...edit, kind: 'guess' }] }, 'findings')).not.toEqual([])
    expect(errors({ ...findingsOf(full), extra: 1 }, 'findings')).not.toEqual([])
    expect(errors({ name: 'a', text: 'b' })).not.toEqual([])
  })

  test('is itself plain JSON', () => expect(JSON.parse(JSON.stringify(resultSchema))).toEqual(resultSchema))
})
