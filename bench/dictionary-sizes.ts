/** The dictionary made smaller and bigger, to see how speed depends on its size. */
import { chance } from '../eval/random.js'
import { encodeDictionary } from '../src/dictionary/binary.js'
import { compile } from '../src/dictionary/compile.js'
import type { Entries, NameEntry, PhraseEntry, WordEntry } from '../src/dictionary/entries.js'
import type { Vocabulary } from '../src/text/vocabulary.js'

const FOURTH = 4

/** Every fourth word row, phrase and name; protected expressions, families and tables stay. */
export function quarter(entries: Entries): Entries {
  const some = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => index % FOURTH === 0)
  return { ...entries, words: some(entries.words), phrases: some(entries.phrases), names: some(entries.names) }
}

/** The items in an order that the key decides. */
function shuffled<Item>(items: readonly Item[], key: string): Item[] {
  const order = [...items]
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(chance(`${key}/${at}`) * (at + 1))
    const [a, b] = [order[at], order[other]]
    if (a === undefined || b === undefined) continue
    order[at] = b
    order[other] = a
  }
  return order
}

/**
 * Expressions with as many words each as the given ones, their first words from the first words of all, their second from
 * the second ones, and so on: each word is as frequent in each place as before.
 */
function recombined(expressions: readonly string[], key: string): string[] {
  const split = expressions.map((expression) => expression.split(' '))
  const longest = split.reduce((most, words) => Math.max(most, words.length), 0)
  const result = split.map((): string[] => [])
  for (let place = 0; place < longest; place++) {
    const owners = result.filter((_, index) => (split[index]?.length ?? 0) > place)
    const words = shuffled(split.flatMap((words) => words[place] ?? []), `${key}/${place}`)
    for (const [index, owner] of owners.entries()) owner.push(words[index] ?? '')
  }
  return result.map((words) => words.join(' '))
}

/** Made-up words as long as the given ones: the beginning of each with the end of another. */
function respelled(words: readonly string[], key: string): string[] {
  const ends = shuffled(words.map((word) => word.slice(word.length >> 1)), key)
  return words.map((word, index) => word.slice(0, word.length >> 1) + (ends[index] ?? ''))
}

/** How the spun words of made-up rows are found. */
export type SpunWords =
  /** Words that hardly any text has, as long as the real ones: what a bigger table costs by itself. */
  | 'made up'
  /** The same words with the originals of other rows: four times the candidates for each word of a text. */
  | 'the same'

function more(entries: Entries, copy: number, spunWords: SpunWords): Pick<Entries, 'words' | 'phrases' | 'names'> {
  const { words, phrases, names } = entries
  const spun = words.map((row) => row.spun)
  const wordSpun = spunWords === 'made up' ? respelled(spun, `spun/${copy}`) : spun
  const wordOriginals = shuffled(words.map(({ originals }) => originals), `originals/${copy}`)
  const phraseSpun = recombined(phrases.map((row) => row.spun), `phrases/${copy}`)
  const phraseOriginals = shuffled(phrases.map(({ originals }) => originals), `restored/${copy}`)
  const newNames = recombined(names.map(({ name }) => name), `names/${copy}`)
  const id = (old: string): string => `${old}-${copy}`
  return {
    words: words.map((row, at): WordEntry => ({ ...row, id: id(row.id), spun: wordSpun[at] ?? row.spun, originals: wordOriginals[at] ?? row.originals })),
    phrases: phrases.map((row, at): PhraseEntry => ({ ...row, id: id(row.id), spun: phraseSpun[at] ?? row.spun, originals: phraseOriginals[at] ?? row.originals })),
    names: names.map((row, at): NameEntry => ({ ...row, id: id(row.id), name: newNames[at] ?? row.name }))
  }
}

/** The entries with three made-up ones for each. */
export function fourfold(entries: Entries, spunWords: SpunWords): Entries {
  const copies = [1, 2, 3].map((copy) => more(entries, copy, spunWords))
  return {
    ...entries,
    words: [...entries.words, ...copies.flatMap(({ words }) => words)],
    phrases: [...entries.phrases, ...copies.flatMap(({ phrases }) => phrases)],
    names: [...entries.names, ...copies.flatMap(({ names }) => names)]
  }
}

/** As the build compiles them. */
export const compiled = (entries: Entries, model: Vocabulary): Uint8Array => encodeDictionary(compile(entries, model))
