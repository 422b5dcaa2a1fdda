/** Which words of a replacement stand for which words of what it replaces. */

/** A word or the white space between two, with its place in the text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface Words {
  readonly words: readonly Token[]
  /** `gaps[i]` stands before word i, the last one after all words; empty where there is nothing. */
  readonly gaps: readonly Token[]
}

/** @param offset where the text begins */
export function wordsOf(text: string, offset = 0): Words {
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    start: offset + index,
    end: offset + index + word.length
  }))
  const ends = [offset, ...words.map(({ end }) => end)]
  const gaps = ends.map((start, at) => {
    const end = words[at]?.start ?? offset + text.length
    return { text: text.slice(start - offset, end - offset), start, end }
  })
  return { words, gaps }
}

/** Cost of a word without a partner. Two of them cost more than the least similar pair. */
const ALONE = 0.75

/** How many code units two texts share at their starts, and of the rest at their ends. */
export function sharedEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const shortest = Math.min(a.length, b.length)
  let head = 0
  while (head < shortest && a[head] === b[head]) head++
  let tail = 0
  while (tail < shortest - head && a[a.length - tail - 1] === b[b.length - tail - 1]) tail++
  return { head, tail }
}

/** 0 for equal words, 1 for words with no letter in common at either end. */
function difference(a: string, b: string): number {
  if (a === b) return 0
  const { head, tail } = sharedEnds(a, b)
  return 1 - (head + tail) / (2 * Math.max(a.length, b.length))
}

/** For each word of `after` the index of its partner in `before`, ascending, or −1. The later of equally good partners wins. */
export function alignWords(before: readonly Token[], after: readonly Token[]): number[] {
  const width = after.length + 1
  const cost = new Float64Array((before.length + 1) * width)
  const at = (row: number, column: number): number => cost[row * width + column] ?? 0
  const paired = (row: number, column: number): number =>
    at(row - 1, column - 1) + difference(before[row - 1]?.text ?? '', after[column - 1]?.text ?? '')
  for (let row = 0; row <= before.length; row++) {
    for (let column = 0; column <= after.length; column++) {
      cost[row * width + column] =
        row === 0 || column === 0
          ? (row + column) * ALONE
          : Math.min(paired(row, column), at(row - 1, column) + ALONE, at(row, column - 1) + ALONE)
    }
  }
  const partners = after.map(() => -1)
  let row = before.length
  let column = after.length
  while (row > 0 && column > 0) {
    if (at(row, column) === paired(row, column)) partners[--column] = --row
    else if (at(row, column) === at(row - 1, column) + ALONE) row--
    else column--
  }
  return partners
}
