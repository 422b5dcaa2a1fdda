import {
  access, lstat, mkdir, mkdtemp, open, readFile, readdir, readlink, rename, rm, stat, symlink, writeFile
} from 'node:fs/promises'
import type * as FileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readSource, streamAtomically, writeAtomically } from '../../src/formats/text-file.js'
import { UnspinError } from '../../src/types.js'

// Failures of the file system cannot be staged with permissions where tests run as root.
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof FileSystem>()
  return { ...actual, open: vi.fn(actual.open), rename: vi.fn(actual.rename), access: vi.fn(actual.access) }
})

const failing = (code: string): Error => Object.assign(new Error(code), { code })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unspin-text-file-'))
})
afterEach(async () => {
  vi.mocked(open).mockClear()
  await rm(folder, { recursive: true })
})

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The error of a call, without its class. */
async function failure(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof UnspinError)) throw error
    return { code: error.code, message: error.message, file: error.file, line: error.line, hint: error.hint }
  }
  throw new Error('the call did not fail')
}

async function* chunks(...parts: (string | number[])[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part)
}

describe('readSource', () => {
  it('reads a file, byte order mark and line ends included', async () => {
    const path = await file('a.txt', '\ufeffnaïve 😀\r\nend')
    expect(await readSource(path)).toBe('\ufeffnaïve 😀\r\nend')
  })

  it('reads an empty file', async () => {
    expect(await readSource(await file('empty.txt', ''))).toBe('')
  })

  it('reads standard input, also where a chunk ends inside a character', async () => {
    expect(await readSource('-', { stdin: chunks('na', [0xc3], [0xaf, 0x76], 'e') })).toBe('naïve')
  })

  it('names a missing file', async () => {
    const path = join(folder, 'none.txt')
    expect(await failure(readSource(path))).toMatchObject({ code: 'UNSPIN_FILE_MISSING', file: path })
    const below = join(await file('a.txt', ''), 'b.txt')
    expect(await failure(readSource(below))).toMatchObject({ code: 'UNSPIN_FILE_MISSING', file: below })
  })

  it('refuses a folder', async () => {
    expect(await failure(readSource(folder))).toMatchObject({ code: 'UNSPIN_IS_DIRECTORY', file: folder })
  })

  it('says why a file cannot be read', async () => {
    const path = await file('a.txt', '')
    vi.mocked(open).mockRejectedValueOnce(failing('EACCES'))
    expect(await failure(readSource(path))).toMatchObject({
      code: 'UNSPIN_FILE_UNREADABLE',
      message: 'cannot read the file: permission denied'
    })
  })

  it('says why standard input cannot be read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(0x61)
      throw failing('EISDIR')
    }
    expect(await failure(readSource('-', { stdin: broken() }))).toMatchObject({ code: 'UNSPIN_IS_DIRECTORY', file: '<stdin>' })
  })

  it('names the first byte that is not UTF-8, and its line', async () => {
    const path = await file('latin.txt', Uint8Array.from([0x61, 0x0a, 0x62, 0xe9, 0x20, 0xff]))
    expect(await failure(readSource(path))).toEqual({
      code: 'UNSPIN_ENCODING',
      message: 'the text is not UTF-8: byte 3 (0xe9) begins no valid character',
      file: path,
      line: 2,
      hint: 'convert it first, for example from Windows-1252: iconv -f WINDOWS-1252 -t UTF-8'
    })
  })

  it('knows UTF-16 from a binary file', async () => {
    expect(await failure(readSource('-', { stdin: chunks([0xff, 0xfe, 0x61, 0x00]) }))).toMatchObject({
      code: 'UNSPIN_ENCODING',
      hint: 'convert it first: iconv -f UTF-16 -t UTF-8'
    })
  })

  it.each([
    ['%PDF-1.7\n', 'a PDF document'],
    ['PK\x03\x04', 'a ZIP archive or an office document'],
    [[0x1f, 0x8b, 0x08], 'gzip data'],
    ['text\0text', 'binary data (it holds NUL bytes)']
  ])('refuses binary files (%j)', async (content, kind) => {
    expect(await failure(readSource('-', { stdin: chunks(content) }))).toMatchObject({
      code: 'UNSPIN_BINARY_INPUT',
      message: `this is not plain text but ${kind}`
    })
  })

  it('holds the limit in UTF-16 code units', async () => {
    expect(await readSource('-', { stdin: chunks('€€€'), maxLength: 3 })).toBe('€€€')
    expect(await failure(readSource('-', { stdin: chunks('abcd'), maxLength: 3 }))).toMatchObject({
      code: 'UNSPIN_TOO_LARGE',
      message: 'the text is longer than 3 characters'
    })
    const path = await file('long.txt', 'a'.repeat(100))
    expect(await failure(readSource(path, { maxLength: 3 }))).toMatchObject({ code: 'UNSPIN_TOO_LARGE', file: path })
  })

  it('stops reading an endless input at the limit', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(1000).fill(0x61)
    }
    expect(await failure(readSource('-', { stdin: endless(), maxLength: 5000 }))).toMatchObject({ code: 'UNSPIN_TOO_LARGE' })
  })
})

describe('writeAtomically', () => {
  it('replaces the content and keeps the mode', async () => {
    const path = await file('a.txt', 'old')
    await (await open(path)).chmod(0o751)
    expect(await writeAtomically(path, '\ufeffnaïve\r\n')).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('\ufeffnaïve\r\n')
    expect((await stat(path)).mode & 0o777).toBe(0o751)
    expect(await readdir(folder)).toEqual(['a.txt'])
  })

  it('creates a file', async () => {
    expect(await writeAtomically(join(folder, 'new.txt'), 'text')).toBe(true)
    expect(await readFile(join(folder, 'new.txt'), 'utf8')).toBe('text')
  })

  it('does not touch a file that holds the text already', async () => {
    const path = await file('a.txt', 'same')
    const before = await stat(path)
    expect(await writeAtomically(path, 'same')).toBe(false)
    expect((await stat(path)).ino).toBe(before.ino)
  })

  it('writes through a symbolic link, which stays one', async () => {
    await mkdir(join(folder, 'sub'))
    const path = await file('sub/a.txt', 'old')
    await symlink('sub/a.txt', join(folder, 'link'))
    await writeAtomically(join(folder, 'link'), 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readlink(join(folder, 'link'))).toBe('sub/a.txt')
    expect(await readdir(join(folder, 'sub'))).toEqual(['a.txt'])
  })

  it('creates the file that a symbolic link waits for', async () => {
    await symlink('later.txt', join(folder, 'link'))
    await writeAtomically(join(folder, 'link'), 'new')
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true)
    expect(await readFile(join(folder, 'later.txt'), 'utf8')).toBe('new')
  })

  it('refuses folders and devices', async () => {
    expect(await failure(writeAtomically(folder, 'x'))).toMatchObject({ code: 'UNSPIN_IS_DIRECTORY' })
    expect(await failure(writeAtomically('/dev/null', 'x'))).toMatchObject({
      code: 'UNSPIN_FILE_UNWRITABLE',
      message: 'cannot write the file: it is not a regular file'
    })
  })

  it('says when the folder is missing', async () => {
    expect(await failure(writeAtomically(join(folder, 'none', 'a.txt'), 'x'))).toMatchObject({
      message: 'cannot write the file: its folder does not exist'
    })
  })

  it('refuses a write-protected file although its folder could be written', async () => {
    const path = await file('a.txt', 'old')
    vi.mocked(access).mockRejectedValueOnce(failing('EACCES'))
    expect(await failure(writeAtomically(path, 'new'))).toMatchObject({ code: 'UNSPIN_FILE_UNWRITABLE', file: path })
    expect(await readFile(path, 'utf8')).toBe('old')
  })

  it('leaves the file and the folder as they were when it fails', async () => {
    const path = await file('a.txt', 'old')
    vi.mocked(rename).mockRejectedValueOnce(failing('ENOSPC'))
    expect(await failure(writeAtomically(path, 'new'))).toMatchObject({ message: 'cannot write the file: the disk is full' })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.txt'])
  })
})

describe('streamAtomically', () => {
  async function* cut(): AsyncGenerator<Uint8Array> {
    yield* chunks('ne')
    throw new RangeError('cut short')
  }

  it('replaces the content when all of it has come and it is wanted', async () => {
    const path = await file('a.txt', 'old')
    expect(await streamAtomically(path, chunks('ne', 'w'), () => false)).toBe(false)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await streamAtomically(path, chunks('ne', 'w'), async () => (await readFile(path, 'utf8')) === 'old')).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.txt'])
  })

  it('leaves the file as it was when the content fails, and throws what it threw', async () => {
    const path = await file('a.txt', 'old')
    await expect(streamAtomically(path, cut(), () => true)).rejects.toThrow(RangeError)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.txt'])
  })

  it('refuses folders', async () => {
    expect(await failure(streamAtomically(folder, chunks('new'), () => true))).toMatchObject({ code: 'UNSPIN_IS_DIRECTORY' })
  })
})
