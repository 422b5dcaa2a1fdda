/**
 * Reads the binary trigram models of sphinxbase (`*.lm.bin`, "Trie Language Model", 16-bit quantised).
 *
 * The trie is reversed: its first level is the predicted word w, the second the word v before it, the
 * third the word u before that. Layout, little endian: magic, order (u8), the n-gram counts (u32
 * each), the quantiser (i32), its tables (f32 × 65536: bigram logs, bigram backoffs, trigram logs), the
 * unigrams (f32 log, f32 backoff, u32 next), the bigrams and the trigrams as packed bit fields, and the
 * words, NUL-terminated. Logs are natural multiples of log(1.0001).
 */
import { UnspinError } from '../../src/types.js'

const MAGIC = 'Trie Language Model'
const ORDER = 3
const QUANTISER_16_BIT = 1
const QUANTISER_LEVELS = 65536
const QUANTISED_BITS = 16
/** Packed arrays end with a word of padding, so that readers may load 8 bytes at any field. */
const PADDING_BYTES = 8
const LOG10_OF_BASE = Math.log10(1.0001)

/** The reversed trie as flat arrays. All logs are log10. */
export interface SphinxTrie {
  readonly words: readonly string[]
  /** log10 P(w). */
  readonly unigramLogs: Float32Array
  readonly unigramBackoffs: Float32Array
  /** Start of each word's bigrams, one more than there are words. */
  readonly bigramStarts: Uint32Array
  /** The word v before w. */
  readonly bigramWords: Uint32Array
  /** log10 P(w | v). */
  readonly bigramLogs: Float32Array
  /** log10 backoff weight of the history "v w". */
  readonly bigramBackoffs: Float32Array
  /** Start of each bigram's trigrams, one more than there are bigrams. */
  readonly trigramStarts: Uint32Array
  /** The word u before "v w". */
  readonly trigramWords: Uint32Array
  /** log10 P(w | u v). */
  readonly trigramLogs: Float32Array
}

const fail = (why: string): never => {
  throw new UnspinError('UNSPIN_SPHINX_TRIE', `not a readable sphinxbase language model: ${why}`)
}

/** Number of bits that hold every value up to and including `maximum`. */
export const bitsFor = (maximum: number): number => 32 - Math.clz32(maximum)

/** Bytes of a packed array: sphinxbase counts one entry too many, for the last `next` pointer. */
export const packedBytes = (entries: number, bitsEach: number): number =>
  Math.floor(((1 + entries) * bitsEach + 7) / 8) + PADDING_BYTES

class Cursor {
  readonly view: DataView
  at = 0

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  take(length: number): number {
    const start = this.at
    if (start + length > this.bytes.length) fail('the file is cut short')
    this.at += length
    return start
  }

  u8 = (): number => this.view.getUint8(this.take(1))
  u32 = (): number => this.view.getUint32(this.take(4), true)
  f32 = (): number => this.view.getFloat32(this.take(4), true)
  floats = (length: number): Float32Array => Float32Array.from({ length }, this.f32)
  text = (length: number): string => new TextDecoder('latin1').decode(this.bytes.subarray(this.take(length), this.at))
}

/** Reads a field of at most 25 bits that starts `offset` bits into the array at byte `start`. */
function bits(view: DataView, start: number, offset: number, length: number): number {
  const word = view.getUint32(start + Math.floor(offset / 8), true)
  return (word >>> (offset & 7)) & ((1 << length) - 1)
}

function readHeader(cursor: Cursor): { words: number; bigrams: number; trigrams: number } {
  if (cursor.bytes.length < MAGIC.length || cursor.text(MAGIC.length) !== MAGIC) fail('it lacks the magic')
  if (cursor.u8() !== ORDER) fail('it is not a trigram model')
  const counts = { words: cursor.u32(), bigrams: cursor.u32(), trigrams: cursor.u32() }
  if (cursor.u32() !== QUANTISER_16_BIT) fail('its quantiser is not the 16-bit one')
  return counts
}

/**
 * Reads a whole model.
 * @throws UnspinError `UNSPIN_SPHINX_TRIE` when the bytes are not such a model.
 */
export function readSphinxTrie(bytes: Uint8Array): SphinxTrie {
  const cursor = new Cursor(bytes)
  const counts = readHeader(cursor)
  const bigramLogTable = cursor.floats(QUANTISER_LEVELS)
  const bigramBackoffTable = cursor.floats(QUANTISER_LEVELS)
  const trigramLogTable = cursor.floats(QUANTISER_LEVELS)

  const unigramLogs = new Float32Array(counts.words)
  const unigramBackoffs = new Float32Array(counts.words)
  const bigramStarts = new Uint32Array(counts.words + 1)
  for (let word = 0; word <= counts.words; word++) {
    unigramLogs[word] = cursor.f32() * LOG10_OF_BASE
    unigramBackoffs[word] = cursor.f32() * LOG10_OF_BASE
    bigramStarts[word] = cursor.u32()
  }

  const wordBits = bitsFor(counts.words)
  const nextBits = bitsFor(counts.trigrams)
  const bigramBits = wordBits + 2 * QUANTISED_BITS + nextBits
  const trigramBits = wordBits + QUANTISED_BITS
  const bigramBytes = cursor.take(packedBytes(counts.bigrams, bigramBits))
  const trigramBytes = cursor.take(packedBytes(counts.trigrams, trigramBits))

  // The header counts n-grams that the converter then merged; only the unigrams know how many there are.
  const bigrams = bigramStarts[counts.words] ?? 0
  if (bigrams > counts.bigrams) fail('it has more bigrams than it declares')
  const bigramWords = new Uint32Array(bigrams)
  const bigramLogs = new Float32Array(bigrams)
  const bigramBackoffs = new Float32Array(bigrams)
  const trigramStarts = new Uint32Array(bigrams + 1)
  for (let bigram = 0; bigram < bigrams; bigram++) {
    const field = (skip: number, length: number) => bits(cursor.view, bigramBytes, bigram * bigramBits + skip, length)
    bigramWords[bigram] = field(0, wordBits)
    bigramBackoffs[bigram] = (bigramBackoffTable[field(wordBits, QUANTISED_BITS)] ?? 0) * LOG10_OF_BASE
    bigramLogs[bigram] = (bigramLogTable[field(wordBits + QUANTISED_BITS, QUANTISED_BITS)] ?? 0) * LOG10_OF_BASE
    trigramStarts[bigram] = field(wordBits + 2 * QUANTISED_BITS, nextBits)
  }
  // The `next` pointer after the last bigram is zero in the published file.
  trigramStarts[bigrams] = counts.trigrams

  const trigramWords = new Uint32Array(counts.trigrams)
  const trigramLogs = new Float32Array(counts.trigrams)
  for (let trigram = 0; trigram < counts.trigrams; trigram++) {
    const field = (skip: number, length: number) => bits(cursor.view, trigramBytes, trigram * trigramBits + skip, length)
    trigramWords[trigram] = field(0, wordBits)
    trigramLogs[trigram] = (trigramLogTable[field(wordBits, QUANTISED_BITS)] ?? 0) * LOG10_OF_BASE
  }

  const words = cursor.text(cursor.u32()).split('\0').slice(0, counts.words)
  if (words.length !== counts.words) fail('it has fewer words than it declares')
  return {
    words,
    unigramLogs,
    unigramBackoffs,
    bigramStarts,
    bigramWords,
    bigramLogs,
    bigramBackoffs,
    trigramStarts,
    trigramWords,
    trigramLogs
  }
}
