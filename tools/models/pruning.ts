/**
 * Weighted-difference pruning (Seymore and Rosenfeld, "Scalable backoff language models", ICSLP 1996):
 * an n-gram goes when P(history, w) · |log10 P(w | history) − log10 of its backoff estimate| is below a
 * threshold. The measure is the expected error a word of text that dropping the n-gram causes.
 *
 * Backoff weights stay as they were, though renormalising them lowers perplexity. Choices between two
 * words depend on differences: kept weights leave every n-gram that was not dropped, and every word
 * that never was one, exactly where it was.
 */
import { bigramLog, rowOfEntries, startsOf, type Rows, type TrigramModel } from './trigram-model.js'
import { SENTENCE_END, SENTENCE_START } from './word-choice.js'

/** Smallest weighted difference that is kept, in log10 units a word; 0 keeps everything. */
export interface PruningThresholds {
  readonly theta2: number
  readonly theta3: number
}

/** log10 P(v) of each word as a history: the start mark has no probability of its own, but occurs once a sentence. */
function historyLogs(model: TrigramModel): Float32Array {
  const logs = model.unigramLogs.slice()
  const start = model.words.indexOf(SENTENCE_START)
  const end = model.words.indexOf(SENTENCE_END)
  if (start >= 0 && end >= 0) logs[start] = logs[end] ?? 0
  return logs
}

const weightedDifference = (jointLog: number, log: number, backoffLog: number): number =>
  10 ** jointLog * Math.abs(log - backoffLog)

/** Marks of the bigrams to keep. */
function bigramsToKeep(model: TrigramModel, history: Float32Array, theta: number): Uint8Array {
  const rowOf = rowOfEntries(model.bigrams.starts)
  return Uint8Array.from(model.bigramLogs, (log, bigram) => {
    const v = rowOf[bigram] ?? 0
    const backoff = (model.unigramBackoffs[v] ?? 0) + (model.unigramLogs[model.bigrams.words[bigram] ?? 0] ?? 0)
    return weightedDifference((history[v] ?? 0) + log, log, backoff) >= theta ? 1 : 0
  })
}

/** Marks of the trigrams to keep. */
function trigramsToKeep(model: TrigramModel, history: Float32Array, theta: number): Uint8Array {
  const contextOf = rowOfEntries(model.trigrams.starts)
  const firstOf = rowOfEntries(model.contexts.starts)
  return Uint8Array.from(model.trigramLogs, (log, trigram) => {
    const context = contextOf[trigram] ?? 0
    const u = firstOf[context] ?? 0
    const v = model.contexts.words[context] ?? 0
    const backoff = (model.contextBackoffs[context] ?? 0) + bigramLog(model, v, model.trigrams.words[trigram] ?? 0)
    const historyLog = (history[u] ?? 0) + bigramLog(model, u, v)
    return weightedDifference(historyLog + log, log, backoff) >= theta ? 1 : 0
  })
}

function filterRows(rows: Rows, kept: Uint8Array): Rows {
  const rowOf = rowOfEntries(rows.starts).filter((_, entry) => kept[entry] === 1)
  return { starts: startsOf(rowOf, rows.starts.length - 1), words: rows.words.filter((_, entry) => kept[entry] === 1) }
}

/** Contexts without trigrams go: what they would still say, their backoff weight, is close to 1. */
function filterTrigrams(model: TrigramModel, kept: Uint8Array): Pick<TrigramModel, 'contexts' | 'contextBackoffs' | 'trigrams' | 'trigramLogs'> {
  const trigrams = filterRows(model.trigrams, kept)
  const keptContexts = Uint8Array.from(model.contextBackoffs, (_, context) =>
    (trigrams.starts[context + 1] ?? 0) > (trigrams.starts[context] ?? 0) ? 1 : 0
  )
  const isKept = (_: number, context: number) => keptContexts[context] === 1
  return {
    contexts: filterRows(model.contexts, keptContexts),
    contextBackoffs: model.contextBackoffs.filter(isKept),
    trigrams: {
      starts: Uint32Array.from([...trigrams.starts.subarray(0, -1).filter(isKept), trigrams.words.length]),
      words: trigrams.words
    },
    trigramLogs: model.trigramLogs.filter((_, trigram) => kept[trigram] === 1)
  }
}

/** The model without the n-grams below the thresholds. */
export function prune(model: TrigramModel, thresholds: PruningThresholds): TrigramModel {
  const history = historyLogs(model)
  const keptBigrams = bigramsToKeep(model, history, thresholds.theta2)
  const keptTrigrams = trigramsToKeep(model, history, thresholds.theta3)
  return {
    ...model,
    bigrams: filterRows(model.bigrams, keptBigrams),
    bigramLogs: model.bigramLogs.filter((_, bigram) => keptBigrams[bigram] === 1),
    ...filterTrigrams(model, keptTrigrams)
  }
}
