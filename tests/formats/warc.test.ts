import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCounts } from '../../src/formats/record-counts.js'
import { plainRecords } from '../../src/formats/warc-framing.js'
import { memberRecords } from '../../src/formats/warc-members.js'
import { restoreWarc, type WarcOptions } from '../../src/formats/warc.js'
import { collected, inPieces } from './byte-streams.js'
import { fakeRestorer } from './fake-restorer.js'
import { chunked, countRecords, encoders, type Page, readWarc, recordOf } from './warc-files.js'

const seed = 20240309
const restorer = fakeRestorer({ Home: 'House', café: 'coffee', quote: '“' })
const HTML = { 'Content-Type': 'text/html; charset=utf-8', Server: 'a' }

async function run(file: Uint8Array, options: WarcOptions = {}, size = 1000) {
  const counts = newCounts()
  const faults: string[] = []
  const bytes = await collected(restoreWarc(inPieces(file, size), restorer, { counts, onFault: ({ message }) => faults.push(message), ...options }))
  return { bytes, counts, faults }
}

const concat = async (pages: readonly Page[], gzip = false): Promise<{ file: Buffer; records: Buffer[] }> => {
  const records = await Promise.all(pages.map((page, number) => recordOf(page, number, gzip)))
  return { file: Buffer.concat(records), records }
}

const html = (body: string | Uint8Array, headers: Record<string, string> = {}): Page => ({ body, headers: { ...HTML, ...headers } })

/** A page in every form that the test knows, some of them spun. */
function pageOf(number: number): Page {
  const text = number % 3 === 0 ? `<p>Page ${number}, White Home.</p>` : `<p>Page ${number}</p>`
  const digest = number % 2 === 0 ? 0 : 1
  const [encoding, encode] = Object.entries(encoders)[number % 3] ?? ['gzip', gzipSync]
  const body = Buffer.from(text)
  const packed = encode(body)
  const forms: Page[] = [
    html(text, { 'content-length': String(body.length) }),
    html(text),
    html(packed, { 'Content-Encoding': encoding, 'Content-Length': String(packed.length) }),
    html(chunked(body), { 'Transfer-Encoding': 'chunked' }),
    html(chunked(packed), { 'Transfer-Encoding': 'chunked', 'Content-Encoding': encoding }),
    { body: text, type: 'conversion', contentType: 'text/plain' },
    html(Buffer.from([0xff, number % 256]), { 'Content-Type': 'image/png' }),
    { body: text, type: 'metadata', contentType: 'text/plain' }
  ]
  return { ...forms[number % forms.length] ?? html(text), digest }
}

describe('restoreWarc', () => {
  it.each([true, false])('restores 1,000 records so that warcio reads them and every digest is right (gzip: %s)', async (gzip) => {
    // 25 different records, 40 times over: hashing them all again would take long and tell no more.
    const { file, records } = await concat(Array.from({ length: 25 }, (_, number) => pageOf(number)), gzip)
    const isSpun = (number: number): boolean => number % 3 === 0 && number % 8 < 6
    const { bytes } = await run(file)
    const read = await readWarc(bytes)
    expect(read).toHaveLength(records.length)
    let at = 0
    for (const [number, { uri, text, headers, right }] of read.entries()) {
      expect([uri, right]).toEqual([`https://news.example/${number}`, true])
      if (isSpun(number)) {
        expect(text).toBe(`<p>Page ${number}, White House.</p>`)
        expect(headers).not.toHaveProperty('content-encoding')
        expect(headers).not.toHaveProperty('transfer-encoding')
      } else {
        // What was not restored keeps its bytes, also compressed, in its place.
        at = bytes.indexOf(records[number] ?? 'missing', at)
        expect(at, `record ${number}`).not.toBe(-1)
      }
    }
    const all = await run(Buffer.concat(Array<Buffer>(40).fill(file)), {}, 5000)
    expect(all.bytes.equals(Buffer.concat(Array<Buffer>(40).fill(bytes)))).toBe(true)
    expect(await countRecords(all.bytes)).toBe(1000)
    const spun = 40 * read.filter((_, number) => isSpun(number)).length
    expect(all).toMatchObject({ counts: { records: 1000, restored: spun, edits: spun, errors: 0 }, faults: [] })
  })

  it('keeps a file without spun text as it is', async () => {
    for (const gzip of [true, false]) {
      const { file } = await concat([1, 2, 4, 5, 6, 7].map(pageOf), gzip)
      for (const size of [1, 100, 100_000]) expect((await run(file, {}, size)).bytes).toEqual(file)
    }
  })

  it('keeps the other fields of a restored record', async () => {
    const record = await recordOf(html('<title>Home</title>\n', { 'X-A': 'b', 'Content-MD5': 'x' }))
    const { bytes } = await run(record)
    const [warc, http, body] = bytes.toString().split('\r\n\r\n')
    const fields = (head: string | undefined): string[] => (head ?? '').split('\r\n').filter((line) => !/digest|length|md5/i.test(line))
    expect(fields(warc)).toEqual(fields(record.toString().split('\r\n\r\n')[0]))
    expect(http).toBe('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: a\r\nX-A: b\r\nContent-Length: 21')
    expect(body).toBe('<title>House</title>\n')
  })

  it.each<[string, Page, string]>([
    ['is not UTF-8', html(Buffer.from('Home caf\xe9', 'latin1')), 'the text is not UTF-8: byte 8 of it begins no valid character'],
    ['is plain and not UTF-8', html(Buffer.from('Home caf\xe9', 'latin1'), { 'Content-Type': 'text/plain' }), 'the text is not UTF-8: byte 8 of it begins no valid character'],
    ['would need another encoding', html('Home quote', { 'Content-Type': 'text/plain; charset="ISO-8859-2"' }), 'the restoration "“" holds U+201C, which iso-8859-2 does not have'],
    ['shifts between sets of characters', html('Home', { 'Content-Type': 'text/html; charset=iso-2022-jp' }), 'texts in the encoding "iso-2022-jp" cannot be read'],
    ['has an encoding that is not known', html('Home', { 'Content-Encoding': 'zstd' }), 'the body has an encoding that is not known: zstd'],
    ['is not in its encoding', html('Home', { 'Content-Encoding': 'br' }), 'the body is not br, or too long'],
    ['makes the restorer fail', html('crash'), 'TypeError: a defect']
  ])('lets a text pass that %s', async (_, page, message) => {
    const { file } = await concat([page, html('Home')])
    const { bytes, counts, faults } = await run(file)
    expect(bytes.subarray(0, (await recordOf(page)).length)).toEqual(await recordOf(page))
    expect(faults).toEqual([`record 1 (https://news.example/0): ${message}`])
    expect(counts).toEqual({ records: 2, restored: 1, edits: 1, errors: 1 })
  })

  it.each<[string, Page, string]>([
    ['a body that was stored decoded', html('Home', { 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' }), 'House'],
    ['a resource', { body: 'Home', type: 'resource', contentType: 'text/html' }, 'House'],
    ['plain text', html('<b class="Home">', { 'Content-Type': 'text/plain' }), '<b class="House">']
  ])('restores %s', async (_, page, text) => {
    const { file } = await concat([page])
    expect(await readWarc((await run(file)).bytes)).toMatchObject([{ text, right: true }])
  })

  it.each<[string, string, Record<string, string>, Buffer, Buffer]>([
    ['what the server says', 'text/html; charset=windows-1252', {}, Buffer.from('caf\xe9 Home', 'latin1'), Buffer.from('coffee House', 'latin1')],
    ['what the page says', 'text/html', {}, Buffer.from('<meta charset="latin1">\x93 caf\xe9! Home', 'latin1'), Buffer.from('<meta charset="latin1">\x93 coffee! House', 'latin1')],
    ['nothing, like much of the old web', 'text/html', {}, Buffer.from('\x93Home\x94', 'latin1'), Buffer.from('\x93House\x94', 'latin1')],
    ['what nobody knows', 'text/html; charset=none', {}, Buffer.from('é Home'), Buffer.from('é House')],
    ['another thing than its byte order mark', 'text/html; charset=latin1', {}, Buffer.from('\ufeffé Home'), Buffer.from('\ufeffé House')],
    ['UTF-16, and begins so', 'text/plain', {}, Buffer.from('\ufeffé Home', 'utf16le'), Buffer.from('\ufeffé House', 'utf16le')],
    ['an encoding of several bytes', 'text/html; charset=shift_jis', {}, Buffer.from([0x95, 0x5c, ...Buffer.from('Home'), 0x95, 0x5c]), Buffer.from([0x95, 0x5c, ...Buffer.from('House'), 0x95, 0x5c])],
    ['an encoding without the restoration', 'text/html; charset=koi8-r', {}, Buffer.from('\xc1 quote', 'latin1'), Buffer.from('\xc1 &#x201C;', 'latin1')]
  ])('keeps the encoding of a text that says %s', async (_, type, headers, body, expected) => {
    const { file } = await concat([html(body, { 'Content-Type': type, ...headers })])
    const { bytes, faults } = await run(file)
    expect(faults).toEqual([])
    expect(bytes.includes(Buffer.concat([Buffer.from('\r\n\r\n'), expected, Buffer.from('\r\n\r\n')]))).toBe(true)
    expect(await readWarc(bytes)).toMatchObject([{ right: true }])
  })

  it.each([[true, 1], [false, 1], [true, 4]])('gives a revisit the digest of what it refers to (gzip: %s, %i at once)', async (gzip, atOnce) => {
    const { file, records } = await concat([html('Home'), html('x')], gzip)
    const digestOf = (record: Buffer | undefined): string => /^WARC-Payload-Digest: (.*)\r$/m.exec((gzip ? gunzipSync(record ?? '') : record ?? '').toString())?.[1] ?? 'none'
    const revisitOf = (digest: string): Buffer => {
      const http = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'
      const head = `WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Payload-Digest: ${digest}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`
      return Buffer.from(`${head}${http}\r\n\r\n`)
    }
    const packed = (record: Buffer): Buffer => (gzip ? gzipSync(record) : record)
    const [before, unchanged] = records.map(digestOf)
    const revisits = [before, unchanged, 'sha1:NOBODYKNOWS'].map((digest) => revisitOf(digest ?? ''))
    const { bytes, faults, counts } = await run(Buffer.concat([file, ...revisits.map(packed)]), { atOnce })
    const { bytes: restored } = await run(records[0] ?? file)
    const expected = [revisitOf(digestOf(restored)), ...revisits.slice(1)].map(packed)
    expect(bytes.equals(Buffer.concat([restored, records[1] ?? file, ...expected]))).toBe(true)
    expect(faults).toEqual([])
    expect(counts).toEqual({ records: 5, restored: 1, edits: 1, errors: 0 })
  })

  it('compresses or decompresses record by record when told', async () => {
    const { file } = await concat([html('Home'), html('x')])
    const packed = (await run(file, { gzip: true })).bytes
    expect(await readWarc(packed)).toMatchObject([{ text: 'House', right: true }, { text: 'x', right: true }])
    expect((await run(packed, { gzip: false })).bytes).toEqual((await run(file)).bytes)
  })

  it('gives each record of a file that was compressed as a whole a member of its own', async () => {
    const { file } = await concat([html('Home'), html('x')])
    const { bytes } = await run(gzipSync(file))
    expect(gunzipSync(bytes)).toEqual((await run(file)).bytes)
    const members = []
    for await (const { record } of memberRecords(inPieces(bytes, 50), 10_000)) members.push(record?.bytes.length)
    expect(members).toEqual([expect.any(Number), expect.any(Number)])
  })

  it.each([true, false])('passes a record that is too long to hold (gzip: %s)', async (gzip) => {
    const noise = Buffer.from(Array.from({ length: 3000 }, (_, at) => 97 + ((at * at * 7919) % 26)))
    const { file, records } = await concat([html('Home'), html(Buffer.concat([noise, Buffer.from('Home')])), html('Home')], gzip)
    for (const size of [64, 1000, 100_000]) {
      const { bytes, counts, faults } = await run(file, { maxRecordBytes: 2000 }, size)
      expect(bytes.includes(records[1] ?? 'missing')).toBe(true)
      expect(faults).toEqual(['record 2: the record is longer than 2000 bytes'])
      expect(counts).toMatchObject({ records: 3, restored: 2, errors: 1 })
      expect((await readWarc(bytes)).map(({ right }) => right)).toEqual([true, true, true])
    }
  })

  it('passes what is no record, or cut short, and finds the next one', async () => {
    const { file, records } = await concat([html('Home'), html('Home')])
    const broken = Buffer.concat([records[0] ?? file, Buffer.from('noise\nand noise\n'), records[1] ?? file, (records[0] ?? file).subarray(0, -30)])
    for (const size of [1, 7, 100_000]) {
      const { bytes, counts } = await run(broken, {}, size)
      expect(bytes.toString().replaceAll('House', 'Home').length).toBeGreaterThan(broken.length - 10)
      expect(bytes.includes('noise\nand noise\nWARC/1.0')).toBe(true)
      expect(bytes.subarray(-50)).toEqual(broken.subarray(-50))
      expect(counts).toMatchObject({ records: 4, restored: 2, errors: 2 })
    }
  })

  it('passes gzip that is damaged or cut short', async () => {
    const { file, records } = await concat([html('Home'), html('a'), html('b')], true)
    const cut = file.subarray(0, -20)
    const { bytes, counts } = await run(cut, {}, 100)
    expect(bytes.subarray(-100)).toEqual(cut.subarray(-100))
    expect(counts).toMatchObject({ records: 3, restored: 1, errors: 1 })
    const damaged = Buffer.from(file)
    damaged[(records[0]?.length ?? 0) + 30] = (damaged[(records[0]?.length ?? 0) + 30] ?? 0) ^ 255
    const passed = await run(damaged, {}, 100)
    expect(passed.bytes.subarray(-200)).toEqual(damaged.subarray(-200))
    expect(passed.counts.errors).toBe(1)
  })

  it('gives nothing for nothing', async () => {
    expect((await run(Buffer.alloc(0))).bytes).toEqual(Buffer.alloc(0))
  })
})

describe('the records of a file', () => {
  it('are all its bytes, however it is cut and whatever stands in it', async () => {
    const { records } = await concat([html('Home'), { body: 'x', type: 'metadata', contentType: 'text/plain' }])
    const part = fc.constantFrom(...records, records[0]?.subarray(0, 40) ?? '', 'WARC/', '\r\n\r\n', 'WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdef', '\nWARC/1.0\n\n')
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.integer({ min: 1, max: 200 }), fc.boolean(), async (parts, size, packed) => {
        const file = Buffer.concat(parts.map((each) => (packed ? gzipSync(each) : Buffer.from(each))))
        const pieces: Uint8Array[] = []
        for await (const { bytes } of (packed ? memberRecords : plainRecords)(inPieces(file, size), 1000)) pieces.push(bytes)
        expect(Buffer.concat(pieces)).toEqual(file)
      }),
      { seed, numRuns: 100 }
    )
  })
})
