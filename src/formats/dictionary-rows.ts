/** Turns a comparison into rows that a person can prune into dictionary entries. */
import { compareTexts } from './compare.js'
import type { Change } from './compare.js'

/** A longer change is a rewritten sentence, not an expression to look up. */
const MAX_WORDS = 6

/** One spun expression with what stood in its place, the most frequent first. */
export interface DictionaryRow {
  readonly spun: string
  readonly originals: readonly string[]
  /** How often the spun expression was seen, whatever it stood for. */
  readonly count: number
}

/**
 * Rows for the changes between a garbled text and its original, the most frequent first, then in
 * order of the alphabet. An insertion or deletion takes the word beside it along, since an entry
 * needs words on both sides. Changes of punctuation or white space alone and rewritten passages give no row.
 */
export function dictionaryRows(garbled: string, original: string): DictionaryRow[] {
  const rows = new Map<string, Map<string, number>>()
  for (const change of compareTexts(garbled, original)) {
    const [spun, restored] = widened(change, garbled)
    if (spun === restored || !isExpression(spun) || !isExpression(restored)) continue
    const originals = rows.get(spun) ?? new Map<string, number>()
    originals.set(restored, (originals.get(restored) ?? 0) + 1)
    rows.set(spun, originals)
  }
  return [...rows]
    .map(([spun, originals]) => ({ spun, originals: byFrequency(originals), count: sum(originals.values()) }))
    .sort((a, b) => b.count - a.count || compare(a.spun, b.spun))
}

/**
 * The rows as lines of a file in `dictionaries/phrases/`, with the most cautious rate. JSON strings
 * are YAML strings, so quoting them needs no rules of its own.
 */
export function formatRows(rows: readonly DictionaryRow[]): string {
  return rows
    .map(({ spun, originals }) => {
      const quoted = originals.map((original) => JSON.stringify(original)).join(', ')
      return `  - { spun: ${JSON.stringify(spun)}, originals: [${quoted}], rate: context }\n`
    })
    .join('')
}

const WORD_AFTER = /^\s*[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/u
const WORD_BEFORE = /(?:[\p{L}\p{N}\p{M}]+['’.-])*[\p{L}\p{N}\p{M}]+\s*$/u
/** Characters beside a change in which its neighbour word is looked for. */
const NEIGHBOURHOOD = 60

/** Both sides of a change, with the word after it (or else before it) where one side has none. */
function widened({ garbled: span, before, after }: Change, garbled: string): [string, string] {
  if (before.trim() !== '' && after.trim() !== '') return [plain(before), plain(after)]
  const next = WORD_AFTER.exec(garbled.slice(span.end, span.end + NEIGHBOURHOOD))?.[0]
  if (next !== undefined) return [plain(before + next), plain(after + next)]
  const previous = WORD_BEFORE.exec(garbled.slice(Math.max(0, span.start - NEIGHBOURHOOD), span.start))?.[0] ?? ''
  return [plain(previous + before), plain(previous + after)]
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ')

const isExpression = (text: string): boolean => /\p{L}/u.test(text) && text.split(' ').length <= MAX_WORDS

const byFrequency = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a, countA], [b, countB]) => countB - countA || compare(a, b)).map(([text]) => text)

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

/** By code units, so that the order does not depend on the machine's locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
