/**
 * Finds places again in a text that has changed. What stands in a new place beyond doubt is found; everything else
 * is told, with why, and never guessed.
 */
import type { Span } from '../types.js'
import { CONTEXT_WORDS, type Place, type PlaceIndex, wordsOf } from './place.js'

/** Words of context, next to the expression, that must have stayed where not all of them have. */
const ENOUGH_WORDS = 4

/** Why a place was not found. */
export type Misplacement =
  /** The expression does not stand in enough of its context any more. */
  | 'missing'
  /** It could be one of several places. */
  | 'ambiguous'
  /** It stands where another decision takes effect. */
  | 'taken'

export type Placing = { readonly span: Span } | { readonly misplaced: Misplacement }

/** An expression that other decisions may have put in place of another, near the places that are looked for. */
export interface Rewrite {
  readonly before: string
  readonly after: string
}

/**
 * Finds places, each by its expression (`before`) and the words around it. Words of the context may read as one of
 * the `rewrites` made of them.
 *
 * A place whose whole context stands is found when the text has as many such places as there were. A place with part
 * of its context is found when four words next to it stand and no other place has as much. Of places that overlap
 * in the end none is found.
 */
export function findPlaces(index: PlaceIndex, places: readonly Place[], rewrites: readonly Rewrite[] = []): Placing[] {
  const contexts = new Contexts(index, rewrites)
  const placings = places.map((place) => placingOf(contexts, place))
  return withoutOverlaps(placings)
}

function placingOf(contexts: Contexts, place: Place): Placing {
  const { before, occurrence, of } = place
  const left = wordsOf(place.left).reverse()
  const right = wordsOf(place.right)
  const all = left.length + right.length
  const spanAt = (start: number): Placing => ({ span: { start, end: start + before.length } })
  // Looked up, since most places stand as they stood, and scoring goes through all that read like them. A context that
  // an end of the text cut short may now be part of a longer one, so it has to be scored.
  const alike = all === 2 * CONTEXT_WORDS ? contexts.index.alike(place) : []
  const known = alike.length === of ? alike[occurrence - 1] : undefined
  if (known !== undefined) return spanAt(known)
  const scored = contexts.index.occurrences(before).map((start) => ({ start, score: contexts.score(start, before, left, right) }))
  const whole = scored.filter(({ score }) => score === all)
  if (whole.length > 0) {
    const found = whole.length === of ? whole[occurrence - 1] : undefined
    return found ? spanAt(found.start) : { misplaced: 'ambiguous' }
  }
  const [found, ...others] = scored.filter(({ score }) => score >= ENOUGH_WORDS)
  if (!found) return { misplaced: 'missing' }
  return others.length === 0 ? spanAt(found.start) : { misplaced: 'ambiguous' }
}

function withoutOverlaps(placings: readonly Placing[]): Placing[] {
  const result = [...placings]
  const found = placings.flatMap((placing, at) => ('span' in placing ? [{ at, span: placing.span }] : []))
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let reach: (typeof found)[number] | undefined
  for (const each of found) {
    if (reach && (each.span.start < reach.span.end || each.span.start === reach.span.start)) {
      result[reach.at] = result[each.at] = { misplaced: 'taken' }
    }
    if (!reach || each.span.end > reach.span.end) reach = each
  }
  return result
}

interface WordRewrite {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Counts how much of a context stands, with rewrites looked up by the first word that they show. */
class Contexts {
  private readonly forwards = new Map<string, WordRewrite[]>()
  private readonly backwards = new Map<string, WordRewrite[]>()

  constructor(readonly index: PlaceIndex, rewrites: readonly Rewrite[]) {
    for (const rewrite of rewrites) {
      const before = wordsOf(rewrite.before)
      const after = wordsOf(rewrite.after)
      add(this.forwards, { before, after })
      add(this.backwards, { before: before.toReversed(), after: after.toReversed() })
    }
  }

  /** How many words of the context stand in an unbroken row next to the expression: `left` nearest first. */
  score(start: number, expression: string, left: readonly string[], right: readonly string[]): number {
    const { words } = this.index
    const { leftEnd, rightStart } = this.index.neighbours(start, start + expression.length)
    const leftward = standing(left, (at) => words[leftEnd - 1 - at], this.backwards)
    return leftward + standing(right, (at) => words[rightStart + at], this.forwards)
  }
}

function add(rewrites: Map<string, WordRewrite[]>, rewrite: WordRewrite): void {
  const [first] = rewrite.after
  if (first === undefined || rewrite.before.length === 0) return
  const list = rewrites.get(first)
  if (list) list.push(rewrite)
  else rewrites.set(first, [rewrite])
}

/** Words of `context` that stand in a row in a text, rewritten ones included. */
function standing(context: readonly string[], wordAt: (at: number) => string | undefined, rewrites: ReadonlyMap<string, WordRewrite[]>): number {
  let known = 0
  let at = 0
  while (known < context.length) {
    const word = wordAt(at)
    if (word === undefined) break
    const rewrite = rewrites.get(word)?.find(({ before, after }) => {
      // The context may end within what was rewritten.
      const seen = before.slice(0, context.length - known)
      return seen.every((each, offset) => each === context[known + offset]) && after.every((each, offset) => each === wordAt(at + offset))
    })
    if (!rewrite && word !== context[known]) break
    known = Math.min(context.length, known + (rewrite?.before.length ?? 1))
    at += rewrite?.after.length ?? 1
  }
  return known
}
