/**
 * A file of named typed arrays, loaded by view and never parsed.
 *
 * Layout, little endian: the magic `UNSPIN01`, the header's length in bytes (uint32), the header
 * (UTF-8 JSON: `meta` and for each section its name, element type, byte offset and length), then the
 * sections, each aligned to 8 bytes from the start of the file.
 */
import { UnspinError } from '../types.js'

const MAGIC = 'UNSPIN01'
const ALIGNMENT = 8

export type Section = Uint8Array | Int8Array | Uint16Array | Int32Array | Uint32Array | Float32Array

const constructors = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array
} as const

type ElementType = keyof typeof constructors

interface SectionHeader {
  name: string
  type: ElementType
  offset: number
  length: number
}

interface Header {
  meta: Record<string, unknown>
  sections: SectionHeader[]
}

/** Sections of a decoded file. Reading a section of another type, or one that is not there, throws `UNSPIN_BINARY`. */
export interface Sections {
  readonly meta: Readonly<Record<string, unknown>>
  u8(name: string): Uint8Array
  i8(name: string): Int8Array
  u16(name: string): Uint16Array
  i32(name: string): Int32Array
  u32(name: string): Uint32Array
  f32(name: string): Float32Array
}

const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT

function elementType(section: Section): ElementType {
  if (section instanceof Uint8Array) return 'u8'
  if (section instanceof Int8Array) return 'i8'
  if (section instanceof Uint16Array) return 'u16'
  if (section instanceof Int32Array) return 'i32'
  if (section instanceof Uint32Array) return 'u32'
  return 'f32'
}

/** Packs sections and JSON-able metadata into one buffer. */
export function encodeSections(meta: Record<string, unknown>, sections: Record<string, Section>): Uint8Array {
  const headers: SectionHeader[] = Object.entries(sections).map(([name, section]) => ({
    name,
    type: elementType(section),
    offset: 0,
    length: section.length
  }))
  // The offsets are part of the header whose length they depend on, so they count from its end.
  let relative = 0
  for (const header of headers) {
    header.offset = relative
    relative = align(relative + header.length * constructors[header.type].BYTES_PER_ELEMENT)
  }
  const headerBytes = new TextEncoder().encode(JSON.stringify({ meta, sections: headers }))
  const base = align(MAGIC.length + 4 + headerBytes.length)
  const bytes = new Uint8Array(base + relative)
  bytes.set(new TextEncoder().encode(MAGIC), 0)
  new DataView(bytes.buffer).setUint32(MAGIC.length, headerBytes.length, true)
  bytes.set(headerBytes, MAGIC.length + 4)
  for (const header of headers) {
    const section = sections[header.name]
    if (section) bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), base + header.offset)
  }
  return bytes
}

/**
 * Opens a buffer written by {@link encodeSections}. The sections are views into it where its
 * alignment allows, so the buffer must not change afterwards.
 * @throws UnspinError `UNSPIN_BINARY` when the buffer is not such a file or is cut short.
 */
export function decodeSections(input: Uint8Array, file: string): Sections {
  const bytes = input.byteOffset % ALIGNMENT === 0 ? input : new Uint8Array(input)
  const fail = (why: string): never => {
    throw new UnspinError('UNSPIN_BINARY', `${why}`, { file, hint: 'rebuild it with `npm run build`' })
  }
  const preamble = MAGIC.length + 4
  if (bytes.length < preamble || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) fail('not an unspin data file')
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true)
  if (bytes.length < preamble + headerLength) fail('the data file is cut short')
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(preamble, preamble + headerLength)))
  const base = align(preamble + headerLength)
  const byName = new Map(header.sections.map((section) => [section.name, section]))
  const find = (name: string, type: ElementType): [ArrayBufferLike, number, number] => {
    const section = byName.get(name)
    if (section?.type !== type) return fail(`the data file has no ${type} section "${name}"`)
    const start = base + section.offset
    if (start + section.length * constructors[type].BYTES_PER_ELEMENT > bytes.length) return fail('the data file is cut short')
    return [bytes.buffer, bytes.byteOffset + start, section.length]
  }
  return {
    meta: header.meta,
    u8: (name) => new Uint8Array(...find(name, 'u8')),
    i8: (name) => new Int8Array(...find(name, 'i8')),
    u16: (name) => new Uint16Array(...find(name, 'u16')),
    i32: (name) => new Int32Array(...find(name, 'i32')),
    u32: (name) => new Uint32Array(...find(name, 'u32')),
    f32: (name) => new Float32Array(...find(name, 'f32'))
  }
}
