/** Texts of every kind that a restorer meets: the seeds, garbled and clean corpus documents, word salad. */
import fc from 'fast-check'
import { brownDocuments, isNews } from '../eval/brown.js'
import { GARBLED_RATE } from '../eval/documents.js'
import { readSeeds } from '../eval/seed.js'
import { spin } from '../eval/spinner/spin.js'
import { frozenTable, spinnerFamilies } from '../eval/spinner/table.js'

/** Seed of the property tests, so that a failure can be run again. */
export const seed = 20240304

export const GARBLED_SEED = '001_fb92ceaae6831f8a.txt'
export const garbledSeed = readSeeds().get(GARBLED_SEED) ?? ''
export const cleanSeeds = [...readSeeds()].filter(([name]) => name !== GARBLED_SEED)

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** The beginning of a text, up to the end of a paragraph. */
function beginning(text: string, length: number): string {
  const end = text.indexOf('\n', length)
  return end < 0 ? text : text.slice(0, end + 1)
}

/** News of Brown's tune part, garbled by each family at two rates. */
export function spunDocuments(length = 3000): NamedText[] {
  const news = brownDocuments('tune').filter(({ id }) => isNews(id))
  return news.map(({ id, text }, index) => {
    const family = spinnerFamilies[index % spinnerFamilies.length] ?? 'newswire'
    const rate = index % 2 === 0 ? GARBLED_RATE : 0.2
    return { name: `${id}, ${family} at ${rate}`, text: spin(beginning(text, length), { rate, seed: id, family }).text }
  })
}

const spunForms = frozenTable().rows.flatMap(({ spun }) => spun.slice(0, 1))
const smallWords = [
  'the', 'a', 'an', 'of', 'to', 'and', 'was', 'said', 'White', 'Protection', 'Secretary', 'Home', 'New York', 'U.S.'
]
const marks = [
  '.', ',', '. The', '; ', '\n\n', '\r\n', '“', '”', '"', '’s', 's’', '-',
  '—', '(', ')', '\t', '😀', '\ud800', 'e\u0301', '\ufeff'
]
const salad = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...spunForms) },
  { weight: 6, arbitrary: fc.constantFrom(...smallWords) },
  { weight: 1, arbitrary: fc.constantFrom(...marks) }
)

/** Spun expressions and small words in any order, with marks between them. */
export const wordSalad = fc.array(salad, { maxLength: 60 }).map((parts) => parts.join(' ').replace(/ (?=[’s.,])/g, ''))

function shouted(word: string, at: number): string {
  if (at % 7 === 3) return word.toUpperCase()
  return at % 5 === 2 ? word.slice(0, 1).toUpperCase() + word.slice(1) : word
}

/** The same with single words in capitals or all capitals. */
export const shoutedSalad = wordSalad.map((text) => text.split(' ').map(shouted).join(' '))
