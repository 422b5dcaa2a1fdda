/** Writes the sphinxbase format, quirks included, so that the reader can be tested on small models. */
import { bitsFor, packedBytes } from '../../../tools/models/sphinx-trie.js'
import type { SmallModel } from './small-model.js'

const LEVELS = 65536
const LN_STEP = Math.log10(1.0001)

class Bytes {
  private readonly parts: Uint8Array[] = []

  add(part: Uint8Array): void {
    this.parts.push(part)
  }

  u32(value: number): void {
    const part = new Uint8Array(4)
    new DataView(part.buffer).setUint32(0, value, true)
    this.add(part)
  }

  f32(value: number): void {
    const part = new Uint8Array(4)
    new DataView(part.buffer).setFloat32(0, value, true)
    this.add(part)
  }

  all(): Uint8Array {
    const bytes = new Uint8Array(this.parts.reduce((total, part) => total + part.length, 0))
    let at = 0
    for (const part of this.parts) {
      bytes.set(part, at)
      at += part.length
    }
    return bytes
  }
}

/** Distinct values in order of appearance: the code of a value is its index. */
class Table {
  private readonly codes = new Map<number, number>()

  code(value: number): number {
    const known = this.codes.get(value)
    if (known !== undefined) return known
    this.codes.set(value, this.codes.size)
    return this.codes.size - 1
  }

  bytes(): Uint8Array {
    const levels = new Float32Array(LEVELS)
    for (const [value, code] of this.codes) levels[code] = value / LN_STEP
    return new Uint8Array(levels.buffer)
  }
}

function packed(records: readonly (readonly [value: number, length: number][])[], entries: number, bitsEach: number): Uint8Array {
  const bytes = new Uint8Array(packedBytes(entries, bitsEach))
  for (const [index, record] of records.entries()) {
    let at = index * bitsEach
    for (const [value, length] of record) {
      for (let bit = 0; bit < length; bit++, at++) {
        const byte = at >> 3
        if ((value >> bit) & 1) bytes[byte] = (bytes[byte] ?? 0) | (1 << (at & 7))
      }
    }
  }
  return bytes
}

/**
 * @param padding bigrams that the header counts but that are not there, as in the published file.
 * Trigrams whose last two words are no bigram are appended to the row before, as the converter did.
 */
export function writeSphinxTrie(model: SmallModel, padding = 0): Uint8Array {
  const { words } = model
  const bigrams = [...model.bigrams].sort((a, b) => a.ids[1] - b.ids[1] || a.ids[0] - b.ids[0])
  const suffix = (ids: readonly [number, number, number]) => ids[2] * words.length + ids[1]
  const trigrams = [...model.trigrams].sort((a, b) => suffix(a.ids) - suffix(b.ids) || a.ids[0] - b.ids[0])
  const declared = { bigrams: bigrams.length + padding, trigrams: trigrams.length }
  const [bigramLogs, bigramBackoffs, trigramLogs] = [new Table(), new Table(), new Table()]
  const [wordBits, nextBits] = [bitsFor(words.length), bitsFor(declared.trigrams)]
  const bigramRecords = bigrams.map(({ ids: [v, w], log, backoff }): [number, number][] => [
    [v, wordBits],
    [bigramBackoffs.code(backoff), 16],
    [bigramLogs.code(log), 16],
    [trigrams.filter((trigram) => suffix(trigram.ids) < w * words.length + v).length, nextBits]
  ])
  const trigramRecords = trigrams.map(({ ids: [u], log }): [number, number][] => [[u, wordBits], [trigramLogs.code(log), 16]])

  const out = new Bytes()
  out.add(new TextEncoder().encode('Trie Language Model'))
  out.add(Uint8Array.of(3))
  for (const count of [words.length, declared.bigrams, declared.trigrams, 1]) out.u32(count)
  for (const table of [bigramLogs, bigramBackoffs, trigramLogs]) out.add(table.bytes())
  for (let word = 0; word <= words.length; word++) {
    out.f32((model.unigrams[word]?.log ?? 0) / LN_STEP)
    out.f32((model.unigrams[word]?.backoff ?? 0) / LN_STEP)
    out.u32(bigrams.filter((bigram) => bigram.ids[1] < word).length)
  }
  out.add(packed(bigramRecords, declared.bigrams, wordBits + 32 + nextBits))
  out.add(packed(trigramRecords, declared.trigrams, wordBits + 16))
  const text = new TextEncoder().encode(words.map((word) => `${word}\0`).join(''))
  out.u32(text.length)
  out.add(text)
  return out.all()
}
