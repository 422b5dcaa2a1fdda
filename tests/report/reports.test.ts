import { describe, expect, test } from 'vitest'
import { formatReport, formatters, type ReportFormat } from '../../src/report/index.js'
import { restored } from './fixtures.js'

const house = restored('The White Home said.\nArmy 😀 pressure.\n', ['White Home', 'White House'], ['pressure', 'force'])
const other = restored('No line feed: Home', ['Home', 'House'])
const list = [
  { name: 'a.txt', restoration: house },
  { name: 'b c.txt', restoration: other }
]

describe('text', () => {
  test('is the restored text', () => expect(formatReport(house)).toBe('The White House said.\nArmy 😀 force.\n'))
  test('of several is put together as it is', () => {
    expect(formatReport(list, 'text')).toBe('The White House said.\nArmy 😀 force.\nNo line feed: House')
  })
})

describe('words', () => {
  test('marks edits inline', () => {
    expect(formatReport(house, 'words')).toBe('The [-White Home-]{+White House+} said.\nArmy 😀 [-pressure-]{+force+}.\n')
  })
  test('leaves out an empty side', () => {
    expect(formatReport(restored('a right b', [' right', ''], ['b', 'b'])), 'words').toBe('a b')
    expect(formatReport(restored('a right b', [' right', '']), 'words')).toBe('a[- right-] b')
  })
  test('paints red and green, each line by itself', () => {
    const r = restored('in the\npresent day.', ['in the\npresent day', 'today'])
    expect(formatReport(r, 'words', { color: true })).toBe('\u001b[31min the\u001b[0m\n\u001b[31mpresent day\u001b[0m\u001b[32mtoday\u001b[0m.')
  })
  test('of several has headings', () => {
    expect(formatReport([...list].reverse(), 'words')).toBe(
      '==> b c.txt <==\nNo line feed: [-Home-]{+House+}\n\n' +
        '==> a.txt <==\nThe [-White Home-]{+White House+} said.\nArmy 😀 [-pressure-]{+force+}.\n'
    )
  })
})

describe('check', () => {
  test('has a line for each edit, columns in code points', () => {
    expect(formatReport(house, 'check', { name: 'a.txt' })).toBe(
      'a.txt:1:5: "White Home" → "White House" 0.97 [words/test#word]\na.txt:2:8: "pressure" → "force" 0.97 [words/test#word]\n'
    )
  })
  test('keeps an edit with line feeds or control characters on one line', () => {
    const r = restored('say "in\nthe\u001b" day', ['"in\nthe\u001b"', '\\today'])
    expect(formatReport(r, 'check')).toBe('text:1:5: "\\"in\\nthe\\u001b\\"" → "\\\\today" 0.97 [words/test#word]\n')
  })
  test('never rounds a probability up to certainty or to a threshold', () => {
    const line = (confidence: number): string => formatReport(restored('a', ['a', 'b', { confidence }]), 'check')
    expect([0.9999, 0.599, 0.29, 1, 0].map((confidence) => / (\d\.\d+) /.exec(line(confidence))?.[1])).toEqual(['0.99', '0.59', '0.29', '1.00', '0.00'])
  })
  test('is empty without edits', () => expect(formatReport(restored('a'), 'check')).toBe(''))
})

describe('the registry', () => {
  test('refuses an unknown format and names the known ones', () => {
    // @ts-expect-error no such format
    expect(() => formatReport(house, 'xml')).toThrow('there is no report format "xml"')
  })
  test.each<ReportFormat>(['text', 'patch', 'words', 'check', 'jsonl'])('%s of a list of one is that of the document', (format) => {
    const expected = format === 'words' ? `==> a.txt <==\n${formatReport(house, format)}` : formatReport(house, format, { name: 'a.txt' })
    expect(formatReport(list.slice(0, 1), format)).toBe(expected)
  })
  test('never changes what it was given', () => {
    const before = structuredClone(house)
    for (const format of Object.keys(formatters) as ReportFormat[]) formatReport(house, format)
    expect(house).toEqual(before)
  })
})
