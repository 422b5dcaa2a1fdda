import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Inflector, type Feature } from '../../src/text/inflection.js'
import type { PartOfSpeech } from '../../src/text/english.js'
import { loadEnglish } from '../dictionary/load.js'

const english = loadEnglish()
const inflector = new Inflector(english)
const formsOf = (lemma: string, pos: PartOfSpeech): string[] =>
  inflector.forms(lemma, pos).map(({ form, feature }) => `${form} ${feature}`)

describe('forms', () => {
  it.each<[string, PartOfSpeech, string[]]>([
    ['stop', 'verb', ['stop base', 'stops third', 'stopped pastOrParticiple', 'stopping gerund']],
    ['take', 'verb', ['take base', 'takes third', 'took past', 'taken participle', 'taking gerund']],
    ['get', 'verb', ['get base', 'gets third', 'got pastOrParticiple', 'gotten participle', 'getting gerund']],
    ['cut', 'verb', ['cut base', 'cuts third', 'cutting gerund']],
    ['carry out', 'verb', ['carry out base', 'carries out third', 'carried out pastOrParticiple', 'carrying out gerund']],
    ['word', 'noun', ['word base', 'words plural']],
    ['news', 'noun', ['news base']],
    ['big', 'adjective', ['big base', 'bigger comparative', 'biggest superlative']],
    ['important', 'adjective', ['important base']],
    ['own', 'adjective', ['own base']],
    ['off', 'adverb', ['off base']],
    ['soon', 'adverb', ['soon base', 'sooner comparative', 'soonest superlative']],
    ['within', 'function', ['within base']]
  ])('of %s as %s', (lemma, pos, expected) => {
    expect(formsOf(lemma, pos)).toEqual(expected)
  })

  it('lists alternative forms of irregular verbs', () => {
    expect(formsOf('learn', 'verb')).toContain('learnt pastOrParticiple')
    expect(formsOf('prove', 'verb')).toContain('proven participle')
  })

  it('gives every form once', () => {
    for (const lemma of english.verbs.keys()) {
      const forms = inflector.forms(lemma, 'verb').map(({ form }) => form)
      expect(new Set(forms).size).toBe(forms.length)
    }
  })
})

describe('inflect', () => {
  it.each<[string, Feature, string[]]>([
    ['city', 'plural', ['cities']],
    ['church', 'plural', ['churches']],
    ['spokeswoman', 'plural', ['spokeswomen']],
    ['crisis', 'plural', ['crises']],
    ['potato', 'plural', ['potatoes']],
    ['photo', 'plural', ['photos']],
    ['human', 'plural', ['humans']],
    ['information', 'plural', ['information']],
    ['chief of staff', 'plural', ['chiefs of staff']],
    ['attorney at law', 'plural', ['attorneys at law']],
    ['law enforcement officer', 'plural', ['law enforcement officers']],
    ['Congresswoman', 'plural', ['Congresswomen']],
    ['go', 'third', ['goes']],
    ['have', 'third', ['has']],
    ['studio', 'third', ['studios']],
    ['be', 'participle', ['been']],
    ['undergo', 'participle', ['undergone']],
    ['oversee', 'past', ['oversaw']],
    ['panic', 'gerund', ['panicking']],
    ['die', 'gerund', ['dying']],
    ['dye', 'gerund', ['dyeing']],
    ['agree', 'gerund', ['agreeing']],
    ['argue', 'gerund', ['arguing']],
    ['visit', 'pastOrParticiple', ['visited']],
    ['permit', 'pastOrParticiple', ['permitted']],
    ['travel', 'gerund', ['traveling']],
    ['fix', 'gerund', ['fixing']],
    ['say', 'pastOrParticiple', ['said']],
    ['take part in', 'pastOrParticiple', ['took part in', 'taken part in']],
    ['happy', 'comparative', ['happier']],
    ['friendly', 'superlative', ['friendliest']],
    ['quickly', 'comparative', ['more quickly']],
    ['important', 'superlative', ['most important']],
    ['wrong', 'comparative', ['more wrong']],
    ['good', 'superlative', ['best']]
  ])('%s in %s', (word, feature, expected) => {
    expect(inflector.inflect(word, feature)).toEqual(expected)
  })

  it('yields, for the features of a lemma, forms that the lemma has', () => {
    const lemmas = [...english.verbs.keys()].filter((lemma) => !lemma.includes(' '))
    fc.assert(
      fc.property(fc.constantFrom(...lemmas), (lemma) => {
        const forms = inflector.forms(lemma, 'verb')
        const known = new Set(forms.map(({ form }) => form))
        return forms.every(({ feature }) => inflector.inflect(lemma, feature).every((form) => known.has(form)))
      }),
      { seed: 1 }
    )
  })

  it('never returns nothing and never an empty word', () => {
    const features = fc.constantFrom<Feature>(
      'base',
      'plural',
      'third',
      'past',
      'participle',
      'pastOrParticiple',
      'gerund',
      'comparative',
      'superlative'
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,8}){0,2}$/), features, (word, feature) => {
        const forms = inflector.inflect(word, feature)
        return forms.length > 0 && forms.every((form) => form.trim() === form && form.length >= 1)
      }),
      { seed: 2 }
    )
  })
})

describe('the tables of English', () => {
  const none = new Inflector({ ...english, verbs: new Map(), plurals: new Map(), doubling: new Set() })

  it('list no plural that the rules give', () => {
    const needless = [...english.plurals].filter(
      ([noun, plurals]) => plurals.length === 1 && plurals[0] === none.inflect(noun, 'plural')[0]
    )
    expect(needless.map(([noun]) => noun)).toEqual([])
  })

  it('list no verb that the rules give', () => {
    const features = ['past', 'participle', 'third', 'gerund'] as const
    const needless = [...english.verbs].filter(
      ([verb, { past, participle }]) =>
        past.length + participle.length === 2 &&
        features.every((feature) => inflector.inflect(verb, feature)[0] === none.inflect(verb, feature)[0])
    )
    expect(needless).toEqual([])
  })

  it('list as doubling only words that the rule misses', () => {
    const needless = [...english.doubling].filter(
      (word) => none.inflect(word, 'gerund')[0] === inflector.inflect(word, 'gerund')[0]
    )
    expect(needless).toEqual([])
  })

  it('spell inflected forms both ways', () => {
    expect(english.spelling.get('organized')).toBe('organised')
    expect(english.spelling.get('neighbors')).toBe('neighbours')
    expect(english.spelling.get('traveled')).toBe('travelled')
    expect(english.spelling.get('enrolled')).toBeUndefined()
    expect(english.spelling.get('fulfills')).toBe('fulfils')
    expect(english.spelling.get('centering')).toBe('centring')
    expect(english.spelling.has('check')).toBe(false)
  })
})
