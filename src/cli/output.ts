/** Writing to a stream that may be slow, full, or closed by its reader. */
import type { Writable } from 'node:stream'
import { UnspinError } from '../types.js'

/** The reader of standard output went away, as `head` does: a reason to stop, not a fault. */
export class OutputClosed extends Error {
  constructor() {
    super('the output was closed')
    this.name = 'OutputClosed'
  }
}

/** The output took no more, for example because the disk is full. */
export class OutputFailed extends UnspinError {
  constructor(why: string) {
    super('UNSPIN_OUTPUT', `cannot write the output: ${why}`)
  }
}

const CLOSED: ReadonlySet<unknown> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'])

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined)

export class Output {
  constructor(private readonly stream: Writable) {
    // Every write reports its own failure; without a listener the event would end the process.
    stream.on('error', () => undefined)
  }

  /**
   * Resolves when the stream has taken the text or the bytes, so that a writer never runs ahead of a slow reader.
   * @throws OutputClosed when nobody reads any more
   * @throws OutputFailed when the text could not be written
   */
  write(text: string | Uint8Array): Promise<void> {
    if (text.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.stream.write(text, (error) => {
        if (!error) resolve()
        else if (CLOSED.has(codeOf(error))) reject(new OutputClosed())
        else reject(new OutputFailed(error.message))
      })
    })
  }
}
