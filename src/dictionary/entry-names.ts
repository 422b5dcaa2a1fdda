/** Ids and summaries of entries, as reports show them. */
import { stringAt, stringCount } from '../binary/strings.js'
import type { EntryTables } from './compiled.js'

/** Lower case, runs of anything but letters and digits as one hyphen: the key of an entry id. */
export const slugOf = (expression: string): string =>
  expression
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d]+/gu, '-')
    .replace(/^-|-$/g, '')

/** Stands between what is spun and the originals. */
export const ARROW = ' ← '

/** Ids that were asked for: garbled texts name the same entries again and again. */
const known = new WeakMap<EntryTables, Map<number, string>>()

/** Stable id of an entry, `layer/file#key`. */
export function entryId(entries: EntryTables, entry: number): string {
  const ids = known.get(entries) ?? new Map<number, string>()
  if (ids.size === 0) known.set(entries, ids)
  const id = ids.get(entry) ?? readId(entries, entry)
  ids.set(entry, id)
  return id
}

/**
 * The key that an entry has by what it says: the slug of the name or of the spun expression, with the part of speech
 * of a word. Others (an expression with two rows) are stored.
 */
export function usualKey(says: string, use: string): string {
  const [expression = ''] = says.split(ARROW, 1)
  const pos = /^ \((\w+), /.exec(use)?.[1]
  return slugOf(expression) + (pos === undefined ? '' : `-${pos}`)
}

/** A name, or what a row puts for what. Variants stand in the order of their entries. */
function saysOf({ says, named }: EntryTables, entry: number): string {
  const row = stringAt(says, entry)
  if (row !== '') return row
  let low = 0
  let high = named.entry.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((named.entry[middle] ?? 0) < entry) low = middle + 1
    else high = middle
  }
  return stringAt(named.text, named.output[low] ?? -1)
}

function readId(entries: EntryTables, entry: number): string {
  const key = stringAt(entries.key, entry) || usualKey(saysOf(entries, entry), stringAt(entries.use, entries.useOf[entry] ?? 0))
  return `${stringAt(entries.prefix, entries.fileOf[entry] ?? 0)}#${key}`
}

/** An entry in one line: a name, or what a row puts for what, and how it is used. */
export const entrySummary = (entries: EntryTables, entry: number): string => saysOf(entries, entry) + stringAt(entries.use, entries.useOf[entry] ?? 0)

/** Ids of all entries, in their order. */
export const entryIds = (entries: EntryTables): string[] =>
  Array.from({ length: stringCount(entries.key) }, (_, entry) => readId(entries, entry))
