/**
 * The pairs and triples of words of a language model, in buckets that fit a few lines of the processor's cache. One of
 * the places where speed lives, since most of what clean text costs is waiting for memory: what is asked one after the
 * other lies together. A pair is sought once, and answers for its bigram and for the trigrams that begin with it.
 *
 * A pair is one number, mixed reversibly: its high bits are the bucket, so that the low {@link REST_BITS} tell the
 * pairs of a bucket apart exactly. All is in 16-bit numbers. A bucket is
 * - the number of its pairs,
 * - their rests in ascending order, each above a bit that says whether the pair is a *context*: trigrams begin with it,
 * - the 8-bit codes of their bigrams, two to a number,
 * - for each context in order a row: the number of its trigrams, the code of its backoff weight (with {@link ORPHAN} where
 *   the pair has no bigram), the ascending ids of the trigrams' last words, and their codes, two to a number.
 */

/** Low bits of a mixed pair that its bucket stores. */
const REST_BITS = 15

/** Beside the code of a context's backoff weight: the pair itself has no bigram. */
export const ORPHAN = 0x100

/** No trigram begins with the two words. */
export const NO_CONTEXT = -1
/** The words are not stored. */
export const NO_CODE = -1

/** Bits that the ids of so many words take. */
export const wordBits = (words: number): number => Math.max(1, 32 - Math.clz32(words - 1))

/** Number of buckets for ids of so many bits. */
export const bucketCount = (bits: number): number => 2 ** Math.max(0, 2 * bits - REST_BITS)

/** A number of twice as many bits for a pair of ids, another for each pair. Each step can be undone (after Appleby's MurmurHash3). */
export function mixPair(v: number, w: number, bits: number): number {
  const mask = bits === 16 ? -1 : 2 ** (2 * bits) - 1
  let mixed = (v << bits) | w
  mixed ^= mixed >>> bits
  mixed = Math.imul(mixed, 0x85ebca6b) & mask
  mixed ^= mixed >>> bits
  mixed = Math.imul(mixed, 0xc2b2ae35) & mask
  return (mixed ^ (mixed >>> bits)) >>> 0
}

/** Bucket of a mixed pair. */
export const bucketOf = (mixed: number): number => mixed >>> REST_BITS

/** What tells the pair from others of its bucket. */
export const restOf = (mixed: number): number => mixed & (2 ** REST_BITS - 1)

/** Numbers that so many codes take. */
export const codesLength = (codes: number): number => (codes + 1) >> 1

/** Numbers before the last words in a context's row: how many they are, and the backoff weight. */
export const ROW_HEAD = 2

export class PairTable {
  /** What {@link seek} found: the context, or {@link NO_CONTEXT}. */
  context = NO_CONTEXT
  /** What {@link seek} found: the code of the bigram, or {@link NO_CODE}. */
  code = NO_CODE

  private readonly bits: number

  /** @param starts where each bucket starts in `entries`, and where the last one ends */
  constructor(
    words: number,
    private readonly starts: Uint32Array,
    private readonly entries: Uint16Array
  ) {
    this.bits = wordBits(words)
  }

  /** Looks two words of the vocabulary up. The answer stays in `context` and `code` until the next question. */
  seek(v: number, w: number): void {
    const { entries } = this
    const mixed = mixPair(v, w, this.bits)
    const start = this.starts[bucketOf(mixed)] ?? 0
    const wanted = restOf(mixed) << 1
    const first = start + 1
    const end = first + (entries[start] ?? 0)
    this.context = NO_CONTEXT
    this.code = NO_CODE
    let contexts = 0
    let at = first
    while (at < end && (entries[at] ?? 0) < wanted) contexts += (entries[at++] ?? 0) & 1
    if (at === end || (entries[at] ?? 0) > wanted + 1) return
    const code = codeAt(entries, end, at - first)
    if (entries[at] === wanted) {
      this.code = code
      return
    }
    let row = end + codesLength(end - first)
    for (; contexts > 0; contexts--) row += rowLength(entries[row] ?? 0)
    this.context = row
    if (((entries[row + 1] ?? 0) & ORPHAN) === 0) this.code = code
  }

  /** Code of the trigram of a context and a word, or {@link NO_CODE}. */
  codeBehind(context: number, w: number): number {
    const { entries } = this
    const first = context + ROW_HEAD
    const end = first + (entries[context] ?? 0)
    let low = first
    let high = end - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = entries[middle] ?? 0
      if (found < w) low = middle + 1
      else if (found > w) high = middle - 1
      else return codeAt(entries, end, middle - first)
    }
    return NO_CODE
  }

  /** Code of the backoff weight of a context. */
  backoffOf(context: number): number {
    return (this.entries[context + 1] ?? 0) & 0xff
  }
}

/** Numbers that the row of a context with so many trigrams takes. */
export const rowLength = (trigrams: number): number => ROW_HEAD + trigrams + codesLength(trigrams)

/** One of the codes that start at a place, two to a number. */
const codeAt = (entries: Uint16Array, start: number, index: number): number => ((entries[start + (index >> 1)] ?? 0) >>> ((index & 1) << 3)) & 0xff
