/** A disk that fills up while a review writes. */
import { readdirSync, writeFileSync, writeSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { Journal, readJournal } from '../../src/review/journal.js'
import { folder } from '../cli/folder.js'

vi.mock('node:fs', { spy: true })

const full = (): never => { throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }) }
const told = { code: 'UNSPIN_FILE_UNWRITABLE', message: 'cannot write the file: the disk is full', hint: 'make room on the disk; the file is as it was' }

test('a decision that found no room is not kept, those before it are, and the review goes on when there is room', () => {
  const { at, read } = folder()
  const journal = Journal.open(at('j'))
  journal.append([{ rule: 'never', entry: 'one' }])
  const before = read('j')
  vi.mocked(writeSync).mockImplementationOnce(() => 5).mockImplementationOnce(full)
  expect(() => { journal.append([{ rule: 'never', entry: 'two' }]) }).toThrow(expect.objectContaining({ ...told, file: at('j') }))
  expect(read('j')).toBe(before)
  expect(journal.records).toHaveLength(1)
  journal.append([{ rule: 'never', entry: 'three' }])
  journal.close()
  expect(readJournal(at('j'))).toEqual([{ rule: 'never', entry: 'one' }, { rule: 'never', entry: 'three' }])
})

test('a lock that found no room leaves nothing behind', () => {
  const { at, path } = folder()
  vi.mocked(writeFileSync).mockImplementationOnce(full)
  vi.mocked(writeSync).mockImplementationOnce(full)
  expect(() => Journal.open(at('j'))).toThrow(expect.objectContaining({ ...told, file: at('j.lock') }))
  expect(readdirSync(path)).toEqual([])
})
