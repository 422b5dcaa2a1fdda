/** Many strings in two typed arrays, decoded one at a time when asked for. */

export interface StringTables {
  /** UTF-8 of all strings, back to back. */
  readonly bytes: Uint8Array
  /** Start of each string in `bytes`, one more than there are strings. */
  readonly starts: Uint32Array
}

/** Start offsets of lists laid end to end, one more than there are lists. */
export function startsOf(lists: readonly { readonly length: number }[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1)
  let at = 0
  for (const [index, list] of lists.entries()) {
    starts[index] = at
    at += list.length
  }
  starts[lists.length] = at
  return starts
}

export function packStrings(strings: readonly string[]): StringTables {
  const encoder = new TextEncoder()
  const encoded = strings.map((text) => encoder.encode(text))
  const starts = startsOf(encoded)
  const bytes = new Uint8Array(starts[strings.length] ?? 0)
  for (const [index, part] of encoded.entries()) bytes.set(part, starts[index])
  return { bytes, starts }
}

const decoder = new TextDecoder()

/** String number `index`; the empty string when there is none. */
export function stringAt({ bytes, starts }: StringTables, index: number): string {
  return decoder.decode(bytes.subarray(starts[index] ?? 0, starts[index + 1] ?? 0))
}

export const stringCount = ({ starts }: StringTables): number => starts.length - 1
