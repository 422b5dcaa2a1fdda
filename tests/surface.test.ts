import { expect, it } from 'vitest'
import * as surface from '../src/index.js'

it('the library exports these names and no others', () => {
  expect(Object.keys(surface).sort()).toEqual(
    ['UnspinError', 'apply', 'assembleRestorer', 'createRestorer', 'extractFeed', 'extractMarkdown', 'extractText', 'formatDiagnosis', 'formatReport', 'resultSchema', 'revert']
  )
})

it('a restorer has these members and no others', async () => {
  const restorer = await surface.createRestorer()
  expect(Object.keys(restorer).sort()).toEqual(['describe', 'diagnose', 'lookup', 'minConfidence', 'restore', 'restoreFeed', 'restoreHtml', 'restoreMarkdown'])
})

it('a restoration, its edits and its diagnosis have these members and no others', async () => {
  const restorer = await surface.createRestorer()
  const restoration = restorer.restore('White Home officials said on Monday that the plan was final.')
  expect(Object.keys(restoration).sort()).toEqual(['diagnosis', 'edits', 'source', 'suggestions', 'text'])
  expect(Object.keys(restoration.diagnosis).sort()).toEqual(['families', 'language', 'spun', 'windows'])
  expect(Object.keys(restoration.edits[0] ?? {}).sort()).toEqual(
    ['after', 'alternatives', 'before', 'confidence', 'entry', 'group', 'inQuote', 'kind', 'reasons', 'span', 'via']
  )
})
