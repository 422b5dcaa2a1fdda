/** Lines set in headline capitals, where a capital says nothing of a word. */
import { CAPITAL, TITLE, type Tokens } from './tokens.js'

const TITLE_WORD_LENGTH = 4
const TITLE_WORDS = 3
const TITLE_SHARE = 0.75

/** Marks the tokens of lines set in headline capitals. */
export function markTitles(tokens: Tokens): void {
  const { count, segment, flags, start, end } = tokens
  for (let from = 0; from < count; ) {
    let to = from
    let long = 0
    let capitals = 0
    for (; to < count && segment[to] === segment[from]; to++) {
      if ((end[to] ?? 0) - (start[to] ?? 0) < TITLE_WORD_LENGTH) continue
      long++
      if ((flags[to] ?? 0) & CAPITAL) capitals++
    }
    if (long >= TITLE_WORDS && capitals / long > TITLE_SHARE) {
      for (let at = from; at < to; at++) flags[at] = (flags[at] ?? 0) | TITLE
    }
    from = to
  }
}
