/** What the page asks for and decides, over files and their journals. */
import { existsSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readJournal } from '../../../src/review/journal.js'
import type { ReviewApi } from '../../../src/review/web/api.js'
import { HttpError } from '../../../src/review/web/messages.js'
import { apiOf } from './reviewing.js'

const NOTHING = new URLSearchParams()
const get = (api: ReviewApi, path: string): Promise<unknown> => api.get(path, NOTHING)

const TEXTS = {
  'a.txt': 'The White Home informed the army.\n',
  'b.txt': 'An army marched. The army won.\n',
  'clean.txt': 'Nothing here.\n'
}

const refused = async (answer: Promise<unknown>): Promise<number | undefined> => {
  const error: unknown = await answer.then(() => undefined, (thrown: unknown) => thrown)
  return error instanceof HttpError ? error.status : undefined
}

const journal = (path: string) =>
  readJournal(`${path}.unspin.jsonl`).flatMap((record) => ('decision' in record ? [`${record.before} ${record.decision} ${record.after}`] : []))

describe('the list of documents', () => {
  it('tells the state of each, and of one that cannot be read', async () => {
    const { api } = await apiOf({ ...TEXTS, 'bad.bin': '\0\0\0\0' })
    expect(await get(api, 'review')).toMatchObject({
      documents: [
        { id: 0, state: 'ready', counts: { undecided: 3 } },
        { id: 1, state: 'ready', counts: { undecided: 2 } },
        { id: 2, state: 'ready', spun: 0, counts: { undecided: 0 } },
        { id: 3, state: 'failed', error: expect.stringContaining('not plain text') }
      ],
      history: { undo: null, redo: null }
    })
    expect(await refused(get(api, 'documents/3'))).toBe(409)
    expect(await get(api, 'documents/4')).toBeUndefined()
    expect(await get(api, 'documents/-1')).toBeUndefined()
  })

  it('gives an article with its edits, their entries, and how they stand', async () => {
    const { api } = await apiOf(TEXTS)
    expect(await get(api, 'documents/0')).toMatchObject({
      source: TEXTS['a.txt'],
      edits: [
        { start: 4, end: 14, before: 'White Home', after: 'White House', origin: 'edit', alternatives: [{ after: 'another reading' }] },
        { before: 'informed' },
        { before: 'army' }
      ],
      standings: [{ verdict: 'undecided' }, { verdict: 'undecided' }, { verdict: 'undecided' }],
      entries: { 'words/test#army': { file: 'words/test.yaml', line: 3 } }
    })
  })
})

describe('a decision', () => {
  it('is in the journal when it is answered, and told to every page', async () => {
    const { api, folder } = await apiOf(TEXTS)
    const events: unknown[] = []
    api.listen((event) => events.push(event))
    const answer = await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    expect(answer).toMatchObject({
      changes: [{ document: 0, edit: 0, verdict: 'accepted', seq: 1 }],
      documents: [{ id: 0, counts: { accepted: 1, undecided: 2 } }],
      history: { undo: { label: '“White Home” → “White House” accepted' }, redo: null }
    })
    expect(events).toEqual([{ type: 'decided', ...Object(answer) }])
    expect(journal(folder.at('a.txt'))).toEqual(['White Home accepted White House'])
  })

  it('may be in own words, and may be taken back', async () => {
    const { api } = await apiOf(TEXTS)
    expect(await api.post('decide', { document: 0, edit: 1, verdict: 'replaced', after: '<b>said to</b>' })).toMatchObject({
      changes: [{ verdict: 'replaced', after: '<b>said to</b>' }]
    })
    expect(await api.post('decide', { document: 0, edit: 1, verdict: 'reopened' })).toMatchObject({ changes: [{ verdict: 'undecided' }] })
  })

  it('that changes nothing is no step', async () => {
    const { api } = await apiOf(TEXTS)
    const first = await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    expect(await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })).toEqual({ ...Object(first), seq: 0, changes: [], documents: [] })
  })

  it.each([
    [null], [[]], ['x'], [{}], [{ document: 0, edit: 0 }], [{ document: 0, edit: 0, verdict: 'maybe' }], [{ document: 0.5, edit: 0, verdict: 'accepted' }],
    [{ document: '0', edit: 0, verdict: 'accepted' }], [{ document: 0, edit: -1, verdict: 'accepted' }], [{ document: 0, edit: 0, verdict: 'replaced' }],
    [{ document: 0, edit: 0, verdict: 'replaced', after: 5 }], [{ document: 0, edit: 0, verdict: 'replaced', after: 'x'.repeat(10_001) }]
  ])('that makes no sense is refused: %j', async (body) => {
    const { api, folder } = await apiOf({ 'a.txt': TEXTS['a.txt'] })
    expect(await refused(api.post('decide', body))).toBe(400)
    expect(existsSync(folder.at('a.txt.unspin.jsonl'))).toBe(false)
  })

  it('on an edit that there is not is refused', async () => {
    const { api } = await apiOf(TEXTS)
    expect(await refused(api.post('decide', { document: 0, edit: 99, verdict: 'accepted' }))).toBe(404)
    expect(await refused(api.post('decide', { document: 99, edit: 0, verdict: 'accepted' }))).toBe(404)
  })

  it('that no file can hold, or whose journal another program changed, is refused and not made', async () => {
    const { api, folder } = await apiOf(TEXTS)
    expect(await refused(api.post('decide', { document: 0, edit: 0, verdict: 'replaced', after: 'a\ud800' }))).toBe(409)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    writeFileSync(folder.at('a.txt.unspin.jsonl'), '')
    expect(await refused(api.post('decide', { document: 0, edit: 1, verdict: 'accepted' }))).toBe(409)
    expect(await get(api, 'documents/0')).toMatchObject({ standings: [{ verdict: 'accepted' }, { verdict: 'undecided' }, {}] })
  })
})

describe('deciding on many', () => {
  it('decides every open edit of an entry in all documents, in one step', async () => {
    const { api } = await apiOf(TEXTS)
    await api.post('decide', { document: 1, edit: 0, verdict: 'rejected' })
    expect(await api.get('entry', new URLSearchParams({ id: 'words/test#army' }))).toEqual({ edits: 2, documents: 2, rule: 'ask' })
    const answer = await api.post('decide-all', { verdict: 'accepted', minConfidence: 0, entry: 'words/test#army' })
    expect(answer).toMatchObject({
      changes: [{ document: 0, edit: 2 }, { document: 1, edit: 1 }],
      history: { undo: { label: '2 edits accepted' } }
    })
  })

  it('accepts what is at or above a confidence, here or everywhere', async () => {
    const { api } = await apiOf(TEXTS)
    expect(await api.get('above', new URLSearchParams({ confidence: '0.9' }))).toEqual({ confidences: [0.95, 0.95], documents: 2 })
    expect(await api.get('above', NOTHING)).toEqual({ confidences: [], documents: 0 })
    expect(await api.post('decide-all', { verdict: 'accepted', minConfidence: 0.85, document: 0 })).toMatchObject({
      changes: [{ document: 0, edit: 0 }, { document: 0, edit: 1 }]
    })
    expect(await api.post('decide-all', { verdict: 'accepted', minConfidence: 0 })).toMatchObject({
      changes: [{ document: 0, edit: 2 }, { document: 1, edit: 0 }, { document: 1, edit: 1 }]
    })
  })

  it.each([
    [{ verdict: 'replaced', after: 'x', minConfidence: 0 }], [{ verdict: 'accepted' }], [{ verdict: 'accepted', minConfidence: 2 }],
    [{ verdict: 'accepted', minConfidence: 0, entry: 3 }], [{ verdict: 'accepted', minConfidence: 0, document: 'a' }]
  ])('is refused where it makes no sense: %j', async (body) => {
    const { api } = await apiOf({ 'a.txt': TEXTS['a.txt'] })
    expect(await refused(api.post('decide-all', body))).toBe(400)
  })
})

describe('a rule', () => {
  it('decides every open edit of the entry, holds for later articles, and is undone with what it decided', async () => {
    const { api, rules } = await apiOf(TEXTS)
    const events: unknown[] = []
    api.listen((event) => events.push(event))
    const share = (): Promise<unknown> => api.get('entry', new URLSearchParams({ id: 'words/test#army' }))
    const answer = await api.post('rule', { document: 1, edit: 0, rule: 'never' })
    expect(answer).toMatchObject({
      seq: 3,
      changes: [{ document: 1, edit: 0, verdict: 'rejected' }, { document: 1, edit: 1 }, { document: 0, edit: 2 }],
      history: { undo: { id: 1, label: 'never words/test#army, 3 edits' } }
    })
    expect(rules.get('words/test#army')).toBe('never')
    expect(await share()).toEqual({ edits: 0, documents: 0, rule: 'never' })
    expect(await api.post('undo', { step: 1 })).toMatchObject({ changes: [{ verdict: 'undecided' }, {}, {}], history: { redo: { id: 1 } } })
    expect(await share()).toEqual({ edits: 3, documents: 2, rule: 'ask' })
    expect(events).toHaveLength(2)
  })

  it('alone is told to every page too', async () => {
    const { api } = await apiOf(TEXTS)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    const events: unknown[] = []
    api.listen((event) => events.push(event))
    expect(await api.post('rule', { document: 0, edit: 0, rule: 'always' })).toMatchObject({ seq: 2, changes: [], history: { undo: { label: 'always words/test#White Home' } } })
    expect(await api.post('rule', { document: 0, edit: 0, rule: 'always' })).toMatchObject({ seq: 0, changes: [] })
    expect(await api.post('rule', { document: 0, edit: 0, rule: 'ask' })).toMatchObject({ seq: 3, history: { undo: { label: 'no rule for words/test#White Home' } } })
    expect(events).toHaveLength(2)
  })

  it('that makes no sense is refused', async () => {
    const { api } = await apiOf(TEXTS)
    expect(await refused(api.post('rule', { document: 0, edit: 0, rule: 'sometimes' }))).toBe(400)
    expect(await refused(api.post('rule', { document: 0, edit: 0 }))).toBe(400)
    expect(await refused(api.post('rule', { document: 0, edit: 9, rule: 'always' }))).toBe(404)
  })
})

describe('undo and redo', () => {
  it('take steps back and make them again, in the journal too', async () => {
    const { api, folder } = await apiOf(TEXTS)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    const second = await api.post('decide', { document: 0, edit: 1, verdict: 'rejected' })
    expect(second).toMatchObject({ history: { undo: { id: 2 } } })
    const undone = await api.post('undo', { step: 2 })
    expect(undone).toMatchObject({ changes: [{ edit: 1, verdict: 'undecided' }], history: { undo: { id: 1 }, redo: { id: 2 } } })
    expect(await api.post('redo', { step: 2 })).toMatchObject({ changes: [{ edit: 1, verdict: 'rejected' }] })
    expect(journal(folder.at('a.txt'))).toEqual([
      'White Home accepted White House', 'informed rejected told', 'informed reopened told', 'informed rejected told'
    ])
  })

  it('refuse a step that another page took back already', async () => {
    const { api } = await apiOf(TEXTS)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    await api.post('undo', { step: 1 })
    expect(await refused(api.post('undo', { step: 1 }))).toBe(409)
    expect(await refused(api.post('undo', {}))).toBe(400)
  })
})

describe('the end of a review', () => {
  it('is a patch of what was accepted, and files written as decided', async () => {
    const { api, folder } = await apiOf(TEXTS)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    await api.post('decide', { document: 1, edit: 1, verdict: 'replaced', after: 'militia' })
    const { patch, unwritten } = Object(await get(api, 'patch'))
    expect(unwritten).toBe(2)
    expect(patch).toContain('--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-The White Home informed the army.\n+The White House informed the army.\n')
    expect(await api.post('apply', {})).toMatchObject({
      files: [{ document: 0, outcome: 'written', edits: 1 }, { document: 1, outcome: 'written' }, { document: 2, outcome: 'unchanged' }]
    })
    expect([folder.read('a.txt'), folder.read('b.txt')]).toEqual(['The White House informed the army.\n', 'An army marched. The militia won.\n'])
    expect(await get(api, 'review')).toMatchObject({ documents: [{ applied: true }, { applied: true }, { applied: false }] })
  })

  it('can go on after the files were written', async () => {
    const { api, folder } = await apiOf(TEXTS)
    await api.post('decide', { document: 0, edit: 0, verdict: 'accepted' })
    await api.post('apply', {})
    await api.post('undo', { step: 1 })
    expect(await get(api, 'patch')).toEqual({ patch: '', unwritten: 1 })
    await api.post('apply', {})
    expect(await get(api, 'patch')).toEqual({ patch: '', unwritten: 0 })
    expect(await get(api, 'review')).toMatchObject({ documents: [{ applied: false }, {}, {}] })
    expect(folder.read('a.txt')).toBe(TEXTS['a.txt'])
  })

  it('leaves a file alone that was changed meanwhile, and says so', async () => {
    const { api, folder } = await apiOf(TEXTS)
    await api.post('decide-all', { verdict: 'accepted', minConfidence: 0 })
    writeFileSync(folder.at('a.txt'), 'Something else.\n')
    expect(await api.post('apply', {})).toMatchObject({ files: [{ outcome: 'failed', error: expect.stringContaining('changed') }, { outcome: 'written' }, {}] })
    expect(folder.read('a.txt')).toBe('Something else.\n')
  })
})
