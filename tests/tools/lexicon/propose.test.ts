import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../../src/binary/sections.js'
import { TopicModel } from '../../../src/context/topic-model.js'
import type { Entries } from '../../../src/dictionary/entries.js'
import { parseDictionary } from '../../../src/dictionary/parse.js'
import { verify } from '../../../src/dictionary/verify.js'
import { formatProposals, inflectedForms, propose } from '../../../tools/lexicon/propose/proposals.js'
import type { Proposal, Tagger } from '../../../tools/lexicon/propose/proposals.js'
import { WordSpace } from '../../../tools/lexicon/propose/word-space.js'
import { parseSynset, readWordNet, thesaurusOf } from '../../../tools/lexicon/propose/wordnet.js'
import type { Thesaurus } from '../../../tools/lexicon/propose/wordnet.js'
import { parseEmbeddings } from '../../../tools/models/embeddings.js'
import { encodeTopics } from '../../../tools/models/topics-writer.js'
import { entries as entriesOf, phrase, word } from '../../eval/entries.js'
import { languageModel } from '../models/convert.js'

/** Words with log10 P and a direction in the plane, in degrees. The model keeps logs in coarse steps. */
const placed: Record<string, readonly [number, number]> = {
  army: [-4.6, 10],
  bread: [-5.1, 90],
  loaf: [-5.6, 100],
  military: [-3.4, 0],
  quickly: [-3, 5],
  troops: [-4, 22],
  soldierlike: [-9, 1],
  militaries: [-5.5, 12],
  the: [-1.2, 45],
  they: [-2.2, 46],
  thing: [-3, 200]
}
const words = ['</s>', '<s>', ...Object.keys(placed)].sort()
const model = languageModel({
  words,
  unigrams: words.map((each) => ({ log: placed[each]?.[0] ?? -99, backoff: 0 })),
  bigrams: [{ ids: [1, 2], log: -1, backoff: 0 }, { ids: [2, 0], log: -1, backoff: 0 }],
  trigrams: [{ ids: [1, 2, 0], log: -0.5 }]
})
const vectors = Object.fromEntries(Object.entries(placed).map(([each, [, degrees]], index) => {
  const angle = (degrees * Math.PI) / 180
  return [each, [Math.cos(angle), Math.sin(angle), 1, index]]
}))
const embeddings = parseEmbeddings(JSON.stringify({ dimensions: 2, words: Object.keys(placed), vectors }))
const space = new WordSpace(model, TopicModel.open(decodeSections(encodeTopics(embeddings, words, 99), 'topics.bin')))

const partOf: Tagger = (each) => (['the', 'they'].includes(each) ? null : each.endsWith('ly') ? 'adverb' : 'noun')
const proposed = (entries: Entries, thesaurus: Thesaurus | null, limit = 99): Record<string, string[]> =>
  Object.fromEntries(propose(space, entries, partOf, thesaurus, limit).map(({ original, candidates }) => [original, candidates.map(({ spun }) => spun)]))

describe('WordSpace', () => {
  it('lists words with a vector, the most frequent first', () => {
    expect(space.words.filter((each) => !each.endsWith('ly') && each !== 'thing').slice(0, 4)).toEqual(['the', 'they', 'military', 'troops'])
  })

  it('knows frequencies and cosines, and what it does not know', () => {
    expect(space.frequency('army')).toBeCloseTo(-4.6, 0)
    expect(space.frequency('zorp')).toBeUndefined()
    const [same, near, across, none] = space.cosines('army', ['army', 'military', 'loaf', 'zorp'])
    expect(same).toBeCloseTo(1, 2)
    expect(near).toBeCloseTo(Math.cos(Math.PI / 18), 2)
    expect(across).toBeCloseTo(0, 2)
    expect(none).toBeUndefined()
    expect(space.cosines('zorp', ['army'])).toEqual([undefined])
  })
})

describe('propose', () => {
  it('leaves out inflected forms, though not words that only look like one', () => {
    expect([...inflectedForms(space, entriesOf({}))]).toEqual(['militaries'])
  })

  it('proposes neighbours of the same part of speech, nearest first, for frequent words first', () => {
    const found = proposed(entriesOf({}), null)
    expect(found).toEqual({ military: ['army', 'troops'], troops: ['army', 'military'], army: ['military', 'troops'], bread: ['loaf'], loaf: ['bread'] })
    expect(Object.keys(found)).toEqual(['military', 'troops', 'army', 'bread', 'loaf'])
    expect(Object.keys(proposed(entriesOf({}), null, 2))).toEqual(['military', 'troops'])
  })

  it('passes over words that three spun forms restore to, and pairs that are listed', () => {
    const rows = [word('army', ['military']), word('soldierlike', ['military'])]
    expect(proposed(entriesOf({ words: rows }), null)['military']).toEqual(['troops'])
    expect(proposed(entriesOf({ words: rows, phrases: [phrase('of the army', ['military'])] }), null)['military']).toBeUndefined()
    const forNames = [word('a', ['military']), word('b', ['military']), word('c', ['military'])].map((row) => ({ ...row, scope: 'names' as const }))
    expect(proposed(entriesOf({ words: forNames }), null)['military']).toEqual(['army', 'troops'])
  })

  const thesaurus = thesaurusOf([
    { pos: 'noun', words: ['military', 'armed forces', 'loaf'], gloss: 'the forces of a nation' },
    { pos: 'verb', words: ['loaf', 'bum'], gloss: 'be lazy' },
    { pos: 'noun', words: ['army'], gloss: 'a large body' }
  ])

  it('puts synonyms of every sense before neighbours, and asks only for words that the thesaurus knows', () => {
    const found = proposed(entriesOf({}), thesaurus)
    expect(found).toEqual({ military: ['armed forces', 'loaf', 'army'], army: ['military'], loaf: ['armed forces', 'bum', 'military'] })
    const [loaf] = propose(space, entriesOf({}), partOf, thesaurus, 99).filter(({ original }) => original === 'loaf')
    expect(loaf?.candidates.map(({ pos }) => pos)).toEqual(['noun', 'verb', 'noun'])
  })
})

describe('formatProposals', () => {
  const position = { file: 'words/test.yaml', line: 7 }
  const proposals: Proposal[] = [
    {
      original: 'military',
      frequency: -4,
      known: ['army'],
      candidates: [
        { spun: 'troops', pos: 'noun', cosine: 0.94, frequency: -4.1, row: { ...word('troops', ['soldiers']), position } },
        { spun: 'no man', pos: 'noun', shared: { pos: 'noun', words: [], gloss: 'x'.repeat(70) } }
      ]
    },
    { original: 'yes', frequency: -3, known: [], candidates: [{ spun: 'no', pos: 'noun', cosine: 0.5, frequency: -2 }] }
  ]

  it('writes rows with their evidence behind them', () => {
    expect(formatProposals(proposals)).toBe(`words:
  # military, log10 P -4.0; restored from army
  - { spun: troops, originals: [military], pos: noun, families: [], rate: context } # cosine 0.94; log10 P -4.1; stands at words/test.yaml:7 ← soldiers
  - { spun: no man, originals: [military], pos: noun, families: [], rate: context } # no vector; both "${'x'.repeat(60)}…"; not in the language model
  # yes, log10 P -3.0; no row restores it
  - { spun: 'no', originals: ['yes'], pos: noun, families: [], rate: context } # cosine 0.50; log10 P -2.0
`)
  })

  it('writes what the dictionary can read', () => {
    const { entries, faults } = parseDictionary([{ path: 'dictionaries/words/new.yaml', text: formatProposals(proposals) }])
    expect(faults).toEqual([])
    expect(entries.words.map(({ spun, originals }) => [spun, ...originals])).toEqual([['troops', 'military'], ['no man', 'military'], ['no', 'yes']])
    expect(verify(entries).map(({ code }) => code)).not.toContain('UNSPIN_DICTIONARY_DUPLICATE_WORD')
  })
})

describe('WordNet', () => {
  const noun = '08208560 14 n 03 military 0 armed_forces 0 White_House 0 002 @ 08208160 n 0000 ~ 08200208 n 0000 | the forces of a nation; "they joined"  '
  const adjective = '00014358 00 s 02 abounding 0 galore(ip) 0 001 & 00013887 a 0000 | existing in abundance'

  it('reads the words of a line, names left out', () => {
    expect(parseSynset(noun)).toEqual({ pos: 'noun', words: ['military', 'armed forces'], gloss: 'the forces of a nation; "they joined"' })
    expect(parseSynset(adjective)).toEqual({ pos: 'adjective', words: ['abounding', 'galore'], gloss: 'existing in abundance' })
  })

  it('counts words in hexadecimal, and passes over the licence', () => {
    const many = Array.from({ length: 11 }, (_, index) => `${'abcdefghijk'.charAt(index)} 0`).join(' ')
    expect(parseSynset(`00000001 00 v 0b ${many} 000 | many`)?.words.length).toBe(11)
    expect(parseSynset('  1 This software and database is being provided to you, the LICENSEE, by')).toBeNull()
    expect(parseSynset('')).toBeNull()
  })

  it('is read from its folder or the one above, and says what is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'unspin-wordnet-'))
    expect(() => readWordNet(folder)).toThrow(expect.objectContaining({ code: 'UNSPIN_WORDNET', file: folder }))
    for (const part of ['noun', 'verb', 'adj', 'adv']) writeFileSync(join(folder, `data.${part}`), part === 'noun' ? `  1 licence\n${noun}\n` : '')
    expect(readWordNet(folder)('armed forces')).toHaveLength(1)
    expect(readWordNet(folder)('zorp')).toEqual([])
  })
})
