import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../src/formats/table-cell.js'
import { tableRecords, type TableSyntax } from '../../src/formats/table-scanner.js'
import { inPieces } from './byte-streams.js'

const seed = 20240308
const CSV: TableSyntax = { separator: 0x2c, literalQuotes: false, maxBytes: 1000 }
const TSV: TableSyntax = { separator: 0x09, literalQuotes: true, maxBytes: 1000 }

interface Scanned {
  readonly bytes: string
  /** The fields' texts, or the fault. */
  readonly cells: string[] | string
}

async function scan(text: string, syntax = CSV, size = 1000): Promise<Scanned[]> {
  const scanned: { bytes: Buffer; cells: string[] | string }[] = []
  for await (const { bytes, fields, fault, continued } of tableRecords(inPieces(Buffer.from(text), size), syntax)) {
    const last = scanned.at(-1)
    const cells = fields.map(({ start, end, quoted }) => cellText(Buffer.from(bytes.subarray(start, end)).toString(), quoted))
    // How many pieces a line comes in that is too long to hold depends on the source.
    if (continued && last) last.bytes = Buffer.concat([last.bytes, bytes])
    else scanned.push({ bytes: Buffer.from(bytes), cells: fault ?? cells })
  }
  return scanned.map(({ bytes, cells }) => ({ bytes: bytes.toString(), cells }))
}

const UNDOUBLED = 'a quotation mark stands in a quoted field and is not doubled'
const UNCLOSED = 'a quoted field is not closed'
const LONG = 'a record is longer than 10 bytes'

describe('tableRecords', () => {
  it.each<[string, string, Scanned['cells'][]]>([
    ['nothing', '', []],
    ['one field', 'a', [['a']]],
    ['fields and line ends', 'a,b\nc,d\r\ne,f', [['a', 'b'], ['c', 'd'], ['e', 'f']]],
    ['empty fields', ',\n,,\n', [['', ''], ['', '', '']]],
    ['blank lines', '\na\n\r\n', [[''], ['a'], ['']]],
    ['quoted fields', '"a","b ""c"""\n"",""\r\n"x"', [['a', 'b "c"'], ['', ''], ['x']]],
    ['separators and line ends in quotes', '"a,b\nc\r\n",d\ne', [['a,b\nc\r\n', 'd'], ['e']]],
    ['marks inside unquoted fields', 'a "b" c,d"\n', [['a "b" c', 'd"']]],
    ['a byte order mark before a quote', '\ufeff"a,b",c\n', [['a,b', 'c']]],
    ['a byte order mark alone', '\ufeff', [['']]],
    ['a carriage return in a field', 'a\rb,c\r\n', [['a\rb', 'c']]],
    ['a carriage return at the end', '"a"\r', [['a']]],
    ['a field that is not closed', 'a\n"b,c\nd,e\n', [['a'], UNCLOSED, ['d', 'e']]],
    ['a field that the next record closes', '"a,b\nc,"d"\ne\n', [UNDOUBLED, ['c', 'd'], ['e']]],
    ['text after a quoted field', '"a"b,c\nd\n', [UNDOUBLED, ['d']]],
    ['a lone mark at the end', 'a\n"', [['a'], UNCLOSED]]
  ])('reads %s', async (_, text, expected) => {
    for (const size of [1, 2, 3, 1000]) {
      const scanned = await scan(text, CSV, size)
      expect(scanned.map(({ cells }) => cells)).toEqual(expected)
      expect(scanned.map(({ bytes }) => bytes).join('')).toBe(text)
    }
  })

  it.each<[string, string, Scanned['cells'][]]>([
    ['quoted fields', '"a\tb"\t"c ""d"""\n', [['a\tb', 'c "d"']]],
    ['quotes that are text', '"Yes," he said\tb\nc\t"\nd\t"e\n', [['"Yes," he said', 'b'], ['c', '"'], ['d', '"e']]],
    ['commas', 'a,b\tc\n', [['a,b', 'c']]]
  ])('reads tabs with %s', async (_, text, expected) => {
    for (const size of [1, 2, 1000]) expect((await scan(text, TSV, size)).map(({ cells }) => cells)).toEqual(expected)
  })

  it.each<[string, string, [string, Scanned['cells']][]]>([
    ['a line', 'a\nlonger than ten\nb\n', [['a\n', ['a']], ['longer than ten\n', LONG], ['b\n', ['b']]]],
    ['a quoted field', '"a\nb\nc\nd\ne\nf\n",x\n', [['"a\n', LONG], ['b\n', ['b']], ['c\n', ['c']]]]
  ])('holds no more than it may of %s', async (_, text, expected) => {
    const scanned = await scan(text, { ...CSV, maxBytes: 10 }, 3)
    expect(scanned.map(({ bytes }) => bytes).join('')).toBe(text)
    expect(scanned.slice(0, expected.length).map(({ bytes, cells }) => [bytes, cells])).toEqual(expected)
  })

  it('gives the same, and every byte, however the source is cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', ',', '"', '"', '\n', '\r\n', '\r', '\t', '\ufeff'), { maxLength: 30 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(CSV, TSV, { ...CSV, maxBytes: 6 }, { ...TSV, maxBytes: 6 }), fc.integer({ min: 1, max: 9 }), async (source, syntax, size) => {
        const whole = await scan(source, syntax)
        expect(whole.map(({ bytes }) => bytes).join('')).toBe(source)
        expect(await scan(source, syntax, size)).toEqual(whole)
      }),
      { seed, numRuns: 2000 }
    )
  })

  it('reads what was written by the rules', async () => {
    const text = fc.array(fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', '\t', '😀'), { maxLength: 5 }).map((parts) => parts.join(''))
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 4 })
    const written = (cell: string): string => (/[",\n\r\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(CSV, TSV), async (cells, syntax) => {
        const separator = String.fromCharCode(syntax.separator)
        const table = cells.map((row) => `${row.map(written).join(separator)}\r\n`).join('')
        expect((await scan(table, syntax, 7)).map((record) => record.cells)).toEqual(cells)
      }),
      { seed, numRuns: 1000 }
    )
  })
})
