import { describe, expect, test } from 'vitest'
import { formatReport } from '../../src/report/index.js'
import { code } from '../../src/report/markdown.js'
import { edits, restored } from './fixtures.js'

const house = restored('The White Home said.\nArmy 😀 pressure.\n', ['White Home', 'White House'], ['pressure', 'force', { confidence: 0.619 }])

const window = { start: 0, end: house.source.length, spun: 0.98, family: 'newswire' }

describe('the report', () => {
  test('of one text has a table of its edits', () => {
    const diagnosis = { ...house.diagnosis, spun: 0.98, families: [{ id: 'newswire', share: 0.88 }], windows: [window] }
    expect(formatReport({ ...house, diagnosis }, 'markdown', { name: 'news/a.txt' })).toBe(`## unspin: 2 edits in 1 of 1 text

### \`news/a.txt\`

2 edits, looks 0.98 spun (newswire 0.88)

| line | as found | restored | confidence | entry |
| ---: | --- | --- | ---: | --- |
| 1:5 | \`White Home\` | \`White House\` | 0.97 | \`words/test#word\` |
| 2:8 | \`pressure\` | \`force\` | 0.61 | \`words/test#word\` |
`)
  })

  test('of several leaves clean ones out but counts them', () => {
    const clean = { name: 'clean.txt', restoration: restored('Nothing.\n') }
    const text = formatReport([clean, { name: 'a.txt', restoration: house }, { name: 'b.txt', restoration: house }], 'markdown')
    expect(text.match(/^#.*/gm)).toEqual(['## unspin: 4 edits in 2 of 3 texts', '### `a.txt`', '### `b.txt`'])
    expect(formatReport([clean], 'markdown')).toBe('## unspin: 0 edits in 0 of 1 text\n')
    expect(formatReport([], 'markdown')).toBe('## unspin: 0 edits in 0 of 0 texts\n')
  })

  test('fits into a comment and tells how much it leaves out', () => {
    const source = 'a '.repeat(5000)
    const long = restored(source, ...edits(source, Array.from({ length: 5000 }, () => ['a', 'b'])).map(() => ['a', 'b'] as const))
    const documents = Array.from({ length: 50 }, (_, at) => ({ name: `${'x'.repeat(150)}${at}.txt`, restoration: long }))
    for (const list of [documents, documents.slice(0, 1)]) {
      const text = formatReport(list, 'markdown')
      expect(text.length).toBeLessThan(65_536)
      const shown = text.match(/^\| \d/gm)?.length ?? 0
      expect(shown).toBeGreaterThan(1000)
      expect(text).toContain(`… and ${5000 - shown} more edits\n`)
    }
    expect(formatReport(documents, 'markdown')).toMatch(/\n… and 49 more texts with edits\n$/)
  })
})

describe('an expression', () => {
  test.each([
    ['White Home', '`White Home`'],
    ['', ''],
    ['<img src=x onerror=alert(1)> @octocat #1 https://a.b', '`<img src=x onerror=alert(1)> @octocat #1 https://a.b`'],
    ['in\nthe\u202e', '<code>in&#92;nthe&#92;u202e</code>'],
    ['a | b', '<code>a &#124; b</code>'],
    ['``</code><b>[x](y)', '<code>&#96;&#96;&#60;&#47;code&#62;&#60;b&#62;&#91;x&#93;&#40;y&#41;</code>'],
    [' right', '<code>&#32;right</code>']
  ])('%j is %j', (text, shown) => expect(code(text)).toBe(shown))

  test('that is long is cut, but not within a character', () => {
    expect(code('😀'.repeat(200))).toBe(`\`${'😀'.repeat(100)}…\``)
    expect(code(`x${'😀'.repeat(200)}`)).toBe(`\`x${'😀'.repeat(99)}…\``)
  })
})
