import { expect, it } from 'vitest'
import { recordFormatOf, recordsIn } from '../../src/formats/record-format.js'

it.each([
  ['{"text":"a"}\n{"text":', 'JSON lines'],
  ['\ufeff\n {"text":"a"}\r\nno JSON\n', 'JSON lines'],
  ['{"text":"a"}', 'JSON lines'],
  ['{\n  "text": "a"\n}\n', 'JSON'],
  ['[{"text":"a"}]', 'JSON'],
  ['[\n  "a",\n  {}\n]\n', 'JSON'],
  ['WARC/1.1\r\nWARC-Type: warcinfo\r\n', 'WARC'],
  ['WARC/1.0 is the format.', undefined],
  ['[1] A reference.', undefined],
  ['[1]', undefined],
  ['{{ title }}\n', undefined],
  ['{"text":"a"', undefined],
  ['He said: {"text":"a"}', undefined],
  ['', undefined],
  [' \ufeff\n', undefined]
])('tells from a text that it is records: %j', (text, found) => {
  expect(recordsIn(text)).toBe(found)
})

it.each([['a.jsonl', 'jsonl'], ['a.NDJSON.GZ', 'jsonl'], ['b/c.wet.gz', 'warc'], ['a.csv.txt', undefined], ['csv', undefined]])('tells from the name %s', (name, format) => {
  expect(recordFormatOf(name)).toBe(format)
})
