import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { codecOf } from '../../src/formats/codec.js'
import { encodeChanged, encodeText, readText, type SourceOptions, type SourceText } from '../../src/formats/source-text.js'
import { UnspinError } from '../../src/types.js'

const read = (bytes: Uint8Array, options: SourceOptions = {}): Promise<SourceText> => readText('-', { ...options, stdin: Readable.from([bytes]) })
const bytesOf = (text: string, encoding: string): Uint8Array => new Uint8Array(iconv.encode(text, encoding))

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    if (!(error instanceof UnspinError)) throw error
    return `${error.code} ${error.line ?? ''} ${error.message}`
  }
}

/** Encodings with characters that they hold. */
const SAMPLES: readonly (readonly [string, string])[] = [
  ['utf-8', 'aé’漢😀\ufeff'],
  ['utf-16le', 'aé’漢😀\ufeff'],
  ['utf-16be', 'aé’漢😀\ufeff'],
  ['windows-1252', 'aé’€\u0081'],
  ['iso-8859-2', 'ał\u0085'],
  ['koi8-r', 'aЖ═'],
  ['macintosh', 'aé†'],
  ['cp437', 'aé╬'],
  ['shift_jis', 'a漢ｱ表'],
  ['gbk', 'a漢€丂'],
  ['gb18030', 'a漢é😀'],
  ['euc-kr', 'a한'],
  ['euc-jp', 'a漢ｱ'],
  ['big5', 'a漢功']
]

describe.each(SAMPLES)('%s', (encoding, characters) => {
  const text = fc.array(fc.constantFrom(...characters, ' ', '\n'), { maxLength: 40 }).map((parts) => parts.join(''))

  test('gives back the bytes that it was read from, but for what was changed', () =>
    fc.assert(
      fc.asyncProperty(text, text, fc.nat(), fc.nat(), async (source, after, a, b) => {
        const codec = await codecOf(encoding)
        const bytes = codec.encode(source)
        expect(bytes).not.toBeNull()
        const from = Math.min(a, b) % (source.length + 1)
        const to = Math.max(from, Math.max(a, b) % (source.length + 1))
        // Edits never split a character.
        fc.pre(![from, to].some((unit) => /[\udc00-\udfff]/.test(source.charAt(unit))))
        const read = await readText('-', { stdin: Readable.from([bytes ?? new Uint8Array()]), encoding })
        expect(read.text).toBe(source)
        const changed = source.slice(0, from) + after + source.slice(to)
        expect(codec.decode(encodeChanged(read, [{ span: { start: from, end: to }, after }]))).toBe(changed)
        expect(codec.decode(encodeText(read, changed))).toBe(changed)
        expect(encodeText(read, source)).toBe(read.bytes)
      }),
      { seed: 5, numRuns: 60 }
    ))

  test('tells of bytes that are none of its characters, or copies them all', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 12 }), async (bytes) => {
        const codec = await codecOf(encoding)
        const decoded = codec.decode(bytes)
        if (typeof decoded !== 'string') {
          expect(decoded.malformed).toBeLessThan(bytes.length)
          expect(typeof codec.decode(bytes.subarray(0, decoded.malformed))).toBe('string')
          return
        }
        const source = { file: '', text: decoded, bytes, codec, markup: false }
        expect([...encodeChanged(source, [])]).toEqual([...bytes])
        const middle = decoded.length >> 1
        if (!/[\udc00-\udfff]/.test(decoded.charAt(middle))) {
          expect(Buffer.from(encodeChanged(source, [{ span: { start: middle, end: middle }, after: '' }]))).toEqual(Buffer.from(bytes))
        }
      }),
      { seed: 6, numRuns: 150 }
    ))
})

test.each(['windows-1252', 'windows-1251', 'iso-8859-15', 'koi8-u', 'ibm866'])('%s has the characters that iconv-lite gives it', async (encoding) => {
  const codec = await codecOf(encoding)
  for (let byte = 0; byte < 256; byte++) {
    const character = iconv.decode(Buffer.of(byte), encoding)
    const decoded = codec.decode(Uint8Array.of(byte))
    // Where a byte is unassigned, the standard keeps it as a control and iconv-lite need not.
    if (character !== '\ufffd') expect(decoded).toBe(character)
  }
})

describe('the encoding of a text', () => {
  test.each<[string, Uint8Array, SourceOptions, string, string]>([
    ['UTF-8', bytesOf('é', 'utf-8'), {}, 'utf-8', 'é'],
    ['a UTF-8 mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), {}, 'utf-8', '\ufeffa'],
    ['a UTF-16 mark', Uint8Array.of(0xff, 0xfe, 0x61, 0), {}, 'utf-16le', '\ufeffa'],
    ['a big-endian one', Uint8Array.of(0xfe, 0xff, 0, 0x61), {}, 'utf-16be', '\ufeffa'],
    ['a meta element', bytesOf('<html><meta charset=latin1>é', 'latin1'), {}, 'windows-1252', '<html><meta charset=latin1>é'],
    ['the old meta element', bytesOf('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">Ж', 'koi8-r'), {}, 'koi8-r', expect.stringMatching(/Ж$/)],
    ['an XML declaration', bytesOf('<?xml version="1.0" encoding=\'ISO-8859-2\'?><a>ł</a>', 'iso-8859-2'), {}, 'iso-8859-2', expect.stringContaining('ł')],
    ['a declaration of UTF-16 in ASCII', bytesOf('<meta charset="utf-16">é', 'utf-8'), {}, 'utf-8', expect.stringContaining('é')],
    ['a declaration in a comment', bytesOf('<!-- <meta charset="koi8-r"> -->é', 'utf-8'), {}, 'utf-8', expect.stringContaining('é')],
    ['a declaration in no page', bytesOf('The tag <meta charset="koi8-r"> é', 'utf-8'), {}, 'utf-8', expect.stringContaining('é')],
    ['a declaration in a page by its name', bytesOf('x <meta charset="koi8-r"> Ж', 'koi8-r'), { name: 'a.html' }, 'koi8-r', expect.stringContaining('Ж')],
    ['what the user says', bytesOf('<meta charset="utf-8">é', 'latin1'), { encoding: 'Latin1' }, 'windows-1252', expect.stringContaining('é')]
  ])('is found by %s', async (_, bytes, options, name, text) => {
    const source = await read(bytes, options)
    expect(source.codec.name).toBe(name)
    expect(source.text).toEqual(text)
  })

  test.each<[Uint8Array, SourceOptions, string]>([
    [Uint8Array.of(0x61, 0x0a, 0xe9, 0x61), {}, 'UNSPIN_ENCODING 2 the text is not UTF-8: byte 2 (0xe9) begins no valid character'],
    [Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62), {}, 'UNSPIN_ENCODING 1 the text is not UTF-16LE: byte 4 (0x62) begins no valid character'],
    [Uint8Array.of(0xff, 0xfe, 0, 0xd8, 0x62, 0), {}, 'UNSPIN_ENCODING 1 the text is not UTF-16LE: byte 2 (0x00) begins no valid character'],
    [Uint8Array.of(0x61, 0x81, 0x20), { encoding: 'shift_jis' }, 'UNSPIN_ENCODING 1 the text is not SHIFT_JIS: byte 1 (0x81) begins no valid character'],
    [Uint8Array.of(0xa1), { encoding: 'iso-8859-3' }, 'string'],
    [Uint8Array.of(0xa5), { encoding: 'iso-8859-3' }, 'UNSPIN_ENCODING 1 the text is not ISO-8859-3: byte 0 (0xa5) begins no valid character'],
    [Uint8Array.of(0x61), { encoding: 'klingon' }, 'UNSPIN_ENCODING_UNKNOWN  texts in the encoding "klingon" cannot be read'],
    [Uint8Array.of(0x61), { encoding: 'utf-7' }, 'UNSPIN_ENCODING_UNKNOWN  texts in the encoding "utf-7" cannot be read'],
    [Uint8Array.of(0x61), { encoding: 'iso-2022-jp' }, 'UNSPIN_ENCODING_UNKNOWN  texts in the encoding "iso-2022-jp" cannot be read'],
    [Uint8Array.of(0x61, 0), { encoding: 'windows-1252' }, 'UNSPIN_BINARY_INPUT  this is not plain text but binary data (it holds NUL bytes)']
  ])('%j with %j is told of', async (bytes, options, message) => {
    const result = await failure(read(bytes, options))
    expect(typeof result === 'string' ? result : 'string').toBe(message)
  })
})

test.each([[[0x61, 0], 'le'], [[0, 0x61], 'be']])('UTF-16 without a byte order mark is told how to be read: %j', async (bytes, order) => {
  await expect(read(Uint8Array.from(bytes), {})).rejects.toMatchObject({ hint: `extract its text first, or say --encoding utf-16${order}` })
})

describe('a character that the encoding lacks', () => {
  const change = { span: { start: 0, end: 1 }, after: 'a’漢😀' }

  test('becomes a reference in markup', async () => {
    const source = await read(bytesOf('x<p>é', 'latin1'), { encoding: 'latin1', markup: true })
    expect(Buffer.from(encodeChanged(source, [change])).toString('latin1')).toBe('a\u0092&#x6F22;&#x1F600;<p>é')
  })

  test('is an error in plain text', async () => {
    const source = await read(bytesOf('x é', 'latin1'), { encoding: 'latin1' })
    expect(() => encodeChanged(source, [change])).toThrow(
      expect.objectContaining({ code: 'UNSPIN_UNENCODABLE', message: 'the restoration "a’漢😀" holds U+6F22, which windows-1252 does not have' })
    )
  })
})
