import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSections, encodeSections, type Section } from '../../src/binary/sections.js'
import { UnspinError } from '../../src/types.js'

const seed = 20240302

const section: fc.Arbitrary<Section> = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.int8Array({ maxLength: 20 }),
  fc.uint16Array({ maxLength: 20 }),
  fc.int32Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.float32Array({ maxLength: 20 })
)
const contents = fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'), section, { maxKeys: 8 })

const meta = { model: 'small', sizes: [1, 2], note: '“é”' }
const example = encodeSections(meta, { bytes: Uint8Array.of(1, 2, 3), words: Int32Array.of(-1, 70000) })

function codeOf(action: () => unknown): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return error instanceof UnspinError ? `${error.code} ${error.file ?? ''}` : 'another error'
  }
}

describe('sections', () => {
  it('come back as they were, with the metadata', () => {
    fc.assert(
      fc.property(contents, fc.jsonValue(), fc.nat(8), (sections, value, shift) => {
        const encoded = encodeSections({ value }, sections)
        // A file may be read into the middle of a larger buffer.
        const shifted = new Uint8Array(encoded.length + shift).subarray(shift)
        shifted.set(encoded)
        const decoded = decodeSections(shifted, 'test.bin')
        expect(decoded.meta).toEqual(JSON.parse(JSON.stringify({ value })))
        for (const [name, array] of Object.entries(sections)) {
          const read =
            array instanceof Uint8Array ? decoded.u8(name)
            : array instanceof Int8Array ? decoded.i8(name)
            : array instanceof Uint16Array ? decoded.u16(name)
            : array instanceof Int32Array ? decoded.i32(name)
            : array instanceof Uint32Array ? decoded.u32(name)
            : decoded.f32(name)
          expect(read).toEqual(array)
        }
      }),
      { seed, numRuns: 500 }
    )
  })

  it('are packed from views into larger buffers', () => {
    const wide = Uint32Array.of(9, 1, 2, 9)
    const bytes = encodeSections({}, { view: wide.subarray(1, 3) })
    expect(decodeSections(bytes, 'test.bin').u32('view')).toEqual(Uint32Array.of(1, 2))
  })

  it('are views, not copies, where the buffer is aligned', () => {
    expect(decodeSections(example, 'test.bin').i32('words').buffer).toBe(example.buffer)
  })

  it('give the same bytes for the same content', () => {
    expect(encodeSections(meta, { bytes: Uint8Array.of(1, 2, 3), words: Int32Array.of(-1, 70000) })).toEqual(example)
  })
})

describe('a damaged file', () => {
  it.each<readonly [string, () => unknown]>([
    ['of another kind', () => decodeSections(new TextEncoder().encode('not a data file at all'), 'test.bin')],
    ['that is empty', () => decodeSections(new Uint8Array(), 'test.bin')],
    ['cut inside its header', () => decodeSections(example.subarray(0, 40), 'test.bin')],
    ['cut inside a section', () => decodeSections(example.subarray(0, example.length - 8), 'test.bin').i32('words')],
    ['without the section', () => decodeSections(example, 'test.bin').u8('nothing')],
    ['whose section has another type', () => decodeSections(example, 'test.bin').u32('words')]
  ])('%s is refused by name', (_, read) => {
    expect(codeOf(read)).toBe('UNSPIN_BINARY test.bin')
  })

  it('is refused wherever it is cut', () => {
    for (let length = 0; length < example.length - 8; length++) {
      const read = (): unknown => decodeSections(example.subarray(0, length), 'test.bin').i32('words')
      expect(codeOf(read), `cut at ${length}`).toBe('UNSPIN_BINARY test.bin')
    }
  })
})
