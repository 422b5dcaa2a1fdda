import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { brownText } from '../../eval/brown.js'
import { chance, pickWeighted, subsample } from '../../eval/random.js'
import { familyOf, spin } from '../../eval/spinner/spin.js'
import type { SpunDocument } from '../../eval/spinner/spin.js'
import { buildTable, frozenTable, spinnerFamilies } from '../../eval/spinner/table.js'
import type { SpinnerRow, SpinnerTable } from '../../eval/spinner/table.js'

const row = (line: number, spun: string, originals: string, pos = 'noun', layer: 'word' | 'phrase' = 'word'): SpinnerRow => ({
  line,
  layer,
  half: line % 2 === 0 ? 'fit' : 'report',
  source: line >= 10 ? 'held-out' : 'draft',
  pos,
  families: new Set(['newswire']),
  spun: spun.split(';'),
  originals: originals.split('|').map((forms) => forms.split(';'))
})

const table: SpinnerTable = buildTable(
  [
    row(1, 'home;homes', 'house;houses'),
    row(2, 'army', 'military'),
    row(3, 'assault;assaults', 'attack;attacks'),
    row(4, 'withinside the', 'in the', '', 'phrase'),
    row(5, 'division;divisions', 'department;departments'),
    row(6, 'protection', 'defense'),
    row(7, 'inside', 'in', 'func'),
    row(8, 'enormous', 'large', 'adj'),
    row(10, 'abode;abodes', 'cabin;cabins')
  ],
  ['White House', 'Department of Defense', 'military attack']
)

const applied = ({ text, edits }: SpunDocument): string => {
  const parts = edits.map((edit, index) => text.slice(edits[index - 1]?.span.end ?? 0, edit.span.start) + edit.after)
  return parts.join('') + text.slice(edits.at(-1)?.span.end ?? 0)
}

const all = (clean: string, more: Partial<Parameters<typeof spin>[1]> = {}): SpunDocument =>
  spin(clean, { rate: 1, seed: 'test', family: 'newswire', table, ...more })

describe('spin', () => {
  test('replaces words in the form and case that they have', () => {
    expect(all('Houses burn. HOUSES burned; the house burnt.').text).toBe('Homes burn. HOMES burned; the home burnt.')
  })

  test('takes the longest phrase first', () => {
    expect(all('In the cold, and in summer').text).toBe('Withinside the cold, and inside summer')
  })

  test('garbles known expressions, at most two of their words, and marks them as names', () => {
    const { text, edits } = all('at the White House and the Department of Defense, a military attack')
    expect(text).toBe('at the White Home and the Division of Protection, a army assault')
    expect(edits.map(({ kind }) => kind)).toEqual(['name', 'name', 'name', 'name', 'name'])
  })

  test('leaves proper nouns alone outside known expressions', () => {
    expect(all('They met Miss House and Large in Attack Street').text).toBe('They met Miss House and Large inside Attack Street')
  })

  test('keeps possessives', () => {
    const { text, edits } = all('the house’s roof')
    expect(text).toBe('the home’s roof')
    expect(edits[0]).toMatchObject({ before: 'home', after: 'house', span: { start: 4, end: 8 } })
  })

  test('mends about half of the articles that it breaks, and says so', () => {
    const outcomes = Array.from({ length: 200 }, (_, seed) => all('a large pond', { seed: `${seed}` }))
    const mended = outcomes.filter(({ text }) => text === 'an enormous pond')
    expect(outcomes.filter(({ text }) => text === 'a enormous pond').length + mended.length).toBe(200)
    expect(mended.length).toBeGreaterThan(70)
    expect(mended.length).toBeLessThan(130)
    expect(mended[0]?.edits.map(({ before, after, kind }) => [before, after, kind])).toEqual([
      ['an', 'a', 'article'],
      ['enormous', 'large', 'word']
    ])
  })

  test('uses the rows of one half, or only those that the dictionary may know', () => {
    expect(all('the house and the military', { half: 'fit' }).text).toBe('the house and the army')
    expect(all('the house and the military', { half: 'report' }).text).toBe('the home and the military')
    expect(all('a cabin').text).toMatch(/abode/)
    expect(all('a cabin', { draftOnly: true }).text).toBe('a cabin')
  })

  test('prefers rows that name the original first, and mostly spares originals that come late', () => {
    const ranked = buildTable([row(1, 'knowledge', 'insight|news'), row(2, 'tidings', 'news')], [])
    const outcomes = Array.from({ length: 400 }, (_, seed) => all('news', { seed: `${seed}`, table: ranked }).text)
    const share = (text: string): number => outcomes.filter((outcome) => outcome === text).length / outcomes.length
    expect(share('tidings')).toBeCloseTo(1 / 1.35, 1)
    expect(share('knowledge')).toBeCloseTo(0.35 / 1.35, 1)
    const late = buildTable([row(1, 'knowledge', 'insight|facts|news')], [])
    const spared = Array.from({ length: 400 }, (_, seed) => all('news', { seed: `${seed}`, table: late }).text)
    expect(spared.filter((text) => text === 'news').length / 400).toBeCloseTo(0.85, 1)
  })

  test('maps one original to one spun word within a document', () => {
    const two = buildTable([row(1, 'home', 'house'), row(2, 'dwelling', 'house')], [])
    for (let seed = 0; seed < 20; seed++) {
      const words = all('house and house and house', { seed: `${seed}`, table: two }).text.split(' and ')
      expect(new Set(words).size).toBe(1)
    }
  })
})

describe('the frozen spinner', () => {
  const clean = ['ca05', 'cc03', 'cj12', 'cp04'].map(brownText).join('\n')

  test('is undone by its gold edits, at every rate and in every family', () => {
    for (const family of spinnerFamilies) {
      for (const rate of [0.05, 0.3, 1]) {
        const spun = spin(clean, { rate, seed: 'undo', family })
        expect(applied(spun)).toBe(clean)
        expect(spun.edits.every(({ span, before }) => spun.text.slice(span.start, span.end) === before)).toBe(true)
      }
    }
  })

  test('replaces the asked share of what it could', () => {
    for (const rate of [0.05, 0.1, 0.2, 0.3]) {
      const { edits, eligible } = spin(clean, { rate, seed: 'rate', family: 'newswire' })
      const share = edits.filter(({ kind }) => kind !== 'article').length / eligible
      expect(share).toBeGreaterThan(rate * 0.8)
      expect(share).toBeLessThan(rate * 1.2)
    }
  })

  test('gives the same text for the same seed and another for another', () => {
    const options = { rate: 0.2, family: 'mixture' } as const
    expect(spin(clean, { ...options, seed: 'one' })).toEqual(spin(clean, { ...options, seed: 'one' }))
    expect(spin(clean, { ...options, seed: 'one' }).text).not.toBe(spin(clean, { ...options, seed: 'two' }).text)
  })

  test('draws each family for some documents', () => {
    const drawn = new Set(Array.from({ length: 300 }, (_, seed) => familyOf(`${seed}`)))
    expect([...drawn].sort()).toEqual([...spinnerFamilies].sort())
  })

  test('has not changed since it was frozen', () => {
    const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
    expect(digest('eval/spinner/table.tsv')).toBe('4a2d8b41b5f1a266')
    expect(digest('eval/spinner/names.tsv')).toBe('7a30efe29957fae8')
  })

  test('divides its rows in two halves and holds some out', () => {
    const { rows } = frozenTable()
    const fit = rows.filter(({ half }) => half === 'fit').length
    expect(fit / rows.length).toBeCloseTo(0.5, 1)
    const halves = new Map<string, string>()
    for (const { spun: [base = ''], half } of rows) {
      expect(halves.get(base) ?? half).toBe(half)
      halves.set(base, half)
    }
    expect(rows.filter(({ source }) => source === 'held-out').length).toBeGreaterThan(250)
  })
})

describe('chance', () => {
  test('is spread evenly and decided by its key', () => {
    const draws = Array.from({ length: 5000 }, (_, index) => chance(`seed/at/${index}/the`))
    for (const limit of [0.1, 0.5, 0.9]) expect(draws.filter((draw) => draw < limit).length / 5000).toBeCloseTo(limit, 1)
    expect(chance('a')).toBe(chance('a'))
  })

  test('picks by weight, or nothing when the weights leave a rest', () => {
    expect(pickWeighted('key', [], () => 1)).toBeUndefined()
    const weight = (item: string): number => (item === 'rare' ? 1 : 3)
    const picks = Array.from({ length: 1000 }, (_, index) => pickWeighted(`${index}`, ['rare', 'common'], weight, 8))
    expect(picks.filter((pick) => pick === undefined).length / 1000).toBeCloseTo(0.5, 1)
    expect(picks.filter((pick) => pick === 'common').length / 1000).toBeCloseTo(3 / 8, 1)
  })

  test('subsamples evenly', () => {
    expect(subsample([1, 2, 3, 4, 5, 6, 7, 8], 4)).toEqual([1, 3, 5, 7])
    expect(subsample([1, 2], 4)).toEqual([1, 2])
  })
})
