/** Strict UTF-8: bytes that are not well formed are refused, never replaced, so that text round-trips byte for byte. */

// ignoreBOM keeps a byte order mark in the text as U+FEFF; without it the mark would be lost on the way back.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of the bytes, or null when they are not well-formed UTF-8. A byte order mark stays as U+FEFF. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** Continuation bytes that a lead byte announces, and the range of the first one (Unicode 15.0, table 3-7). */
function sequenceOf(lead: number): { readonly length: number; readonly low: number; readonly high: number } | null {
  if (lead >= 0xc2 && lead <= 0xdf) return { length: 1, low: 0x80, high: 0xbf }
  if (lead >= 0xe0 && lead <= 0xef) return { length: 2, low: lead === 0xe0 ? 0xa0 : 0x80, high: lead === 0xed ? 0x9f : 0xbf }
  if (lead >= 0xf0 && lead <= 0xf4) return { length: 3, low: lead === 0xf0 ? 0x90 : 0x80, high: lead === 0xf4 ? 0x8f : 0xbf }
  return null
}

/** Byte offset of the first sequence that is not well-formed UTF-8, or null when there is none. */
export function firstMalformedByte(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const sequence = sequenceOf(lead)
    if (!sequence) return at
    const start = at
    for (let follow = 1; follow <= sequence.length; follow++) {
      const byte = bytes[start + follow] ?? 0
      const low = follow === 1 ? sequence.low : 0x80
      const high = follow === 1 ? sequence.high : 0xbf
      if (byte < low || byte > high) return start
      at++
    }
  }
  return null
}
