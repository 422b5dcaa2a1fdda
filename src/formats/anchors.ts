/**
 * Cuts two long texts into stretches that can be compared one by one.
 *
 * Comparing token by token takes time with the square of the differences, so a long pair has to be
 * aligned first. Words in a row that occur once in each text mark the same place in both (the idea
 * of patience diff: Bram Cohen); spun text keeps enough of them, whatever became of its paragraphs.
 */
import type { Span } from '../types.js'
import { isWord } from './tokens.js'

/** Words in a row that make a mark: fewer would be found by chance, more would not outlast the spinner. */
const RUN = 3

/** Stretches that belong together, as ranges of tokens. */
export interface Stretch {
  readonly left: Span
  readonly right: Span
}

interface Mark {
  readonly left: number
  readonly right: number
}

/**
 * Cuts the texts at marks, so that no stretch is much longer than `length` tokens wherever there are
 * marks to cut at. The stretches cover both texts, in order. Takes time n log n.
 */
export function cutAtAnchors(left: readonly string[], right: readonly string[], length: number): Stretch[] {
  const stretches: Stretch[] = []
  let from: Mark = { left: 0, right: 0 }
  for (const mark of ascendingMarks(left, right)) {
    if (Math.max(mark.left - from.left, mark.right - from.right) < length) continue
    stretches.push(stretchOf(from, mark))
    from = mark
  }
  return [...stretches, stretchOf(from, { left: left.length, right: right.length })]
}

/** Pairs the lines of a stretch one by one, where both sides have as many; otherwise leaves it whole. */
export function cutAtLines(left: readonly string[], right: readonly string[], stretch: Stretch): Stretch[] {
  const ends = ({ start, end }: Span, tokens: readonly string[]): number[] =>
    tokens.slice(start, end).flatMap((token, at) => (token.includes('\n') ? [start + at + 1] : []))
  const leftEnds = ends(stretch.left, left)
  const rightEnds = ends(stretch.right, right)
  if (leftEnds.length !== rightEnds.length) return [stretch]
  const cuts = leftEnds.map((end, at): Mark => ({ left: end, right: rightEnds[at] ?? end }))
  const marks = [
    { left: stretch.left.start, right: stretch.right.start },
    ...cuts,
    { left: stretch.left.end, right: stretch.right.end }
  ]
  return marks.slice(1).map((to, at) => stretchOf(marks[at] ?? to, to))
}

const stretchOf = (from: Mark, to: Mark): Stretch => ({
  left: { start: from.left, end: to.left },
  right: { start: from.right, end: to.right }
})

/** The longest series of marks that ascends in both texts. */
function ascendingMarks(left: readonly string[], right: readonly string[]): Mark[] {
  const rightRuns = uniqueRuns(right)
  const marks: Mark[] = []
  for (const [run, at] of uniqueRuns(left)) {
    const partner = rightRuns.get(run)
    if (at !== REPEATED && partner !== undefined && partner !== REPEATED) marks.push({ left: at, right: partner })
  }
  return longestAscending(marks)
}

const REPEATED = -1

/** Runs of words with the token they begin at, in order of their first occurrence. */
function uniqueRuns(tokens: readonly string[]): Map<string, number> {
  const words = tokens.flatMap((token, at) => (isWord(token) ? [at] : []))
  const runs = new Map<string, number>()
  for (let first = 0; first + RUN <= words.length; first++) {
    const run = words.slice(first, first + RUN).map((at) => tokens[at]).join(' ')
    runs.set(run, runs.has(run) ? REPEATED : (words[first] ?? 0))
  }
  return runs
}

/** Longest subsequence with ascending `right`, of marks in ascending order of `left` (Fredman 1975: patience sorting). */
function longestAscending(marks: readonly Mark[]): Mark[] {
  interface Link extends Mark {
    readonly before: Link | undefined
  }
  const piles: Link[] = []
  for (const mark of marks) {
    let low = 0
    let high = piles.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((piles[middle]?.right ?? 0) < mark.right) low = middle + 1
      else high = middle
    }
    piles[low] = { ...mark, before: piles[low - 1] }
  }
  const ascending: Mark[] = []
  for (let link = piles.at(-1); link; link = link.before) ascending.push({ left: link.left, right: link.right })
  return ascending.reverse()
}
