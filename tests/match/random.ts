/** Small dictionaries and texts over the same few words, so that everything collides with everything. */
import fc from 'fast-check'
import type { Entries, PartOfSpeech } from '../../src/dictionary/entries.js'
import { buildVocabulary, Vocabulary } from '../../src/text/vocabulary.js'
import type { Rate } from '../../src/types.js'
import { loadEnglish } from '../dictionary/load.js'

/** Seed of the property tests, so that a failure can be run again. */
export const seed = 20240303

const common = [
  '12', 'army', 'board', 'court', 'force', 'house', 'home', 'military', 'officer', 'pressure', 'review', 'secretary', 'white'
]
/** The model lacks two words and some of the plurals. */
const modelForms = ['armies', 'boards', 'forces', 'houses', 'homes', 'officers', 'pressed', 'reviewed', 'reviewing']
const modelWords = ['the', 'of', ...common.slice(0, 10), ...modelForms]
export const smallModel = new Vocabulary(buildVocabulary(modelWords.toSorted()))

/** Spelling and abbreviations would only make every dictionary large. */
export const english = { ...loadEnglish(), spelling: new Map<string, string>(), abbreviations: new Set<string>() }

/** Entries without the tables of English, which would fill pages in the report of a failure. */
export type Rows = Omit<Entries, 'english'>

const word = fc.constantFrom(...common, 'the', 'of', 'u.s.')
const expression = (least: number, most: number, joint: fc.Arbitrary<string> = fc.constant(' ')): fc.Arbitrary<string> =>
  fc.array(fc.tuple(word, joint), { minLength: least, maxLength: most })
    .map((parts) => parts.map(([text, before], index) => (index > 0 ? before + text : text)).join(''))
const joint = fc.constantFrom(' ', ' ', ' ', '-')

const families = fc.subarray(['newswire', 'withinside'])
const rate = fc.constantFrom<Rate>('context', 'often', 'always')
const pos = fc.constantFrom<PartOfSpeech>('noun', 'verb', 'adjective', 'adverb', 'function')
const scope = fc.constantFrom<'names' | null>(null, null, 'names')
const originals = fc.uniqueArray(fc.oneof(word, word, expression(2, 2)), { minLength: 1, maxLength: 4 })

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** A name with capitals where the mask has its bits. */
const withCapitals = (name: string, mask: number): string =>
  name.replace(/[^ -]+/g, (text, at: number) => ((mask >> name.slice(0, at).split(/[ -]/).length) & 1 ? capitalised(text) : text))
const name = fc.tuple(expression(2, 4, joint), fc.constantFrom(0, 0, 30, 2, 12)).map(([text, mask]) => withCapitals(text, mask))

export const dictionaries: fc.Arbitrary<Rows> = fc
  .record({
    words: fc.array(fc.record({ spun: expression(1, 2), originals, pos, families, rate, scope }), { maxLength: 14 }),
    phrases: fc.array(fc.record({ spun: expression(1, 4, joint), originals, families, rate }), { maxLength: 8 }),
    names: fc.array(name, { maxLength: 10 }),
    guards: fc.array(expression(1, 3), { maxLength: 3 })
  })
  .map(({ words, phrases, names, guards }) => {
    const position = (line: number): { file: string; line: number } => ({ file: 'dictionaries/test.yaml', line })
    return {
      words: words.map(({ scope, ...row }, index) => ({ ...row, ...(scope && { scope }), id: `words/test#${index}`, position: position(index) })),
      phrases: phrases.map((row, index) => ({ ...row, id: `phrases/test#${index}`, position: position(index) })),
      names: names.map((text, index) => ({ id: `names/test#${index}`, name: text, position: position(index) })),
      protected: guards.map((phrase, index) => ({ phrase, reason: 'test', position: position(index) })),
      families: ['newswire', 'withinside'].map((id) => ({ id, description: id, fingerprints: [], position: position(1) })),
      examples: []
    }
  })

const ending = fc.constantFrom('', '', '', '', 's', "'s", '’s', 's’', 'ed')
const slip = fc.constantFrom(...Array<string>(8).fill('none'), 'drop', 'double', 'swap')
const looks = fc.constantFrom('plain', 'plain', 'plain', 'plain', 'capital', 'capital', 'shout')
const separator = fc.constantFrom(' ', ' ', ' ', ' ', ' ', '-', ', ', '. ', '\n', ' “', '” ', '  ', ' 12 ')

function misspelt(text: string, kind: string): string {
  if (kind === 'drop') return text.slice(0, 3) + text.slice(4)
  if (kind === 'double') return text.slice(0, 3) + text.slice(2)
  if (kind === 'swap') return text.slice(0, 2) + text.charAt(3) + text.charAt(2) + text.slice(4)
  return text
}

function looking(text: string, how: string): string {
  if (how === 'capital') return capitalised(text)
  return how === 'shout' ? text.toUpperCase() : text
}

const dressing = fc.record({ end: ending, kind: slip, how: looks, after: separator, swap: fc.nat(7) })
type Dressing = typeof dressing extends fc.Arbitrary<infer Value> ? Value : never

/** An expression of the dictionary or a word of none, by number, with what happens to each of its words. */
const fragment = fc.record({ pick: fc.nat(), dressings: fc.array(dressing, { minLength: 5, maxLength: 5 }) })

/** A spun word that has the word among its originals; the word itself when there is none. */
function spunFor(text: string, { words }: Rows, swap: number): string {
  const rows = words.filter(({ originals, spun }) => originals.includes(text) && !spun.includes(' '))
  return swap > 1 ? (rows[swap % Math.max(1, rows.length)]?.spun ?? text) : text
}

function dressed(text: string, { end, kind, how, after }: Dressing, last: boolean): string {
  const spelt = kind === 'none' ? text + (last ? end : '') : misspelt(text, kind)
  return looking(spelt, how) + (last ? after : after === '-' ? '-' : ' ')
}

/** A dictionary with texts of its own expressions, in all forms, with slips, capitals, swapped words, and marks between them. */
export const cases = fc
  .tuple(dictionaries, fc.array(fc.array(fragment, { maxLength: 10 }), { minLength: 3, maxLength: 3 }))
  .map(([rows, texts]) => {
    const expressions = [
      ...[...rows.names, ...rows.names].map((entry) => entry.name),
      ...[...rows.words, ...rows.phrases].map(({ spun }) => spun),
      ...rows.protected.map(({ phrase }) => phrase),
      ...common
    ]
    const sources = texts.map((fragments) =>
      fragments
        .map(({ pick, dressings }) => {
          const words = (expressions[pick % expressions.length] ?? '').split(/(?<=-)| /)
          return words
            .map((text, index) => {
              const own = dressings[index]
              if (!own || text.endsWith('-')) return text
              const spun = spunFor(text.toLowerCase(), rows, own.swap)
              return dressed(spun === text.toLowerCase() ? text : spun, own, index === words.length - 1)
            })
            .join('')
        })
        .join('')
    )
    return { rows, sources }
  })
