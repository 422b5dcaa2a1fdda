import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { verify } from '../../src/dictionary/verify.js'
import { formatLessons, learn } from '../../src/review/learn.js'
import { PlaceIndex } from '../../src/review/place.js'
import { type DecisionRecord, type JournalRecord, type Rule, type Verdict } from '../../src/review/records.js'
import { statsOf } from '../../src/review/stats.js'
import { seed } from '../edit/edits.js'

/** A decision on the first use of an expression in a sentence. */
function decided(sentence: string, before: string, decision: Verdict, after: string, rest: Partial<DecisionRecord> = {}): DecisionRecord {
  const start = sentence.indexOf(before)
  return {
    decision, document: 'a.txt', ...new PlaceIndex(sentence).placeAt(start, before), after, proposed: 'military', entry: 'words/w#army-noun', kind: 'word',
    confidence: 0.9, start, source: 'f'.repeat(16), ...rest
  }
}

const none: ReadonlyMap<string, Rule> = new Map()

/** The file that the decisions come to, without its description, once it was found sound. */
function fileOf(decisions: readonly DecisionRecord[], rules = none): string {
  const text = formatLessons(learn(decisions, rules))
  const { entries, faults } = parseDictionary([{ path: 'ours.yaml', text }])
  expect([...faults, ...verify(entries)]).toEqual([])
  return text.replace(/description: .*\n/, '')
}

describe('own words', () => {
  test('become rows, the most frequent first, without articles and the capital of a sentence', () => {
    expect(
      fileOf([
        decided('He saw an army there.', 'an army', 'replaced', 'a navy'),
        decided('Army men left.', 'Army', 'replaced', 'Navy'),
        decided('The army left.', 'army', 'replaced', 'fleet'),
        decided('A White Home there.', 'White Home', 'replaced', 'White House staff', { kind: 'name' })
      ])
    ).toBe(
      'phrases:\n' +
        '  - { spun: "army", originals: ["navy", "fleet"], families: [], rate: context }\n' +
        '  - { spun: "White Home", originals: ["White House staff"], families: [], rate: context }\n'
    )
  })

  test('teach nothing where they rewrite, delete, change only the case, or were not typed by a person', () => {
    expect(
      fileOf([
        decided('The army left.', 'army', 'replaced', 'one two three four five six seven'),
        decided('The army left.', 'army', 'replaced', ''),
        decided('The army left.', 'army', 'replaced', 'navy', { by: 'bulk' }),
        decided('The army left.', 'army', 'reopened', 'navy')
      ])
    ).toBe('')
  })
})

describe('rejections', () => {
  test('protect as many words as it takes', () => {
    const uses: readonly Parameters<typeof decided>[] = [
      ['He saw an army of ants.', 'army', 'rejected', 'military'],
      ['An army ‘base’ was near the army base.', 'army base', 'rejected', 'military base'],
      ['The army commander left.', 'army', 'rejected', 'military'],
      ['The army commander stayed.', 'army', 'accepted', 'military']
    ]
    expect(fileOf(uses.map((use) => decided(...use)))).toBe(
      '# Nothing tells 1 rejected use from those that were right.\n' +
        'protected:\n' +
        `  - { phrase: "an army of", reason: "kept in review, not \\"military\\"", example: "He saw an army of ants" }\n` +
        `  - { phrase: "army base", reason: "kept in review, not \\"military\\"", example: "base' was near the army base" }\n`
    )
  })

  test('without an acceptance, and rules, name the entries to switch off', () => {
    const often = ['One army was here.', 'Two army men.', 'The army, three.'].map((sentence) => decided(sentence, 'army', 'rejected', 'military'))
    expect(fileOf(often, new Map([['words/w#b', 'never'], ['words/w#c', 'always']]))).toBe(
      '# Entries to switch off, by "disable" in unspin.config.json:\n#   "words/w#army-noun": rejected 3 times, never accepted\n#   "words/w#b": never, by a rule\n'
    )
    expect(learn([...often, decided('An army.', 'army', 'accepted', 'military')], none).disabled).toEqual([])
  })
})

test('whatever was decided, the file is sound', () => {
  const words = fc.array(fc.constantFrom('army', 'Army', 'an', 'the', 'ant', '"', "d'or", '’', '“no”', 'e\u0301', ',', '[x]', ': #', '{', '\n', '\u202e', '-'), { maxLength: 8 })
  const verdict = fc.constantFrom<Verdict>('accepted', 'rejected', 'replaced', 'reopened')
  const one = fc.record({ left: words, before: words, right: words, after: words, verdict, entry: fc.constantFrom('a', 'b'), name: fc.boolean() })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (all) => {
      const decisions = all.map(({ left, before, right, after, verdict: decision, entry, name }) => {
        const [start, end] = [left.join(' ').length + 1, left.join(' ').length + 1 + before.join(' ').length]
        const sentence = `${left.join(' ')} ${before.join(' ')} ${right.join(' ')}`
        const place = new PlaceIndex(sentence).placeAt(start, sentence.slice(start, end))
        return decided('army', 'army', decision, after.join(' '), { ...place, start, entry, kind: name ? 'name' : 'word' })
      })
      fileOf(decisions)
    }),
    { seed, numRuns: 1000 }
  )
})

test('the entries are counted over journals and documents', () => {
  const header = (document: string, proposed: Record<string, number>): JournalRecord =>
    ({ unspin: 'journal', version: 1, document, source: '0', dictionary: 'd', model: 'm', proposed })
  const first: JournalRecord[] = [
    header('a.txt', { old: 9 }),
    header('a.txt', { 'words/w#army-noun': 2, b: 1 }),
    decided('The army left.', 'army', 'rejected', 'military'),
    decided('An army came.', 'army', 'accepted', 'military'),
    decided('An army came.', 'army', 'replaced', 'navy'),
    decided('Some army.', 'army', 'accepted', 'military', { suggestion: true })
  ]
  const second: JournalRecord[] = [header('a.txt', { b: 1 }), decided('The b.', 'b', 'accepted', 'c', { entry: 'b' }), decided('Few b.', 'b', 'reopened', 'c', { entry: 'b' })]
  expect(statsOf([first, second])).toEqual([
    { entry: 'words/w#army-noun', proposed: 3, accepted: 1, replaced: 1, rejected: 1 },
    { entry: 'b', proposed: 2, accepted: 1, replaced: 0, rejected: 0 }
  ])
})
