import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/edit/apply.js'
import { applyFilePatch, parseUnifiedDiff, reverseFilePatch } from '../../src/formats/patch.js'
import type { FilePatch } from '../../src/formats/patch.js'
import { patch as report } from '../../src/report/patch.js'
import { UnspinError } from '../../src/types.js'
import { cuts, editsOf, texts } from '../edit/edits.js'

const seed = 20240307

const header = '--- a/news.txt\n+++ b/news.txt\n'
const plain = `${header}@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n`

function onlyPatch(text: string): FilePatch {
  const [patch, ...others] = parseUnifiedDiff(text, 'x.patch')
  if (!patch || others.length > 0) throw new Error('not one patch')
  return patch
}

const paths = (text: string): string[] => parseUnifiedDiff(text, 'x.patch').map(({ path }) => path)

/** The fault of a call. */
function fault(call: () => unknown): Pick<UnspinError, 'code' | 'message' | 'file' | 'line' | 'hint'> {
  try {
    call()
  } catch (error) {
    if (!(error instanceof UnspinError)) throw error
    const { code, message, file, line, hint } = error
    return { code, message, file, line, hint }
  }
  throw new Error('there was no fault')
}

describe('parseUnifiedDiff', () => {
  it('reads every file, with prose and git headers around them', () => {
    const git = 'diff --git a/b.txt b/b.txt\nindex 1..2 100644\n--- a/b.txt\n+++ b/b.txt\n@@ -1 +1 @@\n-x\n+y\n'
    expect(paths(`From: me\n\nSome words.\n${plain}${git}`)).toEqual(['news.txt', 'b.txt'])
  })

  it('reads nothing from nothing', () => {
    expect(parseUnifiedDiff('', 'x.patch')).toEqual([])
    expect(parseUnifiedDiff('\n', 'x.patch')).toEqual([])
  })

  const named = (old: string, changed: string): string => `--- ${old}\n+++ ${changed}\n@@ -1 +1 @@\n-x\n+y\n`

  it.each([
    ['a/dir/my file.txt\t', 'b/dir/my file.txt\t', 'dir/my file.txt'],
    ['a/my file.txt', 'b/my file.txt', 'my file.txt'],
    ['a/x.txt\t2024-01-01 10:00:00', 'b/x.txt\t2024-01-02 10:00:00', 'x.txt'],
    ['"a/tab\\there \\"q\\" \\303\\251.txt"', '"b/tab\\there \\"q\\" \\303\\251.txt"', 'tab\there "q" é.txt'],
    ['old/x.txt', 'new/x.txt', 'x.txt'],
    ['x.txt', 'x.txt', 'x.txt'],
    ['a/./dir//x.txt', 'b/dir/x.txt', 'dir/x.txt'],
    ['a/..x/y...txt', 'b/..x/y...txt', '..x/y...txt']
  ])('strips one component of %s', (old, changed, path) => {
    expect(paths(named(old, changed))).toEqual([path])
  })

  it.each([
    ...['/etc/passwd', 'a/../x.txt', '../x.txt', 'a/b/../../../x', 'a/..', 'a/', 'a/.'],
    ...['C:\\x.txt', 'a\\..\\x', '\\\\host\\x', 'c:x']
  ])('refuses the path %s', (path) => {
    expect(fault(() => paths(named(path, path)))).toMatchObject({ code: 'UNSPIN_PATCH_PATH', file: 'x.patch' })
    expect(fault(() => paths(named('a/x.txt', path)))).toMatchObject({ code: 'UNSPIN_PATCH_PATH' })
  })

  it.each([
    ['words', 'UNSPIN_PATCH_SYNTAX', undefined],
    [`${header}@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n`, 'UNSPIN_PATCH_SYNTAX', 3],
    [`${header}@@ -1 +1 @@\n-two\n+TWO\n+three\n`, 'UNSPIN_PATCH_SYNTAX', 3],
    [`${header}@@ -1 +1 @@\n*two\n`, 'UNSPIN_PATCH_SYNTAX', 3],
    [`${header}@@ 1 @@\n-two\n+TWO\n`, 'UNSPIN_PATCH_SYNTAX', 3],
    ['--- a/x\n@@ -1 +1 @@\n-a\n+b\n', 'UNSPIN_PATCH_SYNTAX', undefined],
    ['@@ -1 +1 @@\n-a\n+b\n', 'UNSPIN_PATCH_SYNTAX', undefined],
    ['--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n', 'UNSPIN_PATCH_UNSUPPORTED', undefined],
    ['--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n', 'UNSPIN_PATCH_UNSUPPORTED', undefined],
    ['--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n', 'UNSPIN_PATCH_UNSUPPORTED', undefined],
    ['diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', 'UNSPIN_PATCH_UNSUPPORTED', undefined],
    ['diff --git a/x b/x\nindex 1..2\nBinary files a/x and b/x differ\n', 'UNSPIN_PATCH_UNSUPPORTED', undefined]
  ])('refuses %j', (text, code, line) => {
    expect(fault(() => parseUnifiedDiff(text, 'x.patch'))).toMatchObject({ code, file: 'x.patch', line })
  })
})

describe('applyFilePatch', () => {
  it('applies, and reverses', () => {
    expect(applyFilePatch('one\ntwo\nthree\n', onlyPatch(plain))).toBe('one\nTWO\nthree\n')
    expect(applyFilePatch('one\nTWO\nthree\n', reverseFilePatch(onlyPatch(plain)))).toBe('one\ntwo\nthree\n')
  })

  it('finds a hunk that has moved', () => {
    expect(applyFilePatch('zero\n\none\ntwo\nthree\n', onlyPatch(plain))).toBe('zero\n\none\nTWO\nthree\n')
  })

  it('keeps line ends apart', () => {
    const windows = `${header}@@ -1,2 +1,2 @@\n one\r\n-two\r\n+TWO\r\n`
    expect(applyFilePatch('one\r\ntwo\r\n', onlyPatch(windows))).toBe('one\r\nTWO\r\n')
    expect(fault(() => applyFilePatch('one\ntwo\n', onlyPatch(windows)))).toMatchObject({
      code: 'UNSPIN_PATCH_MISMATCH',
      message: 'hunk 1 of 1 does not fit: expected "one\\r", found "one"'
    })
    expect(fault(() => applyFilePatch('one\r\ntwo\r\nthree\r\n', onlyPatch(plain)))).toMatchObject({ line: 1 })
  })

  it('knows a missing final line feed', () => {
    const bare = onlyPatch(`${header}@@ -1 +1 @@\n-two\n\\ No newline at end of file\n+TWO\n\\ No newline at end of file\n`)
    expect(applyFilePatch('two', bare)).toBe('TWO')
    expect(fault(() => applyFilePatch('two\n', bare))).toMatchObject({
      message: 'hunk 1 of 1 does not fit: the final line feed differs',
      line: 1
    })
    const added = onlyPatch(`${header}@@ -1 +1 @@\n-two\n\\ No newline at end of file\n+two\n`)
    expect(applyFilePatch('two', added)).toBe('two\n')
    expect(applyFilePatch('two\n', reverseFilePatch(added))).toBe('two')
  })

  it('finds a hunk whose file became shorter, however far away it says it is', () => {
    const far = onlyPatch(plain.replace('@@ -1,3 +1,3 @@', '@@ -90000000000,3 +90000000000,3 @@'))
    expect(applyFilePatch('zero\none\ntwo\nthree\n', far)).toBe('zero\none\nTWO\nthree\n')
    expect(fault(() => applyFilePatch('one\n', far))).toMatchObject({ code: 'UNSPIN_PATCH_MISMATCH' })
  })

  it('names the hunk and the line that do not fit', () => {
    const two = `${header}@@ -1 +1 @@\n-one\n+ONE\n@@ -5,2 +5,2 @@\n five\n-six\n+SIX\n`
    expect(fault(() => applyFilePatch('one\n2\n3\n4\nfive\nsieben\n', onlyPatch(two)))).toEqual({
      code: 'UNSPIN_PATCH_MISMATCH',
      message: 'hunk 2 of 2 does not fit: expected "six", found "sieben"',
      file: 'news.txt',
      line: 6,
      hint: 'the file has changed since the patch was made'
    })
    expect(fault(() => applyFilePatch('one\n', onlyPatch(two)))).toMatchObject({
      message: 'hunk 2 of 2 does not fit: expected "five", found the end of the file',
      line: 5
    })
  })

  it('says when a patch is applied already', () => {
    expect(fault(() => applyFilePatch('one\nTWO\nthree\n', onlyPatch(plain)))).toMatchObject({
      hint: 'the patch seems to be applied already'
    })
  })

  it('applies and takes back every patch that the report writes', () => {
    const line = fc.tuple(texts(4), fc.constantFrom('\n', '\r\n')).map((parts) => parts.join(''))
    const lines = fc.tuple(fc.array(line, { maxLength: 12 }), texts(2)).map(([ended, last]) => ended.join('') + last)
    const names = fc.constantFrom('x.txt', 'dir/my file.txt', 'tab\there.txt', 'quo"te\\back.txt', 'ünï.txt')
    fc.assert(
      fc.property(lines, cuts, names, (source, over, name) => {
        const edits = editsOf(source, over).filter(({ before, after }) => before !== after)
        const text = applyEdits(source, edits)
        const diagnosis = { spun: 0, families: [], windows: [], language: 'en' }
        const written = report.format({ name, restoration: { source, text, edits, suggestions: [], diagnosis } }, {})
        const patches = parseUnifiedDiff(written, 'x.patch')
        expect(patches.every(({ path }) => path === name)).toBe(true)
        expect(patches.reduce(applyFilePatch, source)).toBe(text)
        expect(patches.map(reverseFilePatch).reduce(applyFilePatch, text)).toBe(source)
      }),
      { seed, numRuns: 1000 }
    )
  })
})
