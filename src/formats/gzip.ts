/** Reads and writes gzip as a stream, in bounded memory. */
import type { Transform } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { UnspinError } from '../types.js'
import { peek } from './chunks.js'
import { isGzip } from './magic.js'

/** Bytes handed to the inflater at a time: they may grow a thousandfold before they are asked for. */
const SLICE = 16 * 1024

/** Bytes that tell whether data are gzip. */
const TELLING = 2

export { isGzip } from './magic.js'

/** A source and whether it came compressed. */
export interface Plain {
  readonly gzipped: boolean
  /** The bytes, decompressed. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The source decompressed, if its first bytes are those of gzip. */
export async function plainBytes(source: AsyncIterable<Uint8Array>): Promise<Plain> {
  const { head, whole } = await peek(source, TELLING)
  const gzipped = isGzip(head)
  return { gzipped, bytes: gzipped ? gunzip(whole) : whole }
}

/**
 * What the members of a gzip stream hold, one after the other. What was decompressed before a fault is given out first.
 * @throws UnspinError `UNSPIN_GZIP` for data that are damaged or cut short.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* transformed(upToFault(source), createGunzip())
  } catch (error) {
    if (!(error instanceof TransformError)) throw error
    const hint = 'what came before the fault was read; fetch the file again'
    throw new UnspinError('UNSPIN_GZIP', `the gzip data are damaged: ${error.message}`, { hint })
  }
}

/**
 * The source in slices; the one that has a fault in it byte by byte, since zlib gives nothing of a slice in which it finds
 * one. Decompressing twice costs little beside what is done with the text.
 */
async function* upToFault(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const probe = createGunzip()
  let answered: () => void = () => undefined
  probe.resume().on('error', () => {
    answered()
  })
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += SLICE) {
        const slice = chunk.subarray(at, at + SLICE)
        await new Promise<void>((resolve) => {
          answered = resolve
          probe.write(slice, () => {
            resolve()
          })
        })
        if (!probe.errored) yield slice
        else for (let byte = 0; byte < slice.length; byte++) yield slice.subarray(byte, byte + 1)
        if (probe.errored) return
      }
    }
  } finally {
    probe.destroy()
  }
}

/** The source as one gzip member. */
export const gzip = (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> => transformed(source, createGzip())

class TransformError extends Error {}

/**
 * Sends a source through a transform. Unlike a pipeline it loses nothing: what the transform gave before it failed, or
 * before the source did, comes first.
 * @throws TransformError with what the transform says; what the source throws.
 */
async function* transformed(source: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Uint8Array> {
  let given: Uint8Array[] = []
  let failure: Error | undefined
  transform.on('data', (chunk: Uint8Array) => given.push(chunk))
  let taken: () => void = () => undefined
  transform.on('error', (error) => {
    failure = new TransformError(error.message)
    // A write that fails may never be answered.
    taken()
  })
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      taken = resolve
      transform.write(bytes, () => {
        resolve()
      })
    })
  const take = (): Uint8Array[] => {
    const all = given
    given = []
    return all
  }
  try {
    // Also when the source fails, what it gave before is worth having.
    let fault: { readonly error: unknown } | undefined
    try {
      for await (const chunk of source) {
        for (let at = 0; at < chunk.length && !failure; at += SLICE) {
          await write(chunk.subarray(at, at + SLICE))
          yield* take()
        }
        if (failure) break
      }
    } catch (error) {
      fault = { error }
    }
    if (!failure) await ended(transform)
    yield* take()
    if (fault) throw fault.error
    if (failure) throw failure
  } finally {
    transform.destroy()
  }
}

/** Resolves when the transform has given all it will. */
const ended = (transform: Transform): Promise<void> =>
  new Promise((resolve) => {
    transform.once('close', resolve)
    transform.end()
  })
