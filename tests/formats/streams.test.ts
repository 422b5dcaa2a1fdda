import { PassThrough, Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCounts } from '../../src/formats/record-counts.js'
import * as streams from '../../src/streams.js'
import type { UnspinError } from '../../src/types.js'
import { collected, streamOf } from './byte-streams.js'
import { fakeRestorer } from './fake-restorer.js'

const { restoreLines, restoreStream } = streams
const restorer = fakeRestorer({ Home: 'House' })
const RECORD = '{"text":"Home"}\n'
const textOf = (line: string): unknown => JSON.parse(line).text

/** A source that counts what is taken from it, and whether it was closed. */
function watched(chunk: string | Uint8Array) {
  const seen = { chunks: 0, closed: false }
  async function* source(): AsyncGenerator<string | Uint8Array> {
    try {
      for (;;) {
        seen.chunks++
        yield chunk
      }
    } finally {
      seen.closed = true
    }
  }
  return { seen, source: source() }
}

it('the module exports these names and no others', () => {
  expect(Object.keys(streams).sort()).toEqual(['restoreLines', 'restoreStream'])
})

describe('restoreLines', () => {
  it('reads strings, bytes, arrays, Node streams and web streams', async () => {
    const sources = [
      [RECORD], [Buffer.from(RECORD)], streamOf(RECORD), Readable.from([RECORD]), Readable.toWeb(Readable.from([Buffer.from(RECORD)]))
    ]
    for (const source of sources) {
      const lines = (await collected(restoreLines(source, restorer))).toString()
      expect(textOf(lines)).toBe('House')
    }
  })

  it('keeps a character whole whose halves come apart', async () => {
    const [head, tail] = [`{"text":"${'😀'.slice(0, 1)}`, `${'😀'.slice(1)} Home"}\n`]
    expect(textOf((await collected(restoreLines([head, tail], restorer))).toString())).toBe('😀 House')
    const alone = (await collected(restoreLines([head, Buffer.from('"}\n')], restorer))).toString()
    expect(textOf(alone)).toBe('\ufffd')
  })

  it('reads gzip, and returns its counts', async () => {
    const counts = newCounts()
    const lines = restoreLines([gzipSync(`${RECORD}bad\n`)], restorer, { counts })
    let next = await lines.next()
    const texts: unknown[] = []
    for (; next.done !== true; next = await lines.next()) texts.push(textOf(next.value))
    expect(texts).toEqual(['House', undefined])
    expect(next.value).toBe(counts)
    expect(counts).toEqual({ records: 2, restored: 1, edits: 1, errors: 1 })
  })

  it('reads no more than is asked for, and closes its source', async () => {
    const { seen, source } = watched(RECORD)
    const lines = restoreLines(source, restorer)
    await lines.next()
    await lines.next()
    // One chunk ahead tells whether the input is gzip.
    expect(seen).toEqual({ chunks: 2, closed: false })
    await lines.return({ ...newCounts() })
    expect(seen).toEqual({ chunks: 2, closed: true })
  })
})

describe('a signal', () => {
  it('that has come already lets nothing be read', async () => {
    const { seen, source } = watched(RECORD)
    const lines = restoreLines(source, restorer, { signal: AbortSignal.abort(new RangeError('enough')) })
    await expect(lines.next()).rejects.toThrow('enough')
    expect(seen.chunks).toBe(0)
  })

  it('ends the iteration between two records, and closes the source', async () => {
    const { seen, source } = watched(RECORD.repeat(10))
    const controller = new AbortController()
    const counts = newCounts()
    const reading = (async () => {
      for await (const line of restoreLines(source, restorer, { signal: controller.signal, counts })) {
        expect(textOf(line)).toBe('House')
        if (counts.records === 13) controller.abort(new RangeError('enough'))
      }
    })()
    await expect(reading).rejects.toThrow('enough')
    expect(counts.records).toBeLessThanOrEqual(14)
    expect(seen.closed).toBe(true)
  })

  it('is heard while a source is silent, which is then destroyed', async () => {
    const silent = new PassThrough()
    const controller = new AbortController()
    const reading = collected(restoreStream(silent, restorer, { signal: controller.signal }))
    const checked = expect(reading).rejects.toThrow('enough')
    await setTimeout(1)
    controller.abort(new RangeError('enough'))
    await checked
    expect(silent.destroyed).toBe(true)
  })

  it('is heard in the middle of one long chunk', async () => {
    const slow = { ...restorer, restore: (text: string) => (Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2), restorer.restore(text)) }
    const counts = newCounts()
    const reading = collected(restoreLines([RECORD.repeat(5000)], slow, { signal: AbortSignal.timeout(1), counts }))
    await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(counts.records).toBeLessThan(5000)
  })
})

describe('records that are restored at once', () => {
  /** Answers later, the sooner the longer it was asked. */
  const late = (turns: readonly number[]) => {
    let asked = 0
    return {
      diagnose: restorer.diagnose,
      async restore(text: string) {
        for (let turn = turns[asked++ % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve()
        return restorer.restore(text)
      }
    }
  }
  const record = fc.constantFrom('{"text":"Home"}', '{"text":"x"}', '{"text":5}', '{}', 'bad', '', '{"text":"crash"}')
  const row = fc.constantFrom('Home,1', '"a, Home",2', '"bad"x,3', 'crash,4', '', '"a\nHome"')

  it.each([['jsonl', record], ['csv', row]] as const)('are the same, in the same order, as one by one: %s', async (format, line) => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(9), { minLength: 1 }), fc.integer({ min: 2, max: 6 }), async (lines, turns, atOnce) => {
        const source = ['text,id', ...lines].join('\n')
        const run = async (using: Parameters<typeof restoreStream>[1], options: object) => {
          const counts = newCounts()
          const faults: string[] = []
          const onFault = ({ line: at, message }: UnspinError): void => void faults.push(`${at}: ${message}`)
          const bytes = await collected(restoreStream([source], using, { format, counts, onFault, ...options }))
          return { text: bytes.toString(), counts, faults }
        }
        expect(await run(late(turns), { atOnce })).toEqual(await run(restorer, {}))
      }),
      { seed: 7, numRuns: 200 }
    )
  })
})

describe('restoreStream', () => {
  it('keeps faulty JSON lines where the output takes the place of the input', async () => {
    const bad = Buffer.concat([Buffer.from('\ufeffbad\r\n\n[]\n'), Buffer.from([0xff, 0x0a])])
    const faults: (number | undefined)[] = []
    const options = { inPlace: true, onFault: ({ line }: UnspinError) => faults.push(line) }
    const bytes = await collected(restoreStream([bad, RECORD, '{"text":5}'], restorer, options))
    expect(bytes.subarray(0, bad.length).equals(bad)).toBe(true)
    expect(bytes.subarray(bad.length).toString()).toMatch(/^{"text":"House","unspin":.*\n{"text":5}$/)
    expect(faults).toEqual([1, 3, 4, 6])
    const long = restoreStream([RECORD, 'x'.repeat(100)], restorer, { ...options, maxRecordBytes: 99 })
    await expect(collected(long)).rejects.toMatchObject({ code: 'UNSPIN_TOO_LARGE', line: 2 })
  })

  it('gives bytes, compressed as the input is or as told', async () => {
    const plain = await collected(restoreStream([RECORD], restorer))
    expect(textOf(plain.toString())).toBe('House')
    const packed = [gzipSync(RECORD)]
    expect(gunzipSync(await collected(restoreStream(packed, restorer)))).toEqual(plain)
    expect(await collected(restoreStream(packed, restorer, { gzip: false }))).toEqual(plain)
    expect(gunzipSync(await collected(restoreStream([RECORD], restorer, { gzip: true })))).toEqual(plain)
  })

  it('restores tables, and tells their faults', async () => {
    const faults: (number | undefined)[] = []
    const options = { columns: ['a'], onFault: ({ line }: UnspinError) => faults.push(line) }
    const csv = await collected(restoreStream(['b,a\n,Home\n\n,"Home'], restorer, { ...options, format: 'csv' }))
    expect(csv.toString()).toBe('b,a\n,House\n\n,"Home')
    const tsv = await collected(restoreStream(['b\ta\n\tHome'], restorer, { ...options, format: 'tsv' }))
    expect(tsv.toString()).toBe('b\ta\n\tHouse')
    expect(faults).toEqual([4])
  })

  it('reads what is written in HTML', async () => {
    const lines = restoreLines(['{"text":"<b class=Home>Ho</b>me &amp; Home"}'], restorer, { input: 'html' })
    expect(textOf(await collected(lines).then(String))).toBe('<b class=Home>House</b> &amp; House')
  })

  it('goes through a pipe of Node', async () => {
    expect(textOf(await collected(Readable.from(restoreStream(streamOf(RECORD), restorer))).then(String))).toBe('House')
  })

  it('gives what came before damaged data', async () => {
    const packed = gzipSync(RECORD.repeat(3000))
    const counts = newCounts()
    await expect(collected(restoreStream([packed.subarray(0, -40)], restorer, { counts }))).rejects.toMatchObject({ code: 'UNSPIN_GZIP' })
    expect(counts.records).toBeGreaterThan(500)
  })
})
