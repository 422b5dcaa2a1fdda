import { describe, expect, it } from 'vitest'
import { newCounts } from '../../src/formats/record-counts.js'
import { restoreTable, type TableOptions } from '../../src/formats/table.js'
import { editCell } from '../../src/formats/table-cell.js'
import { readerOf } from '../../src/html/input-kind.js'
import type { UnspinError } from '../../src/types.js'
import { collected, inPieces, streamOf } from './byte-streams.js'
import { fakeRestorer } from './fake-restorer.js'

const restorer = fakeRestorer({ Home: 'House', comma: ',', mark: '"', gone: '', tab: '\t' })

async function run(table: string, options: TableOptions = {}) {
  const counts = newCounts()
  const faults: UnspinError[] = []
  const bytes = await collected(restoreTable(streamOf(table), restorer, { counts, onFault: (fault) => faults.push(fault), ...options }))
  return { table: bytes.toString(), counts, faults: faults.map(({ line, message }) => `${line}: ${message}`) }
}

describe('restoreTable', () => {
  it.each<[string, string, string, TableOptions?]>([
    ['one column, text by default', 'id,text\n1,Home\n2,Home\n', 'id,text\n1,House\n2,House\n'],
    ['a named column', 'text,body\nHome,Home\n', 'text,body\nHome,House\n', { columns: ['body'] }],
    ['a numbered column', 'text,body\nHome,Home\n', 'text,body\nHome,House\n', { columns: ['2'] }],
    ['a name that is a number', '2,b\nHome,Home\n', '2,b\nHouse,Home\n', { columns: ['2'] }],
    ['every column of a name', 'a,b,a\nHome,Home,Home\n', 'a,b,a\nHouse,Home,House\n', { columns: ['a'] }],
    ['several columns, in any order', 'a,b,c\nHome,Home,Home\n', 'a,b,c\nHouse,Home,House\n', { columns: ['c', 'a', '1'] }],
    ['a quoted header after a byte order mark', '\ufeff"te""xt",b\r\n"Home",Home\r\n', '\ufeff"te""xt",b\r\n"House",Home\r\n', { columns: ['te"xt'] }],
    ['no header', 'Home,Home\nHome,Home', 'House,Home\nHouse,Home', { columns: ['1'], header: false }],
    ['line ends and quoting as written', 'text,x\r\n"Home","a"\n"a\r\nHome",\r\n\r\nHome , b', 'text,x\r\n"House","a"\n"a\r\nHouse",\r\n\r\nHouse , b'],
    ['quotation marks in the text', 'text\n"""Home"" Home"\na "Home"\n', 'text\n"""House"" House"\na "House"\n'],
    ['another separator', 'a;text\nHome,;Home\n', 'a;text\nHome,;House\n', { separator: ';' }],
    ['tabs', 'a\ttext\n"Home" a\t"Home" and\n', 'a\ttext\n"Home" a\t"House" and\n', { separator: '\t' }],
    ['quoting where it is needed now', 'text\na comma b\na mark\ngone"a"\n', 'text\n"a , b"\n"a """\n"""a"""\n'],
    ['no quoting where the separator is another', 'text;x\na comma b;tab\n', 'text;x\na , b;tab\n', { separator: ';' }],
    ['what is quoted already', 'text\n"a comma mark"\n', 'text\n"a , """\n'],
    ['nothing', '', ''],
    ['a header alone', 'text', 'text']
  ])('restores %s', async (_, table, expected, options) => {
    expect((await run(table, options)).table).toBe(expected)
  })

  it('weighs the cells of a record as one document', async () => {
    const seen: string[] = []
    const spy = { ...restorer, restore: (text: string) => (seen.push(text), restorer.restore(text)) }
    await collected(restoreTable(streamOf('a,b,c\n"1 ""x""",2,3\n'), spy, { columns: ['a', 'c'] }))
    expect(seen).toEqual(['1 "x"\n\n3'])
  })

  it('lets bad records pass unharmed, tells them and goes on', async () => {
    const table = 'id,text\n1,"Home\n2\n3,Home\n4,"Home"s\n5,crash Home\n6,Home\n'
    const { counts, faults, ...restored } = await run(table)
    expect(restored.table).toBe(table.replace('3,Home', '3,House').replace('6,Home', '6,House'))
    expect(faults).toEqual([
      '2: a quotation mark stands in a quoted field and is not doubled',
      '3: the record has no column 2, only 1',
      '5: a quotation mark stands in a quoted field and is not doubled',
      '6: TypeError: a defect'
    ])
    expect(counts).toEqual({ records: 6, restored: 2, edits: 2, errors: 4 })
  })

  it('lets a record pass that is not UTF-8 in a column to restore', async () => {
    const bytes = Buffer.from('x,text\n\xe9,Home\na,Home \xe9\nb,Home\n', 'latin1')
    const restored = await collected(restoreTable(inPieces(bytes, 5), restorer))
    expect(restored.toString('latin1')).toBe('x,text\n\xe9,House\na,Home \xe9\nb,House\n')
  })

  it.each<[string, Buffer, string, Buffer]>([
    ['windows-1252', Buffer.from('text\n\x93caf\xe9 Home\x94\n', 'latin1'), 'windows-1252', Buffer.from('text\n\x93caf\xe9 House\x94\n', 'latin1')],
    ['Shift_JIS', Buffer.from([...Buffer.from('text\n'), 0x95, 0x5c, ...Buffer.from('Home\n')]), 'sjis', Buffer.from([...Buffer.from('text\n'), 0x95, 0x5c, ...Buffer.from('House\n')])]
  ])('restores a table in %s', async (_, table, encoding, expected) => {
    expect(await collected(restoreTable(streamOf(table), restorer, { encoding }))).toEqual(expected)
  })

  it('lets a record pass whose restoration its encoding lacks', async () => {
    const quoting = fakeRestorer({ quote: '“', Home: 'House' })
    const faults: string[] = []
    const table = Buffer.from('text\nHome quote\nHome\n')
    const restored = restoreTable(streamOf(table), quoting, { encoding: 'latin2', onFault: ({ message }) => faults.push(message) })
    expect((await collected(restored)).toString()).toBe('text\nHome quote\nHouse\n')
    expect(faults).toEqual(['the restoration holds a character that iso-8859-2 does not have'])
  })

  it.each([['utf-16le', 'text\n'], [undefined, Uint8Array.of(0xff, 0xfe, 0x61, 0)]])('refuses UTF-16 (%s)', async (encoding, table) => {
    const restored = collected(restoreTable(streamOf(table), restorer, { ...(encoding !== undefined && { encoding }) }))
    await expect(restored).rejects.toMatchObject({ code: 'UNSPIN_ENCODING', message: 'the table is UTF-16' })
  })

  it('passes records over the limit', async () => {
    const table = `text\n${'Home '.repeat(10)}\nHome\n`
    const restored = await run(table, { maxRecordBytes: 20 })
    expect(restored.table).toBe(`text\n${'Home '.repeat(10)}\nHouse\n`)
    expect(restored.faults).toEqual(['2: a record is longer than 20 bytes'])
  })

  it('reads HTML in its cells', async () => {
    const read = await readerOf('html')
    expect((await run('text\n"<p title=""Home"">Home &amp; <b>Home</b>"\n', { read })).table).toBe('text\n"<p title=""Home"">House &amp; <b>House</b>"\n')
  })

  it.each<[string, TableOptions, string]>([
    ['a,b\n', { columns: ['c'] }, 'the table has no column "c"'],
    ['a,b\n', { columns: ['3'] }, 'the table has no column "3"'],
    ['a,b\n', { columns: ['text'], header: false }, 'the table has no column "text"'],
    ['a,b\n', { columns: [] }, 'no column to restore was named'],
    ['"a,b\n', {}, 'the header cannot be read: a quoted field is not closed'],
    ['a,b\n', { separator: '"' }, 'fields cannot be parted by'],
    ['a,b\n', { separator: '||' }, 'fields cannot be parted by']
  ])('refuses %j with %j', async (table, options, message) => {
    await expect(run(table, options)).rejects.toThrow(message)
  })
})

describe('editCell', () => {
  it('leaves the marks between two edits as they are', () => {
    const edits = [
      { span: { start: 0, end: 1 }, before: '"', after: '' },
      { span: { start: 4, end: 6 }, before: '"b', after: 'B"' }
    ]
    expect(editCell('"""a"" ""b"', true, ',', edits)).toBe('"a"" B"""')
    expect(editCell('a', false, ',', [])).toBe('a')
  })
})
