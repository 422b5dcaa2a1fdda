/** Folders that cannot be read. They cannot be staged with permissions where tests run as root. */
import { readdir } from 'node:fs/promises'
import type * as FileSystem from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { chooseFiles } from '../../src/formats/choose-files.js'
import type { UnspinError } from '../../src/types.js'
import { folder } from '../cli/folder.js'

vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof FileSystem>()
  return { ...actual, readdir: vi.fn(actual.readdir) }
})

/** A search of a folder in which one folder refuses to be read. */
async function search(files: readonly string[], refusing: string) {
  const { path, at } = folder(Object.fromEntries(files.map((name) => [name, 'text'])))
  const actual = await vi.importActual<typeof FileSystem>('node:fs/promises')
  vi.mocked(readdir).mockImplementation(((place: string, options: { withFileTypes: true }) =>
    place === at(refusing)
      ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))
      : actual.readdir(place, options)) as typeof readdir)
  const errors: UnspinError[] = []
  const found = await chooseFiles('texts', { cwd: path, onUnreadable: (error) => errors.push(error) })
  return { found: found.map((file) => file.path), errors: errors.map(({ file, message }) => `${file}: ${message}`) }
}

test('a folder below that cannot be read is told, and the others are searched', async () => {
  expect(await search(['texts/a.txt', 'texts/closed/b.txt', 'texts/open/c.txt'], 'texts/closed')).toEqual({
    found: ['texts/a.txt', 'texts/open/c.txt'],
    errors: ['texts/closed: cannot read the folder: permission denied']
  })
})

test('a search that finds nothing else is no other error', async () => {
  expect(await search(['texts/closed/b.txt'], 'texts/closed')).toMatchObject({ found: [], errors: [expect.any(String)] })
})

test('the named folder itself is an error', async () => {
  await expect(search(['texts/a.txt'], 'texts')).rejects.toMatchObject({ code: 'UNSPIN_FILE_UNREADABLE', file: 'texts' })
})
