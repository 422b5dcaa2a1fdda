/** A window that slides over a stream of bytes: what was read and is not done with yet. */
export class ByteWindow {
  private buffer = new Uint8Array(1 << 16)
  private start = 0
  private end = 0

  /** The bytes in the window. Valid until the next {@link append}. */
  bytes: Uint8Array = this.buffer.subarray(0, 0)

  /** Adds bytes at its end. */
  append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.buffer.length) this.makeRoom(chunk.length)
    this.buffer.set(chunk, this.end)
    this.end += chunk.length
    this.bytes = this.buffer.subarray(this.start, this.end)
  }

  /** Drops so many bytes at its beginning. */
  drop(length: number): void {
    this.start += length
    this.bytes = this.buffer.subarray(this.start, this.end)
  }

  /** Drops so many bytes at its beginning, and gives a copy of them. */
  take(length: number): Uint8Array {
    const taken = this.bytes.slice(0, length)
    this.drop(taken.length)
    return taken
  }

  private makeRoom(length: number): void {
    const held = this.bytes
    // Twice what is needed, so that a growing window is not copied for every chunk.
    const enough = 2 * (held.length + length) <= this.buffer.length
    const buffer = enough ? this.buffer : new Uint8Array(2 * (held.length + length))
    buffer.set(held)
    this.buffer = buffer
    this.start = 0
    this.end = held.length
  }
}
