import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, stretchesOf } from '../../src/report/html/rows.js'
import { formatReport, type NamedRestoration } from '../../src/report/index.js'
import type { Edit, Restoration } from '../../src/types.js'
import { editAt, edits, restoration, restored } from './fixtures.js'

/** The report without its style and script, which have tests of their own. */
const pageOf = (documents: readonly NamedRestoration[] | Restoration): string =>
  formatReport(documents, 'html', { name: 'a.txt', version: '1.2.3' }).replace(/(<(style|script)>).*?(<\/\2>)/gs, '$1$3').replace(/sha256-[^&]*/g, 'sha256-…')

const source = 'The White Home said.\n\nUnchanged.\nUnchanged.\nUnchanged.\r\nArmy\npressure, a program, tools.\n'
const suggestion = edits(source, [['program', 'programme', { kind: 'fuzzy', confidence: 0.4 }]])
const house: Restoration = {
  ...restored(
    source,
    ['White Home', 'White House', { kind: 'name', alternatives: [{ after: 'White Household', confidence: 0.019, entry: 'x' }] }],
    ['Army\npressure', 'Force', { inQuote: true }],
    [', tools', '', { confidence: 0.6 }]
  ),
  suggestions: suggestion,
  diagnosis: {
    spun: 0.98, families: [{ id: 'newswire', share: 0.88 }], language: 'en', windows: [{ start: 0, end: source.length, spun: 0.98, family: 'newswire' }]
  }
}

describe('the page', () => {
  test('of one text', async () => {
    await expect(pageOf(house)).toMatchFileSnapshot('golden/one-text.html')
  })

  test('of several texts, clean ones among them', async () => {
    const home = restored('Home', ['Home', 'House'])
    const list = [['news/a.txt', home], ['clean.txt', restored('Clean.\n')], ['b.txt', home]] as const
    const page = pageOf(list.map(([name, each]) => ({ name, restoration: each })))
    // What comes before is as in the page of one text.
    await expect(page.slice(page.indexOf('<nav'))).toMatchFileSnapshot('golden/several-texts.html')
  })

  test('of clean texts says so, and has no tools and no script', () => {
    const page = pageOf(restored('Clean.'))
    expect(page).toContain('<p class="remark">Nothing to restore.</p>')
    expect(page).not.toMatch(/<script|id="tools"/)
    expect(pageOf([])).toContain('0 edits in 0 of 0 texts')
  })

  test('tells when a text was left as it came', () => {
    const r = restored('Text')
    expect(pageOf({ ...r, diagnosis: { ...r.diagnosis, unstable: true } })).toContain('no fixed point')
  })
})

describe('what an article holds', () => {
  const hostile = '</p></style></script><script>alert(1)</script><img src=x onerror="alert(2)">\'"&amp;<!--\u202e\u0000\u0007 x'

  test('never becomes markup', () => {
    const all = { entry: hostile, via: [hostile], alternatives: [{ after: hostile, confidence: 0.1, entry: hostile }] }
    const r = restored(`${hostile}|${hostile}`, [hostile, hostile, all])
    const page = pageOf([{ name: hostile, restoration: r }, { name: 'b', restoration: { ...r, suggestions: r.edits, edits: [] } }])
    expect(page).not.toMatch(/<img|alert\(1\)<|<!--|<\/style><\/script>/)
    expect(page.match(/<script/g)).toHaveLength(1)
     
    expect(page).not.toMatch(/[\u0000-\u0008\u202e]/)
    expect(page).toContain('<span class="cc">U+202E</span><span class="cc">U+0000</span>')
  })

  test('is all there, whatever the edits', () => {
    const textOf = (markup: string): string =>
      markup.replace(/<span class="sr [^>]*>.*?<\/span>/g, '').replace(/‸/g, '').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
    const character = fc.constantFrom('a', '<', '&', '>', '😀')
    const texts = fc.array(fc.record({ gap: fc.string({ unit: character, minLength: 1 }), before: fc.string({ unit: character }), after: fc.string({ unit: character }) }))
    fc.assert(
      fc.property(texts, (parts) => {
        const made: Edit[] = []
        let text = ''
        for (const { gap, before, after } of parts) {
          text += gap + before
          made.push(editAt(text, text.length - before.length, text.length, after))
        }
        const r = restoration(text, made)
        const body = /<p dir="auto">(.*)<\/p>/.exec(pageOf(r))?.[1] ?? ''
        expect(textOf(body.replace(/<ins>.*?<\/ins>/g, ''))).toBe(made.length === 0 ? '' : text)
        expect(textOf(body.replace(/<del>.*?<\/del>/g, ''))).toBe(made.length === 0 ? '' : r.text)
      }),
      { seed: 11 }
    )
  })
})

describe('rows', () => {
  test('are the lines that are not blank, joined where an edit crosses their ends', () => {
    expect(rowsOf(house).map(({ line, pieces }) => [line, pieces.length])).toEqual([[1, 3], [3, 1], [4, 1], [5, 1], [6, 5]])
  })

  test('that nothing changed are skipped when there are several', () => {
    expect(stretchesOf(rowsOf(house)).map(({ changed, rows }) => [changed, rows.length])).toEqual([[true, 1], [false, 3], [true, 1]])
    const few = restored('Home\na\nb\nHome', ['Home', 'House'], ['Home', 'House'])
    expect(stretchesOf(rowsOf(few)).map(({ changed, rows }) => [changed, rows.length])).toEqual([[true, 4]])
    const ends = restored('a\nHome\nb\nc\nd', ['Home', 'House'])
    expect(stretchesOf(rowsOf(ends)).map(({ changed, rows }) => [changed, rows.length])).toEqual([[true, 2], [false, 3]])
  })
})
