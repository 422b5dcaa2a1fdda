import { existsSync, writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FileReview } from '../../src/review/files.js'
import { readJournal } from '../../src/review/journal.js'
import { folder } from '../cli/folder.js'
import { fakeRestorer } from '../formats/fake-restorer.js'
import { at as itemsAt } from './fixtures.js'

const TEXT = 'The White Home said that the army base was closed.\r\nThe White Home said so.'
const restorer = fakeRestorer({ 'White Home': 'White House', army: 'military', base: 'bastion' })

function open(journal?: string): FileReview {
  const files = new FileReview({ versions: { dictionary: 'd1', model: 'm1' }, propose: (text) => restorer.restore(text), ...(journal && { journal }) })
  onTestFinished(() => { files.close() })
  return files
}

describe('files under review', () => {
  test('have a journal beside them and are written when told to', async () => {
    const { at, read } = folder({ 'a.txt': TEXT })
    const files = open()
    const file = await files.open(at('a.txt'))
    expect(existsSync(at('a.txt.unspin.jsonl'))).toBe(false)
    files.review.decide(itemsAt(files.review, 'White Home').slice(0, 1), { verdict: 'accepted' })
    expect(read('a.txt')).toBe(TEXT)
    expect(await files.write(file)).toBe(true)
    expect(read('a.txt')).toBe(TEXT.replace('Home', 'House'))
    expect(readJournal(at('a.txt.unspin.jsonl'))).toMatchObject([
      { unspin: 'journal', version: 1, document: 'a.txt', dictionary: 'd1', model: 'm1', source: expect.stringMatching(/^[\da-f]{64}$/) },
      { decision: 'accepted', document: 'a.txt', before: 'White Home', after: 'White House', start: 4 },
      { written: 'a.txt' }
    ])
  })

  test('go on from their source after they were written', async () => {
    const { at, read } = folder({ 'a.txt': TEXT })
    const first = open()
    const file = await first.open(at('a.txt'))
    first.review.decide(itemsAt(first.review, 'White Home'), { verdict: 'accepted' })
    await first.write(file)
    first.close()
    const second = open()
    const again = await second.open(at('a.txt'))
    expect(again.document.source).toBe(TEXT)
    expect(again.document.counts()).toMatchObject({ accepted: 2, undecided: 2 })
    second.review.decide(second.review.targets(), { verdict: 'rejected' })
    await second.write(again)
    expect(read('a.txt')).toBe(TEXT)
  })

  test('may share one journal', async () => {
    const { at } = folder({ 'a.txt': TEXT, 'sub/b.txt': TEXT })
    const files = open(at('all.unspin.jsonl'))
    await files.open(at('a.txt'))
    await files.open(at('sub/b.txt'))
    files.review.acceptAbove(0.9)
    files.close()
    const again = open(at('all.unspin.jsonl'))
    const { document } = await again.open(at('sub/b.txt'))
    expect(document.name).toBe('sub/b.txt')
    expect(document.counts()).toMatchObject({ items: 4, accepted: 4 })
  })

  test('are not written over somebody else’s change', async () => {
    const { at, read } = folder({ 'a.txt': TEXT })
    const files = open()
    const file = await files.open(at('a.txt'))
    files.review.acceptAbove(0.5)
    writeFileSync(at('a.txt'), 'Something else.')
    await expect(files.write(file)).rejects.toMatchObject({ code: 'UNSPIN_REVIEW_CHANGED' })
    expect(read('a.txt')).toBe('Something else.')
  })

  test('that changed since keep their decisions, anchored anew when they are written', async () => {
    const { at, read } = folder({ 'a.txt': TEXT })
    const first = open()
    await first.open(at('a.txt'))
    first.review.decide(itemsAt(first.review, 'army'), { verdict: 'replaced', after: 'navy' })
    first.close()
    writeFileSync(at('a.txt'), `New first line.\n${TEXT}`)
    const second = open()
    const file = await second.open(at('a.txt'))
    expect(file.document.counts()).toMatchObject({ replaced: 1, undecided: 3 })
    await second.write(file)
    second.close()
    expect(read('a.txt')).toBe(`New first line.\n${TEXT}`.replace('army', 'navy'))
    const third = open()
    expect((await third.open(at('a.txt'))).document.source).toBe(`New first line.\n${TEXT}`)
  })
})
