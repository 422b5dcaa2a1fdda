import { readdirSync, readFileSync, statSync } from 'node:fs'
import { PassThrough, Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../../src/cli/environment.js'
import type { Restorer } from '../../src/types.js'
import { folder } from './folder.js'
import { fakeRestorer, invoke } from './in-process.js'

describe('records from a source that stays open', () => {
  test.each([[[], 'plain'], [['--gzip'], 'gzip']])('end with whole lines at an interrupt: %j', async (flags) => {
    let interrupt = (): void => undefined
    const stdin = new PassThrough()
    const onInterrupt: Environment['onInterrupt'] = (handler) => {
      interrupt = handler
      return () => undefined
    }
    const bytes: Buffer[] = []
    const stdout = new Writable({
      write(chunk: Buffer, _, done) {
        bytes.push(chunk)
        done()
      }
    })
    let answered = 0
    const restorer = fakeRestorer()
    const restore: Restorer['restore'] = (text) => (answered++, restorer.restore(text))
    const loadRestorer = (): Promise<Restorer> => Promise.resolve({ ...restorer, restore })
    stdin.write('{"text":"a White Home"}\n{"text":"b"}\n{"text":')
    const ended = invoke(['--jsonl', ...flags], '', { stdin, stdout, onInterrupt, loadRestorer })
    await expect.poll(() => answered).toBe(2)
    interrupt()
    expect(await ended).toMatchObject({
      status: 130,
      stderr: 'unspin: 1 edit in 1 of 2 records, 0 errors\nunspin: interrupted after 2 records; what was written is whole\n'
    })
    const written = Buffer.concat(bytes)
    const lines = (flags.length > 0 ? gunzipSync(written) : written).toString()
    expect(lines.trimEnd().split('\n').map((line): unknown => JSON.parse(line))).toMatchObject([{ text: 'a White House' }, { text: 'b' }])
  })
})

describe('restore --write on records', () => {
  const LINE = '{"text":"The White Home"}\n'
  /** An environment that is interrupted when a text comes that says so, and the same without the interrupt. */
  const interrupting = (): Partial<Environment> => {
    let interrupt = (): void => undefined
    const restorer = fakeRestorer()
    const restore: Restorer['restore'] = (text) => {
      if (text.includes('STOP')) interrupt()
      return restorer.restore(text)
    }
    return {
      onInterrupt: (handler) => {
        interrupt = handler
        return () => undefined
      },
      loadRestorer: () => Promise.resolve({ ...restorer, restore })
    }
  }

  test('leaves the file that is under way as it was when it is interrupted, and goes on with it later', async () => {
    const stopping = `${LINE.repeat(3)}{"text":"STOP"}\n${LINE}`
    const { read, path } = folder({ 'a.jsonl': LINE, 'b.jsonl': stopping, 'c.jsonl': LINE })
    const argv = ['-w', '--resume', '--jsonl', path]
    const result = await invoke(argv, '', { cwd: path, ...interrupting() })
    expect(result).toMatchObject({
      status: 130,
      stderr: 'unspin: 1 edit in 1 of 1 record, 0 errors\nunspin: interrupted after 1 of 3 files; the others are as they were\n'
    })
    expect(read('a.jsonl')).toContain('"text":"The White House","unspin":{"edits":[{')
    expect([read('b.jsonl'), read('c.jsonl')]).toEqual([stopping, LINE])
    expect(readdirSync(path).filter((name) => name.endsWith('.tmp'))).toEqual([])
    const done = read('a.jsonl')
    expect((await invoke(argv, '', { cwd: path })).stderr).toBe('unspin: 5 edits in 5 of 6 records, 0 errors, 1 file done before\n')
    expect(read('a.jsonl')).toBe(done)
    expect(read('b.jsonl').split('The White House')).toHaveLength(5)
  })

  test('leaves a file alone that it cannot read to the end, or that has nothing to restore', async () => {
    const cut = gzipSync(LINE.repeat(100)).subarray(0, -10)
    const { path, at } = folder({ 'a.jsonl.gz': cut, 'b.csv': 'text\nclean\n', 'c.csv': 'body\nx\n', 'd.csv': 'text\nWhite Home\n' })
    const before = statSync(at('b.csv')).mtimeMs
    expect(await invoke(['-w', '--jsonl', at('a.jsonl.gz')], '', { cwd: path })).toMatchObject({
      status: 2, stderr: expect.stringMatching(/^unspin: .*a\.jsonl\.gz: the gzip data are damaged[^]*unspin: 0 edits in 0 of 0 records, 0 errors\n$/)
    })
    expect(readFileSync(at('a.jsonl.gz')).equals(cut)).toBe(true)
    const result = await invoke(['-w', at('*.csv')], '', { cwd: path })
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('c.csv: the table has no column "text"') })
    expect(statSync(at('b.csv')).mtimeMs).toBe(before)
    expect(readFileSync(at('d.csv'), 'utf8')).toBe('text\nWhite House\n')
  })
})
