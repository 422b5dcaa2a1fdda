import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { UnspinError } from '../../src/types.js'
import { folder } from './folder.js'
import { invoke } from './in-process.js'

const SPUN = 'The White Home said.\n'
const COMMANDS = ['restore', 'diff', 'check', 'explain', 'diagnose', 'compare', 'apply', 'revert']

/** A stream that takes `room` writes and fails with `code` from then on. */
function failing(code: string, room = 0): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done(room-- > 0 ? null : Object.assign(new Error(`write ${code}`), { code }))
    }
  })
}

describe('help', () => {
  test.each(COMMANDS)('of %s has a summary in the program help, a description and examples', async (command) => {
    expect((await invoke(['--help'])).stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    const help = await invoke([command, '--help'])
    expect(help).toMatchObject({ status: 0, stderr: '', settings: [] })
    expect(help.stdout).toMatch(new RegExp(`^Usage: unspin ${command} \\[options\\]`))
    expect(help.stdout).toContain('\nExamples:\n  $ ')
    expect(await invoke(['help', command])).toEqual(help)
  })

  test('fits a terminal of 80 columns', async () => {
    for (const argv of [[], ...COMMANDS.map((command) => [command])]) {
      const { stdout } = await invoke([...argv, '--help'])
      expect(stdout.split('\n').filter((line) => [...line].length > 80 && !line.startsWith('  '))).toEqual([])
    }
  })

  test('is short of no version', async () => {
    expect(await invoke(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

describe('wrong usage', () => {
  test.each([
    [['--wirte'], "unknown option '--wirte'", 'did you mean --write?'],
    [['check', '--formt', 'json'], "unknown option '--formt'", 'did you mean --format?'],
    [['chek'], 'there is no file "chek"', 'did you mean the command "check"?'],
    [['--quiet', 'diff'], 'there is no file "diff"', 'commands come before all options: unspin diff …'],
    [['help', 'nothing'], 'a command is missing or unknown', 'unspin --help lists them'],
    [['--format', 'xml'], "option '--format <format>' argument 'xml' is invalid", 'allowed choices are text, json, jsonl, patch, words, sarif, markdown, html'],
    [['--quotes', 'x'], "option '--quotes <mode>' argument 'x' is invalid", 'allowed choices are restore, keep'],
    [['--assume', 'x'], "option '--assume <state>' argument 'x' is invalid", 'allowed choices are auto, spun, clean'],
    [['--color', 'x'], "option '--color <when>' argument 'x' is invalid", 'allowed choices are auto, always, never'],
    [['--min-confidence', '1.5'], "option '--min-confidence <p>' argument '1.5' is invalid", 'it must be a number from 0 to 1'],
    [['--min-confidence', ''], "option '--min-confidence <p>' argument '' is invalid", 'it must be a number from 0 to 1'],
    [['check', '--format'], "option '--format <format>' argument missing", 'see unspin --help'],
    [['-w', '--jsonl'], '--write needs files: standard input cannot be rewritten', 'name the files, or leave --write out'],
    [['-w', '--no-gzip', 'a.csv.gz'], 'with --write, files stay compressed or plain as they are', 'leave --no-gzip out'],
    [['--jsonl', '--encoding', 'latin1'], '--encoding is about texts and tables, but the input holds records (jsonl)', 'JSON lines are UTF-8'],
    [['-w', 'a', '--format', 'text'], "option '-w, --write' cannot be used with option '--format <format>'", 'choose one of the two'],
    [['--jsonl', '--format', 'json'], "option '--format <format>' cannot be used with option '--jsonl'", 'choose one of the two'],
    [['-w'], '--write needs files: standard input cannot be rewritten', 'name the files, or leave --write out'],
    [['-w', 'a', '-'], '--write needs files: standard input cannot be rewritten', 'name the files, or leave --write out'],
    [['--resume', 'a'], '--resume is about files that are rewritten', 'add --write'],
    [['--jobs', '0'], "option '-j, --jobs <n>' argument '0' is invalid", 'it must be auto or a number from 1 to 512'],
    [['--extension', 'a/b'], "option '--extension <ext>' argument 'a/b' is invalid", 'it must be an extension such as .txt'],
    [['--field', 'body'], '--field is about JSON lines', 'add --jsonl'],
    [['--strict'], '--strict is about records', 'add --jsonl or --input csv'],
    [['compare', 'a'], "missing required argument 'original'", 'see unspin --help'],
    [['dictionary'], 'a command is missing or unknown', 'unspin --help lists them'],
    [['dictionary', 'lokup', 'x'], "unknown command 'lokup'", 'did you mean lookup?'],
    [['explain', 'a', 'b'], "too many arguments for 'explain'. Expected 1 argument but got 2.", 'see unspin --help']
  ])('%j', async (argv, message, hint) => {
    expect(await invoke(argv)).toEqual({ status: 2, stdout: '', stderr: `unspin: ${message}\n  hint: ${hint}\n`, settings: [] })
  })
})

describe('the restorer', () => {
  test('is given what the flags say', async () => {
    const flags = ['--dictionary', 'a.yaml', '--dictionary', 'b.yaml', '--no-default-dictionary', '--family', 'newswire']
    const { settings } = await invoke([...flags, '--assume', 'spun', '--min-confidence', '.7', '--quotes', 'keep'], SPUN)
    expect(settings).toEqual([
      {
        dictionaries: ['a.yaml', 'b.yaml'],
        defaultDictionary: false,
        families: ['newswire'],
        assume: 'spun',
        minConfidence: 0.7,
        quotes: 'keep'
      }
    ])
    expect((await invoke([], SPUN)).settings).toEqual([{ defaultDictionary: true }])
  })

  test('is loaded once for many texts, and not at all for none', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN })
    expect((await invoke(['check', at('a.txt'), at('b.txt')])).settings).toHaveLength(1)
    expect((await invoke(['check', at('none')])).settings).toHaveLength(0)
  })

  test('that cannot be loaded is told of once', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN })
    const error = new UnspinError('UNSPIN_DICTIONARY_EMPTY', 'an expression is empty', { file: 'my.yaml', line: 3, hint: 'write it' })
    const loadRestorer = (): Promise<never> => Promise.reject(error)
    expect(await invoke(['check', '--format', 'json', at('a.txt'), at('b.txt')], '', { loadRestorer })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'unspin: my.yaml:3: an expression is empty\n  hint: write it\n'
    })
  })

  test('that fails shows no stack trace', async () => {
    const { stderr, status } = await invoke([], SPUN, { loadRestorer: () => Promise.reject(new TypeError('x is not a function')) })
    expect(status).toBe(2)
    expect(stderr).toBe(
      'unspin: unexpected error: x is not a function\n  hint: this is a bug in unspin; please report it with the command that led here\n'
    )
  })
})

describe('output', () => {
  test('that nobody reads ends the run quietly', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN })
    for (const argv of [['check'], ['diff'], [], ['--jsonl'], ['diagnose'], ['explain'], ['--help']]) {
      const paths = argv[0] === 'explain' || argv[0] === '--help' ? [] : [at('a.txt'), at('b.txt')]
      expect(await invoke([...argv, ...paths], SPUN, { stdout: failing('EPIPE') })).toMatchObject({ status: 0, stderr: '' })
    }
  })

  test('that fails is an error, told once', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN, 'c.txt': SPUN })
    const stdout = failing('ENOSPC', 1)
    expect(await invoke([at('a.txt'), at('b.txt'), at('c.txt')], '', { stdout })).toMatchObject({
      status: 2,
      stderr: 'unspin: cannot write the output: write ENOSPC\n'
    })
  })

  test('goes on when only standard error is closed', async () => {
    const { at } = folder({ 'a.txt': SPUN })
    expect(await invoke([at('none'), at('a.txt')], '', { stderr: failing('EPIPE') })).toMatchObject({ status: 2, stdout: 'The White House said.\n' })
  })

  test('is painted on a terminal, unless told otherwise', async () => {
    const painted = async (args: string[], tty: boolean, env: Record<string, string> = {}): Promise<boolean> => {
      const isTTY = { stdin: false, stdout: tty, stderr: tty }
      return (await invoke(['diff', ...args], SPUN, { env, isTTY })).stdout.includes('\u001b[31m')
    }
    expect(await painted([], true)).toBe(true)
    expect(await painted([], false)).toBe(false)
    expect(await painted([], true, { NO_COLOR: '1' })).toBe(false)
    expect(await painted([], true, { NO_COLOR: '' })).toBe(true)
    expect(await painted([], true, { TERM: 'dumb' })).toBe(false)
    expect(await painted(['--color', 'never'], true)).toBe(false)
    expect(await painted(['--color', 'always'], false, { NO_COLOR: '1' })).toBe(true)
  })
})

test('waiting for a terminal is told of', async () => {
  const isTTY = { stdin: true, stdout: true, stderr: true }
  expect((await invoke(['-q'], SPUN, { isTTY })).stderr).toBe('unspin: reading from the terminal; end the text with Ctrl-D on a line of its own\n')
})

describe('progress', () => {
  const progress = async (argv: string[], stdout: boolean): Promise<string> => {
    let time = 0
    const isTTY = { stdin: false, stdout, stderr: true }
    return (await invoke(argv, '{"text":"a"}\n{"text":"b"}\n', { isTTY, now: () => (time += 1100) })).stderr
  }

  test('of a long run stands on one line of a terminal and goes away', async () => {
    const { at } = folder({ 'a.txt': SPUN, 'b.txt': SPUN, 'c.txt': SPUN })
    const paths = ['a.txt', 'b.txt', 'c.txt'].map(at)
    expect(await progress(['-w', ...paths], false)).toBe(
      '1 of 3 texts, 1 edit, 0.3 a second, 7 s left\r\u001b[K2 of 3 texts, 2 edits, 0.3 a second, 3 s left' +
        '\r\u001b[K3 of 3 texts, 3 edits, 0.3 a second, 0 s left\r\u001b[Kunspin: restored: 3 edits in 3 of 3 texts\n'
    )
    expect(await progress(['--format', 'json', at('a.txt')], false)).toContain('1 of 1 texts, 0 edits')
    expect(await progress(['--jsonl'], false)).toContain('\r\u001b[K0 edits in 0 of 2 records, 0 errors, 0.5 records a second\r\u001b[Kunspin: 0 edits')
  })

  test('is not shown over the output, nor when quiet was asked for', async () => {
    const { at } = folder({ 'a.txt': 'a' })
    expect(await progress([at('a.txt')], true)).toBe('')
    expect(await progress(['-w', at('a.txt')], true)).toContain('1 of 1 texts')
    expect(await progress(['-q', at('a.txt')], false)).toBe('')
    expect(await progress(['-q', '--jsonl'], false)).toBe('')
  })
})
