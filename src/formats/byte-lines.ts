/** Splits a stream of bytes into lines, whatever its chunks are. */

const LINE_FEED = 0x0a

/** A line of a stream. */
export interface ByteLine {
  /** The line without its line feed; no longer than the limit. */
  readonly bytes: Uint8Array
  /** False for a last line that no line feed ends. */
  readonly terminated: boolean
  /** True when the line went over the limit and only its start was kept. */
  readonly truncated: boolean
}

/**
 * The lines of `input`, ended by line feeds alone. Memory is bounded: of a line longer than
 * `maxBytes` only the first `maxBytes` are kept.
 */
export async function* splitByteLines(input: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<ByteLine> {
  let pieces: Uint8Array[] = []
  let length = 0
  let truncated = false
  const add = (piece: Uint8Array): void => {
    const kept = piece.subarray(0, maxBytes - length)
    truncated ||= kept.length < piece.length
    if (kept.length > 0) pieces.push(kept)
    length += kept.length
  }
  const finish = (terminated: boolean): ByteLine => {
    const line = { bytes: join(pieces, length), terminated, truncated }
    pieces = []
    length = 0
    truncated = false
    return line
  }
  for await (const chunk of input) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, end))
      yield finish(true)
      from = end + 1
    }
    if (from < chunk.length) add(chunk.subarray(from))
  }
  if (length > 0) yield finish(false)
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces
  if (first && pieces.length === 1) return first
  const joined = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
