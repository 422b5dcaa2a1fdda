import { describe, expect, it } from 'vitest'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { verify } from '../../src/dictionary/verify.js'

const FAMILIES = {
  path: 'families.yaml',
  text: 'families:\n  - { id: newswire, description: d, fingerprints: [army ← military] }\n'
}
const word = (spun: string, original: string, rate = 'often', pos = 'noun'): string =>
  `  - { spun: ${spun}, originals: [${original}], pos: ${pos}, families: [newswire], rate: ${rate} }\n`
const phrase = (spun: string, original: string, rate = 'context'): string =>
  `  - { spun: ${spun}, originals: [${original}], families: [newswire], rate: ${rate} }\n`

function faultsOf(...texts: string[]): string[] {
  const files = texts.map((text, index) => ({ path: `${'ab'.charAt(index)}.yaml`, text }))
  const { entries, faults } = parseDictionary([FAMILIES, ...files])
  expect(faults).toEqual([])
  return verify(entries).map(
    ({ code, file, line, message }) => `${code.replace('UNSPIN_DICTIONARY_', '')} ${file}:${line} ${message}`
  )
}

describe('verify', () => {
  it.each<[string, string[], string[]]>([
    [
      'a word row twice in a file',
      [`words:\n${word('army', 'military')}${word('Army', 'force')}`],
      ['DUPLICATE_WORD a.yaml:3 "army (noun)" stands at a.yaml:2 already', 'UNSORTED a.yaml:3 "Army" stands after "army"']
    ],
    [
      'a word row in two files',
      [`words:\n${word('army', 'military')}`, `words:\n${word('army', 'force')}`],
      ['DUPLICATE_WORD b.yaml:2 "army (noun)" stands at a.yaml:2 already']
    ],
    [
      'a phrase in two files',
      [`phrases:\n${phrase('all the things', 'everything')}`, `phrases:\n${phrase('all the things', 'all')}`],
      ['DUPLICATE_PHRASE b.yaml:2 "all the things" stands at a.yaml:2 already']
    ],
    [
      'a name in two files',
      ['names:\n  - White House\n', 'names:\n  - white house\n'],
      ['DUPLICATE_NAME b.yaml:2 "white house" stands at a.yaml:2 already']
    ],
    [
      'a phrase protected twice',
      [
        'protected:\n  - { phrase: army base, reason: r, example: e }\n',
        'protected:\n  - { phrase: army base, reason: r, example: e }\n'
      ],
      ['DUPLICATE_PROTECTED b.yaml:2 "army base" stands at a.yaml:2 already']
    ],
    ['a family twice', [FAMILIES.text], ['DUPLICATE_FAMILY a.yaml:2 "newswire" stands at families.yaml:2 already']],
    [
      'two rows that undo each other',
      [`words:\n${word('army', 'military', 'always')}${word('military', 'army', 'always')}`],
      [
        'CYCLE a.yaml:2 "army" ← "military" goes round with a.yaml:3',
        'CYCLE a.yaml:3 "military" ← "army" goes round with a.yaml:2'
      ]
    ],
    [
      'an output that another row calls spun',
      [`words:\n${word('well being', 'wellness', 'always')}${word('wellness', 'health', 'always')}`],
      ['CHAIN a.yaml:2 "well being" gives "wellness", which a.yaml:3 calls spun']
    ],
    [
      'a phrase output that a word row calls spun',
      [`phrases:\n${phrase('the well being', 'wellness', 'always')}`, `words:\n${word('wellness', 'health', 'always')}`],
      ['CHAIN a.yaml:2 "the well being" gives "wellness", which b.yaml:2 calls spun']
    ],
    [
      'a protected entry',
      [`phrases:\n${phrase('army base', 'military base')}protected:\n  - { phrase: army base, reason: r, example: e }\n`],
      ['SHADOWED a.yaml:2 "army base" is protected at a.yaml:4']
    ],
    [
      'an entry that is a correct name',
      [`phrases:\n${phrase('cell phone', 'mobile phone')}names:\n  - cell phone\n`],
      ['SHADOWED a.yaml:2 "cell phone" is a correct name at a.yaml:4']
    ],
    [
      'an unknown family',
      ['phrases:\n  - { spun: cell phone, originals: [mobile phone], families: [newswires], rate: often }\n'],
      ['UNKNOWN_FAMILY a.yaml:2 unknown family "newswires"']
    ],
    [
      'unsorted words',
      [`words:\n${word('zeal', 'enthusiasm')}${word('army', 'military')}`],
      ['UNSORTED a.yaml:3 "army" stands after "zeal"']
    ],
    [
      'unsorted names',
      ['names:\n  - White House\n  - oval office\n'],
      ['UNSORTED a.yaml:3 "oval office" stands after "White House"']
    ],
    ['a name of one word', ['names:\n  - Pentagon\n'], ['SINGLE_WORD_NAME a.yaml:2 the name "Pentagon" is one word']]
  ])('refuses %s', (_, texts, expected) => {
    expect(faultsOf(...texts)).toEqual(expected)
  })

  it.each<[string, string[]]>([
    [
      'loops through a row that context decides',
      [`words:\n${word('army', 'military', 'always')}${word('military', 'army', 'context')}`]
    ],
    [
      'loops across parts of speech',
      [`words:\n${word('drive', 'power', 'always', 'noun')}${word('power', 'drive', 'always', 'verb')}`]
    ],
    [
      'one word as several parts of speech',
      [`words:\n${word('work', 'job', 'often', 'noun')}${word('work', 'operate', 'often', 'verb')}`]
    ],
    ['hyphened names', ['names:\n  - op-ed\n']],
    ['a name whose small-letter twin is an entry', [`phrases:\n${phrase('white house', 'big house')}names:\n  - White House\n`]]
  ])('allows %s', (_, texts) => {
    expect(faultsOf(...texts)).toEqual([])
  })
})
