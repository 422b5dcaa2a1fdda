import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import type * as FileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { patchFiles } from '../../src/formats/patch-files.js'

vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof FileSystem>()
  return { ...actual, rename: vi.fn(actual.rename) }
})

let root: string
let directory: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unspin-patch-'))
  directory = join(root, 'folder')
  await mkdir(directory)
})
afterEach(() => rm(root, { recursive: true }))

const change = (path: string, before: string, after: string): string =>
  `--- a/${path}\t\n+++ b/${path}\t\n@@ -1 +1 @@\n-${before}\n+${after}\n`
const write = (path: string, text: string): Promise<void> => writeFile(join(directory, path), text)
const read = (path: string): Promise<string> => readFile(join(directory, path), 'utf8')

describe('patchFiles', () => {
  it('patches every file, and takes the patch back', async () => {
    await mkdir(join(directory, 'sub'))
    await write('a.txt', 'one\n')
    await write('sub/my file.txt', '\ufeffzwei\r\n')
    const patch = change('a.txt', 'one', 'ONE') + change('sub/my file.txt', '\ufeffzwei\r', '\ufeffZWEI\r')
    expect(await patchFiles(patch, { directory })).toEqual(['a.txt', 'sub/my file.txt'])
    expect([await read('a.txt'), await read('sub/my file.txt')]).toEqual(['ONE\n', '\ufeffZWEI\r\n'])
    expect(await patchFiles(patch, { directory, reverse: true })).toEqual(['a.txt', 'sub/my file.txt'])
    expect([await read('a.txt'), await read('sub/my file.txt')]).toEqual(['one\n', '\ufeffzwei\r\n'])
  })

  it('patches one file in several steps, and takes them back in reverse', async () => {
    await write('a.txt', 'one\n')
    const patch = change('a.txt', 'one', 'two') + change('a.txt', 'two', 'three')
    expect(await patchFiles(patch, { directory })).toEqual(['a.txt'])
    expect(await read('a.txt')).toBe('three\n')
    await patchFiles(patch, { directory, reverse: true })
    expect(await read('a.txt')).toBe('one\n')
  })

  it('does nothing for an empty patch', async () => {
    expect(await patchFiles('', { directory })).toEqual([])
  })

  it('writes nothing when one file does not fit', async () => {
    await write('a.txt', 'one\n')
    await write('b.txt', 'changed\n')
    const patch = change('a.txt', 'one', 'ONE') + change('b.txt', 'two', 'TWO')
    await expect(patchFiles(patch, { directory })).rejects.toMatchObject({ code: 'UNSPIN_PATCH_MISMATCH', file: 'b.txt' })
    expect(await read('a.txt')).toBe('one\n')
  })

  it('writes nothing when one file is missing', async () => {
    await write('a.txt', 'one\n')
    const patch = change('a.txt', 'one', 'ONE') + change('none.txt', 'two', 'TWO')
    await expect(patchFiles(patch, { directory })).rejects.toMatchObject({ code: 'UNSPIN_FILE_MISSING' })
    expect(await read('a.txt')).toBe('one\n')
  })

  it('puts files back when a later one cannot be written', async () => {
    await write('a.txt', 'one\n')
    await write('b.txt', 'two\n')
    const real = await vi.importActual<typeof FileSystem>('node:fs/promises')
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    vi.mocked(rename).mockImplementationOnce(real.rename).mockRejectedValueOnce(full)
    const patch = change('a.txt', 'one', 'ONE') + change('b.txt', 'two', 'TWO')
    await expect(patchFiles(patch, { directory })).rejects.toThrow('the disk is full')
    expect([await read('a.txt'), await read('b.txt')]).toEqual(['one\n', 'two\n'])
    expect(await readdir(directory)).toEqual(['a.txt', 'b.txt'])
  })

  it('follows links inside the folder, and none that lead out', async () => {
    await write('a.txt', 'one\n')
    await writeFile(join(root, 'outside.txt'), 'one\n')
    await symlink('a.txt', join(directory, 'inside'))
    await symlink('../outside.txt', join(directory, 'out'))
    await symlink('..', join(directory, 'up'))
    await patchFiles(change('inside', 'one', 'ONE'), { directory })
    expect(await read('a.txt')).toBe('ONE\n')
    for (const path of ['out', 'up/outside.txt']) {
      await expect(patchFiles(change(path, 'one', 'ONE'), { directory })).rejects.toMatchObject({ code: 'UNSPIN_PATCH_PATH' })
    }
    expect(await readFile(join(root, 'outside.txt'), 'utf8')).toBe('one\n')
  })

  it('names the patch in its faults', async () => {
    await expect(patchFiles('words', { directory, patchFile: 'x.patch' })).rejects.toMatchObject({
      code: 'UNSPIN_PATCH_SYNTAX',
      file: 'x.patch'
    })
  })
})
