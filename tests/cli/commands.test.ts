import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folder } from './folder.js'
import { fakeRestorer, invoke } from './in-process.js'

const SPUN = 'The White Home said.\n'
const SAID = 'The White House said.\n'

describe('restore', () => {
  test('is the default command and reads standard input', async () => {
    for (const argv of [[], ['-'], ['restore'], ['restore', '-']]) {
      expect(await invoke(argv, SPUN)).toMatchObject({ status: 0, stdout: SAID, stderr: '' })
    }
  })

  test('puts several texts one after the other', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': 'No line feed', 'c.txt': '' })
    expect(await invoke([at('a.txt'), at('b.txt'), '-', at('c.txt')], SPUN)).toMatchObject({ status: 0, stdout: `${SAID}No line feed${SAID}` })
  })

  test('makes a JSON array of several texts, and an object of one', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': 'b' })
    const one: unknown = JSON.parse((await invoke([at('a.txt'), '--format', 'json'])).stdout)
    expect(one).toMatchObject({ name: at('a.txt'), text: SAID, edits: [{ start: 4, end: 14, before: 'White Home' }] })
    const both: unknown = JSON.parse((await invoke([at('a.txt'), at('b.txt'), '--format', 'json'])).stdout)
    expect(both).toEqual([one, expect.objectContaining({ text: 'b', edits: [] })])
  })

  test('keeps a JSON array whole when texts cannot be read', async () => {
    const { at } = folder({ 'a.txt': SPUN })
    const some = await invoke(['--format', 'json', at('x'), at('a.txt'), at('y')])
    expect(some.status).toBe(2)
    expect(JSON.parse(some.stdout)).toHaveLength(1)
    expect(JSON.parse((await invoke(['--format', 'json', at('x'), at('y')])).stdout)).toEqual([])
  })

  test('prints the other reports', async () => {
    expect((await invoke(['--format', 'words'], SPUN)).stdout).toBe('The [-White Home-]{+White House+} said.\n')
    expect((await invoke(['--format', 'patch'], SPUN)).stdout).toContain('-The White Home said.\n+The White House said.\n')
    expect((await invoke(['--format', 'jsonl'], SPUN)).stdout).toMatch(/^\{"name":"<stdin>".*\}\n$/)
  })
})

describe('restore --write', () => {
  test('rewrites the files that have edits and tells how many', async () => {
    const { at, read } = folder({ 'a.txt': SPUN, 'b.txt': 'clean' })
    const before = statSync(at('b.txt')).mtimeMs
    expect(await invoke(['-w', at('a.txt'), at('b.txt')])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'unspin: restored: 1 edit in 1 of 2 texts\n'
    })
    expect(read('a.txt')).toBe(SAID)
    expect(statSync(at('b.txt')).mtimeMs).toBe(before)
  })

  test('is silent when asked to be', async () => {
    const { at } = folder({ 'a.txt': SPUN })
    expect(await invoke(['-w', '--quiet', at('a.txt')])).toMatchObject({ status: 0, stderr: '' })
  })

  test('does the other files when one fails', async () => {
    const { at, read } = folder({ 'a.txt': SPUN, 'bad.txt': Uint8Array.of(0x61, 0xff), 'b.txt': SPUN })
    const result = await invoke(['-w', at('a.txt'), at('bad.txt'), at('b.txt')])
    expect(result.status).toBe(2)
    expect(result.stderr).toContain(`unspin: ${at('bad.txt')}:1: `)
    expect(result.stderr).toContain('restored: 2 edits in 2 of 2 texts')
    expect([read('a.txt'), read('b.txt')]).toEqual([SAID, SAID])
  })

  test('touches nothing when a command was misspelt', async () => {
    const { at, read, path } = folder({ 'a.txt': SPUN })
    expect(await invoke(['-w', 'chek', at('a.txt')], '', { cwd: path })).toMatchObject({
      status: 2,
      stderr: 'unspin: there is no file "chek"\n  hint: did you mean the command "check"?\n'
    })
    expect(read('a.txt')).toBe(SPUN)
  })
})

describe('restore --jsonl', () => {
  const lines = '{"id":12345678901234567890,"text":"The White Home"}\nnot json\n{"text":null}'

  test('restores a field of each record', async () => {
    const result = await invoke(['--jsonl'], lines)
    const [first = '', second = '', third = ''] = result.stdout.split('\n')
    expect(first).toMatch(/^\{"id":12345678901234567890,"text":"The White House","unspin":\{"edits":\[\{"start":4,"end":14,/)
    expect(JSON.parse(second)).toMatchObject({ unspin: { error: { line: 2, raw: 'not json' } } })
    expect(JSON.parse(third)).toMatchObject({ text: null, unspin: { edits: [] } })
    expect(result).toMatchObject({ status: 0, stderr: 'unspin: 1 edit in 1 of 3 records, 1 error\n' })
  })

  test('takes other fields, and makes errors count with --strict', async () => {
    const result = await invoke(['--jsonl', '--field', 'title', '--field', 'body', '--strict', '-q'], '{"title":"White Home","body":5}\n')
    expect(result.stdout).toContain('UNSPIN_FIELD_TYPE')
    expect(result).toMatchObject({ status: 2, stderr: '' })
  })

  test('never puts two records on a line', async () => {
    const { at } = folder({ 'a.jsonl': '{"text":"a"}', 'b.jsonl': '{"text":"b"}\n' })
    const result = await invoke(['--jsonl', at('a.jsonl'), at('b.jsonl')])
    expect(result.stdout.trimEnd().split('\n').map((line) => JSON.parse(line))).toMatchObject([{ text: 'a' }, { text: 'b' }])
  })

  test('tells why a file cannot be read, and reads the others', async () => {
    const { at } = folder({ 'a.jsonl': '{"text":"a"}\n', 'texts/a.txt': 'a' })
    const result = await invoke(['--jsonl', at('none'), at('texts'), at('a.jsonl')])
    expect(result.status).toBe(2)
    expect(result.stderr).toContain(`unspin: ${at('none')}: there is no such file\n`)
    expect(result.stderr).toContain(`unspin: ${at('texts')}: there is no text in the folder\n`)
    expect(result.stdout).toContain('"text":"a"')
  })
})

describe('diff', () => {
  test('has status 1 and a patch when there are edits', async () => {
    const { at, path } = folder({ 'news/a.txt': SPUN, 'b.txt': 'clean\n' })
    const result = await invoke(['diff', at('b.txt'), at('news/a.txt')], '', { cwd: path })
    expect(result).toMatchObject({
      status: 1,
      stdout: '--- a/news/a.txt\n+++ b/news/a.txt\n@@ -1 +1 @@\n-The White Home said.\n+The White House said.\n',
      stderr: 'unspin: 1 edit in 1 of 2 texts\n'
    })
  })

  test('has status 0 and no output when there are none', async () => {
    expect(await invoke(['diff', '-q'], 'clean')).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  test('names standard input as told, and a file elsewhere by its full path', async () => {
    expect((await invoke(['diff', '--stdin-filepath', './news/a.txt'], SPUN)).stdout).toMatch(/^--- a\/news\/a.txt\n/)
    const { at } = folder({ 'a.txt': SPUN })
    mkdirSync(at('other'))
    expect((await invoke(['diff', at('a.txt')], '', { cwd: at('other') })).stdout).toContain(`--- a${at('a.txt')}\n`)
  })

  test('leaves clean texts out of the words view', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': 'clean\n', 'c.txt': SPUN })
    const shown = 'The [-White Home-]{+White House+} said.\n'
    const result = await invoke(['diff', '--format', 'words', at('a.txt'), at('b.txt'), at('c.txt')])
    expect(result.stdout).toBe(`==> ${at('a.txt')} <==\n${shown}\n==> ${at('c.txt')} <==\n${shown}`)
  })
})

describe('check', () => {
  test('has a line for each edit and a summary', async () => {
    const { at } = folder({ 'a.txt': `One 😀.\nIt was 😀 army pressure. ${SPUN}` })
    expect(await invoke(['check', at('a.txt')])).toMatchObject({
      status: 1,
      stdout:
        `${at('a.txt')}:2:10: "army pressure" → "military pressure" 0.97 [phrases/fake#entry]\n` +
        `${at('a.txt')}:2:29: "White Home" → "White House" 0.97 [phrases/fake#entry]\n`,
      stderr: 'unspin: 2 edits in 1 of 1 text\n'
    })
  })

  test('has status 0 for a clean text, 2 when one could not be read', async () => {
    expect(await invoke(['check'], 'clean')).toMatchObject({ status: 0, stdout: '' })
    const { at } = folder({ 'a.txt': SPUN })
    expect((await invoke(['check', at('a.txt'), at('none')])).status).toBe(2)
  })
})

describe('explain', () => {
  test('keeps to a line', async () => {
    const { at } = folder({ 'a.txt': `${SPUN}\n${SPUN}` })
    const result = await invoke(['explain', `${at('a.txt')}:3`])
    expect(result).toMatchObject({ status: 0, stderr: '' })
    expect(result.stdout).toContain(`${at('a.txt')}:3:5: "White Home" → "White House"`)
    expect(result.stdout).toContain('phrases/fake#entry (fake.yaml:7)')
    expect(result.stdout).not.toContain(':1:5:')
  })

  test('takes a name that ends like a line number when there is such a file', async () => {
    const { at } = folder({ 'a.txt:3': SPUN, 'a.txt': 'clean' })
    expect((await invoke(['explain', at('a.txt:3')])).stdout).toContain(`${at('a.txt:3')}:1:5:`)
  })

  test('reads standard input', async () => {
    expect((await invoke(['explain'], SPUN)).stdout).toContain('<stdin>:1:5:')
    expect((await invoke(['explain', '--', '-:2'], SPUN)).stdout).toBe('<stdin>:2: nothing to restore; the text looks 0.90 spun\n')
  })
})

describe('diagnose', () => {
  test('scores texts, and drops those below --min-spun', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': 'clean' })
    const files = [at('a.txt'), at('b.txt')]
    expect(await invoke(['diagnose', ...files])).toMatchObject({
      status: 0,
      stdout: `${at('a.txt')}: 0.90 spun\n${at('b.txt')}: 0.10 spun\n`
    })
    expect((await invoke(['diagnose', '--min-spun', '0.5', ...files])).stdout).toBe(`${at('a.txt')}: 0.90 spun\n`)
    const json = await invoke(['diagnose', '--min-spun', '0.5', '--format', 'json', ...files])
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: at('a.txt'), spun: 0.9 }])
    expect(JSON.parse((await invoke(['diagnose', '--format', 'json'], SPUN)).stdout)).toMatchObject({ name: '<stdin>' })
  })
})

describe('compare', () => {
  const garbled = 'The White Home felt army strain.\n'
  const original = 'The White House felt military pressure.\n'

  test('aligns two texts without a restorer', async () => {
    const { at } = folder({ 'a.txt': garbled, 'b.txt': original })
    expect(await invoke(['compare', at('a.txt'), at('b.txt')])).toMatchObject({
      status: 0,
      stdout: 'The White [-Home-]{+House+} felt [-army strain-]{+military pressure+}.\n',
      stderr: '',
      settings: []
    })
    expect((await invoke(['compare', '-', at('b.txt'), '--format', 'patch', '--stdin-filepath', 'x.txt'], garbled)).stdout).toBe(
      `--- a/x.txt\n+++ b/x.txt\n@@ -1 +1 @@\n-${garbled}+${original}`
    )
  })

  test('gives results as JSON, and rows to make a dictionary of', async () => {
    const { at } = folder({ 'a.txt': garbled, 'b.txt': original })
    const json = await invoke(['compare', '--format', 'json', at('a.txt'), at('b.txt')])
    expect(JSON.parse(json.stdout)).toMatchObject({ text: original, edits: [{ before: 'Home', after: 'House' }, { before: 'army strain' }] })
    expect((await invoke(['compare', '--format', 'yaml', at('a.txt'), at('b.txt')])).stdout).toMatch(/^phrases:\n {2}- \{ spun: "Home"/)
    expect((await invoke(['compare', '--format', 'yaml', at('a.txt'), at('a.txt')])).stdout).toBe('')
  })

  test('is an error when a text is missing or both are standard input', async () => {
    const { at } = folder({ 'a.txt': garbled })
    expect(await invoke(['compare', at('a.txt'), at('none')])).toMatchObject({ status: 2, stdout: '' })
    expect((await invoke(['compare', '-', '-'])).stderr).toContain('only one of the two texts can be standard input')
  })
})

describe('apply and revert', () => {
  test('are inverses, over the patch that diff made', async () => {
    const names = ['a b.txt', 'say "x".txt', 'новости/a.txt', 'crlf.txt']
    const texts = [SPUN, `${SPUN}\n\n\n\n\n\n\n${SPUN}`, 'No line feed: White Home', 'One\r\nWhite Home\r\n']
    const { at, read, path } = folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])))
    const { stdout: diff } = await invoke(['diff', ...names.map(at)], '', { cwd: path })
    const contents = (): string[] => names.map(read)

    expect(await invoke(['apply', '-'], diff, { cwd: path })).toEqual({ status: 0, stdout: '', stderr: 'unspin: patched 4 files\n', settings: [] })
    expect(contents()).toEqual(texts.map((text) => text.replaceAll('White Home', 'White House')))
    expect(await invoke(['revert', '-', '--quiet'], diff, { cwd: path })).toMatchObject({ status: 0, stderr: '' })
    expect(contents()).toEqual(texts)
  })

  test('change nothing when a hunk does not fit', async () => {
    const { at, read, path } = folder({ 'a.txt': SPUN, 'b.txt': SPUN })
    const { stdout: diff } = await invoke(['diff', at('a.txt'), at('b.txt')], '', { cwd: path })
    writeFileSync(at('b.txt'), 'Something else.\n')
    const result = await invoke(['apply', '-'], diff, { cwd: path })
    expect(result.status).toBe(2)
    expect(result.stderr).toContain('does not fit')
    expect([read('a.txt'), read('b.txt')]).toEqual([SPUN, 'Something else.\n'])
  })
})

describe('dictionary verify', () => {
  const sound = 'words:\n  - { spun: army, originals: [military], pos: noun, families: [newswire], rate: context }\n'

  test('is quiet about sound files', async () => {
    const { at } = folder({ 'mine.yaml': sound })
    expect(await invoke(['dictionary', 'verify', at('mine.yaml')])).toEqual({
      status: 0,
      stdout: '',
      stderr: 'unspin: no faults in 1 file\n',
      settings: []
    })
    expect((await invoke(['dictionary', 'verify', '-q', at('mine.yaml')])).stderr).toBe('')
  })

  test('tells every fault of every file, in order', async () => {
    const { at } = folder({ 'a.yaml': sound.replace('newswire', 'newswier'), 'b.yaml': `${sound}${sound.replace('words:\n', '').replace('context', 'ofen')}` })
    const { status, stderr } = await invoke(['dictionary', 'verify', at('b.yaml'), at('none.yaml'), at('a.yaml')])
    expect(status).toBe(2)
    expect(stderr.split('\n').filter((line) => line.startsWith('unspin'))).toEqual([
      `unspin: ${at('none.yaml')}: there is no such file`,
      `unspin: ${at('b.yaml')}:3: unknown rate "ofen"`,
      expect.stringContaining(`unspin: ${at('a.yaml')}:2: `),
      expect.stringContaining(`unspin: ${at('a.yaml')}:2: `)
    ])
  })
})

describe('dictionary lookup', () => {
  const loadRestorer = () =>
    Promise.resolve({
      ...fakeRestorer(),
      lookup: (expression: string) =>
        expression === 'know how'
          ? [
              { role: 'spun' as const, id: 'words/a#know-how', file: 'words/a.yaml', line: 3, summary: 'know-how ← technology' },
              { role: 'protected' as const, id: 'protected', file: 'protected.yaml', line: 0, summary: 'know how' }
            ]
          : []
    })

  test('lists entries in columns, or as JSON', async () => {
    expect(await invoke(['dictionary', 'lookup', 'know', 'how'], '', { loadRestorer })).toMatchObject({
      status: 0,
      stdout: 'spun       know-how ← technology  words/a.yaml:3\nprotected  know how               protected.yaml\n'
    })
    const json = await invoke(['dictionary', 'lookup', '--format', 'json', 'know how'], '', { loadRestorer })
    expect(JSON.parse(json.stdout)).toHaveLength(2)
  })

  test('says when there are none', async () => {
    expect(await invoke(['dictionary', 'lookup', 'nothing'], '', { loadRestorer })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'unspin: no entry mentions "nothing"\n'
    })
  })
})
