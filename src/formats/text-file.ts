/** Reads and writes plain text: strict UTF-8 in, the same bytes back, files replaced in one step. */
import { randomUUID } from 'node:crypto'
import { access, constants, open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { UnspinError } from '../types.js'
import { binaryKind, isUtf16 } from './magic.js'
import { decodeUtf8, firstMalformedByte } from './utf8.js'

/** Longest text read unless told otherwise, in UTF-16 code units. */
export const DEFAULT_MAX_LENGTH = 10_000_000

/** UTF-8 takes at most three bytes a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3

/** Name of standard input in messages. */
const STDIN_NAME = '<stdin>'

export interface ReadOptions {
  /** What `-` reads. Default: the standard input of the process. */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** Longest text accepted, in UTF-16 code units. Default {@link DEFAULT_MAX_LENGTH}. */
  readonly maxLength?: number
}

/**
 * The text of a file, or of standard input when `path` is `-`. A byte order mark stays in the text
 * as U+FEFF, so that encoding the text gives the file's bytes again.
 * @throws UnspinError `UNSPIN_FILE_MISSING`, `UNSPIN_IS_DIRECTORY`, `UNSPIN_FILE_UNREADABLE`,
 * `UNSPIN_TOO_LARGE`, `UNSPIN_BINARY_INPUT`, or `UNSPIN_ENCODING` with the offset of the first bad byte.
 */
export async function readSource(path: string, options: ReadOptions = {}): Promise<string> {
  const { bytes, file, checkLength } = await readBytes(path, options)
  const text = decodeText(bytes, file)
  checkLength(text)
  return text
}

/** Bytes of a text, before anybody knows its encoding. */
export interface TextBytes {
  readonly bytes: Uint8Array
  /** What messages call it. */
  readonly file: string
  /** As many as any encoding of the longest text takes. */
  readonly maxBytes: number
  /** @throws UnspinError `UNSPIN_TOO_LARGE` for a decoded text that is longer than allowed */
  checkLength(text: string): void
}

/** Reads the bytes of a text, no more than any encoding of the longest text takes. Throws as {@link readSource} does. */
export async function readBytes(path: string, options: ReadOptions = {}): Promise<TextBytes> {
  const { stdin = process.stdin, maxLength = DEFAULT_MAX_LENGTH } = options
  const file = path === '-' ? STDIN_NAME : path
  const maxBytes = maxLength * MAX_BYTES_PER_UNIT
  const tooLarge = (): UnspinError =>
    new UnspinError('UNSPIN_TOO_LARGE', `the text is longer than ${maxLength} characters`, { file, hint: 'split it into smaller texts' })
  const bytes = await (path === '-' ? collect(stdin, maxBytes) : readUpTo(path, maxBytes)).catch((error: unknown) => {
    throw readFailure(error, file)
  })
  if (!bytes) throw tooLarge()
  return {
    bytes,
    file,
    maxBytes,
    checkLength(text) {
      if (text.length > maxLength) throw tooLarge()
    }
  }
}

async function readUpTo(path: string, maxBytes: number): Promise<Uint8Array | null> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    // A pipe or a device tells no size, so the limit holds while reading too.
    return size > maxBytes ? null : await collect(handle.createReadStream({ autoClose: false }), maxBytes)
  } finally {
    await handle.close()
  }
}

async function collect(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

/** The text of bytes read from `file`; see {@link readSource}. */
function decodeText(bytes: Uint8Array, file: string): string {
  if (isUtf16(bytes)) {
    const hint = 'convert it first: iconv -f UTF-16 -t UTF-8'
    throw new UnspinError('UNSPIN_ENCODING', 'the text is UTF-16, not UTF-8 (byte 0 begins its byte order mark)', { file, hint })
  }
  const kind = binaryKind(bytes)
  if (kind !== null) {
    throw new UnspinError('UNSPIN_BINARY_INPUT', `this is not plain text but ${kind}`, { file, hint: 'extract its text first' })
  }
  const text = decodeUtf8(bytes)
  if (text !== null) return text
  const offset = firstMalformedByte(bytes) ?? 0
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
  throw new UnspinError('UNSPIN_ENCODING', `the text is not UTF-8: byte ${offset} (0x${byte}) begins no valid character`, {
    file,
    line: bytes.subarray(0, offset).reduce((line, each) => (each === 0x0a ? line + 1 : line), 1),
    hint: 'convert it first, for example from Windows-1252: iconv -f WINDOWS-1252 -t UTF-8'
  })
}

/**
 * Replaces a file's content in one step: whoever reads the file sees the old text or the new one,
 * never a part. Mode and owner stay, a symbolic link is followed and stays a link (hard links to the
 * old content do not follow). A file that already holds the content is not touched, a missing one is
 * created. On failure the file is as it was and nothing is left beside it.
 * @returns whether the file was written.
 * @throws UnspinError `UNSPIN_IS_DIRECTORY`, or `UNSPIN_FILE_UNWRITABLE` for anything else in the way.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<boolean> {
  try {
    const { target, found } = await writable(path)
    const bytes = Buffer.from(content)
    if (found?.size === bytes.length && bytes.equals(await readFile(target))) return false
    return await replace(target, bytes, found)
  } catch (error) {
    throw error instanceof UnspinError ? error : unwritable(path, reasonOf(error), hintFor(error))
  }
}

/**
 * Replaces a file's content as {@link writeAtomically} does, with bytes that come one after the other. They may be made
 * of what the file holds, which stays until all have come.
 * @param wanted asked when all have come, before the file is replaced; false leaves it as it is.
 * @returns whether the file was written.
 * @throws what the chunks throw, the file then being as it was; otherwise as {@link writeAtomically}.
 */
export async function streamAtomically(path: string, chunks: AsyncIterable<Uint8Array>, wanted: () => boolean | Promise<boolean>): Promise<boolean> {
  let fault: { readonly error: unknown } | undefined
  async function* given(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks
    } catch (error) {
      fault = { error }
      throw error
    }
  }
  try {
    const { target, found } = await writable(path)
    return await replace(target, given(), found, wanted)
  } catch (error) {
    if (fault) throw fault.error
    throw error instanceof UnspinError ? error : unwritable(path, reasonOf(error), hintFor(error))
  }
}

/** The file behind a path, if it may be written. */
async function writable(path: string): Promise<{ readonly target: string; readonly found: Stats | undefined }> {
  const target = await targetOf(path)
  const found = await stat(target).catch(unlessMissing)
  if (found?.isDirectory()) throw directory(path)
  if (found && !found.isFile()) throw unwritable(path, 'it is not a regular file')
  // Renaming asks no leave of the file itself, only of its folder: a write-protected file has to be asked.
  if (found) await access(target, constants.W_OK)
  return { target, found }
}

async function replace(
  target: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  found: Stats | undefined,
  wanted: () => boolean | Promise<boolean> = () => true
): Promise<boolean> {
  const temporary = join(dirname(target), `.unspin-${randomUUID()}.tmp`)
  try {
    const handle = await open(temporary, 'wx')
    try {
      for await (const chunk of content instanceof Uint8Array ? [content] : content) await handle.writeFile(chunk)
      if (found) {
        // Only root may give a file away; for anyone else the owner is right already, or cannot be kept.
        await handle.chown(found.uid, found.gid).catch(() => undefined)
        await handle.chmod(found.mode)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    const replaces = await wanted()
    await (replaces ? rename(temporary, target) : rm(temporary))
    return replaces
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

/** The path behind symbolic links, also behind one whose target is still to be made. */
async function targetOf(path: string): Promise<string> {
  const existing = await realpath(path).catch(unlessMissing)
  if (existing !== undefined) return existing
  const link = await readlink(path).catch(() => undefined)
  return link === undefined ? path : resolve(dirname(path), link)
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
  return undefined
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be larger than the system allows',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go in a circle'
}

/** Why the file system refused something, for people. */
export const reasonOf = (error: unknown): string => REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))

const HINTS: Readonly<Record<string, string>> = {
  EACCES: 'check the permissions of the file and its folder',
  EPERM: 'check the permissions of the file and its folder',
  EROFS: 'copy the file to where it can be written',
  ENOSPC: 'make room on the disk; the file is as it was',
  EDQUOT: 'make room on the disk; the file is as it was',
  ENOENT: 'check the path',
  ENOTDIR: 'check the path',
  EISDIR: 'move the folder away'
}

/** What can be done about what the file system refused. */
export function hintFor(error: unknown): { readonly hint?: string } {
  const hint = HINTS[codeOf(error)]
  return hint === undefined ? {} : { hint }
}

const directory = (file: string): UnspinError =>
  new UnspinError('UNSPIN_IS_DIRECTORY', 'this is a folder, not a file', { file, hint: 'name the files in it' })

const unwritable = (file: string, why: string, hint: { readonly hint?: string } = {}): UnspinError =>
  new UnspinError('UNSPIN_FILE_UNWRITABLE', `cannot write the file: ${why}`, { file, ...hint })

function readFailure(error: unknown, file: string): UnspinError {
  const code = codeOf(error)
  if (code === 'EISDIR') return directory(file)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UnspinError('UNSPIN_FILE_MISSING', 'there is no such file', { file, hint: 'check the path' })
  }
  return new UnspinError('UNSPIN_FILE_UNREADABLE', `cannot read the file: ${reasonOf(error)}`, { file, ...hintFor(error) })
}
