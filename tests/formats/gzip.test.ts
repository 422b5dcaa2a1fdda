import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gunzip, gzip, isGzip, plainBytes } from '../../src/formats/gzip.js'
import { collected, inPieces, streamOf } from './byte-streams.js'

const seed = 20240307

describe('gzip', () => {
  it('is read back by zlib and by gunzip, however it is cut', async () => {
    const data = fc.uint8Array({ maxLength: 400 })
    await fc.assert(
      fc.asyncProperty(fc.array(data, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), async (members, size) => {
        const plain = Buffer.concat(members)
        const packed = await collected(gzip(inPieces(plain, size)))
        expect(gunzipSync(packed)).toEqual(plain)
        expect(await collected(gunzip(inPieces(packed, size)))).toEqual(plain)
      }),
      { seed, numRuns: 100 }
    )
  })

  it('reads members one after the other', async () => {
    const packed = Buffer.concat([gzipSync('one '), gzipSync(''), gzipSync('two')])
    expect((await collected(gunzip(inPieces(packed, 7)))).toString()).toBe('one two')
  })

  it('gives all that came before data are cut short, and then the error', async () => {
    const plain = randomBytes(200_000)
    const packed = gzipSync(plain).subarray(0, 150_000)
    const read: Uint8Array[] = []
    const reading = (async () => {
      for await (const chunk of gunzip(inPieces(packed, 65536))) read.push(chunk)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'UNSPIN_GZIP', message: 'the gzip data are damaged: unexpected end of file' })
    const length = read.reduce((sum, chunk) => sum + chunk.length, 0)
    expect(length).toBeGreaterThan(140_000)
    expect(Buffer.concat(read)).toEqual(plain.subarray(0, length))
  })

  it.each([5, 1000, 100_000])('gives the whole of what came before something else, and then the error, in pieces of %i', async (size) => {
    const plain = 'a line of text\n'.repeat(500)
    for (const garbage of ['garbage', '\u001f\u008bno member']) {
      const read: Uint8Array[] = []
      const packed = Buffer.concat([gzipSync('one\n'), gzipSync(plain), Buffer.from(garbage, 'latin1')])
      const reading = (async () => {
        for await (const chunk of gunzip(inPieces(packed, size))) read.push(chunk)
      })()
      await expect(reading).rejects.toMatchObject({ code: 'UNSPIN_GZIP' })
      expect(Buffer.concat(read).toString()).toBe(`one\n${plain}`)
    }
    expect((await collected(gunzip(inPieces(Buffer.concat([gzipSync(plain), Buffer.alloc(600)]), size)))).toString()).toBe(plain)
  })

  it('refuses damaged data', async () => {
    const packed = gzipSync('a text that is long enough to be damaged in its middle')
    packed[packed.length - 6] = 0
    await expect(collected(gunzip(streamOf(packed)))).rejects.toMatchObject({ code: 'UNSPIN_GZIP' })
  })

  it('hands on the error of its source, after what came before it', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('before')
      throw new RangeError('the source failed')
    }
    const packed: Uint8Array[] = []
    const reading = (async () => {
      for await (const chunk of gzip(failing())) packed.push(chunk)
    })()
    await expect(reading).rejects.toThrow(RangeError)
    expect(gunzipSync(Buffer.concat(packed)).toString()).toBe('before')
  })

  it('closes its source when it is left early', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield randomBytes(100_000)
      } finally {
        closed = true
      }
    }
    for await (const chunk of gzip(endless())) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(closed).toBe(true)
  })
})

describe('plainBytes', () => {
  it.each([
    ['gzip', gzipSync('text'), true],
    ['a text', Buffer.from('text'), false],
    ['nothing', Buffer.alloc(0), false],
    ['one byte', Buffer.from([0x1f]), false]
  ])('tells %s by its first bytes', async (_, bytes, gzipped) => {
    const plain = await plainBytes(inPieces(bytes, 1))
    expect(plain.gzipped).toBe(gzipped)
    expect(isGzip(bytes)).toBe(gzipped)
    expect(await collected(plain.bytes)).toEqual(gzipped ? Buffer.from('text') : bytes)
  })
})
