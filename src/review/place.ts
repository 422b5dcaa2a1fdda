/**
 * Where an edit stands, told by content: the words around it instead of an offset, so that a decision outlives
 * changes elsewhere in the text.
 */

/** Words of context on each side. */
export const CONTEXT_WORDS = 4

/**
 * A place in a text. `left` and `right` are what stands around the expression, white space made one blank: up to
 * {@link CONTEXT_WORDS} words on each side, fewer only near the ends of the text, with what is between them. Places are
 * compared by the words alone.
 */
export interface Place {
  readonly left: string
  /** What stands there, to the letter. */
  readonly before: string
  readonly right: string
  /** 1-based number among the places of the text that have the same words, context included. */
  readonly occurrence: number
  /** How many such places the text has. */
  readonly of: number
}

/** Identity of a place within its document. */
export const placeKey = ({ left, before, right, occurrence }: Place): string =>
  [left, before, right, occurrence].join('\u001f')

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu
const BEGINS_WITH_WORD = /^[\p{L}\p{N}\p{M}]/u
const ENDS_WITH_WORD = /[\p{L}\p{N}\p{M}]$/u

/** More of a word, or of what stands between two words, is not kept: a text may hold a million letters in a row. */
const LONGEST_WORD = 60
const LONGEST_GAP = 12

/** The words of an expression, as contexts count them. */
export const wordsOf = (text: string): string[] => (text.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD))

/** What stands between words, white space made one blank. The rest of a word that an expression ends in is no word. */
function gap(text: string): string {
  const blank = text.replace(/\s+/g, ' ').replace(/[\p{L}\p{N}\p{M}]+/gu, '')
  return blank.length > LONGEST_GAP ? ' … ' : blank
}

/** Context of a stretch of text: the index of the first word after it, and of the first word that is not before it. */
interface Neighbours {
  readonly leftEnd: number
  readonly rightStart: number
}

/** All places of an expression: by offset, and the offsets of those whose contexts have the same words. */
interface Numbered {
  readonly places: ReadonlyMap<number, Place>
  readonly alike: ReadonlyMap<string, readonly number[]>
}

const contextKey = (left: string, right: string): string => [...wordsOf(left), '', ...wordsOf(right)].join('\u001f')

/** The words of one text, to look up places in it. Offsets are UTF-16 code units. */
export class PlaceIndex {
  readonly words: readonly string[]
  private readonly starts: readonly number[]
  private readonly ends: readonly number[]
  private readonly found = new Map<string, readonly number[]>()
  private readonly numbered = new Map<string, Numbered>()

  constructor(readonly source: string) {
    const matches = [...source.matchAll(WORD)]
    this.words = matches.map(([word]) => word.slice(0, LONGEST_WORD))
    this.starts = matches.map(({ index }) => index)
    this.ends = matches.map(({ 0: word, index }) => index + word.length)
  }

  /** The place of `before`, which stands at `start`. */
  placeAt(start: number, before: string): Place {
    return this.placesOf(before).places.get(start) ?? { ...this.contextAt(start, before), occurrence: 1, of: 1 }
  }

  /** Offsets of an expression, in order, where the words around it are those of a context, all of them. */
  alike({ left, before, right }: Pick<Place, 'left' | 'before' | 'right'>): readonly number[] {
    return this.placesOf(before).alike.get(contextKey(left, right)) ?? []
  }

  /** Offsets at which an expression stands, in order, never as a part of a longer word. None for an empty expression. */
  occurrences(expression: string): readonly number[] {
    const known = this.found.get(expression)
    if (known) return known
    const found: number[] = []
    const { source } = this
    const bounded = { left: BEGINS_WITH_WORD.test(expression), right: ENDS_WITH_WORD.test(expression) }
    for (let at = expression === '' ? -1 : source.indexOf(expression); at !== -1; at = source.indexOf(expression, at + 1)) {
      const end = at + expression.length
      // Two code units are enough to see a letter outside the basic plane whole.
      if (bounded.left && ENDS_WITH_WORD.test(source.slice(Math.max(0, at - 2), at))) continue
      if (bounded.right && BEGINS_WITH_WORD.test(source.slice(end, end + 2))) continue
      found.push(at)
    }
    this.found.set(expression, found)
    return found
  }

  /** Indices into {@link words} of the neighbours of a stretch of text. */
  neighbours(start: number, end: number): Neighbours {
    return { leftEnd: firstAbove(this.ends, start), rightStart: firstAbove(this.starts, end - 1) }
  }

  private contextAt(start: number, before: string): Pick<Place, 'left' | 'before' | 'right'> {
    const end = start + before.length
    const { leftEnd, rightStart } = this.neighbours(start, end)
    let left = ''
    for (let word = Math.max(0, leftEnd - CONTEXT_WORDS); word < leftEnd; word++) {
      left += this.words[word] + gap(this.source.slice(this.ends[word], word + 1 < leftEnd ? this.starts[word + 1] : start))
    }
    let right = ''
    let at = end
    for (let word = rightStart; word < Math.min(rightStart + CONTEXT_WORDS, this.words.length); word++) {
      right += gap(this.source.slice(at, this.starts[word])) + this.words[word]
      at = this.ends[word] ?? at
    }
    return { left, before, right }
  }

  /** The places of an expression by their offsets, numbered where several read the same. */
  private placesOf(before: string): Numbered {
    const known = this.numbered.get(before)
    if (known) return known
    const alike = new Map<string, number[]>()
    for (const start of this.occurrences(before)) {
      const { left, right } = this.contextAt(start, before)
      const key = contextKey(left, right)
      const starts = alike.get(key)
      if (starts) starts.push(start)
      else alike.set(key, [start])
    }
    const places = new Map<number, Place>()
    for (const starts of alike.values()) {
      for (const [at, start] of starts.entries()) {
        places.set(start, { ...this.contextAt(start, before), occurrence: at + 1, of: starts.length })
      }
    }
    const found = { places, alike }
    this.numbered.set(before, found)
    return found
  }
}

/** Index of the first of ascending numbers that is above a limit; their count when none is. */
function firstAbove(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
