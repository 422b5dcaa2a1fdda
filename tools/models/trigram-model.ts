/** A backoff trigram model in the order in which it is asked: history first. All logs are log10. */

/** Rows of sorted word ids: row r is `words[starts[r]] … words[starts[r + 1] - 1]`. */
export interface Rows {
  readonly starts: Uint32Array
  readonly words: Uint32Array
}

export interface TrigramModel {
  /** Sorted by code unit; an id is an index into it. */
  readonly words: readonly string[]
  readonly unigramLogs: Float32Array
  readonly unigramBackoffs: Float32Array
  /** Row v: the words w with a stored P(w | v). */
  readonly bigrams: Rows
  readonly bigramLogs: Float32Array
  /** Row u: the words v for which "u v" is a history with stored trigrams. */
  readonly contexts: Rows
  readonly contextBackoffs: Float32Array
  /** Row c: the words w with a stored P(w | context c). */
  readonly trigrams: Rows
  readonly trigramLogs: Float32Array
}

/** Index of `word` in row `row`, or -1. */
export function findInRow(rows: Rows, row: number, word: number): number {
  let low = rows.starts[row] ?? 0
  let high = (rows.starts[row + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = rows.words[middle] ?? 0
    if (found < word) low = middle + 1
    else if (found > word) high = middle - 1
    else return middle
  }
  return -1
}

/** log10 P(w | v), backing off to the unigram. */
export function bigramLog(model: TrigramModel, v: number, w: number): number {
  const at = findInRow(model.bigrams, v, w)
  if (at >= 0) return model.bigramLogs[at] ?? 0
  return (model.unigramBackoffs[v] ?? 0) + (model.unigramLogs[w] ?? 0)
}

/** The rows' starts for entries that are sorted by row. */
export function startsOf(rowOfEntry: ArrayLike<number>, rows: number): Uint32Array {
  const starts = new Uint32Array(rows + 1)
  for (let entry = 0; entry < rowOfEntry.length; entry++) {
    const row = rowOfEntry[entry] ?? 0
    starts[row + 1] = (starts[row + 1] ?? 0) + 1
  }
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  return starts
}

/** The row of each entry: the inverse of {@link startsOf}. */
export function rowOfEntries(starts: Uint32Array): Uint32Array {
  const rows = new Uint32Array(starts[starts.length - 1] ?? 0)
  for (let row = 0; row + 1 < starts.length; row++) rows.fill(row, starts[row], starts[row + 1])
  return rows
}
