/** Ids and summaries of entries, as reports show them. */
import { stringAt, stringCount } from '../binary/strings.js'
import type { EntryTables } from './compiled.js'

/** Lower case, runs of anything but letters and digits as one hyphen: the key of an entry id. */
export const slugOf = (expression: string): string =>
  expression
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d]+/gu, '-')
    .replace(/^-|-$/g, '')

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

function readId(entries: EntryTables, entry: number): string {
  const key = stringAt(entries.key, entry) || slugOf(stringAt(entries.says, entry))
  return `${stringAt(entries.prefix, entries.fileOf[entry] ?? 0)}#${key}`
}

/** An entry in one line: a name, or what a row puts for what, and how it is used. */
export const entrySummary = ({ says, use, useOf }: EntryTables, entry: number): string => stringAt(says, entry) + stringAt(use, useOf[entry] ?? 0)

/** Ids of all entries, in their order. */
export const entryIds = (entries: EntryTables): string[] =>
  Array.from({ length: stringCount(entries.key) }, (_, entry) => readId(entries, entry))
