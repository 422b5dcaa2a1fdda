import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { applyPatch, parsePatch } from 'diff'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatReport } from '../../src/report/index.js'
import type { Edit, Restoration } from '../../src/types.js'
import { editAt, restoration, restored } from './fixtures.js'

const patchOf = (r: Restoration, name = 'article.txt'): string => formatReport(r, 'patch', { name })

const lines = (...numbers: number[]): string => numbers.map((number) => `line ${number}\n`).join('')
const twenty = lines(...Array.from({ length: 20 }, (_, index) => index + 1))

/** Sources that diffs go wrong on, with the edits of each. */
const cases: Readonly<Record<string, Restoration>> = {
  'one word': restored('The White Home said.\n', ['White Home', 'White House']),
  'no final line feed': restored('One.\nThe White Home said.', ['White Home', 'White House']),
  'no final line feed, far from the edit': restored('White Home\n2\n3\n4\n5\n6', ['White Home', 'White House']),
  'no final line feed, in the context': restored('White Home\n2\n3', ['White Home', 'White House']),
  'CRLF': restored('One.\r\nThe White Home said.\r\nThree.\r\n', ['White Home', 'White House']),
  'CRLF, no final line feed': restored('One.\r\nThe White Home said.', ['White Home', 'White House']),
  'lone carriage returns': restored('One.\rThe White Home said.\rThree.\n', ['White Home', 'White House']),
  'a line feed taken away': restored('The White\nHome said.\nThree.\n', ['White\nHome', 'White House']),
  'a line feed added': restored('The White Home said.\nTwo.\n', ['White Home', 'White\nHouse']),
  'an edit over three lines': restored('a\nb in the\npresent\nday c\nd\n', ['in the\npresent\nday', 'today']),
  'a line removed whole': restored('a\nb\nc\n', ['b\n', '']),
  'the last line removed': restored('a\nb', ['\nb', '']),
  'everything removed': restored('a\nb\n', ['a\nb\n', '']),
  'text put in an empty file': restoration('', [editAt('', 0, 0, 'new\n')]),
  'text put after the end': restoration('a\n', [editAt('a\n', 2, 2, 'b')]),
  'two edits in a line': restored('army pressure at the White Home\n', ['army', 'military'], ['Home', 'House']),
  'edits on neighbouring lines': restored('army\nHome\nx\n', ['army', 'military'], ['Home', 'House']),
  'edits that share their context': restored(twenty, ['line 5', 'row 5'], ['line 12', 'row 12']),
  'edits in two hunks': restored(twenty, ['line 5\n', 'row 5\nand more\n'], ['line 13', 'row 13'], ['line 20', 'row 20']),
  'signs of the format in the text': restored('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-Home\n\\ No newline\n', ['Home', 'House']),
  'code points beyond the first plane': restored('😀 the 😀 Home\n', ['Home', 'House 😀'])
}

describe('the unified diff', () => {
  test('has the form that patch tools read', () => {
    expect(patchOf(cases['edits in two hunks'] ?? restored(''), 'news/a.txt')).toBe(
      [
        '--- a/news/a.txt',
        '+++ b/news/a.txt',
        '@@ -2,7 +2,8 @@',
        ' line 2',
        ' line 3',
        ' line 4',
        '-line 5',
        '+row 5',
        '+and more',
        ' line 6',
        ' line 7',
        ' line 8',
        '@@ -10,11 +11,11 @@',
        ' line 10',
        ' line 11',
        ' line 12',
        '-line 13',
        '+row 13',
        ' line 14',
        ' line 15',
        ' line 16',
        ' line 17',
        ' line 18',
        ' line 19',
        '-line 20',
        '+row 20',
        ''
      ].join('\n')
    )
  })

  test('marks each side that lacks its final line feed', () => {
    expect(patchOf(restored('a Home', ['Home', 'House']))).toBe(
      '--- a/article.txt\n+++ b/article.txt\n@@ -1 +1 @@\n' +
        '-a Home\n\\ No newline at end of file\n+a House\n\\ No newline at end of file\n'
    )
  })

  test('is empty for a text without edits', () => {
    expect(patchOf(restored('a\n'))).toBe('')
    expect(patchOf(restored(''))).toBe('')
  })

  test('leaves out lines that an edit covers but does not change', () => {
    expect(patchOf(restored('a\nb\nc\n', ['a\nb', 'x\nb']))).toContain('@@ -1,3 +1,3 @@\n-a\n+x\n b\n c\n')
    expect(patchOf(restored('a\nb\n', ['b', 'b']))).toBe('')
  })

  test('paints lines without touching their ends', () => {
    const painted = formatReport(restored('a Home\r\n', ['Home', 'House']), 'patch', { color: true })
    expect(painted).toContain('\u001b[31m-a Home\u001b[0m\r\n\u001b[32m+a House\u001b[0m\r\n')
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(patchOf(restored('a Home\r\n', ['Home', 'House']), 'text'))
  })
})

describe('names', () => {
  const header = (name: string): string => patchOf(restored('Home\n', ['Home', 'House']), name).split('\n')[0] ?? ''

  test('with a blank are closed by a tab', () => expect(header('my news/a b.txt')).toBe('--- a/my news/a b.txt\t'))
  test('with quotes or control characters are in C quotes', () => {
    expect(header('say "x"\\y\t\u0001.txt')).toBe('--- "a/say \\"x\\"\\\\y\\t\\001.txt"')
  })
  test('are relative', () => {
    expect(header('./a.txt')).toBe('--- a/a.txt')
    expect(header('/var/a.txt')).toBe('--- a/var/a.txt')
  })
  test('keep letters of other scripts', () => expect(header('новости.txt')).toBe('--- a/новости.txt'))
})

describe.each(Object.entries(cases))('%s', (_, r) => {
  test('is applied by the diff package', () => {
    expect(applyPatch(r.source, patchOf(r), { autoConvertLineEndings: false })).toBe(r.text)
  })
})

describe('real tools', () => {
  let directory = ''
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'unspin-patch-'))
  })
  afterAll(() => {
    rmSync(directory, { recursive: true })
  })

  const tools: Readonly<Record<string, readonly string[]>> = {
    'patch -p1': ['patch', '-p1', '--no-backup-if-mismatch', '--fuzz=0', '-s', '-i'],
    'git apply': ['git', 'apply', '--whitespace=nowarn']
  }
  const names = ['a.txt', 'my news/a b.txt', 'say "x".txt', 'новости.txt']
  const apply = (tool: string, name: string, r: Restoration): string => {
    const file = join(directory, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, r.source)
    writeFileSync(join(directory, 'change.diff'), patchOf(r, name))
    const [command = '', ...args] = tools[tool] ?? []
    execFileSync(command, [...args, 'change.diff'], { cwd: directory, stdio: 'pipe', env: { ...process.env, GIT_CEILING_DIRECTORIES: directory } })
    return readFileSync(file, 'utf8')
  }

  // Removing everything deletes the file for some versions of patch, and an empty one is asked about.
  const kept = Object.entries(cases).filter(([, r]) => r.text !== '' && r.source !== '')
  describe.each(Object.keys(tools))('%s', (tool) => {
    test.each(kept)('%s', (_, r) => expect(apply(tool, 'article.txt', r)).toBe(r.text))
    test.each(names)('a file named %s', (name) => {
      const r = restored('One.\nThe White Home said.\n', ['Home', 'House'])
      expect(apply(tool, name, r)).toBe(r.text)
    })
  })
})

/** Tools look for a hunk around the line it names, so a wrong number may go unnoticed: compare both sides there. */
function expectExactPlaces(diff: string, { source, text }: Restoration): void {
  const before = source.split('\n')
  const after = text.split('\n')
  for (const { oldStart, oldLines, newStart, newLines, lines: body } of parsePatch(diff)[0]?.hunks ?? []) {
    const side = (sign: string): string[] => body.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => line.slice(1))
    const from = (start: number, count: number): number => (count === 0 ? start : start - 1)
    expect(before.slice(from(oldStart, oldLines)).slice(0, oldLines)).toEqual(side('-'))
    expect(after.slice(from(newStart, newLines)).slice(0, newLines)).toEqual(side('+'))
  }
}

test('applying the diff of any edits gives the restored text', () => {
  const piece = fc.constantFrom('Home', 'army ', ' ', '\n', '\n', '\r\n', 'the', '\\', '-', '+', '😀', '\n\n')
  const textOf = (maxLength: number): fc.Arbitrary<string> => fc.array(piece, { maxLength }).map((pieces) => pieces.join(''))
  const cut = fc.record({ gap: fc.nat(30), length: fc.nat(6), after: textOf(3) })
  const any = fc.record({ source: textOf(60), cuts: fc.array(cut, { maxLength: 6 }) })
  fc.assert(
    fc.property(any, ({ source, cuts }) => {
      const made: Edit[] = []
      let at = 0
      for (const { gap, length, after } of cuts) {
        const start = Math.min(source.length, at + gap)
        at = Math.min(source.length, start + length)
        made.push(editAt(source, start, at, after))
      }
      const r = restoration(source, made)
      const diff = patchOf(r)
      if (diff === '') {
        expect(r.text).toBe(source)
        return
      }
      expect(applyPatch(source, diff, { autoConvertLineEndings: false })).toBe(r.text)
      expectExactPlaces(diff, r)
    }),
    { seed: 20240229, numRuns: 3000 }
  )
})
