import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../src/edit/apply.js'
import { findPlaces } from '../../src/review/match.js'
import { PlaceIndex } from '../../src/review/place.js'
import { placeDecisions } from '../../src/review/placing.js'
import { type DecisionRecord, liveDecisions } from '../../src/review/records.js'
import { undone } from '../../src/review/written.js'
import { at, proposed, reviewed, reviewOf } from './fixtures.js'

const SOURCE = `The White Home planned an army base near the coast of Maine last spring.

Officers mentioned that the know-how was not ready for the army by then.
`
const restoration = () => proposed(SOURCE, ['White Home', 'White House'], ['army', 'military'], ['know-how', 'technology'], ['army', 'military'])

/** The journal after accepting everything but the last item, which is rejected. */
function decided(): DecisionRecord[] {
  const { review, kept } = reviewOf(reviewed(restoration()))
  review.decide(review.targets().slice(0, 3), { verdict: 'accepted' })
  review.decide(review.targets().slice(3), { verdict: 'rejected' })
  return kept
}

/** What the decisions make of another version of the text, and what is told of those without a place. */
function placedIn(text: string, decisions = decided()): { text: string; unplaced: string[] } {
  const { placed, unplaced } = placeDecisions(new PlaceIndex(text), 'another', decisions)
  const changes = placed.filter(({ record }) => record.decision !== 'rejected')
  return {
    text: applyEdits(text, changes.map(({ record, span }) => ({ span, before: record.before, after: record.after }))),
    unplaced: unplaced.map(({ record, why }) => `${record.before}: ${why}`)
  }
}

describe('decisions in a text that has changed', () => {
  test('are found wherever their words went', () => {
    const [first = '', second = ''] = SOURCE.trimEnd().split('\n\n')
    expect(placedIn(`${second}\n\nA new paragraph about an army.\n\n${first}`)).toEqual({
      text: `${second.replace('know-how', 'technology')}\n\nA new paragraph about an army.\n\n${first.replace('Home', 'House').replace('army', 'military')}`,
      unplaced: []
    })
  })

  test('are found with half of their context', () => {
    expect(placedIn(SOURCE.replace('Officers mentioned', 'It was said').replace('The White', 'Yesterday the White')).unplaced).toEqual([])
  })

  test('are not guessed where too little of the context is left', () => {
    expect(placedIn('An army base was here.\n').unplaced).toEqual(['White Home: missing', 'army: missing', 'know-how: missing', 'army: missing'])
  })

  test('are not guessed between places that read the same', () => {
    const [line = ''] = SOURCE.split('\n')
    const { text, unplaced } = placedIn(`${SOURCE}\n${line}\n`)
    expect(unplaced).toEqual(['White Home: missing', 'army: ambiguous'].map((each) => each.replace('missing', 'ambiguous')))
    expect(text).toContain('White Home')
  })

  test('tell what the text has already', () => {
    expect(placedIn(SOURCE.replace('White Home', 'White House').replace('last spring', 'last year'))).toEqual({
      text: SOURCE.replace('White Home', 'White House').replace('army', 'military').replace('know-how', 'technology').replace('last spring', 'last year'),
      unplaced: ['White Home: done']
    })
  })

  test('never touch a part of a word', () => {
    expect(new PlaceIndex('unarmy army armyx army-like éarmy').occurrences('army')).toEqual([7, 18])
  })

  test('are found in contexts of any length and beside parts of words', () => {
    const source = `${'a'.repeat(500)} ${'-'.repeat(500)} the authorities’s plan: “was ready\n\nthen`
    const place = new PlaceIndex(source).placeAt(source.indexOf('authorities'), 'authorities')
    expect(place).toMatchObject({ left: `${'a'.repeat(60)} … the `, right: '’ plan: “was ready then', of: 1 })
    expect(findPlaces(new PlaceIndex(`New. ${source}`), [place])).toEqual([{ span: { start: 1011, end: 1022 } }])
  })

  test('are found beside words that other decisions changed', () => {
    const source = 'one two bad word three four five six'
    const place = new PlaceIndex(source).placeAt(source.indexOf('three'), 'three')
    const changed = new PlaceIndex('one two very good thing three four five six')
    expect(findPlaces(changed, [{ ...place, right: '' }])).toEqual([{ misplaced: 'missing' }])
    expect(findPlaces(changed, [{ ...place, right: '' }], [{ before: 'bad word', after: 'very good thing' }])).toEqual([{ span: { start: 24, end: 29 } }])
  })
})

describe('a review resumed', () => {
  test('on the same text has the same decisions', () => {
    const document = reviewed(restoration(), liveDecisions(decided()))
    expect(document.counts()).toEqual({ items: 4, undecided: 0, accepted: 3, rejected: 1, replaced: 0 })
    expect(document.unplaced).toEqual([])
  })

  test('on a changed text asks only about what is new', () => {
    const text = `Another army came.\n\n${SOURCE}`
    const document = reviewed(proposed(text, ['army', 'military'], ['White Home', 'White House'], ['army', 'military'], ['know-how', 'technology'], ['army', 'military']), decided())
    expect(document.counts()).toMatchObject({ undecided: 1, accepted: 3, rejected: 1 })
    const { review, kept } = reviewOf(document)
    review.decide(review.targets().slice(0, 1), { verdict: 'accepted' })
    expect(reviewed(document.restoration, liveDecisions([...decided(), ...kept])).result()).toBe(document.result())
  })

  test('keeps a decision that nobody proposes any more, over what overlaps it', () => {
    const document = reviewed(proposed(SOURCE, ['Home planned', 'House planned'], ['army', 'troop']), decided())
    expect(document.items.map(({ before, after, origin }) => [before, after, origin])).toEqual([
      ['White Home', 'White House', 'decision'],
      ['army', 'troop', 'edit'],
      ['know-how', 'technology', 'decision']
    ])
    expect(document.result()).toContain('White House planned an military base')
    expect(document.counts()).toMatchObject({ accepted: 2, replaced: 1 })
  })

  test('asks again when something else is proposed for what was rejected', () => {
    const document = reviewed(proposed(SOURCE, ['for the army', 'for the military']), decided())
    expect(document.counts()).toMatchObject({ items: 4, undecided: 1 })
  })

  test('lets a decision in this text stand over one in an older text', () => {
    const text = `Another army came.\n\n${SOURCE}`
    const { review, kept } = reviewOf(reviewed(proposed(text, ['White Home', 'White House']), decided()))
    review.decide(at(review, 'White Home'), { verdict: 'reopened' })
    const again = reviewed(proposed(text, ['White Home', 'White House']), liveDecisions([...kept, ...decided()]))
    expect(again.counts()).toMatchObject({ items: 3, undecided: 1 })
    expect(again.unplaced).toEqual([])
  })

  test('after two reviews were merged lets the later line hold where decisions overlap', () => {
    const one = reviewOf(reviewed(proposed(SOURCE, ['White Home', 'White House'])))
    const two = reviewOf(reviewed(proposed(SOURCE, ['White Home planned', 'White House plans'])))
    one.review.decide(one.review.targets(), { verdict: 'accepted' })
    two.review.decide(two.review.targets(), { verdict: 'accepted' })
    const merged = reviewed(proposed(SOURCE), [...two.kept, ...one.kept])
    expect(merged.result()).toContain('The White House planned')
    expect(merged.unplaced.map(({ record, why }) => [record.before, why])).toEqual([['White Home planned', 'taken']])
    expect(undone(merged.result(), merged.sourceId, [...two.kept, ...one.kept])).toBe(SOURCE)
  })
})

test('whatever is decided, the way back gives the source', () => {
  const originals = new Map([['army', 'military'], ['White Home', 'White House']])
  const words = fc.array(fc.constantFrom('army', 'a', 'White Home', 'the', 'military', 'é', '\r\n', 'base.'), { maxLength: 40 })
  const choices = fc.array(fc.constantFrom('accepted', 'rejected', 'own', 'none'), { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(words, choices, fc.constantFrom('', 'army', 'the military', 'a\u202eb'), (texts, verdicts, own) => {
      const source = texts.join(' ')
      const pairs = texts.flatMap((word): [string, string][] => (originals.has(word) ? [[word, originals.get(word) ?? '']] : []))
      const { review, kept } = reviewOf(reviewed(proposed(source, ...pairs)))
      for (const [index, target] of review.targets().entries()) {
        const verdict = verdicts[index] ?? 'none'
        if (verdict === 'own') review.decide([target], { verdict: 'replaced', after: own })
        else if (verdict === 'accepted' || verdict === 'rejected') review.decide([target], { verdict })
      }
      const [document] = review.documents
      expect(undone(document?.result() ?? '', document?.sourceId ?? '', liveDecisions(kept))).toBe(source)
    }),
    { seed: 20240229, numRuns: 1000 }
  )
})
