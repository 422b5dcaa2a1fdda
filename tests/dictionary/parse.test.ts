import { describe, expect, it } from 'vitest'
import { assertNoFaults } from '../../src/dictionary/fault.js'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { UnspinError } from '../../src/types.js'

const GOOD = '  - { spun: army, originals: [military], pos: noun, families: [newswire], rate: context }\n'
const parse = (text: string, path = 'dictionaries/words/newswire-nouns.yaml'): ReturnType<typeof parseDictionary> =>
  parseDictionary([{ path, text }])
const words = (row: string): string => `words:\n${GOOD}  - ${row}\n`
const word = (changes: Record<string, string | undefined>): string => {
  const row: Record<string, string | undefined> = {
    spun: 'zeal',
    originals: '[enthusiasm]',
    pos: 'noun',
    families: '[newswire]',
    rate: 'often',
    ...changes
  }
  return words(
    `{ ${Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${value ?? ''}`)
      .join(', ')} }`
  )
}

describe('a bad row', () => {
  it.each<[string, string, string, RegExp, number]>([
    ['an unknown key', word({ note: 'why' }), 'UNKNOWN_KEY', /unknown key `note`/, 3],
    ['a missing key', word({ rate: undefined }), 'MISSING_KEY', /`rate` is missing/, 3],
    ['an unknown part of speech', word({ pos: 'nuon' }), 'UNKNOWN_POS', /unknown pos "nuon"/, 3],
    ['an unknown rate', word({ rate: 'sometimes' }), 'UNKNOWN_RATE', /unknown rate "sometimes"/, 3],
    ['no originals', word({ originals: '[]' }), 'EMPTY', /`originals` is empty/, 3],
    ['an empty original', word({ originals: "['']" }), 'EMPTY', /an expression is empty/, 3],
    ['an original equal to the spun word', word({ originals: '[ardour, Zeal]' }), 'UNCHANGED', /equals the spun expression/, 3],
    ['a repeated original', word({ originals: '[ardour, ardour]' }), 'REPEATED_ORIGINAL', /listed twice/, 3],
    ['a number for a text', word({ spun: '2022' }), 'NOT_STRING', /`spun` has a number for a text/, 3],
    ['a truth value for a text', word({ originals: '[true]' }), 'NOT_STRING', /`originals` has a boolean for a text/, 3],
    ['a text for a list', word({ originals: 'enthusiasm' }), 'NOT_LIST', /`originals` is a string, not a list/, 3],
    ['stray white space', word({ spun: "'zeal '" }), 'SPACING', /stray white space/, 3],
    ['curly quotes', word({ spun: '’zeal' }), 'CHARACTERS', /curly quotes/, 3],
    ['a bare text', words('zeal'), 'NOT_ROW', /the row is a string/, 3],
    ['nothing', words(''), 'NOT_ROW', /the row is nothing/, 3],
    [
      'a key that stands twice',
      words('{ spun: zeal, spun: ardour, originals: [enthusiasm], pos: noun, families: [], rate: often }'),
      'DUPLICATE_KEY',
      /a key stands twice/,
      3
    ],
    ['broken syntax', words('{ spun: zeal, originals: [enthusiasm'), 'SYNTAX', /not YAML/, 4],
    ['an unknown section', `wrods:\n${GOOD}`, 'UNKNOWN_SECTION', /unknown section `wrods`/, 1],
    ['a section that is no list', 'words: { spun: army }\n', 'NOT_SECTION', /`words` is not a list/, 1],
    ['a file without sections', '- army\n', 'NOT_DICTIONARY', /no sections/, 1],
    ['an empty file', '', 'NOT_DICTIONARY', /no sections/, 1],
    [
      'an example without its restoration',
      'examples:\n  - garbled: The army mentioned it.\n',
      'EXAMPLE',
      /neither garbled and restored, nor clean/,
      2
    ],
    [
      'an example that is both',
      'examples:\n  - { garbled: a b, restored: a c, clean: a c }\n',
      'EXAMPLE',
      /neither garbled and restored, nor clean/,
      2
    ],
    [
      'a garbled example that is restored already',
      'examples:\n  - { garbled: a b, restored: a b }\n',
      'EXAMPLE',
      /equals its restoration/,
      2
    ],
    [
      'a family id with capitals',
      'families:\n  - { id: Newswire, description: d, fingerprints: [a ← b] }\n',
      'FORMAT',
      /`id` is not written as expected/,
      2
    ],
    [
      'a fingerprint without its arrow',
      'families:\n  - { id: newswire, description: d, fingerprints: [a] }\n',
      'FORMAT',
      /`fingerprints` is not written/,
      2
    ],
    [
      'a protected phrase without its reason',
      'protected:\n  - { phrase: army base, example: the army base }\n',
      'MISSING_KEY',
      /`reason` is missing/,
      2
    ]
  ])('with %s has its own message', (_, text, code, message, line) => {
    const { faults } = parse(text)
    expect(faults.map((fault) => fault.code)).toEqual([`UNSPIN_DICTIONARY_${code}`])
    expect(faults[0]?.message).toMatch(message)
    expect(faults[0]).toMatchObject({ file: 'dictionaries/words/newswire-nouns.yaml', line })
    expect(faults[0]?.hint).not.toBe('')
  })

  it('is told everything that is wrong with it, and spares the good rows', () => {
    const { entries, faults } = parse(word({ pos: 'nuon', rate: 'sometimes' }))
    expect(faults.map(({ code }) => code)).toEqual(['UNSPIN_DICTIONARY_UNKNOWN_POS', 'UNSPIN_DICTIONARY_UNKNOWN_RATE'])
    expect(entries.words.map(({ spun }) => spun)).toEqual(['army'])
  })

  it('becomes an error that names the first fault and counts the rest', () => {
    const { faults } = parse(word({ pos: 'nuon', rate: 'sometimes' }))
    expect(() => assertNoFaults(faults)).toThrow(UnspinError)
    expect(() => assertNoFaults(faults)).toThrow(/unknown pos "nuon" \(and 1 more fault\)/)
    expect(() => assertNoFaults([])).not.toThrow()
  })
})

describe('entries', () => {
  it('know their file and line, and have stable ids', () => {
    const { entries, faults } = parse(
      `# why\ndescription: d\nwords:\n${GOOD}  - { spun: "12 months'", originals: [year], pos: noun, families: [], rate: often}\n`
    )
    expect(faults).toEqual([])
    expect(entries.words).toEqual([
      {
        id: 'words/newswire-nouns#army-noun',
        spun: 'army',
        originals: ['military'],
        pos: 'noun',
        families: ['newswire'],
        rate: 'context',
        position: { file: 'dictionaries/words/newswire-nouns.yaml', line: 4 }
      },
      {
        id: 'words/newswire-nouns#12-months-noun',
        spun: "12 months'",
        originals: ['year'],
        pos: 'noun',
        families: [],
        rate: 'often',
        position: { file: 'dictionaries/words/newswire-nouns.yaml', line: 5 }
      }
    ])
  })

  it('that share a key are numbered from the second on', () => {
    const { entries } = parse('names:\n  - White House\n  - white-house\n  - white house\nterms:\n  - fiber link\n', 'mine.yml')
    expect(entries.names.map(({ id }) => id)).toEqual([
      'names/mine#white-house',
      'names/mine#white-house-2',
      'names/mine#white-house-3',
      'names/mine#fiber-link'
    ])
    expect(entries.names.map(({ seldom }) => seldom ?? false)).toEqual([false, false, false, true])
  })

  it('know the field of their file, wherever it is stated', () => {
    const { entries } = parse('names:\n  - random forest\nterms:\n  - fiber link\nfield: science\n')
    expect(entries.names.map(({ field }) => field)).toEqual(['science', 'science'])
    expect(parse('names:\n  - random forest\n').entries.names.map(({ field }) => field)).toEqual([undefined])
    const { faults } = parse('field: sports\nnames:\n  - random forest\n')
    expect(faults.map(({ code, line, hint }) => [code, line, hint])).toEqual([['UNSPIN_DICTIONARY_UNKNOWN_VALUE', 1, 'it is one of science']])
  })

  it('keep examples, protected phrases and families', () => {
    const { entries, faults } = parse(`examples:
  - garbled: The army mentioned it.
    restored: The military said it.
  - clean: The army marched.
protected:
  - { phrase: army base, reason: an army's own base, example: the army base }
families:
  - { id: newswire, description: d, fingerprints: [army ← military] }
`)
    expect(faults).toEqual([])
    expect(entries.examples.map(({ text, restored }) => [text, restored])).toEqual([
      ['The army mentioned it.', 'The military said it.'],
      ['The army marched.', 'The army marched.']
    ])
    expect(entries.protected[0]).toMatchObject({ phrase: 'army base', reason: "an army's own base" })
    expect(entries.families[0]).toMatchObject({ id: 'newswire', fingerprints: ['army ← military'] })
  })

  it('of English take one form or several', () => {
    const { entries } = parse(
      'verbs:\n  - { base: get, past: got, participle: [gotten, got] }\nplurals:\n  - { singular: die, plural: dice }\n'
    )
    expect(entries.english.verbs.get('get')).toEqual({ past: ['got'], participle: ['gotten', 'got'] })
    expect(entries.english.plurals.get('die')).toEqual(['dice'])
  })
})
