import { describe, expect, it } from 'vitest'
import { restoreJsonLines } from '../../src/formats/json-lines.js'
import type { JsonLinesOptions } from '../../src/formats/json-lines.js'
import { newCounts } from '../../src/formats/record-counts.js'
import { UnspinError } from '../../src/types.js'
import type { Restorer } from '../../src/types.js'
import { fakeRestorer } from './fake-restorer.js'

const restorer = fakeRestorer({ Home: 'House' })
const CLEAN = '"unspin":{"edits":[],"suggestions":[],"diagnosis":{"spun":0,"families":[],"windows":[],"language":"en"}}'

interface Run {
  readonly output: string
  readonly lines: string[]
}

async function* streamOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
}

async function run(input: AsyncIterable<Uint8Array>, options: JsonLinesOptions = {}, using: Restorer = restorer): Promise<Run> {
  const lines: string[] = []
  for await (const line of restoreJsonLines(input, using, options)) lines.push(line)
  return { output: lines.join(''), lines }
}

const tooLong = (): never => {
  throw new UnspinError('UNSPIN_TOO_LONG', 'too long')
}

const error = (line: string): Record<string, unknown> => JSON.parse(line).unspin.error

describe('restoreJsonLines', () => {
  it('gives one line for each line, in order, and counts', async () => {
    const counts = newCounts()
    const input = '{"id":1,"text":"Home, Home"}\n{"id":2,"text":"clean"}\nbad\n\n{"id":3}\n'
    const { lines } = await run(streamOf(input), { counts })
    expect(lines.map((line) => line.slice(0, 28))).toEqual([
      '{"id":1,"text":"House, House',
      '{"id":2,"text":"clean","unsp',
      '{"unspin":{"error":{"code":"',
      '\n',
      '{"id":3,"unspin":{"edits":[]'
    ])
    expect(counts).toEqual({ records: 4, restored: 1, edits: 2, errors: 1 })
  })

  it('returns the counts', async () => {
    const lines = restoreJsonLines(streamOf('{"text":"Home"}'), restorer)
    await lines.next()
    expect(await lines.next()).toEqual({ done: true, value: { records: 1, restored: 1, edits: 1, errors: 0 } })
  })

  it('keeps line ends, and a missing last one', async () => {
    expect((await run(streamOf('{"a":1}\r\n \r\n{"a":2}'))).output).toBe(`{"a":1,${CLEAN}}\r\n \r\n{"a":2,${CLEAN}}`)
    expect((await run(streamOf('bad\r\n'))).output).toMatch(/"raw":"bad"}}}\r\n$/)
    expect((await run(streamOf(''))).lines).toEqual([])
    expect((await run(streamOf('\n'))).output).toBe('\n')
  })

  it('keeps a byte order mark before the first record', async () => {
    expect((await run(streamOf('\ufeff{"a":1}\n'))).output).toBe(`\ufeff{"a":1,${CLEAN}}\n`)
    expect(error((await run(streamOf('{"a":1}\n\ufeff{"a":1}\n'))).lines[1] ?? '')).toMatchObject({ code: 'UNSPIN_JSON_SYNTAX' })
  })

  it('splits where lines end, not where chunks do', async () => {
    const bytes = new TextEncoder().encode('{"text":"é😀 Home"}\n{"text":"Home"}\n')
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
    expect((await run(streamOf(...single))).lines).toEqual((await run(streamOf(bytes))).lines)
  })

  it('puts an error in the place of a bad line, with the line as it came', async () => {
    const { lines } = await run(streamOf('{"text":"a"}\n{"text": "é" \n[1]\n{"text":7}\n{"text":"b"}\n'))
    expect(lines).toHaveLength(5)
    expect(error(lines[1] ?? '')).toEqual({
      code: 'UNSPIN_JSON_SYNTAX',
      message: expect.stringContaining('this is not JSON'),
      line: 2,
      raw: '{"text": "é" '
    })
    expect(lines[2]).toBe(
      '{"unspin":{"error":{"code":"UNSPIN_JSON_NOT_OBJECT",' +
        '"message":"a record must be an object, but this is an array","line":3,"raw":"[1]"}}}\n'
    )
    expect(error(lines[3] ?? '')).toMatchObject({ code: 'UNSPIN_FIELD_TYPE', line: 4, raw: '{"text":7}' })
    expect(lines[4]).toBe(`{"text":"b",${CLEAN}}\n`)
  })

  it('hands a line that is not UTF-8 back in base 64', async () => {
    const { lines } = await run(streamOf('{"text":"', Uint8Array.of(0xe9), '"}\r\n{"text":"b"}\n'))
    expect(error(lines[0] ?? '')).toEqual({
      code: 'UNSPIN_ENCODING',
      message: 'the line is not UTF-8: byte 9 of it begins no valid character',
      line: 1,
      rawBase64: 'eyJ0ZXh0Ijoi6SJ9'
    })
    expect(lines[1]).toBe(`{"text":"b",${CLEAN}}\n`)
  })

  it('goes on after a defect of the restorer', async () => {
    const { lines } = await run(streamOf('{"text":"crash"}\n{"text":"b"}\n'))
    expect(error(lines[0] ?? '')).toEqual({ code: 'UNSPIN_INTERNAL', message: 'a defect', line: 1, raw: '{"text":"crash"}' })
    expect(lines[1]).toBe(`{"text":"b",${CLEAN}}\n`)
  })

  it('refuses a line over the limit, and goes on after it', async () => {
    const input = `{"text":"${'a'.repeat(50)}"}\n${' '.repeat(50)}\n{"text":"b"}\n`
    const { lines } = await run(streamOf(input), { maxRecordBytes: 20 })
    const message = 'the line is longer than 20 bytes'
    expect(lines[0]).toBe(`{"unspin":{"error":{"code":"UNSPIN_TOO_LARGE","message":"${message}","line":1}}}\n`)
    expect(error(lines[1] ?? '')).toMatchObject({ code: 'UNSPIN_TOO_LARGE', line: 2 })
    expect(lines[2]).toBe(`{"text":"b",${CLEAN}}\n`)
  })

  it('goes on after a text that is too long for the restorer', async () => {
    const short = { ...restorer, restore: (text: string) => text.length > 10 ? tooLong() : restorer.restore(text) }
    const input = '{"a":"Home","b":"Home"}\n{"a":"seven 7","b":"xx"}\n'
    const { lines } = await run(streamOf(input), { fields: ['a', 'b'] }, short)
    expect(lines[0]).toMatch(/^{"a":"House","b":"House","unspin"/)
    expect(error(lines[1] ?? '')).toEqual({ code: 'UNSPIN_TOO_LONG', message: 'too long', line: 2, raw: '{"a":"seven 7","b":"xx"}' })
  })

  it('refuses wrong fields before it reads anything', async () => {
    let read = false
    async function* input(): AsyncGenerator<Uint8Array> {
      read = true
      yield new Uint8Array()
    }
    await expect(run(input(), { fields: ['unspin'] })).rejects.toThrow('cannot be restored')
    expect(read).toBe(false)
  })

  it('reads on only when asked, and ends the input when stopped', async () => {
    let chunks = 0
    let ended = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          chunks++
          yield new TextEncoder().encode('{"text":"Home"}\n{"text":"Home"}\n')
        }
      } finally {
        ended = true
      }
    }
    const before = restorer.calls
    for await (const line of restoreJsonLines(endless(), restorer)) {
      expect(line).toContain('House')
      break
    }
    expect([chunks, ended, restorer.calls - before]).toEqual([1, true, 1])
  })

  it('leaves its own output as it is, but for the findings', async () => {
    const { output } = await run(streamOf('{"text":"Home \\u00e9","id":1}\n'))
    const again = await run(streamOf(output))
    expect(again.output).toBe(`{"text":"House \\u00e9","id":1,${CLEAN}}\n`)
  })
})
