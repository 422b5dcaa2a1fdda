import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { apply, createRestorer, revert } from '../src/index.js'
import type { Edit, Restoration, Restorer } from '../src/types.js'
import { cleanSeeds, garbledSeed, seed, shoutedSalad, spunDocuments, wordSalad } from './spun-texts.js'

let restorer: Restorer
beforeAll(async () => {
  restorer = await createRestorer()
})

const touch = (a: Edit, b: Edit): boolean => a.span.start < b.span.end && b.span.start < a.span.end
const log10Odds = (probability: number): number => Math.log10(probability / (1 - probability))

/** What holds of every restoration of every text. */
function expectSound(source: string, result: Restoration): void {
  const { text, edits, suggestions, diagnosis } = result
  expect(result.source).toBe(source)
  expect(apply(source, edits)).toBe(text)
  expect(revert(text, edits)).toBe(source)
  let at = 0
  let restoredAt = 0
  for (const { span, after, before, confidence } of edits) {
    expect(span.start).toBeGreaterThanOrEqual(at)
    expect(source.slice(span.start, span.end)).toBe(before)
    expect(before).not.toBe(after)
    expect(confidence).toBeGreaterThanOrEqual(restorer.minConfidence)
    const kept = source.slice(at, span.start)
    expect(text.slice(restoredAt, restoredAt + kept.length)).toBe(kept)
    restoredAt += kept.length + after.length
    at = span.end
  }
  expect(text.slice(restoredAt)).toBe(source.slice(at))
  at = 0
  for (const suggestion of suggestions) {
    expect(suggestion.span.start).toBeGreaterThanOrEqual(at)
    at = suggestion.span.end
    expect(source.slice(suggestion.span.start, suggestion.span.end)).toBe(suggestion.before)
    expect(edits.filter((edit) => touch(edit, suggestion))).toEqual([])
  }
  for (const edit of [...edits, ...suggestions]) expectExplained(edit)
  expect(diagnosis.spun).toBeGreaterThanOrEqual(0)
  expect(diagnosis.spun).toBeLessThanOrEqual(1)
}

function expectExplained({ confidence, reasons, alternatives, entry }: Edit): void {
  expect(confidence).toBeGreaterThan(0)
  expect(confidence).toBeLessThan(1)
  expect(reasons.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(log10Odds(confidence), 6)
  expect(restorer.describe(entry)?.id).toBe(entry)
  expect(alternatives.length).toBeLessThanOrEqual(5)
  const confidences = alternatives.map((each) => each.confidence)
  expect(confidences).toEqual(confidences.toSorted((a, b) => b - a))
}

describe('every restoration', () => {
  it('of the seeds is sound, reversible and final', () => {
    for (const text of [garbledSeed, ...cleanSeeds.map(([, clean]) => clean)]) {
      const result = restorer.restore(text)
      expectSound(text, result)
      expect(restorer.restore(result.text).text).toBe(result.text)
    }
  })

  it('of garbled news is sound, reversible and final', () => {
    const found = { edits: 0, merged: 0 }
    for (const { name, text } of spunDocuments()) {
      const result = restorer.restore(text)
      expectSound(text, result)
      found.edits += result.edits.length
      expect(restorer.restore(result.text).text, name).toBe(result.text)
    }
    expect(found.edits).toBeGreaterThan(300)
  })

  it.each([
    ['word salad', wordSalad],
    ['word salad with capitals', shoutedSalad]
  ])('of %s is sound, reversible and final', (_, texts) => {
    fc.assert(
      fc.property(texts, fc.constantFrom('auto' as const, 'spun' as const), (text, assume) => {
        const result = restorer.restore(text, { assume })
        expectSound(text, result)
        expect(restorer.restore(result.text, { assume }).text).toBe(result.text)
      }),
      { seed, numRuns: 400 }
    )
  })

  it('is the same every time, whatever was restored before', async () => {
    const [first, second] = spunDocuments()
    const once = JSON.stringify(restorer.restore(garbledSeed))
    restorer.restore(first?.text ?? '')
    restorer.diagnose(second?.text ?? '')
    expect(JSON.stringify(restorer.restore(garbledSeed))).toBe(once)
    expect(JSON.stringify((await createRestorer()).restore(garbledSeed))).toBe(once)
  })

  it('has the diagnosis that diagnose gives alone', () => {
    expect(restorer.diagnose(garbledSeed)).toEqual(restorer.restore(garbledSeed).diagnosis)
    expect(restorer.diagnose(garbledSeed).spun).toBeGreaterThan(0.9)
    for (const [, text] of cleanSeeds) expect(restorer.diagnose(text).spun).toBeLessThan(0.1)
  })

  it('has groups that stand or fall together with one edit that is not an article', () => {
    for (const { text } of spunDocuments()) {
      const { edits } = restorer.restore(text)
      for (const group of new Set(edits.map((edit) => edit.group))) {
        expect(edits.filter((edit) => edit.group === group && edit.kind !== 'article').length).toBeGreaterThanOrEqual(1)
      }
    }
  })
})

describe('what stays', () => {
  it.each(cleanSeeds)('the clean seed %s, byte for byte', (_, text) => {
    expect(restorer.restore(text)).toMatchObject({ text, edits: [] })
  })

  it('a text without words', () => {
    for (const text of ['', ' ', '\n\n', '…', '😀', '\ufeff', '12 34', 'https://white.home/army-pressure']) {
      expect(restorer.restore(text, { assume: 'spun' })).toMatchObject({ source: text, text, edits: [], suggestions: [] })
    }
  })

  it('a text that is not English', () => {
    const text = 'Die Regierung hat erklärt, dass die army nicht auf das White Home warten werde, und das Gesetz weiterhin gelte.'
    const untouched = { text, edits: [], suggestions: [], diagnosis: { language: 'und', spun: 0 } }
    for (const assume of ['auto', 'spun'] as const) expect(restorer.restore(text, { assume })).toMatchObject(untouched)
  })

  it('a text that is said to be clean', () => {
    const untouched = { text: garbledSeed, edits: [], suggestions: [], diagnosis: { spun: 0 } }
    expect(restorer.restore(garbledSeed, { assume: 'clean' })).toMatchObject(untouched)
  })

  it.each([
    [
      'a specification',
      `Each circuit breaker shall be tested before delivery. The casing shall be of steel and shall be earthed at two points.
Joints shall be silver-plated. The door shall be locked while the busbars are live, and the key shall be held by the
engineer in charge. Where cables enter from below, the floor plate shall be sealed against vermin. Spare contacts shall be
supplied with every panel, and there shall be a drawing of the wiring inside each door. All labels shall be engraved. The
contractor shall be present at the trial run, and a record of it shall be kept for ten years.`
    ],
    [
      'a school notice in Indian English',
      `All the students of Class IX to XII are hereby informed that the half-yearly examination will commence from 12th
September. The time table has been put up on the notice board. The examination hall will be opened at 8.45 am and no
student shall be permitted to enter after 9.00 am. Students must bring their own geometry box. Mobile phones are strictly
prohibited. The school bus will ply at 1.15 pm during the examination period. Parents are requested to kindly see that
their wards do not remain absent, since no re-test will be taken on any ground whatsoever.`
    ],
    [
      'British news of a road',
      `A lorry driver was taken to hospital on Tuesday after his vehicle left the dual carriageway near the quarry turn-off and
came to rest in a field. Police closed the eastbound side for four hours while a crane was brought from the depot. There
were 31 collisions on this stretch last year compared with 22 in the previous 12 months. Residents say traffic is worst on
big sporting occasions, when drivers use the lanes behind the village. The council will look at a lower speed limit in
the autumn, and a petition with nine hundred names is to be handed in on Friday.`
    ]
  ])('%s', (_, source) => {
    expect(restorer.restore(source).text).toBe(source)
  })

  it('what is quoted, when asked to keep it', () => {
    const quotations = (text: string): string[] => text.match(/“[^”]*”/g) ?? []
    const kept = restorer.restore(garbledSeed, { quotes: 'keep' })
    expect(quotations(kept.text)).toEqual(quotations(garbledSeed))
    expect(kept.edits.some(({ inQuote }) => inQuote)).toBe(false)
    expect(kept.edits.length).toBeGreaterThan(50)
    expect(restorer.restore(garbledSeed).edits.some(({ inQuote }) => inQuote)).toBe(true)
  })

  it('addresses, handles and code', () => {
    const written = 'Pete Hegseth wrote on whitehome.com/White-Home, to @army and `the White Home`, of the'
    const text = `Protection Secretary ${written} White Home plan.`
    expect(restorer.restore(text).text).toBe(`Defense Secretary ${written} White House plan.`)
  })
})

describe('one sentence', () => {
  it.each([
    ['Protection Secretary Pete Hegseth', 'Defense Secretary Pete Hegseth'],
    ['White Home officials', 'White House officials']
  ])('is restored where one expression is decisive: %s', (garbled, restored) => {
    const rest = ' said on Monday that the plan was final.'
    expect(restorer.restore(garbled + rest).text).toBe(restored + rest)
  })
})

describe('a look-alike', () => {
  const sentences = [
    'The state’s Environmental Protection Secretary resigned on Tuesday.',
    'She was the state\'s Environmental Protection Secretary for eleven months.',
    'The team wore the white home kit on Saturday.',
    'They brought the white home kit back last season.'
  ]

  it.each(sentences)('stays alone, also in a text that is said to be spun: %s', (sentence) => {
    expect(restorer.restore(sentence).text).toBe(sentence)
    expect(restorer.restore(sentence, { assume: 'spun' }).text).toBe(sentence)
  })

  it.each(sentences)('stays inside a garbled article: %s', (sentence) => {
    const lines = garbledSeed.split('\n')
    const article = lines.toSpliced(lines.length >> 1, 0, sentence).join('\n')
    const { text } = restorer.restore(article)
    expect(text.split('\n')[lines.length >> 1]).toBe(sentence)
    expect(text).toContain('the White House')
  })
})

describe('the wording of a restoration', () => {
  const restored = (text: string): string => restorer.restore(text, { assume: 'spun' }).text

  it('keeps the possessive of a plural', () => {
    expect(restored('He backed the White Home officers’ plan.')).toMatch(/White House officials’ plan/i)
    expect(restored("The moms and dads' association met.")).toContain("parents' association")
  })

  it('takes the stop of an abbreviation with it, but not that of a sentence', () => {
    expect(restored('A crowd in Occasions Sq. was singing.')).toBe('A crowd in Times Square was singing.')
    expect(restored('The crowd sang in Occasions Sq. The police left.')).toBe('The crowd sang in Times Square. The police left.')
    expect(restored('The crowd sang in Occasions Sq.')).toBe('The crowd sang in Times Square.')
  })

  it('puts no capital in the middle of a sentence for that of an initialism', () => {
    expect(restored('It was a PC simulation model of the river.')).toBe('It was a computer simulation model of the river.')
  })

  it('puts capitals only where the text has them', () => {
    expect(restored('He asked the White Home officers for it.')).toBe('He asked the White House officials for it.')
    expect(restored('WHITE HOME OFFICERS SAID NO')).toBe('WHITE HOUSE OFFICIALS SAID NO')
    expect(restored('White Home Officers Said No to the Plan')).toMatch(/^White House Officials Said No/)
  })
})

describe('options', () => {
  it('apply only what reaches the least confidence, and suggest the rest', () => {
    const strict = restorer.restore(garbledSeed, { minConfidence: 0.95 })
    const loose = restorer.restore(garbledSeed, { minConfidence: 0.5 })
    expect(strict.edits.every(({ confidence }) => confidence >= 0.95)).toBe(true)
    expect(strict.edits.length).toBeLessThan(loose.edits.length)
    expect(strict.suggestions.length).toBeGreaterThan(0)
    expect(restorer.restore(garbledSeed, { minConfidence: 1 }).text).toBe(garbledSeed)
  })

  it('restrict the families', async () => {
    const other = await createRestorer({ families: ['withinside'] })
    const spun = 'The army withinside the metropolis is the maximum.'
    const ids = (result: Restoration): string[] => result.edits.map(({ after }) => after)
    expect(ids(other.restore(spun, { assume: 'spun' }))).toContain('in the')
    await expect(createRestorer({ families: ['nobody'] })).rejects.toMatchObject({ code: 'UNSPIN_FAMILY_UNKNOWN' })
  })

  it('take all families named by hand as no choice', async () => {
    const { families } = restorer.diagnose(garbledSeed)
    expect(families).toHaveLength(6)
    const named = await createRestorer({ families: families.map(({ id }) => id) })
    for (const [, text] of cleanSeeds) expect(named.diagnose(text)).toEqual(restorer.diagnose(text))
  })

  it('bound the length', async () => {
    const short = await createRestorer({ maxLength: 10 })
    expect(short.restore('White Home').source).toBe('White Home')
    for (const call of ['restore', 'diagnose'] as const) {
      expect(() => short[call]('White Homes')).toThrow(expect.objectContaining({ code: 'UNSPIN_TOO_LONG' }))
    }
  })
})

describe('spelling', () => {
  const sentence = 'They say that the exertions marketplace will be hit.'
  const british = 'The neighbours of the theatre in the city centre organised two programmes, and the colours were favoured. '
  const american = 'The neighbors of the theater in the city center organized two programs, and the colors were favored. '

  it('of a restoration is the document’s own', () => {
    expect(restorer.restore(british + sentence, { assume: 'spun' }).text).toContain('labour market')
    expect(restorer.restore(american + sentence, { assume: 'spun' }).text).toContain('labor market')
  })

  it('of what is right stays', () => {
    expect(restorer.restore(british + sentence, { assume: 'spun' }).text.startsWith(british)).toBe(true)
    expect(restorer.restore(american + sentence, { assume: 'spun' }).text.startsWith(american)).toBe(true)
    expect(restorer.restore(british).text).toBe(british)
  })
})
