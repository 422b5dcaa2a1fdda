/** Packs a trigram model into the sections that `src/context/language-model.ts` reads. */
import { encodeSections, type Section } from '../../src/binary/sections.js'
import { bucketCount, bucketOf, codesLength, mixPair, ORPHAN, restOf, ROW_HEAD, wordBits } from '../../src/context/pair-table.js'
import { buildVocabulary } from '../../src/text/vocabulary.js'
import { quantise } from './quantise.js'
import { rowOfEntries, type Rows, type TrigramModel } from './trigram-model.js'
import { vocabularyDigest } from './vocabulary-digest.js'
import { SENTENCE_START } from './word-choice.js'

/** The start mark is never predicted: its log10 P of −99 would only coarsen the levels of all others. */
function withoutStartMark(model: TrigramModel): Float32Array {
  const start = model.words.indexOf(SENTENCE_START)
  const others = model.unigramLogs.filter((_, id) => id !== start)
  const lowest = others.reduce((low, log) => Math.min(low, log), 0)
  return model.unigramLogs.map((log, id) => (id === start ? lowest : log))
}

function quantised(name: string, values: Float32Array): Record<string, Section> {
  const { codes, levels } = quantise(values)
  return { [name]: codes, [`${name}.levels`]: levels }
}

const NONE = -1

/** Bigrams and contexts as one list in the order of the buckets. */
interface Pairs {
  readonly mixed: Uint32Array
  /** Of each pair its bigram, or −1, and its context, or −1. */
  readonly bigram: Int32Array
  readonly context: Int32Array
}

function mergePairs({ bigrams, contexts, words }: TrigramModel): Pairs {
  const bits = wordBits(words.length)
  const found = new Map<number, { bigram: number; context: number }>()
  const each = ({ starts, words: seconds }: Rows, take: (mixed: number, index: number) => void): void => {
    rowOfEntries(starts).forEach((v, index) => {
      take(mixPair(v, seconds[index] ?? 0, bits), index)
    })
  }
  each(bigrams, (mixed, bigram) => found.set(mixed, { bigram, context: NONE }))
  each(contexts, (mixed, context) => found.set(mixed, { bigram: found.get(mixed)?.bigram ?? NONE, context }))
  const mixed = Uint32Array.from(found.keys()).sort()
  return {
    mixed,
    bigram: Int32Array.from(mixed, (pair) => found.get(pair)?.bigram ?? NONE),
    context: Int32Array.from(mixed, (pair) => found.get(pair)?.context ?? NONE)
  }
}

/** Codes of the model's logs. */
interface Codes {
  readonly bigrams: Uint8Array
  readonly backoffs: Uint8Array
  readonly trigrams: Uint8Array
}

/** Writes buckets as `src/context/pair-table.ts` reads them. */
class BucketWriter {
  length = 0
  private readonly entries: Uint16Array

  constructor(
    private readonly model: TrigramModel,
    private readonly pairs: Pairs,
    private readonly codes: Codes
  ) {
    const { contexts, trigrams, words } = model
    this.entries = new Uint16Array(2 * (pairs.mixed.length + contexts.words.length * ROW_HEAD + trigrams.words.length) + bucketCount(wordBits(words.length)))
  }

  /** Adds a bucket of the pairs from `first` up to, not including, `end`. */
  add(first: number, end: number): void {
    const { bigram, context, mixed } = this.pairs
    this.entries[this.length++] = end - first
    for (let pair = first; pair < end; pair++) {
      this.entries[this.length++] = (restOf(mixed[pair] ?? 0) << 1) | (context[pair] === NONE ? 0 : 1)
    }
    this.addCodes(end - first, (index) => this.codes.bigrams[bigram[first + index] ?? NONE] ?? 0)
    for (let pair = first; pair < end; pair++) {
      if (context[pair] !== NONE) this.addRow(context[pair] ?? 0, bigram[pair] === NONE)
    }
  }

  finish(): Uint16Array {
    return this.entries.slice(0, this.length)
  }

  private addRow(context: number, orphan: boolean): void {
    const { starts, words } = this.model.trigrams
    const from = starts[context] ?? 0
    const count = (starts[context + 1] ?? 0) - from
    this.entries[this.length++] = count
    this.entries[this.length++] = (this.codes.backoffs[context] ?? 0) | (orphan ? ORPHAN : 0)
    for (let index = 0; index < count; index++) this.entries[this.length++] = words[from + index] ?? 0
    this.addCodes(count, (index) => this.codes.trigrams[from + index] ?? 0)
  }

  private addCodes(count: number, codeOf: (index: number) => number): void {
    for (let index = 0; index < count; index++) {
      const at = this.length + (index >> 1)
      this.entries[at] = (this.entries[at] ?? 0) | (codeOf(index) << ((index & 1) * 8))
    }
    this.length += codesLength(count)
  }
}

function packPairs(model: TrigramModel, codes: Codes): { starts: Uint32Array; entries: Uint16Array } {
  const pairs = mergePairs(model)
  const { mixed } = pairs
  const writer = new BucketWriter(model, pairs, codes)
  const starts = new Uint32Array(bucketCount(wordBits(model.words.length)) + 1)
  let pair = 0
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const first = pair
    while (pair < mixed.length && bucketOf(mixed[pair] ?? 0) === bucket) pair++
    writer.add(first, pair)
    starts[bucket + 1] = writer.length
  }
  return { starts, entries: writer.finish() }
}

/** The bytes of `language-model.bin`. */
export function encodeLanguageModel(model: TrigramModel): Uint8Array {
  const { units, starts, slots } = buildVocabulary(model.words)
  const bigramLogs = quantise(model.bigramLogs)
  const contextBackoffs = quantise(model.contextBackoffs)
  const trigramLogs = quantise(model.trigramLogs)
  const { starts: pairStarts, entries } = packPairs(model, { bigrams: bigramLogs.codes, backoffs: contextBackoffs.codes, trigrams: trigramLogs.codes })
  const meta = {
    content: 'language-model',
    vocabulary: vocabularyDigest(model.words),
    words: model.words.length,
    bigrams: model.bigrams.words.length,
    contexts: model.contexts.words.length,
    trigrams: model.trigrams.words.length
  }
  return encodeSections(meta, {
    'vocabulary.units': units,
    'vocabulary.starts': starts,
    'vocabulary.slots': slots,
    ...quantised('unigram.logs', withoutStartMark(model)),
    ...quantised('unigram.backoffs', model.unigramBackoffs),
    'pair.starts': pairStarts,
    'pair.entries': entries,
    'bigram.logs.levels': bigramLogs.levels,
    'context.backoffs.levels': contextBackoffs.levels,
    'trigram.logs.levels': trigramLogs.levels
  })
}
