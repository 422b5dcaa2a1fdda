/** What changed between two texts that somebody else edited: a garbled article and its original. */
import { diffArrays } from 'diff'
import type { Edit, Restoration, Span } from '../types.js'
import { cutAtAnchors, cutAtLines } from './anchors.js'
import type { Stretch } from './anchors.js'
import { isGap, tokensOf } from './tokens.js'
import type { Tokens } from './tokens.js'

/** Tokens above which a pair of texts is cut at anchors before it is compared. */
const STRETCH = 500

/** Differences, in tokens, above which a stretch is not compared as a whole. */
const MAX_DIFFERENCES = 2000

/** A phrase of one text that stands for a phrase of the other; one of them may be empty. */
export interface Change {
  /** UTF-16 code units in the garbled text. */
  readonly garbled: Span
  /** UTF-16 code units in the original. */
  readonly original: Span
  readonly before: string
  readonly after: string
}

/**
 * The changes that lead from one text to the other, in order, by whole words: changed words that
 * only white space parts are one phrase. Making all changes gives `original` exactly. Long texts
 * are aligned first at words in a row that both hold once, so that time stays near the length.
 */
export function compareTexts(garbled: string, original: string): Change[] {
  const left = tokensOf(garbled)
  const right = tokensOf(original)
  const differences = cutAtAnchors(left.texts, right.texts, STRETCH).flatMap((stretch) => differencesIn(left, right, stretch))
  return phrasesOf(differences, left).map((phrase) => {
    const { left: before, right: after } = trimmed(phrase, left.texts, right.texts)
    const spans = { garbled: charactersOf(left, before), original: charactersOf(right, after) }
    return {
      ...spans,
      before: garbled.slice(spans.garbled.start, spans.garbled.end),
      after: original.slice(spans.original.start, spans.original.end)
    }
  })
}

/**
 * A comparison in the shape of a restoration, for the reports: the changes as edits of the garbled
 * text. They come from no dictionary (`entry` is `comparison`) and are certain; nothing is diagnosed.
 */
export function comparisonOf(garbled: string, original: string): Restoration {
  const edits = compareTexts(garbled, original).map(({ garbled: span, before, after }, group): Edit => ({
    span,
    before,
    after,
    entry: 'comparison',
    via: [],
    kind: before.includes(' ') || after.includes(' ') ? 'phrase' : 'word',
    confidence: 1,
    alternatives: [],
    reasons: [],
    inQuote: false,
    group
  }))
  return {
    source: garbled,
    text: original,
    edits,
    suggestions: [],
    diagnosis: { spun: 0, families: [], windows: [], language: 'und' }
  }
}

/** Ranges of tokens that differ within a stretch; the whole stretch when it is too different throughout. */
function differencesIn(left: Tokens, right: Tokens, stretch: Stretch): Stretch[] {
  const { left: inLeft, right: inRight } = stretch
  const parts = diffArrays(left.texts.slice(inLeft.start, inLeft.end), right.texts.slice(inRight.start, inRight.end), {
    maxEditLength: MAX_DIFFERENCES
  })
  if (!parts) {
    const lines = cutAtLines(left.texts, right.texts, stretch)
    return lines.length > 1 ? lines.flatMap((line) => differencesIn(left, right, line)) : [stretch]
  }
  const differences: Stretch[] = []
  let at = { left: inLeft.start, right: inRight.start }
  for (const { added, removed, count } of parts) {
    const to = { left: at.left + (added ? 0 : count), right: at.right + (removed ? 0 : count) }
    if (added || removed) {
      differences.push({ left: { start: at.left, end: to.left }, right: { start: at.right, end: to.right } })
    }
    at = to
  }
  return differences
}

/** Joins differences that touch, or that only white space within a paragraph parts. */
function phrasesOf(differences: readonly Stretch[], { texts }: Tokens): Stretch[] {
  const phrases: Stretch[] = []
  for (const difference of differences) {
    const previous = phrases.at(-1)
    const between = previous ? texts.slice(previous.left.end, difference.left.start) : []
    if (previous && (between.length === 0 || (between.length === 1 && between.every(isGap)))) {
      phrases[phrases.length - 1] = {
        left: { start: previous.left.start, end: difference.left.end },
        right: { start: previous.right.start, end: difference.right.end }
      }
    } else phrases.push(difference)
  }
  return phrases
}

/** A phrase without the tokens that both sides begin or end with. */
function trimmed({ left, right }: Stretch, leftTexts: readonly string[], rightTexts: readonly string[]): Stretch {
  const shortest = Math.min(left.end - left.start, right.end - right.start)
  let head = 0
  while (head < shortest && leftTexts[left.start + head] === rightTexts[right.start + head]) head++
  let tail = 0
  while (tail < shortest - head && leftTexts[left.end - tail - 1] === rightTexts[right.end - tail - 1]) tail++
  return {
    left: { start: left.start + head, end: left.end - tail },
    right: { start: right.start + head, end: right.end - tail }
  }
}

const charactersOf = ({ starts }: Tokens, range: Span): Span => ({
  // `starts` has one more entry than there are tokens, so both ends of a range are in it.
  start: starts[range.start] ?? 0,
  end: starts[range.end] ?? 0
})
