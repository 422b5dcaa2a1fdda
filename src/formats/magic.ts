/** Tells files that are not plain text by their first bytes. */

interface Signature {
  readonly bytes: readonly number[]
  readonly kind: string
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))

const GZIP = [0x1f, 0x8b] as const

/** Formats that people hand to a text tool by mistake; from the formats' own specifications. */
const SIGNATURES: readonly Signature[] = [
  { bytes: ascii('%PDF-'), kind: 'a PDF document' },
  { bytes: ascii('PK\x03\x04'), kind: 'a ZIP archive or an office document' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'an old office document' },
  { bytes: GZIP, kind: 'gzip data' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], kind: 'Zstandard data' },
  { bytes: [0xfd, ...ascii('7zXZ')], kind: 'XZ data' },
  { bytes: [0x89, ...ascii('PNG')], kind: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'a JPEG image' },
  { bytes: ascii('GIF8'), kind: 'a GIF image' },
  { bytes: [0x7f, ...ascii('ELF')], kind: 'a program' }
]

/** Byte order marks of UTF-16; its text is full of NUL bytes and must not pass for a binary file. */
export const isUtf16 = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])

/** Whether these are the first bytes of gzip data; two are needed to tell. */
export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, GZIP)

/**
 * What the bytes are, in words, if they are no text; null if they may be one.
 * @param markup whether they are said to be a page; browsers read pages with NUL bytes in them, and the web has some.
 */
export function binaryKind(bytes: Uint8Array, markup = false): string | null {
  const known = SIGNATURES.find((signature) => startsWith(bytes, signature.bytes))
  if (known) return known.kind
  return !markup && bytes.includes(0) ? 'binary data (it holds NUL bytes)' : null
}

const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean => prefix.every((byte, at) => bytes[at] === byte)
