import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseFiles, needsSearch } from '../../src/formats/choose-files.js'
import { folder } from '../cli/folder.js'

const chosen = async (argument: string, cwd: string, options = {}): Promise<string[]> =>
  (await chooseFiles(argument, { cwd, ...options })).map(({ path }) => path)

const TREE = {
  'b.txt': '', 'a.md': '', 'page.HTML': '', 'image.png': '', 'data.json': '', 'none': '',
  'sub/c.txt': '', 'sub/deep/d.htm': '', 'sub-a/e.txt': '',
  '.hidden.txt': '', '.cache/f.txt': '', 'node_modules/x/readme.md': ''
}

describe('a folder', () => {
  test('yields its texts, in and below it, sorted', async () => {
    const { path } = folder(TREE)
    const all = ['a.md', 'b.txt', 'page.HTML', 'sub-a/e.txt', 'sub/c.txt', 'sub/deep/d.htm']
    expect(await chosen('.', path)).toEqual(all)
    expect(await chosen(path, path)).toEqual(all.map((name) => join(path, name)))
    expect(await chosen('./sub/', path)).toEqual(['sub/c.txt', 'sub/deep/d.htm'])
    expect(await chosen('../sub', join(path, 'sub-a'))).toEqual(['../sub/c.txt', '../sub/deep/d.htm'])
  })

  test('yields other extensions when asked to', async () => {
    const { path } = folder(TREE)
    expect(await chosen('.', path, { extensions: ['.json', '.png'] })).toEqual(['data.json', 'image.png'])
  })

  test('without texts is an error', async () => {
    const { path } = folder({ 'a/x.png': '' })
    await expect(chosen('a', path)).rejects.toMatchObject({ code: 'UNSPIN_NO_FILES', file: 'a', message: 'there is no text in the folder' })
    await expect(chosen('*.txt', path)).rejects.toMatchObject({ code: 'UNSPIN_NO_FILES', file: '*.txt' })
  })

  test('is not left through symbolic links', async () => {
    const { path, at } = folder({ 'in/a.txt': '', 'out/b.txt': '' })
    symlinkSync(at('out'), at('in/link'))
    symlinkSync(at('in'), at('in/circle'))
    symlinkSync(at('out/b.txt'), at('in/b.txt'))
    expect(await chosen('in', path)).toEqual(['in/a.txt'])
    expect(await chosen('in/**/*.txt', path)).toEqual(['in/a.txt'])
  })
})

describe('ignore files', () => {
  test('leave files and folders out, .unspinignore after .gitignore, the inner after the outer', async () => {
    const { path } = folder({
      '.git/HEAD': '', '.gitignore': 'drafts/\n*.log.txt\n', '.unspinignore': '!kept.log.txt\n/sub/x.txt\n',
      'a.txt': '', 'b.log.txt': '', 'kept.log.txt': '', 'drafts/c.txt': '',
      'sub/x.txt': '', 'sub/y.txt': '', 'sub/.unspinignore': 'y.txt\n!b.log.txt\n', 'sub/b.log.txt': ''
    })
    const left = ['a.txt', 'kept.log.txt', 'sub/b.log.txt']
    expect(await chosen('.', path)).toEqual(left)
    expect(await chosen('**/*.txt', path)).toEqual(left)
    expect(await chosen('../sub', join(path, 'drafts'))).toEqual(['../sub/b.log.txt'])
  })

  test('do not leave out the very folder that was named', async () => {
    const { path } = folder({ '.git/HEAD': '', '.gitignore': 'drafts/\n', 'drafts/c.txt': '', 'drafts/.gitignore': 'd.txt', 'drafts/d.txt': '' })
    expect(await chosen('drafts', path)).toEqual(['drafts/c.txt'])
  })

  test('count up to the working directory where there is no repository', async () => {
    const { path } = folder({ '.unspinignore': 'a.txt', 'x/y/a.txt': '', 'x/y/b.txt': '', 'x/.unspinignore': 'b.txt' })
    expect(await chosen('.', join(path, 'x/y'))).toEqual(['a.txt', 'b.txt'])
    expect(await chosen('y/', join(path, 'x'))).toEqual(['y/a.txt'])
    await expect(chosen('x/y', path)).rejects.toMatchObject({ code: 'UNSPIN_NO_FILES' })
  })

  test('are read as git reads them', () => {
    const segment = fc.constantFrom('a', 'b', 'sub', 'x.txt', 'y.txt')
    const file = fc.tuple(fc.array(fc.constantFrom('a', 'b', 'sub'), { maxLength: 2 }), fc.constantFrom('x.txt', 'y.txt', 'z.md'))
    const pattern = fc.tuple(fc.constantFrom('', '!', '/'), fc.constantFrom('', '**/', '*/', 'a/'), segment, fc.constantFrom('', '/', '*'))
      .map((parts) => parts.join(''))
    const rules = fc.record({ folder: fc.constantFrom('.', 'a', 'sub'), patterns: fc.array(pattern, { minLength: 1, maxLength: 4 }) })
    return fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 8 }), fc.array(rules, { maxLength: 3 }), async (files, ignores) => {
        const path = mkdtempSync(join(tmpdir(), 'unspin-git-'))
        try {
          const write = (name: string, content: string): void => {
            mkdirSync(dirname(join(path, name)), { recursive: true })
            writeFileSync(join(path, name), content)
          }
          for (const [folders, name] of files) write([...folders, name].join('/'), '')
          for (const { folder, patterns } of ignores) write(`${folder}/.gitignore`, patterns.join('\n'))
          execFileSync('git', ['init', '-q'], { cwd: path })
          const listed = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: path, encoding: 'utf8' })
          const texts = listed.split('\0').filter((name) => /\.(txt|md)$/.test(name)).sort()
          const ours = (argument: string): Promise<string[]> => chosen(argument, path).catch(() => [])
          expect(await ours('.')).toEqual(texts)
          expect(await ours('**/*.{txt,md}')).toEqual(texts)
        } finally {
          rmSync(path, { recursive: true })
        }
      }),
      { seed: 7, numRuns: 60 }
    )
  })
})

describe('a glob', () => {
  test('yields what it matches, whatever the extension', async () => {
    const { path } = folder(TREE)
    expect(await chosen('*.{json,md}', path)).toEqual(['a.md', 'data.json'])
    expect(await chosen('sub/**', path)).toEqual(['sub/c.txt', 'sub/deep/d.htm'])
    expect(await chosen('node_modules/**/*.md', path)).toEqual(['node_modules/x/readme.md'])
    expect(await chosen(join(path, 'su*/*.txt'), path)).toEqual([join(path, 'sub-a/e.txt'), join(path, 'sub/c.txt')])
  })

  test('is told from a file that has its name', async () => {
    const { path } = folder({ 'a[1].txt': '', 'sub/b.txt': '' })
    expect(await needsSearch('a[1].txt', path)).toBe(false)
    expect(await needsSearch('a[12].txt', path)).toBe(true)
    expect(await needsSearch('none.txt', path)).toBe(false)
    expect(await needsSearch('sub', path)).toBe(true)
  })
})
