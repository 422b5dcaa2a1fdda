/** SARIF against the schema of the standard, and against the text that it tells of. */
import { readFileSync } from 'node:fs'
import { Ajv, type SchemaObject } from 'ajv'
import { describe, expect, test } from 'vitest'
import { formatReport, type NamedRestoration, type ReportOptions } from '../../src/report/index.js'
import { uriOf } from '../../src/report/sarif.js'
import type { EntryDescription } from '../../src/types.js'
import { edits, restoration, restored } from './fixtures.js'

interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  readonly charOffset: number
  readonly charLength: number
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly index: number }; readonly region: Region } }[]
  readonly fixes: readonly [
    { readonly artifactChanges: readonly [{ readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent: { readonly text: string } }[] }] }
  ]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

interface Run {
  readonly tool: { readonly driver: { readonly version?: string; readonly rules: readonly { readonly id: string; readonly fullDescription: { readonly text: string } }[] } }
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[]
  readonly results: readonly Result[]
}

// The schema is of draft 4, and means the same in ajv's draft 7 but for how it is named.
const schema: SchemaObject = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'))
delete schema['$schema']
delete schema['id']
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })
ajv.addFormat('uri', /^[a-z][a-z\d+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/i)
ajv.addFormat('uri-reference', /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/)
ajv.addFormat('date-time', (value: string) => !Number.isNaN(Date.parse(value)))
const validate = ajv.compile(schema)

/** The only run of a report, after the schema has found nothing wrong with it. */
function runOf(documents: readonly NamedRestoration[], options: ReportOptions = {}): Run {
  const log = JSON.parse(formatReport(documents, 'sarif', options))
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
  expect(log.runs).toHaveLength(1)
  return log.runs[0]
}

const resultsOf = (source: string, ...changes: Parameters<typeof edits>[1]): readonly Result[] =>
  runOf([{ name: 'a.txt', restoration: restored(source, ...changes) }]).results

const regionsOf = (source: string, ...changes: Parameters<typeof edits>[1]): (Region | undefined)[] =>
  resultsOf(source, ...changes).map(({ locations }) => locations[0]?.physicalLocation.region)

describe('the schema', () => {
  test('refuses what is no SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: {} }] }] })).toBe(false)
  })

  test('takes runs of no texts, clean texts and odd ones', () => {
    expect(runOf([]).results).toEqual([])
    const odd = restored('{0} [a](b) \ud800 "c\u202e"\r\n', ['{0} [a](b)', ''], ['\ud800 "c\u202e"', 'd'])
    const { results, artifacts } = runOf([{ name: '<stdin>', restoration: restored('') }, { name: 'a b/ü:#?.txt', restoration: odd }])
    expect(artifacts.map(({ location }) => location.uri)).toEqual(['%3Cstdin%3E', 'a%20b/%C3%BC%3A%23%3F.txt'])
    expect(results.map(({ message }) => message.text)).toEqual([
      '"{{0}} [a] (b)" → "" (0.97)',
      expect.stringMatching(/^"\ud800 \\"c\\u202e\\"" → "d" \(0\.97\)$/)
    ])
  })
})

describe('regions', () => {
  test('count lines and columns from 1 and offsets from 0, in UTF-16 code units', () => {
    expect(regionsOf('😀 a\r\nb White Home.\n', ['a', 'the'], ['White Home', 'White House'])).toEqual([
      { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5, charOffset: 3, charLength: 1, snippet: { text: 'a' } },
      { startLine: 2, startColumn: 3, endLine: 2, endColumn: 13, charOffset: 8, charLength: 10, snippet: { text: 'White Home' } }
    ])
  })

  test('cross lines, and may be empty', () => {
    expect(regionsOf('Army\npressure', ['Army\npressure', 'Force'])).toMatchObject([{ startLine: 1, startColumn: 1, endLine: 2, endColumn: 9, charLength: 13 }])
    expect(regionsOf('a\nb', ['', 'the '])).toMatchObject([{ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, charOffset: 0, charLength: 0 }])
  })

  test('do not count a byte order mark', () => {
    expect(regionsOf('\ufeffHome\nHome', ['Home', 'House'], ['Home', 'House'])).toMatchObject([
      { startLine: 1, startColumn: 1, charOffset: 0 },
      { startLine: 2, startColumn: 1, charOffset: 5 }
    ])
  })
})

describe('fixes', () => {
  test('make the restored text', () => {
    const source = 'The White Home, a counterfeit consciousness.\nArmy 😀 pressure.\n'
    const made = restored(source, ['White Home', 'White House'], ['a', 'an'], ['counterfeit consciousness', 'artificial intelligence'], ['pressure', 'force'])
    const { results } = runOf([{ name: 'a.txt', restoration: made }])
    let text = source
    for (const { deletedRegion: { charOffset, charLength }, insertedContent } of results.flatMap(({ fixes }) => fixes[0].artifactChanges[0].replacements).reverse()) {
      text = text.slice(0, charOffset) + insertedContent.text + text.slice(charOffset + charLength)
    }
    expect(text).toBe(made.text)
  })

  test('of a group are one, under the entry of its expression', () => {
    const article = { group: 1, kind: 'article', entry: 'names/science#artificial-intelligence' } as const
    const results = resultsOf('a counterfeit consciousness', ['a', 'an', article], ['counterfeit', 'artificial', { ...article, kind: 'name' }])
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({
      ruleId: 'names/science#artificial-intelligence',
      message: { text: '"a" → "an", "counterfeit" → "artificial" (0.97)' },
      properties: { kind: 'name' }
    })
    expect(results[0]?.locations).toHaveLength(2)
    expect(results[0]?.fixes[0].artifactChanges[0].replacements.map(({ insertedContent }) => insertedContent.text)).toEqual(['an', 'artificial'])
  })
})

describe('rules', () => {
  const describeEntry = (id: string): EntryDescription => ({ id, file: 'x.yaml', line: 7, summary: `what ${id} is {sic}` })
  const document = (name: string): NamedRestoration => ({
    name,
    restoration: restored('Home, Home, road', ['Home', 'House', { entry: 'words/a#home' }], ['Home', 'House', { entry: 'words/a#home' }], ['road', 'street'])
  })

  test('are one an entry, whatever the number of texts, and results point to them', () => {
    const { tool, results } = runOf([document('a.txt'), document('b.txt')], { describe: describeEntry, version: '1.2.3' })
    expect(tool.driver).toMatchObject({
      version: '1.2.3',
      rules: [
        { id: 'words/a#home', shortDescription: { text: 'what words/a#home is {{sic}}' } },
        { id: 'words/test#word', fullDescription: { text: expect.stringContaining('(x.yaml:7)') } }
      ]
    })
    expect(tool.driver.rules).toHaveLength(2)
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation)).toEqual(
      [['a.txt', 0], ['b.txt', 1]].flatMap(([uri, index]) => [1, 2, 3].map(() => ({ uri, index })))
    )
  })
})

describe('fingerprints', () => {
  const printsOf = (source: string, ...changes: Parameters<typeof edits>[1]): (string | undefined)[] =>
    resultsOf(source, ...changes).map(({ partialFingerprints }) => partialFingerprints['unspinEdit/v1'])
  const sentence = 'It was said that the White Home would not comment upon the matter at all.\n'
  const change = ['White Home', 'White House'] as const

  test('stay when lines are put before or the text is wrapped anew', () => {
    const [first] = printsOf(sentence, change)
    expect(first).toMatch(/^[0-9a-f]{16}:1$/)
    const long = `A sentence that is longer than what is looked at. ${sentence}`
    expect(printsOf(`A new line.\n\n${long}`, change)).toEqual(printsOf(long, change))
    expect(printsOf(sentence.replace('was said', 'was\nsaid'), change)).toEqual([first])
  })

  test('differ for other changes and other places, and are counted where all is the same', () => {
    const [first] = printsOf(sentence, change)
    expect(printsOf(sentence, ['White Home', 'Casa Blanca'])).not.toEqual([first])
    expect(printsOf(sentence.replace('comment', 'speak'), change)).not.toEqual([first])
    const same = printsOf('x Home x Home x', ['Home', 'House'], ['Home', 'House'])
    expect(new Set(same).size).toBe(2)
    const blank = `${' '.repeat(50)}Home`
    expect(printsOf(blank.repeat(2) + ' '.repeat(50), ['Home', 'House'], ['Home', 'House']).map((print) => print?.slice(-2))).toEqual([':1', ':2'])
  })
})

test.each([
  ['/a/b c.txt', 'file:///a/b%20c.txt'],
  ['C:/a.txt', 'file:///C:/a.txt'],
  ['a:b.txt', 'a%3Ab.txt'],
  ['\ud800.txt', '%EF%BF%BD.txt']
])('the path %j is the reference %s', (path, uri) => expect(uriOf(path)).toBe(uri))

test('the report of one text is that of a list of it', () => {
  const one = restoration('Home', edits('Home', [['Home', 'House']]))
  expect(formatReport(one, 'sarif', { name: 'a.txt' })).toBe(formatReport([{ name: 'a.txt', restoration: one }], 'sarif'))
})
