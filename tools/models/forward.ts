/** Turns the reversed trie of sphinxbase into a model that is asked by history, over chosen words. */
import type { SphinxTrie } from './sphinx-trie.js'
import { findInRow, startsOf, type Rows, type TrigramModel } from './trigram-model.js'

const DROPPED = -1

/** N-grams in columns: `ids` has one column a word, first to last. */
interface NgramColumns {
  readonly ids: readonly Uint32Array[]
  readonly logs: Float32Array
  readonly backoffs: Float32Array
}

/** Permutation that sorts entries by several keys, the first key first; a stable counting sort a key. */
function orderBy(keys: readonly Uint32Array[], distinct: number): Uint32Array {
  let order = Uint32Array.from({ length: keys[0]?.length ?? 0 }, (_, index) => index)
  for (const key of keys.toReversed()) {
    const next = startsOf(key, distinct)
    const sorted = new Uint32Array(order.length)
    for (const entry of order) {
      const value = key[entry] ?? 0
      const at = next[value] ?? 0
      sorted[at] = entry
      next[value] = at + 1
    }
    order = sorted
  }
  return order
}

function sortColumns(columns: NgramColumns, distinct: number): NgramColumns {
  const order = orderBy(columns.ids, distinct)
  return {
    ids: columns.ids.map((column) => Uint32Array.from(order, (entry) => column[entry] ?? 0)),
    logs: Float32Array.from(order, (entry) => columns.logs[entry] ?? 0),
    backoffs: Float32Array.from(order, (entry) => columns.backoffs[entry] ?? 0)
  }
}

function collectBigrams(trie: SphinxTrie, idOf: Int32Array): NgramColumns {
  const size = trie.bigramWords.length
  const [first, second] = [new Uint32Array(size), new Uint32Array(size)]
  const [logs, backoffs] = [new Float32Array(size), new Float32Array(size)]
  let kept = 0
  for (let word = 0; word < trie.words.length; word++) {
    const w = idOf[word] ?? DROPPED
    if (w === DROPPED) continue
    for (let bigram = trie.bigramStarts[word] ?? 0; bigram < (trie.bigramStarts[word + 1] ?? 0); bigram++) {
      const v = idOf[trie.bigramWords[bigram] ?? 0] ?? DROPPED
      if (v === DROPPED) continue
      first[kept] = v
      second[kept] = w
      logs[kept] = trie.bigramLogs[bigram] ?? 0
      backoffs[kept] = trie.bigramBackoffs[bigram] ?? 0
      kept++
    }
  }
  return {
    ids: [first.subarray(0, kept), second.subarray(0, kept)],
    logs: logs.subarray(0, kept),
    backoffs: backoffs.subarray(0, kept)
  }
}

/**
 * The trigrams of the chosen words. A trigram whose bigram "v w" is missing was appended by the
 * converter to the row before, where it breaks the order and no search would find it: such rows end
 * at the break (two rows of the published model do).
 */
function collectTrigrams(trie: SphinxTrie, idOf: Int32Array): NgramColumns {
  const size = trie.trigramWords.length
  const [first, second, third] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)]
  const logs = new Float32Array(size)
  let kept = 0
  for (let word = 0; word < trie.words.length; word++) {
    const w = idOf[word] ?? DROPPED
    if (w === DROPPED) continue
    for (let bigram = trie.bigramStarts[word] ?? 0; bigram < (trie.bigramStarts[word + 1] ?? 0); bigram++) {
      const v = idOf[trie.bigramWords[bigram] ?? 0] ?? DROPPED
      if (v === DROPPED) continue
      let previous = -1
      for (let trigram = trie.trigramStarts[bigram] ?? 0; trigram < (trie.trigramStarts[bigram + 1] ?? 0); trigram++) {
        const history = trie.trigramWords[trigram] ?? 0
        if (history <= previous) break
        previous = history
        const u = idOf[history] ?? DROPPED
        if (u === DROPPED) continue
        first[kept] = u
        second[kept] = v
        third[kept] = w
        logs[kept] = trie.trigramLogs[trigram] ?? 0
        kept++
      }
    }
  }
  return {
    ids: [first.subarray(0, kept), second.subarray(0, kept), third.subarray(0, kept)],
    logs: logs.subarray(0, kept),
    backoffs: new Float32Array(0)
  }
}

function bigramRows(columns: NgramColumns, words: number): Rows {
  const [first = new Uint32Array(0), second = new Uint32Array(0)] = columns.ids
  return { starts: startsOf(first, words), words: second }
}

/** Groups sorted trigrams by their history "u v". */
function groupByHistory(columns: NgramColumns, words: number): { contexts: Rows; trigrams: Rows } {
  const [first = new Uint32Array(0), second = new Uint32Array(0), third = new Uint32Array(0)] = columns.ids
  const contextFirst: number[] = []
  const contextSecond: number[] = []
  const starts: number[] = []
  for (let entry = 0; entry < third.length; entry++) {
    const [u, v] = [first[entry] ?? 0, second[entry] ?? 0]
    if (starts.length > 0 && contextFirst.at(-1) === u && contextSecond.at(-1) === v) continue
    contextFirst.push(u)
    contextSecond.push(v)
    starts.push(entry)
  }
  return {
    contexts: { starts: startsOf(contextFirst, words), words: Uint32Array.from(contextSecond) },
    trigrams: { starts: Uint32Array.from([...starts, third.length]), words: third }
  }
}

function contextBackoffs(contexts: Rows, bigrams: Rows, backoffs: Float32Array): Float32Array {
  const found = new Float32Array(contexts.words.length)
  for (let u = 0; u + 1 < contexts.starts.length; u++) {
    for (let context = contexts.starts[u] ?? 0; context < (contexts.starts[u + 1] ?? 0); context++) {
      const bigram = findInRow(bigrams, u, contexts.words[context] ?? 0)
      found[context] = bigram < 0 ? 0 : (backoffs[bigram] ?? 0)
    }
  }
  return found
}

/** The model over `chosen` words, which must be sorted by code unit; n-grams with any other word are left out. */
export function forwardModel(trie: SphinxTrie, chosen: readonly string[]): TrigramModel {
  const newIds = new Map(chosen.map((word, id) => [word, id]))
  const idOf = Int32Array.from(trie.words, (word) => newIds.get(word) ?? DROPPED)
  const oldIds = new Map(trie.words.map((word, id) => [word, id]))
  const perWord = (values: Float32Array) => Float32Array.from(chosen, (word) => values[oldIds.get(word) ?? 0] ?? 0)

  const sortedBigrams = sortColumns(collectBigrams(trie, idOf), chosen.length)
  const sortedTrigrams = sortColumns(collectTrigrams(trie, idOf), chosen.length)
  const bigrams = bigramRows(sortedBigrams, chosen.length)
  const { contexts, trigrams } = groupByHistory(sortedTrigrams, chosen.length)
  return {
    words: chosen,
    unigramLogs: perWord(trie.unigramLogs),
    unigramBackoffs: perWord(trie.unigramBackoffs),
    bigrams,
    bigramLogs: sortedBigrams.logs,
    contexts,
    contextBackoffs: contextBackoffs(contexts, bigrams, sortedBigrams.backoffs),
    trigrams,
    trigramLogs: sortedTrigrams.logs
  }
}
