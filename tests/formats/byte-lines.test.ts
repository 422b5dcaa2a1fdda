import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByteLines } from '../../src/formats/byte-lines.js'

const seed = 20240304

async function* chunked(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : (sizes[turn % sizes.length] ?? 1)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function linesOf(input: AsyncIterable<Uint8Array>, maxBytes = 1000): Promise<string[]> {
  const lines: string[] = []
  for await (const { bytes, terminated, truncated } of splitByteLines(input, maxBytes)) {
    lines.push(`${new TextDecoder().decode(bytes)}${truncated ? '…' : ''}${terminated ? '\n' : ''}`)
  }
  return lines
}

describe('splitByteLines', () => {
  it('ends lines at line feeds alone', async () => {
    expect(await linesOf(chunked('a\r\nb\rc\u2028d\n\ne', []))).toEqual(['a\r\n', 'b\rc\u2028d\n', '\n', 'e'])
  })

  it('gives no line for no input, and none after a last line feed', async () => {
    expect(await linesOf(chunked('', []))).toEqual([])
    expect(await linesOf(chunked('a\n', []))).toEqual(['a\n'])
  })

  it('keeps only the start of a line over the limit, and goes on after it', async () => {
    expect(await linesOf(chunked('abcdef\nabc\nabcd', [4]), 3)).toEqual(['abc…\n', 'abc\n', 'abc…'])
  })

  it('does not depend on the chunks', async () => {
    const text = fc.array(fc.constantFrom('a', 'é😀', '\n', '\r\n'), { maxLength: 20 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }), async (input, sizes) => {
        const lines = await linesOf(chunked(input, sizes))
        expect(lines.join('')).toBe(input)
        expect(lines).toEqual(await linesOf(chunked(input, [])))
        expect(lines.slice(0, -1).every((line) => line.indexOf('\n') === line.length - 1)).toBe(true)
      }),
      { seed }
    )
  })

  it('reads no further than it is asked', async () => {
    let read = 0
    let closed = false
    async function* input(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          read++
          yield new TextEncoder().encode('a\nb\n')
        }
      } finally {
        closed = true
      }
    }
    for await (const line of splitByteLines(input(), 10)) if (line.terminated) break
    expect([read, closed]).toEqual([1, true])
  })
})
