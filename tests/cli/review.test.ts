import { existsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Journal } from '../../src/review/journal.js'
import { folder } from './folder.js'
import { invoke } from './in-process.js'

const SPUN = 'The White Home said.\n'

test('a second review of the same file says so, and reviews the others', async () => {
  const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN })
  const first = Journal.open(at('a.txt.unspin.jsonl'))
  const second = await invoke(['review', '--accept-above', '0.5', at('a.txt'), at('b.txt')])
  first.close()
  expect(second.status).toBe(2)
  expect(second.stderr).toContain(`a.txt.unspin.jsonl: it is under review already, by process ${process.pid}\n  hint: finish that review first`)
  expect(second.stderr).toContain('b.txt: 1 edit accepted at 0.5 or above\n')
  expect(existsSync(at('b.txt.unspin.jsonl.lock'))).toBe(false)
})

test('what keeps one document from being reviewed is told, and the others go on', async () => {
  const { at, read } = folder({ 'a.txt': SPUN, 'a.txt.unspin.jsonl': '<<<<<<< ours\n', 'b.txt': SPUN, 'c.txt': new Uint8Array([0xff]) })
  const { status, stderr } = await invoke(['review', '--accept-above', '0.5', at('missing.txt'), at('a.txt'), at('c.txt'), at('b.txt')])
  expect(status).toBe(2)
  expect(stderr).toContain('missing.txt: there is no such file\n')
  expect(stderr).toContain('a.txt.unspin.jsonl:1: a merge left a conflict in the journal\n')
  expect(stderr).toContain('c.txt:1: the text is not UTF-8')
  expect(stderr).toContain('b.txt: 1 accepted; not written\n')
  expect(read('a.txt.unspin.jsonl')).toBe('<<<<<<< ours\n')
})

test('a journal that cannot be written is told, and nothing is decided', async () => {
  const { at, read } = folder({ 'a.txt': SPUN, 'x.unspin.jsonl/in-the-way': '' })
  const { status, stderr } = await invoke(['review', '--accept-above', '0.5', '--journal', at('x.unspin.jsonl'), at('a.txt')])
  expect(status).toBe(2)
  expect(stderr).toContain(`${at('x.unspin.jsonl')}: `)
  expect(read('a.txt')).toBe(SPUN)
})

test('options that do not go together are refused', async () => {
  const { at } = folder({ 'a.txt': SPUN })
  expect(await invoke(['review', '--format', 'json', at('a.txt')])).toMatchObject({ status: 2, stderr: 'unspin: --format is about --stats\n  hint: add --stats\n' })
  expect((await invoke(['review', '--stats', '--again', at('a.txt')])).stderr).toContain("cannot be used with option '--again'")
})

test('statistics come as JSON too', async () => {
  const { at } = folder({ 'a.txt': SPUN })
  await invoke(['review', '-q', '--accept-above', '0.5', at('a.txt')])
  const { stdout } = await invoke(['review', '--stats', '--format', 'json', at('a.txt')])
  expect(JSON.parse(stdout)).toEqual([{ entry: 'phrases/fake#entry', proposed: 1, accepted: 1, replaced: 0, rejected: 0 }])
})

test('the patch of an article that was written is the same as before', async () => {
  const { at, path, read } = folder({ 'a.txt': SPUN })
  await invoke(['review', '-q', '--accept-above', '0.5', at('a.txt')])
  const patch = async (): Promise<string> => (await invoke(['apply', '--diff', at('a.txt.unspin.jsonl')], '', { cwd: path })).stdout
  const before = await patch()
  expect(before).toBe('--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-The White Home said.\n+The White House said.\n')
  await invoke(['apply', '-q', at('a.txt.unspin.jsonl')])
  expect(read('a.txt')).toBe('The White House said.\n')
  expect(await patch()).toBe(before)
  writeFileSync(at('a.txt'), `More.\n${read('a.txt')}`)
  expect(await patch()).toBe('')
})
