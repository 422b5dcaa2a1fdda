import { describe, expect, test } from 'vitest'
import { formatReport } from '../../src/report/index.js'
import { liveDecisions, type Rule } from '../../src/review/records.js'
import { Review } from '../../src/review/review.js'
import { at, proposed, reviewed, reviewOf } from './fixtures.js'

const TEXT = 'The White Home needs an army base. An army of officers mentioned the White Home today.\n'
const restoration = () =>
  proposed(
    TEXT,
    ['White Home', 'White House', { entry: 'names/gov#white-house', kind: 'name', confidence: 0.97 }],
    ['an', 'a', { kind: 'article', group: 1, confidence: 0.7 }],
    ['army', 'military', { group: 1, confidence: 0.7, entry: 'words/w#army', alternatives: [{ after: 'troop', confidence: 0.2, entry: 'words/w#army' }] }],
    ['officers', 'officials', { confidence: 0.4 }],
    ['mentioned', 'said', { confidence: 0.8 }],
    ['White Home', 'White House', { entry: 'names/gov#white-house', kind: 'name', confidence: 0.97 }]
  )

describe('the items of a document', () => {
  test('are its edits and suggestions in order, with an article and its word as one', () => {
    const { items } = reviewed(restoration())
    expect(items.map(({ before, after, origin }) => [before, after, origin])).toEqual([
      ['White Home', 'White House', 'edit'],
      ['an army', 'a military', 'edit'],
      ['officers', 'officials', 'suggestion'],
      ['mentioned', 'said', 'edit'],
      ['White Home', 'White House', 'edit']
    ])
    expect(items[1]).toMatchObject({ kind: 'word', entry: 'words/w#army', alternatives: [{ after: 'a troop' }] })
  })

  test('have keys of their own, without offsets', () => {
    const { items } = reviewed(restoration())
    const { items: moved } = reviewed(proposed(`Later.\n\n${TEXT}`, ['White Home', 'White House'], ['mentioned', 'said']))
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
    expect(moved[1]?.key).toBe(items[3]?.key)
  })

  test('are numbered where the text repeats itself', () => {
    const line = 'one two three four army five six seven eight\n'
    const { items } = reviewed(proposed(line.repeat(3), ['army', 'military'], ['army', 'military'], ['army', 'military']))
    expect(items.map(({ place }) => [place.occurrence, place.of])).toEqual([[1, 3], [2, 3], [3, 3]])
  })
})

describe('deciding', () => {
  test('changes nothing that was not accepted or replaced', () => {
    const document = reviewed(restoration())
    const { review } = reviewOf(document)
    expect(document.result()).toBe(TEXT)
    review.decide(at(review, 'White Home').slice(1), { verdict: 'accepted' })
    review.decide(at(review, 'an army'), { verdict: 'replaced', after: 'a naval' })
    review.decide(at(review, 'mentioned'), { verdict: 'rejected' })
    expect(document.result()).toBe('The White Home needs a naval base. An army of officers mentioned the White House today.\n')
    expect(document.counts()).toEqual({ items: 5, undecided: 2, accepted: 1, rejected: 1, replaced: 1 })
    expect(formatReport(document.decided(), 'words')).toContain('[-an army-]{+a naval+} base')
    expect(document.decided().suggestions.map(({ before }) => before)).toEqual(['White Home', 'officers'])
  })

  test('takes own words for what they come to', () => {
    const document = reviewed(restoration())
    const { review } = reviewOf(document)
    const [accepted] = at(review, 'mentioned')
    if (!accepted) throw new Error('no item')
    review.decide([accepted], { verdict: 'replaced', after: 'said' })
    expect(document.decisionOn(accepted.item)?.verdict).toBe('accepted')
    review.decide([accepted], { verdict: 'replaced', after: 'mentioned' })
    expect(document.decisionOn(accepted.item)?.verdict).toBe('rejected')
    expect(() => review.decide([accepted], { verdict: 'replaced', after: '\ud800' })).toThrow('no text')
    expect(document.decisionOn(accepted.item)?.verdict).toBe('rejected')
  })

  test('is kept before it is made, and not made when it cannot be kept', () => {
    const document = reviewed(restoration())
    const { review, kept } = reviewOf(document)
    review.decide(at(review, 'mentioned'), { verdict: 'accepted' })
    expect(kept).toEqual([expect.objectContaining({ decision: 'accepted', document: 'a.txt', before: 'mentioned', after: 'said', start: TEXT.indexOf('mentioned') })])
    const failing = reviewOf(document)
    Object.assign(failing.kept, { push: () => { throw new Error('disk full') } })
    expect(() => failing.review.decide(at(failing.review, 'officers'), { verdict: 'accepted' })).toThrow('disk full')
    expect(document.counts().accepted).toBe(1)
    expect(failing.review.canUndo).toBe(false)
  })

  test('over documents is one step', () => {
    const [a, b] = [reviewed(restoration()), reviewed(restoration(), [], 'b.txt')]
    const { review, kept } = reviewOf(a, b)
    review.decide(review.undecidedOf('names/gov#white-house'), { verdict: 'accepted' })
    expect(kept.map(({ document }) => document)).toEqual(['a.txt', 'a.txt', 'b.txt', 'b.txt'])
    review.undo()
    expect(review.counts().undecided).toBe(10)
  })

  test('in bulk takes what is sure enough and leaves what is decided', () => {
    const document = reviewed(restoration())
    const { review, kept } = reviewOf(document)
    review.decide(at(review, 'mentioned'), { verdict: 'rejected' })
    review.acceptAbove(0.7)
    expect(document.counts()).toMatchObject({ accepted: 3, rejected: 1, undecided: 1 })
    expect(kept.at(-1)?.by).toBe('bulk')
    expect(review.acceptAbove(0.7)).toBeUndefined()
  })

  test('by rules leaves what a person decided or reopened', () => {
    const document = reviewed(restoration())
    const review = new Review(() => undefined, new Map([['names/gov#white-house', 'always'], ['words/w#army', 'never']]))
    review.add(document)
    const [first] = at(review, 'White Home')
    if (!first) throw new Error('no item')
    review.decide([first], { verdict: 'rejected' })
    review.decide([first], { verdict: 'reopened' })
    expect(review.decideUnasked(document)).toEqual({ byRule: 2, above: 0 })
    expect(document.counts()).toMatchObject({ accepted: 1, rejected: 1, undecided: 3 })
    expect(document.decisionOn(first.item)).toBeUndefined()
  })

  test('by rules as a document is opened is undone after all that a person decided, and leaves redo alone', () => {
    const [a, b] = [reviewed(restoration()), reviewed(restoration(), [], 'b.txt')]
    const review = new Review(() => undefined, new Map([['words/w#army', 'always']]))
    review.add(a)
    review.decide(at(review, 'mentioned'), { verdict: 'accepted' })
    review.decide(at(review, 'officers'), { verdict: 'accepted' })
    review.undo()
    review.add(b)
    expect(review.decideUnasked(b, 0.9)).toEqual({ byRule: 1, above: 2 })
    expect(review.canRedo).toBe(true)
    expect(review.undo()?.changes.map(({ item }) => item.before)).toEqual(['mentioned'])
    while (review.undo());
    expect(review.counts().undecided).toBe(10)
  })
})

describe('a rule for an entry', () => {
  test('decides what is open of it everywhere, and goes and comes back with undo and redo', () => {
    const [a, b] = [reviewed(restoration()), reviewed(restoration(), [], 'b.txt')]
    const rules = new Map<string, Rule>()
    const review = new Review(() => undefined, rules)
    for (const document of [a, b]) review.add(document)
    const [first, second] = at(review, 'White Home')
    if (!first || !second) throw new Error('no item')
    review.decide([first], { verdict: 'rejected' })
    expect(review.decideEntry(second, 'always')?.changes).toHaveLength(3)
    expect([review.ruleOf('names/gov#white-house'), b.counts().accepted]).toEqual(['always', 2])
    review.undo()
    expect([review.ruleOf('names/gov#white-house'), b.counts().accepted, a.counts().rejected]).toEqual(['ask', 0, 1])
    review.redo()
    expect([review.ruleOf('names/gov#white-house'), b.counts().accepted]).toEqual(['always', 2])
  })

  test('leaves lessons to what the person looked at', () => {
    const { review, kept } = reviewOf(reviewed(restoration()))
    const [first, second, ...others] = review.targets()
    if (!first || !second) throw new Error('no item')
    review.decideEntry(first, 'never')
    review.decideWith(second, others, { verdict: 'rejected' })
    expect(kept.map(({ before, by }) => [before, by])).toEqual([
      ['White Home', undefined], ['White Home', 'rule'], ['an army', undefined], ['officers', 'bulk'], ['mentioned', 'bulk']
    ])
  })

  test('is a step of its own where everything is decided so already, and when it is taken back', () => {
    const document = reviewed(restoration())
    const { review } = reviewOf(document)
    const [first] = review.targets(({ item }) => item.entry === 'words/w#army')
    if (!first) throw new Error('no item')
    review.decide([first], { verdict: 'rejected' })
    expect(review.decideEntry(first, 'never')).toMatchObject({ changes: [], rule: { from: 'ask', to: 'never' } })
    expect(review.decideEntry(first, 'never')).toBeUndefined()
    expect(review.decideEntry(first, 'ask')).toMatchObject({ changes: [], rule: { from: 'never', to: 'ask' } })
    review.undo()
    expect(review.ruleOf(first.item.entry)).toBe('never')
    expect(document.counts().rejected).toBe(1)
  })

  test('that cannot be kept decides nothing', () => {
    const document = reviewed(restoration())
    const review = new Review(() => undefined, { get: () => undefined, set: () => { throw new Error('read-only') } })
    review.add(document)
    const [first] = review.targets()
    if (!first) throw new Error('no item')
    expect(() => review.decideEntry(first, 'always')).toThrow('read-only')
    expect([document.counts().accepted, review.canUndo]).toEqual([0, false])
  })
})

test('undo and redo go through every state, and the journal follows', () => {
  const document = reviewed(restoration())
  const { review, kept } = reviewOf(document)
  const states = [document.result()]
  for (const choice of [{ verdict: 'accepted' }, { verdict: 'replaced', after: 'x' }, { verdict: 'rejected' }, { verdict: 'reopened' }] as const) {
    review.decide(at(review, 'White Home'), choice)
    states.push(document.result())
  }
  const check = (state: number): void => {
    expect(document.result()).toBe(states[state])
    expect(reviewed(restoration(), liveDecisions(kept)).result()).toBe(states[state])
  }
  for (let state = 3; state >= 0; state--) {
    expect(review.undo()).toBeDefined()
    check(state)
  }
  expect(review.undo()).toBeUndefined()
  for (let state = 1; state <= 4; state++) {
    expect(review.redo()).toBeDefined()
    check(state)
  }
  expect(review.redo()).toBeUndefined()
  review.undo()
  review.decide(at(review, 'mentioned'), { verdict: 'accepted' })
  expect(review.canRedo).toBe(false)
})
