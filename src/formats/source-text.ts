/** Texts in any encoding: read, and written back with the bytes that nobody edited as they were. */
import { UnspinError, type Edit } from '../types.js'
import { inputKindOf, type InputKind } from '../html/input-kind.js'
import { declaredEncoding, isMarkupName, markedEncoding } from './charset.js'
import { codecOf, type Codec } from './codec.js'
import { binaryKind, isGzip } from './magic.js'
import { readBytes, type ReadOptions } from './text-file.js'

/** Bytes that tell what a file is. */
const HEAD = 4096

/** A text, and the bytes that it was read from. */
export interface SourceText {
  /** As in messages. */
  readonly file: string
  readonly text: string
  /** Unpacked, where the file is gzip. */
  readonly bytes: Uint8Array
  /** The file as it was, where it is gzip. */
  readonly packed?: Uint8Array
  readonly codec: Codec
  /** Whether a character that the encoding lacks can be written as a character reference. */
  readonly markup: boolean
}

export interface SourceOptions extends ReadOptions {
  /** Label of the encoding; without it a byte order mark, what a page declares, and else UTF-8 decide. */
  readonly encoding?: string
  /** File name to judge by, where it is not the path. */
  readonly name?: string
  /** Whether the text is markup. Default: what its name and its beginning say. */
  readonly markup?: boolean
}

/**
 * Reads a text, also one that is gzip. A byte order mark stays in it as U+FEFF.
 * @throws UnspinError as `readSource` does, `UNSPIN_ENCODING` with the offset of the first byte that is no character,
 * `UNSPIN_ENCODING_UNKNOWN`, `UNSPIN_PACKAGE_MISSING`, and `UNSPIN_GZIP` for data that are damaged
 */
export async function readText(path: string, options: SourceOptions = {}): Promise<SourceText> {
  const { encoding, name = path, markup } = options
  const { bytes: read, file, checkLength, maxBytes } = await readBytes(path, options)
  const bytes = isGzip(read) ? await unpacked(read, file, maxBytes) : read
  const declared = declaredEncoding(bytes, name)
  const label = encoding ?? markedEncoding(bytes) ?? declared ?? 'utf-8'
  const codec = await codecOf(label).catch((error: unknown) => {
    throw error instanceof UnspinError ? new UnspinError(error.code, error.message, { file, hint: error.hint ?? '' }) : error
  })
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  const kind = codec.name.startsWith('utf-16') ? null : binaryKind(bytes, markup ?? (isMarkupName(name) || isMarkupKind(inputKindOf(name, head))))
  if (kind !== null) {
    const extract = 'extract its text first'
    // UTF-16 without a byte order mark: of its first letter, one byte is NUL.
    const order = bytes[0] === 0 ? 'be' : bytes[1] === 0 ? 'le' : undefined
    const hint = order === undefined || encoding !== undefined ? extract : `${extract}, or say --encoding utf-16${order}`
    throw new UnspinError('UNSPIN_BINARY_INPUT', `this is not plain text but ${kind}`, { file, hint })
  }
  const text = codec.decode(bytes)
  if (typeof text !== 'string') throw undecodable(bytes, text.malformed, codec, file)
  checkLength(text)
  return { file, text, bytes, ...(bytes !== read && { packed: read }), codec, markup: markup ?? (isMarkupName(name) || isMarkupKind(inputKindOf(name, text))) }
}

async function unpacked(bytes: Uint8Array, file: string, maxBytes: number): Promise<Uint8Array> {
  const { gunzipSync } = await import('node:zlib')
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLarge) throw new UnspinError('UNSPIN_TOO_LARGE', `what it unpacks to is longer than ${maxBytes} bytes`, { file, hint: 'split it into smaller texts' })
    throw new UnspinError('UNSPIN_GZIP', 'the gzip data are damaged or cut short', { file, hint: 'fetch the file again' })
  }
}

/** What a file holds whose text is in these bytes: gzip again, if it was. */
export async function fileBytes({ packed }: SourceText, bytes: Uint8Array): Promise<Uint8Array> {
  return packed ? (await import('node:zlib')).gzipSync(bytes) : bytes
}

function undecodable(bytes: Uint8Array, offset: number, { name }: Codec, file: string): UnspinError {
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
  const shown = name.toUpperCase()
  const hint = name === 'utf-8'
    ? 'say what it is in, for example --encoding windows-1252'
    : 'it may be in another encoding; say which with --encoding'
  return new UnspinError('UNSPIN_ENCODING', `the text is not ${shown}: byte ${offset} (0x${byte}) begins no valid character`, {
    file,
    line: bytes.subarray(0, offset).reduce((line, each) => (each === 0x0a ? line + 1 : line), 1),
    hint
  })
}

/** Kinds of input in which a character can be written as a reference. */
export const isMarkupKind = (kind: InputKind): boolean => kind === 'html' || kind === 'feed'

type Change = Pick<Edit, 'span' | 'after'>

/**
 * The bytes of a text with changes made in it. All other bytes are copied. In markup a character that the encoding lacks
 * becomes a character reference.
 * @param changes in order, not overlapping, in code units of the source
 * @throws UnspinError `UNSPIN_UNENCODABLE` for such a character in plain text
 */
export function encodeChanged(source: SourceText, changes: readonly Change[]): Uint8Array {
  const { bytes, text, codec } = source
  const offsets = codec.offsets(bytes, text, changes.flatMap(({ span }) => [span.start, span.end]))
  const pieces: Uint8Array[] = []
  let from = 0
  for (const [at, { span, after }] of changes.entries()) {
    pieces.push(bytes.subarray(from, offsets[at * 2]), encoded(source, after, span.start))
    from = offsets[at * 2 + 1] ?? from
  }
  return Buffer.concat([...pieces, bytes.subarray(from)])
}

/**
 * A text as the encoding of a source can hold it: in markup with references for the characters that it lacks. Null where
 * it cannot be written.
 */
export function writableText({ codec, markup }: SourceText, text: string): string | null {
  if (codec.encode(text)) return text
  const referred = markup ? Array.from(text, (character) => (codec.encode(character) ? character : reference(character))).join('') : null
  return referred !== null && codec.encode(referred) ? referred : null
}

function encoded(source: SourceText, after: string, start: number): Uint8Array {
  const { codec, file, text } = source
  const bytes = codec.encode(writableText(source, after) ?? after)
  if (bytes) return bytes
  const lacking = Array.from(after).find((character) => codec.encode(character) === null) ?? after
  const digits = (lacking.codePointAt(0) ?? 0).toString(16).toUpperCase()
  throw new UnspinError('UNSPIN_UNENCODABLE', `the restoration "${after}" holds U+${digits.padStart(4, '0')}, which ${codec.name} does not have`, {
    file,
    line: text.slice(0, start).split('\n').length,
    hint: 'convert the file to UTF-8 first'
  })
}

const reference = (character: string): string => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`

/** The bytes of the text that somebody else made of a source: what the two share at both ends is copied. */
export function encodeText(source: SourceText, changed: string): Uint8Array {
  const { text } = source
  if (text === changed) return source.bytes
  const shortest = Math.min(text.length, changed.length)
  let start = 0
  while (start < shortest && text.charCodeAt(start) === changed.charCodeAt(start)) start++
  let tail = 0
  while (tail < shortest - start && text.charCodeAt(text.length - 1 - tail) === changed.charCodeAt(changed.length - 1 - tail)) tail++
  // Half a surrogate pair is no character to encode.
  while (start > 0 && /[\ud800-\udbff]/.test(text.charAt(start - 1))) start--
  while (tail > 0 && /[\udc00-\udfff]/.test(text.charAt(text.length - tail))) tail--
  return encodeChanged(source, [{ span: { start, end: text.length - tail }, after: changed.slice(start, changed.length - tail) }])
}
