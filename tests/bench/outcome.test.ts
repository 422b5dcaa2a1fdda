import { expect, test } from 'vitest'
import { describeAll, describeEdits } from '../../bench/outcome.js'
import type { Edit, Restoration } from '../../src/types.js'

const edit: Edit = {
  span: { start: 4, end: 14 },
  before: 'White Home',
  after: 'White House',
  entry: 'names/washington#white-house',
  via: ['words/nouns#home-noun'],
  kind: 'name',
  confidence: 0.9,
  alternatives: [{ after: 'Casa Blanca', confidence: 0.2, entry: 'phrases/places#casa-blanca' }],
  reasons: [{ code: 'bias', value: -0.25, message: 'starting value' }],
  inQuote: false,
  group: 1
}

const restoration: Restoration = {
  source: 'The White Home',
  text: 'The White House',
  edits: [edit],
  suggestions: [],
  diagnosis: {
    spun: 0.75,
    families: [{ id: 'newswire', share: 0.5 }],
    windows: [{ start: 0, end: 14, spun: 0.75, family: 'newswire' }],
    language: 'en'
  }
}

const withEdit = (change: Partial<Edit>): Restoration => ({ ...restoration, edits: [{ ...edit, ...change }] })

test('the last digits of a sum change no description', () => {
  const nearly = withEdit({ confidence: 0.9 + 1e-12, reasons: [{ code: 'bias', value: -0.25 - 1e-12, message: 'starting value' }] })
  expect(describeEdits(nearly)).toBe(describeEdits(restoration))
  expect(describeAll(nearly)).toBe(describeAll(restoration))
  const zero = (value: number): string => describeAll(withEdit({ reasons: [{ code: 'bias', value, message: '' }] }))
  expect(zero(-1e-12)).toBe(zero(0))
})

test.each<Partial<Edit>>([
  { confidence: 0.90001 },
  { span: { start: 3, end: 14 } },
  { after: 'White Hall' },
  { before: 'White home' },
  { entry: 'names/washington#white-hall' },
  { kind: 'phrase' }
])('a change of an edit changes both: %j', (change) => {
  expect(describeEdits(withEdit(change))).not.toBe(describeEdits(restoration))
  expect(describeAll(withEdit(change))).not.toBe(describeAll(restoration))
})

test.each<[string, Restoration]>([
  ['via', withEdit({ via: [] })],
  ['group', withEdit({ group: 2 })],
  ['inQuote', withEdit({ inQuote: true })],
  ['alternatives', withEdit({ alternatives: [] })],
  ['reasons', withEdit({ reasons: [{ code: 'bias', value: -0.26, message: 'starting value' }] })],
  ['suggestions', { ...restoration, suggestions: [edit] }],
  ['spun', { ...restoration, diagnosis: { ...restoration.diagnosis, spun: 0.7 } }],
  ['windows', { ...restoration, diagnosis: { ...restoration.diagnosis, windows: [] } }],
  ['unstable', { ...restoration, diagnosis: { ...restoration.diagnosis, unstable: true } }]
])('a change of %s changes the description of all', (_, changed) => {
  expect(describeAll(changed)).not.toBe(describeAll(restoration))
})
