import { describe, expect, test } from 'vitest'
import { formatDiagnosis, formatReport } from '../../src/report/index.js'
import { sentenceAround } from '../../src/report/sentence.js'
import type { Diagnosis, EntryDescription, Restoration } from '../../src/types.js'
import { edits, restored } from './fixtures.js'

const source = 'It rained.\n\nThe White Home said\nso on "Monday".\n'

const diagnosis: Diagnosis = {
  spun: 0.9,
  families: [
    { id: 'newswire', share: 0.88 },
    { id: 'boulevard', share: 0.001 }
  ],
  windows: [{ start: 0, end: source.length, spun: 0.95, family: 'newswire' }],
  language: 'en'
}

const full: Restoration = {
  ...restored(source, [
    'White Home',
    'White House',
    {
      kind: 'name',
      entry: 'names/government#white-house',
      via: ['words/newswire#home'],
      alternatives: [{ after: 'White Household', confidence: 0.01, entry: 'words/newswire#household' }],
      reasons: [
        { code: 'language-model', value: 1.2346, message: 'reads better' },
        { code: 'replaced', value: -0.3703, message: 'one word replaced' }
      ]
    }
  ]),
  suggestions: edits(source, [['Monday', 'Tuesday', { confidence: 0.3, inQuote: true }]]),
  diagnosis
}

const describeEntry = (id: string): EntryDescription | undefined =>
  id.startsWith('names/') ? { id, file: 'dictionaries/names/government.yaml', line: 12, summary: 'White House' } : undefined

describe('explain', () => {
  test('tells everything about each edit and suggestion', () => {
    expect(formatReport(full, 'explain', { name: 'a.txt', describe: describeEntry })).toBe(
      [
        'a.txt:3:5: "White Home" → "White House" 0.97 applied',
        '  The [-White Home-]{+White House+} said so on "Monday".',
        '  name      names/government#white-house (dictionaries/names/government.yaml:12)',
        '            White House',
        '  via       words/newswire#home',
        '  score     +1.235  language-model: reads better',
        '            -0.370  replaced: one word replaced',
        '            +0.865  total in log10 odds, confidence 0.97',
        '  evidence  1:1-5:1 looks 0.95 spun, family newswire',
        '            whole text: newswire 0.88',
        '  otherwise "White Household" 0.01 [words/newswire#household]',
        '',
        'a.txt:4:8: "Monday" → "Tuesday" 0.30 only suggested, inside quotation marks',
        '  The White Home said so on "[-Monday-]{+Tuesday+}".',
        '  word      words/test#word',
        '  evidence  1:1-5:1 looks 0.95 spun, family newswire',
        '            whole text: newswire 0.88',
        ''
      ].join('\n')
    )
  })

  test('keeps to the line that was asked for', () => {
    const explain = (line: number): string => formatReport(full, 'explain', { name: 'a.txt', line })
    expect(explain(1)).toBe('a.txt:1: nothing to restore; the text looks 0.90 spun\n')
    expect(explain(3)).toContain('a.txt:3:5:')
    expect(explain(3)).not.toContain('Monday" →')
    expect(explain(4)).toContain('a.txt:4:8:')
    expect(explain(4)).not.toContain('a.txt:3:5:')
  })

  test('finds an edit over several lines on each of them', () => {
    const r = restored('a\nb c\nd e\nf\n', ['c\nd', 'x'])
    expect([1, 2, 3, 4].map((line) => formatReport(r, 'explain', { line }).includes('→'))).toEqual([false, true, true, false])
  })
})

describe('the sentence around an edit', () => {
  const around = (text: string, word: string): string => {
    const start = text.indexOf(word)
    const span = sentenceAround(text, { start, end: start + word.length })
    return text.slice(span.start, span.end)
  }

  test.each([
    ['It rained. The WORD said so. Then it left.', 'The WORD said so.'],
    ['It rained. Mr. Smith of the U.S. Army saw the WORD. Then it left.', 'Mr. Smith of the U.S. Army saw the WORD.'],
    ['A heading\n\nThe WORD said\nso.\n\nMore', 'The WORD said\nso.'],
    ['WORD', 'WORD'],
    ['It rained. WORD', 'WORD']
  ])('%j', (text, sentence) => expect(around(text, 'WORD')).toBe(sentence))

  test('is found though the edit reaches over its end', () => {
    expect(around('It rained. Two WO. RD three. It left.', 'WO. RD')).toBe('Two WO. RD three.')
  })

  test('is cut at white space where it goes on and on', () => {
    const sentence = around(`${'before '.repeat(1000)}WORD${' after'.repeat(1000)}`, 'WORD')
    expect(sentence.length).toBeLessThan(700)
    expect(sentence).toMatch(/^before (before )+WORD( after)+$/)
  })
})

describe('diagnose', () => {
  const named = { name: 'a.txt', source, diagnosis }

  test('has a heading and a line for each window', () => {
    expect(formatDiagnosis(named)).toBe('a.txt: 0.90 spun (newswire 0.88)\n  1:1-5:1  0.95 newswire\n')
  })
  test('says what else there is to know', () => {
    const odd = { spun: 0, families: [], windows: [{ start: 0, end: 3, spun: 0, family: null }], language: 'fr', unstable: true }
    expect(formatDiagnosis({ name: 'b', source: 'oui', diagnosis: odd })).toBe(
      'b: 0.00 spun\n  the language looks like "fr", not English\n' +
        '  restoring found no fixed point, so the text was left as it came\n  1:1-1:4  0.00 clean\n'
    )
  })
  test('as JSON is an object for one and an array for a list', () => {
    expect(JSON.parse(formatDiagnosis(named, 'json'))).toEqual({ name: 'a.txt', ...diagnosis })
    expect(JSON.parse(formatDiagnosis([named], 'json'))).toEqual([{ name: 'a.txt', ...diagnosis }])
  })
})
