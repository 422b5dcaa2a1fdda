/** Carries the capitals of a source expression over to its replacement. */

/** How the letters of an expression are written. `other` is anything without a pattern of its own, such as "iPhone". */
export type Capitals = 'lower' | 'initial' | 'title' | 'upper' | 'other'

export interface CasingContext {
  /** True inside a line in title case or a run of capitalised words: every main word of the replacement gets its capital. */
  readonly titleLine?: boolean
  /** True in the middle of a sentence, where an initialism has its capitals of itself and lends none. */
  readonly inside?: boolean
  /** Words that a title leaves in small letters (`titles.yaml`); without them every word gets its capital. */
  readonly smallWords?: ReadonlySet<string>
}

const NO_WORDS: ReadonlySet<string> = new Set()

const isUpper = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase()
const startsUpper = (text: string): boolean => /^[^\p{L}]*\p{Lu}/u.test(text)
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\d'’]+/gu) ?? []

/** The pattern of an expression's capitals. A single capital letter is `initial`: "A" says nothing about its line. */
export function capitalsOf(expression: string, smallWords = NO_WORDS): Capitals {
  const letters = expression.replace(/[^\p{L}]/gu, '')
  if (letters === '' || letters === letters.toLowerCase()) return 'lower'
  if (letters.length > 1 && isUpper(letters)) return 'upper'
  const words = wordsOf(expression)
  const [first = '', ...rest] = words
  if (!isPlain(first) || !rest.every(isPlain)) return 'other'
  if (!startsUpper(first)) return 'other'
  const main = rest.filter((word) => !smallWords.has(word.toLowerCase()))
  return main.length > 0 && main.every(startsUpper) ? 'title' : rest.some(startsUpper) ? 'other' : 'initial'
}

/** No capital after the first letter. */
const isPlain = (word: string): boolean => word.slice(1) === word.slice(1).toLowerCase()

/** The first letter as a capital; leading quotation marks and brackets are passed over. */
export function capitalise(text: string): string {
  return text.replace(/^([^\p{L}\d]*)(\p{Ll})/u, (_, before: string, letter: string) => before + letter.toUpperCase())
}

/** Title case: every word but the small ones inside gets its capital; capitals that stand are kept. */
export function titleCase(text: string, smallWords = NO_WORDS): string {
  const last = text.lastIndexOf(' ') + 1
  return text.replace(/[^\s-]+/g, (word, at: number) => {
    const inside = at > 0 && at < last
    return inside && smallWords.has(word) ? word : capitalise(word)
  })
}

/**
 * The replacement in the capitals of what it replaces: all capitals stay all capitals, a leading capital
 * stays, a title stays a title. Capitals that the replacement has by itself ("Ukraine", "DNA") are kept.
 */
export function copyCase(source: string, replacement: string, context: CasingContext = {}): string {
  const { titleLine = false, inside = false, smallWords = NO_WORDS } = context
  const capitals = capitalsOf(source, smallWords)
  // "AI" inside a line of small letters is an initialism, not a shout.
  if (capitals === 'upper' && isShout(source)) return replacement.toUpperCase()
  if (capitals === 'lower' || !startsUpper(source)) return replacement
  if (titleLine || capitals === 'title') return titleCase(replacement, smallWords)
  return inside && startsInitialism(source) ? replacement : capitalise(replacement)
}

/** Whether the first word is in capitals throughout, and more than one letter: "PC simulation". */
function startsInitialism(source: string): boolean {
  const [first = ''] = wordsOf(source)
  return first.replace(/[^\p{L}]/gu, '').length > 1 && isUpper(first)
}

/** Two letters alone may be an initialism ("AI"); three or more, or several words, are read as a shout. */
const isShout = (source: string): boolean => source.replace(/[^\p{L}]/gu, '').length > 2 || wordsOf(source).length > 1
