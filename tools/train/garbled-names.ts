/**
 * Correct expressions of the dictionary, garbled word by word and put into clean text: examples of broken
 * names in the variety that science and news have, of which the forward spinner's own list has few.
 */
import type { BrownDocument } from '../../eval/brown.js'
import { chance, pickWeighted } from '../../eval/random.js'
import type { GoldEdit, SpunDocument } from '../../eval/spinner/spin.js'
import { spinnerFamilies } from '../../eval/spinner/table.js'
import { stringAt } from '../../src/binary/strings.js'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { expressionWords } from '../../src/dictionary/symbols.js'

/**
 * How much denser broken names are in a garbled text than their look-alikes are in a clean text of the same field,
 * natural log: about one in 60 words against 17 in 10,000 in all of Brown, 40 in its science.
 */
export const NAME_DENSITY = Math.log(4)

/** A word that may stand for another, and how likely: the order of the row's originals decides. */
interface Garbling {
  readonly form: string
  readonly families: number
  readonly weight: number
}

/** Share of the terms of single fields among those drawn: there are many, and each stands seldom. */
const SELDOM = 0.2
/** Share of the words of a name that are replaced where a row allows it. */
const REPLACED = 0.75
/** Share of the nouns after a small word that give way to a name: a name for about every 200 words, or for every 60. */
export type NameShare = 'sparse' | 'dense'
const shares: Readonly<Record<NameShare, number>> = { sparse: 0.23, dense: 0.8 }

/** Originals with the forms that rows put in their place. */
function garblingsOf({ words, rows, symbols }: CompiledDictionary): Map<string, Garbling[]> {
  const garblings = new Map<string, Garbling[]>()
  const add = (form: string, candidate: number): void => {
    const start = words.symbolStart[candidate] ?? 0
    if ((words.symbolStart[candidate + 1] ?? 0) - start !== 1) return
    const original = symbols.word(words.symbol[start] ?? -1)
    const row = words.row[candidate] ?? 0
    const weight = [1, 0.35][words.rank[candidate] ?? 0] ?? 0.15
    const list = garblings.get(original) ?? []
    garblings.set(original, list)
    list.push({ form, families: rows.families[row] ?? 0, weight })
  }
  for (let symbol = 0; symbol < symbols.size; symbol++) {
    for (let at = words.start[symbol] ?? 0; at < (words.start[symbol + 1] ?? 0); at++) add(symbols.word(symbol), at)
  }
  return garblings
}

/** Names, of the half that the key decides, that some row can garble. */
export function namesToGarble({ names, outputs }: CompiledDictionary, half: 'fit' | 'report'): string[] {
  const texts = new Set<string>()
  for (const [variant, output] of names.output.entries()) {
    const name = stringAt(outputs.text, output)
    if (names.seldom[variant] === 0 || chance(`seldom/${name}`) < SELDOM) texts.add(name)
  }
  return [...texts].filter((name) => (chance(`name/${name}`) < 0.5) === (half === 'fit')).sort()
}

/** A clean text with garbled names in place of some of its nouns after `the`, `of` and `a`. */
export function withGarbledNames(
  text: string, key: string, names: readonly string[], garblings: ReadonlyMap<string, readonly Garbling[]>, familyBits: readonly number[], share: NameShare
): SpunDocument {
  const family = Math.floor(chance(`family/${key}`) * familyBits.length)
  const edits: GoldEdit[] = []
  let garbled = ''
  let from = 0
  for (const place of text.matchAll(/(?<=\b(?:the|of|in|and) )[a-z]+(?= (?:of|in|and|is|was|to)\b|[.,;])/g)) {
    if (place.index < from || chance(`${key}/place/${String(place.index)}`) > shares[share]) continue
    const name = names[Math.floor(chance(`${key}/name/${String(place.index)}`) * names.length)] ?? ''
    const spun = garble(name, `${key}/${String(place.index)}`, garblings, familyBits[family] ?? 0)
    if (spun === name) continue
    garbled += text.slice(from, place.index)
    const span = { start: garbled.length, end: garbled.length + spun.length }
    edits.push({ span, before: spun, after: name, kind: 'name', half: 'fit', source: 'draft', row: 0, rank: 0 })
    garbled += spun
    from = place.index + place[0].length
  }
  return { text: garbled + text.slice(from), family: spinnerFamilies[0] ?? 'newswire', edits, eligible: edits.length }
}

function garble(name: string, key: string, garblings: ReadonlyMap<string, readonly Garbling[]>, family: number): string {
  const joints = name.match(/[ -]/g) ?? []
  return expressionWords(name)
    .map(({ text }, index) => {
      const written = name.split(/[ -]/)[index] ?? text
      const own = (garblings.get(text) ?? []).filter(({ families }) => families === 0 || (families & family) !== 0)
      const picked = chance(`${key}/${String(index)}`) < REPLACED ? pickWeighted(`${key}/form/${String(index)}`, own, ({ weight }) => weight) : undefined
      const form = picked?.form ?? written
      const capital = /^\p{Lu}/u.test(written) ? form.charAt(0).toUpperCase() + form.slice(1) : form
      return (index > 0 ? (joints[index - 1] ?? ' ') : '') + capital
    })
    .join('')
}

/** Documents with garbled names of one half of the dictionary in them. */
export function withNames(
  dictionary: CompiledDictionary, documents: readonly BrownDocument[], half: 'fit' | 'report', share: NameShare
): SpunDocument[] {
  const garblings = garblingsOf(dictionary)
  const names = namesToGarble(dictionary, half)
  const families = dictionary.families.map((_, index) => 1 << index)
  return documents.map(({ id, text }) => withGarbledNames(text, `names/${share}/${id}`, names, garblings, families, share))
}
