import { beforeAll, describe, expect, test } from 'vitest'
import type { ReferenceEdit } from '../../eval/metrics.js'
import { reached } from '../../eval/reach.js'
import { loadData } from '../../src/node/create.js'
import { buildEngine } from '../../src/restorer.js'
import type { Engine } from '../../src/restore.js'
import { entries, name, phrase, word } from './entries.js'

const source = 'The officials of the Division of Protection said that army pressures came and the nation went with out a reason.'
const reference = (before: string, ...after: string[]): ReferenceEdit => {
  const start = source.indexOf(before)
  expect(start).toBeGreaterThanOrEqual(0)
  return { span: { start, end: start + before.length }, after, kind: 'word' }
}

describe('reached', () => {
  let engine: Engine

  beforeAll(async () => {
    const dictionary = entries({
      words: [
        word('army', ['military'], 'adjective'),
        word('pressure', ['force', 'power']),
        word('division', ['department']),
        word('protection', ['defense'])
      ],
      phrases: [phrase('with out', ['without'])],
      names: [name('Department of Defense')]
    })
    engine = buildEngine(await loadData({ entries: dictionary }))
  })

  const one = (wanted: ReferenceEdit, ...others: ReferenceEdit[]): boolean | undefined =>
    reached(engine, source, [wanted, ...others])[0]

  test('finds an original behind a word, also inflected and further down its row', () => {
    expect(one(reference('army', 'military'))).toBe(true)
    expect(one(reference('pressures', 'powers'))).toBe(true)
  })

  test('finds a phrase, and a reference that several candidates make up', () => {
    expect(one(reference('with out', 'without'))).toBe(true)
    expect(one(reference('army pressures', 'military forces'))).toBe(true)
    expect(one(reference('said that army', 'said that military'))).toBe(true)
  })

  test('finds one reference inside a longer candidate when the others in it agree', () => {
    const [division, protection] = [reference('Division', 'Department'), reference('Protection', 'Defense')]
    expect(reached(engine, source, [division, protection])).toEqual([true, true])
    expect(one(reference('Division of Protection', 'Department of Defense'))).toBe(true)
  })

  test('takes any acceptable reading', () => {
    expect(one(reference('army', 'armed', 'military'))).toBe(true)
  })

  test('says what is not there', () => {
    expect(one(reference('nation', 'country'))).toBe(false)
    expect(one(reference('army', 'naval'))).toBe(false)
    expect(one(reference('army pressures', 'military presses'))).toBe(false)
  })
})
