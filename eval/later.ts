/**
 * The dictionary as it would be had nobody read the garbled seed: entries written after its reference are
 * taken out where their garbled side occurs in the seed. What the frozen spinner table holds was there before.
 */
import type { Entries, NameEntry, PhraseEntry, WordEntry } from '../src/dictionary/entries.js'
import { Inflector } from '../src/text/inflection.js'
import { wordPattern } from './spinner/table.js'
import type { SpinnerRow, SpinnerTable } from './spinner/table.js'

/** What the dictionary's drafts held, in lower case. */
export interface FrozenEntries {
  restores(spun: string, original: string): boolean
  hasName(name: string): boolean
}

/** The drafts as the spinner's table keeps them: its rows that were not held out, and its correct expressions. */
export function frozenEntries(table: SpinnerTable): FrozenEntries {
  const originals = new Map<string, Set<string>>()
  for (const { source, spun, originals: columns } of table.rows) {
    if (source === 'held-out') continue
    for (const [at, form] of spun.entries()) {
      const known = originals.get(form.toLowerCase()) ?? new Set()
      for (const column of columns) known.add((column[at] ?? '').toLowerCase())
      originals.set(form.toLowerCase(), known)
    }
  }
  return {
    restores: (spun, original) => originals.get(spun.toLowerCase())?.has(original.toLowerCase()) ?? false,
    hasName: (name) => table.names.has(name.toLowerCase())
  }
}

/**
 * Lines of held-out rows of which the dictionary has come to know an original, by whatever spun form: they
 * are held out no longer.
 */
export function knownHeldOutRows(entries: Entries, table: SpinnerTable): ReadonlySet<number> {
  const known = new Set<string>()
  for (const { spun, originals } of [...entries.words, ...entries.phrases]) {
    for (const original of originals) known.add(`${spun}\t${original}`.toLowerCase())
  }
  const heldOut = table.rows.filter(({ source }) => source === 'held-out')
  const isKnown = ({ spun, originals }: SpinnerRow): boolean =>
    originals.some((forms) => forms.some((original, at) => known.has(`${spun[at] ?? ''}\t${original}`.toLowerCase())))
  return new Set(heldOut.filter(isKnown).map(({ line }) => line))
}

const wordsOf = (text: string): string[] => text.toLowerCase().replaceAll('’', "'").match(wordPattern) ?? []

const withoutPossessive = (word: string): string => word.replace(/'s?$/, '')

/** The words of a text, for asking what occurs in it. */
class Occurrences {
  readonly words: readonly string[]
  private readonly starts = new Map<string, number[]>()

  constructor(text: string) {
    this.words = wordsOf(text)
    for (const [at, word] of this.words.entries()) {
      for (const key of new Set([word, withoutPossessive(word)])) this.starts.set(key, [...(this.starts.get(key) ?? []), at])
    }
  }

  has(expression: string): boolean {
    const wanted = wordsOf(expression)
    const starts = this.starts.get(wanted[0] ?? '') ?? []
    return starts.some((start) => wanted.every((word, index) => this.matches(start + index, word)))
  }

  matches(at: number, word: string): boolean {
    const found = this.words[at]
    return found === word || (found !== undefined && withoutPossessive(found) === word)
  }
}

/** Keeps an entry whose spun side does not occur; from the others takes the originals that the drafts lacked. */
function withoutAddedOriginals<Entry extends WordEntry | PhraseEntry>(
  entry: Entry,
  occurs: boolean,
  frozen: FrozenEntries
): Entry[] {
  if (!occurs) return [entry]
  const originals = entry.originals.filter((original) => frozen.restores(entry.spun, original))
  return originals.length === 0 ? [] : [{ ...entry, originals }]
}

/** Whether the name, or its plural, can be read somewhere in the text by putting back at least one spun word. */
function occursGarbled(
  name: NameEntry,
  seed: Occurrences,
  readings: ReadonlyMap<string, readonly string[][]>,
  inflector: Inflector
): boolean {
  const walk = (wanted: readonly string[], at: number, replaced: boolean): boolean => {
    const [first, ...rest] = wanted
    if (first === undefined) return replaced
    if (seed.matches(at, first) && walk(rest, at + 1, replaced)) return true
    const spun = seed.words[at]
    if (spun === undefined) return false
    const originals = [...(readings.get(spun) ?? []), ...(readings.get(withoutPossessive(spun)) ?? [])]
    return originals.some(
      (original) => original.every((word, index) => wanted[index] === word) && walk(wanted.slice(original.length), at + 1, true)
    )
  }
  const variants = [name.name, ...inflector.inflect(name.name, 'plural')].map(wordsOf)
  return variants.some((wanted) => seed.words.some((_, at) => walk(wanted, at, false)))
}

/** For each one-word spun form of the rows that occurs in the seed: what it can stand for, in words. */
function readingsIn(seed: Occurrences, words: readonly WordEntry[], inflector: Inflector): Map<string, string[][]> {
  const readings = new Map<string, string[][]>()
  for (const { spun, pos, originals } of words) {
    for (const { form, feature } of inflector.forms(spun, pos)) {
      if (form.includes(' ') || !seed.has(form)) continue
      const restored = originals.flatMap((original) => inflector.inflect(original, feature)).map(wordsOf)
      readings.set(form.toLowerCase(), [...(readings.get(form.toLowerCase()) ?? []), ...restored])
    }
  }
  return readings
}

/**
 * Takes out of `entries` what was added after the seed's reference and could have been learned from it: phrases
 * and originals of words whose spun side occurs in the seed, and names of which the seed holds a garbled form.
 */
export function withoutLaterEntries(entries: Entries, frozen: FrozenEntries, seedText: string): Entries {
  const seed = new Occurrences(seedText)
  const inflector = new Inflector(entries.english)
  const readings = readingsIn(seed, entries.words, inflector)
  return {
    ...entries,
    words: entries.words.flatMap((entry) =>
      withoutAddedOriginals(entry, inflector.forms(entry.spun, entry.pos).some(({ form }) => seed.has(form)), frozen)
    ),
    phrases: entries.phrases.flatMap((entry) => withoutAddedOriginals(entry, seed.has(entry.spun), frozen)),
    names: entries.names.filter((entry) => frozen.hasName(entry.name) || !occursGarbled(entry, seed, readings, inflector))
  }
}
