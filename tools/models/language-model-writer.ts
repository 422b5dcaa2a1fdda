/** Packs a trigram model into the sections that `src/context/language-model.ts` reads. */
import { encodeSections, type Section } from '../../src/binary/sections.js'
import { TRIGRAM_BLOCK_BITS } from '../../src/context/language-model.js'
import { buildVocabulary } from '../../src/text/vocabulary.js'
import { quantise } from './quantise.js'
import type { TrigramModel } from './trigram-model.js'
import { vocabularyDigest } from './vocabulary-digest.js'
import { SENTENCE_START } from './word-choice.js'

const LARGEST_OFFSET = 65535

/** The start mark is never predicted: its log10 P of −99 would only coarsen the levels of all others. */
function withoutStartMark(model: TrigramModel): Float32Array {
  const start = model.words.indexOf(SENTENCE_START)
  const others = model.unigramLogs.filter((_, id) => id !== start)
  const lowest = others.reduce((low, log) => Math.min(low, log), 0)
  return model.unigramLogs.map((log, id) => (id === start ? lowest : log))
}

/** Starts of the trigram rows as a 32-bit base for each block of rows and a 16-bit distance from it. */
function blockStarts(starts: Uint32Array): { bases: Uint32Array; offsets: Uint16Array } {
  const bases = Uint32Array.from(
    { length: Math.ceil(starts.length / 2 ** TRIGRAM_BLOCK_BITS) },
    (_, block) => starts[block << TRIGRAM_BLOCK_BITS] ?? 0
  )
  const offsets = Uint16Array.from(starts, (start, row) => {
    const offset = start - (bases[row >> TRIGRAM_BLOCK_BITS] ?? 0)
    if (offset > LARGEST_OFFSET) throw new RangeError(`the block of context ${row} holds more trigrams than 16 bits count`)
    return offset
  })
  return { bases, offsets }
}

function quantised(name: string, values: Float32Array): Record<string, Section> {
  const { codes, levels } = quantise(values)
  return { [name]: codes, [`${name}.levels`]: levels }
}

/** The bytes of `language-model.bin`. */
export function encodeLanguageModel(model: TrigramModel): Uint8Array {
  const { units, starts, slots } = buildVocabulary(model.words)
  const { bases, offsets } = blockStarts(model.trigrams.starts)
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
    'bigram.starts': model.bigrams.starts,
    'bigram.words': Uint16Array.from(model.bigrams.words),
    ...quantised('bigram.logs', model.bigramLogs),
    'context.starts': model.contexts.starts,
    'context.words': Uint16Array.from(model.contexts.words),
    ...quantised('context.backoffs', model.contextBackoffs),
    'trigram.bases': bases,
    'trigram.offsets': offsets,
    'trigram.words': Uint16Array.from(model.trigrams.words),
    ...quantised('trigram.logs', model.trigramLogs)
  })
}
