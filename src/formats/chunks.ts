/** Streams of bytes, whatever their source: as chunks, up to a signal, with a look ahead. */
import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'

/** What streams are read from: a Node stream, a web stream, a generator, an array. Strings are taken as UTF-8. */
export type ByteSource = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/

/** The source as chunks of bytes; a character whose halves come in two strings stays whole. */
export async function* byteChunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  let half = ''
  for await (const chunk of source) {
    if (typeof chunk === 'string') {
      const text = half + chunk
      half = HIGH_SURROGATE_AT_END.exec(text)?.[0] ?? ''
      yield Buffer.from(text.slice(0, text.length - half.length))
    } else {
      if (half !== '') yield Buffer.from(half)
      half = ''
      yield chunk
    }
  }
  if (half !== '') yield Buffer.from(half)
}

/**
 * The same chunks until the signal comes; then the source is given up at once, even while it is being waited for.
 * @throws the reason of the signal.
 */
export async function* untilAborted<T>(source: AsyncIterable<T> | Iterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  let giveUp: (reason: unknown) => void = () => undefined
  const abort = (): void => {
    giveUp(signal.reason)
    // A stream that is waiting for data would only hear of the end after its next chunk.
    if (source instanceof Readable) source.destroy()
  }
  signal.addEventListener('abort', abort, { once: true })
  let ended = false
  try {
    for (;;) {
      signal.throwIfAborted()
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        giveUp = reject
        Promise.resolve(iterator.next()).then(resolve, reject)
      })
      if (next.done === true) {
        ended = true
        return
      }
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    const ending = ended ? undefined : Promise.resolve(iterator.return?.())
    // A read under way may never end, and nobody waits for it any more.
    if (signal.aborted) ending?.catch(() => undefined)
    else await ending
  }
}

/** The first bytes of a source, and the whole of it again. */
export interface Peeked {
  /** At least as many bytes as asked for, unless the source is shorter. */
  readonly head: Uint8Array
  /** All bytes, the head included. Has to be read, or the source stays open. */
  readonly whole: AsyncIterable<Uint8Array>
}

/** Looks at the first `length` bytes of a source. */
export async function peek(source: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  while (head.length < length) {
    const next = await iterator.next()
    if (next.done === true) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return { head, whole: resume(head, iterator) }
}

async function* resume(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}
