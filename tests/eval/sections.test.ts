import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../eval/arguments.js'
import { dataSection, dealt, garbledDocuments, scienceDocuments } from '../../eval/carriers.js'
import { readTable } from '../../eval/data.js'
import { filled, garbled, joined } from '../../eval/documents.js'
import type { Piece, SpunReference } from '../../eval/documents.js'
import { forwardSections, recallWhere, reportDocuments, runSpun } from '../../eval/forward.js'
import { harmSection, readCleanParagraphs, readNegatives, surround } from '../../eval/harm.js'
import { formatShare, formatTable } from '../../eval/layout.js'
import type { Section } from '../../eval/layout.js'
import { countWords } from '../../eval/metrics.js'
import { calibrationSection, mixtureOf } from '../../eval/mixture.js'
import { Runner } from '../../eval/runner.js'
import { readSentences, sentenceKey } from '../../eval/sentences.js'
import { name } from './entries.js'
import { listRestorer } from './restorers.js'

const idle = (): Runner => new Runner(listRestorer({}))
const rowNamed = (section: Section | undefined, name: string): Section['rows'][number] | undefined =>
  section?.rows.find((row) => row.name === name)
const spunParts = ({ text, references }: Piece): string[] => references.map(({ span }) => text.slice(span.start, span.end))

describe('building texts', () => {
  test('a frame holds the expression and says what it should become', () => {
    const piece = filled('We use {} here.', 'irregular backwoods', ['random forest'], 'pair')
    expect(piece.text).toBe('We use irregular backwoods here.')
    expect(spunParts(piece)).toEqual(['irregular backwoods'])
  })

  test('joining moves the references along', () => {
    const piece = joined([filled('A {} b.', 'one', ['two'], 'pair'), filled('C {}.', 'three', ['four'], 'pair')])
    expect(piece.text).toBe('A one b. C three.')
    expect(spunParts(piece)).toEqual(['one', 'three'])
    expect(piece.starts).toEqual([0, 9])
  })

  test('garbled news is long enough, garbled, and the same every time', () => {
    const piece = garbled('some key', 90, 'newswire')
    expect(piece.text.split(/\s+/).length).toBeGreaterThanOrEqual(90)
    expect(piece.references.length).toBeGreaterThan(3)
    expect(piece.references.map(({ gold }) => gold?.before)).toEqual(spunParts(piece))
    expect(garbled('some key', 90, 'newswire')).toEqual(piece)
  })

  test.each(['newswire', 'withinside'] as const)('garbled %s has one word in six replaced', (family) => {
    const pieces = Array.from({ length: 60 }, (_, index) => garbled(`density ${index}`, 90, family))
    const original = ({ after: [first = ''], kind }: SpunReference): number => (kind === 'article' ? 0 : countWords(first))
    const replaced = pieces.flatMap(({ references }) => references.map(original)).reduce((sum, words) => sum + words, 0)
    const words = pieces.reduce((sum, { text }) => sum + countWords(text), 0)
    expect(words / replaced).toBeGreaterThan(5.5)
    expect(words / replaced).toBeLessThan(6.9)
  })
})

describe('carriers', () => {
  const pairs = Array.from({ length: 23 }, (_, index) => ({ spun: `spun${index}`, restored: [`right${index}`] }))

  test('hold each pair once, ten tortured phrases a document', () => {
    const documents = scienceDocuments(pairs, () => 'term')
    expect(documents.map(({ references }) => references.length)).toEqual([10, 10, 3])
    expect(documents.flatMap(spunParts).sort()).toEqual(pairs.map(({ spun }) => spun).sort())
  })

  test('set pairs in their sentences, with garbled ones before, between and after', () => {
    const carried = pairs.map((pair, index) => ({ ...pair, key: `key${index}`, sentence: `The {} slept ${index} times.`, kind: 'b' }))
    const documents = garbledDocuments(carried)
    expect(documents.map(({ references }) => references.length)).toEqual([5, 5, 5, 5, 3])
    expect(documents.flatMap(spunParts).sort()).toEqual(pairs.map(({ spun }) => spun).sort())
    const between = documents.flatMap(({ text }) => text.split(/The spun\d+ slept \d+ times\./))
    expect(between.length).toBe(23 + 5)
    expect(between.every((part) => countWords(part) >= 30)).toBe(true)
  })

  test('deal the same hand whatever the order of the list', () => {
    const deal = (list: typeof pairs): typeof pairs[] => dealt(list, 5, ({ spun }) => spun)
    expect(deal([...pairs].reverse())).toEqual(deal(pairs))
  })
})

describe('dataSection', () => {
  test('says so when a set was not given', () => {
    const { rows } = dataSection(idle(), undefined, [])
    expect(rows.map(({ remark }) => remark)).toEqual(Array(3).fill('not measured (give --data DIR)'))
  })

  const written = new Map([
    [sentenceKey('plonk', 'vrim'), 'The {} fell.'],
    [sentenceKey(', say,', ' snid'), 'Trees{} oaks grew.'],
    [sentenceKey('grumb', 'trell'), 'They {} it.']
  ])
  const directoryWith = (file: string, lines: readonly string[]): string => {
    const directory = mkdtempSync(join(tmpdir(), 'unspin-eval-'))
    writeFileSync(join(directory, file), `${lines.join('\n')}\n`)
    return directory
  }

  test('prints totals of the sets that were given, never their rows', () => {
    const pairs = ['spun\trestored\tclass\tkind\tcount', 'plonk\tvrim\ta\tname\t3', ', say,\t snid\tc\tword\t1']
    const directory = directoryWith('pairs.tsv', pairs)
    writeFileSync(join(directory, 'tortured.tsv'), 'tortured\texpected\nzorp\tquix\nflumb\tdrell\n')
    const section = dataSection(new Runner(listRestorer({ zorp: 'quix', plonk: 'vrim' })), directory, [], written)
    const remark = '1 of 2 restored, 1 touched'
    expect(rowNamed(section, 'tortured, 10 a text')).toMatchObject({ precision: 1, recall: 0.5, texts: 1, remark })
    expect(rowNamed(section, 'pairs, class a, each alone, assumed spun')).toMatchObject({ recall: 1, texts: 1 })
    expect(rowNamed(section, 'pairs, class c, each alone, assumed spun')).toMatchObject({ recall: 0, texts: 1 })
    expect(rowNamed(section, 'pairs, a and b, in garbled paragraphs')).toMatchObject({ recall: 1, texts: 1 })
    expect(rowNamed(section, 'pairs-measure')?.remark).toBe('not measured (give --data DIR)')
    expect(formatTable([section])).not.toMatch(/zorp|quix|flumb|plonk|vrim|snid|grumb/)
  })

  test('tells tortured phrases whose term is a correct expression of the dictionary from others', () => {
    const rows = ['tortured\texpected', 'zorp\tquix', 'flumb\tDeep drells|deep brill', 'grath\tcone-beam snid', 'vrunk\ttrells']
    const restorer = listRestorer({ zorp: 'quix', grath: 'cone-beam snid' })
    const names = [name('deep drell'), name('Cone beam snids'), name('trell engine')]
    const section = dataSection(new Runner(restorer), directoryWith('tortured.tsv', rows), names, written)
    expect(rowNamed(section, 'tortured, 10 a text')?.remark).toBe('2 of 4 restored, 2 touched')
    expect(rowNamed(section, 'tortured, expected term in the lexicon')?.remark).toBe('1 of 2 restored, 1 touched')
    expect(rowNamed(section, 'tortured, expected term not in it')?.remark).toBe('1 of 2 restored, 1 touched')
  })

  test('counts a pair that was touched but not restored as a wrong edit, and edits around it not at all', () => {
    const pairs = ['spun\trestored\tclass', 'plonk\tvrim\ta', 'grumb\ttrell\tb']
    const restorer = listRestorer({ plonk: 'vrim', grumb: 'zim', the: 'THE', fell: 'FELL' })
    const section = dataSection(new Runner(restorer), directoryWith('pairs.tsv', pairs), [], written)
    expect(rowNamed(section, 'pairs, class b, in garbled paragraphs')).toMatchObject({ precision: 0, recall: 0, fHalf: 0 })
    const both = rowNamed(section, 'pairs, a and b, in garbled paragraphs')
    expect(both).toMatchObject({ precision: 0.5, recall: 0.5, fHalf: 0.5, remark: '1 of 2 restored, 2 touched' })
  })

  test('asks a row that is listed twice once, and what nobody can restore not at all', () => {
    const pairs = ['spun\trestored\tclass', 'plonk\tvrim\ta', 'plonk\tvrim\ta', 'bram\t\td']
    const section = dataSection(idle(), directoryWith('pairs.tsv', pairs), [], written)
    expect(rowNamed(section, 'pairs, class a, each alone, assumed spun')?.remark).toBe('0 of 1 restored, 0 touched')
  })

  test('wants a sentence for each row, and says so without showing the row', () => {
    const directory = directoryWith('pairs.tsv', ['spun\trestored\tclass', 'plonk\tvrim\ta', 'flumb\tdrell\tb'])
    const message = `no sentence with the key ${sentenceKey('flumb', 'drell')} (pairs.tsv, line 3)`
    expect(() => dataSection(idle(), directory, [], written)).toThrow(
      expect.objectContaining({ message, file: join('eval', 'carriers', 'sentences.tsv') })
    )
  })

  test('refuses a table without the columns', () => {
    const directory = mkdtempSync(join(tmpdir(), 'unspin-eval-'))
    writeFileSync(join(directory, 'tortured.tsv'), 'tortured\tterm\n')
    expect(() => readTable(directory, 'tortured.tsv', ['tortured', 'expected'])).toThrow('no column "expected"')
  })
})

describe('the sentences for observed substitutions', () => {
  const sentences = [...readSentences()]

  test('have keys in order, each once', () => {
    const keys = sentences.map(([key]) => key)
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(keys.filter((key) => !/^[0-9a-f]{12}$/.test(key))).toEqual([])
    expect(keys.length).toBeGreaterThan(290)
  })

  test('have one place each, in a sentence of some length', () => {
    expect(sentences.filter(([, sentence]) => sentence.split('{}').length !== 2)).toEqual([])
    const short = sentences.filter(([, sentence]) => countWords(sentence) < 14 || countWords(sentence) > 30)
    expect(short).toEqual([])
  })
})

describe('harm', () => {
  test('has its sentences and paragraphs', () => {
    expect(readNegatives().length).toBeGreaterThanOrEqual(170)
    expect(readCleanParagraphs().length).toBeGreaterThanOrEqual(110)
    expect(readCleanParagraphs().every((paragraph) => !paragraph.includes('\n') && !paragraph.startsWith('#'))).toBe(true)
    expect(new Set(readNegatives()).size).toBe(readNegatives().length)
    expect(new Set(readCleanParagraphs()).size).toBe(readCleanParagraphs().length)
  })

  test('counts edits alone, assumed spun and among garbled sentences', () => {
    const section = harmSection(new Runner(listRestorer({ docket: 'schedule' }, { drug: 'medicine' })))
    const alone = rowNamed(section, 'hard negatives, alone')
    expect(alone).toMatchObject({ texts: readNegatives().length, edits: 1, remark: '1 texts touched' })
    expect(rowNamed(section, 'hard negatives, assumed spun')?.edits).toBeGreaterThan(1)
    expect(rowNamed(section, 'hard negatives, in garbled text')).toMatchObject({ edits: 1, recall: 0 })
    const list = section.lists?.find(({ title }) => title === 'False edits: hard negatives, alone')
    expect(list?.lines[0]).toContain('"docket" → "schedule"')
  })

  test('tells edits inside the item from edits around it', () => {
    const item = 'The grumph slept.'
    const around = surround(idle(), item, 'test')
    expect(around.inside).toEqual([])
    expect(around.expected).toBeGreaterThan(10)
    const runner = new Runner(listRestorer({ grumph: 'cat', the: 'THE' }))
    expect(surround(runner, item, 'test').inside.map(({ before }) => before)).toEqual(['grumph'])
  })
})

describe('forward spins', () => {
  const documents = reportDocuments(6)

  test('take press first and only the report part', () => {
    expect(documents.map(({ split }) => split)).toEqual(Array(6).fill('report'))
    expect(documents.slice(0, 2).every(({ id }) => /^c[abc]/.test(id))).toBe(true)
  })

  test('are scored by half of the table and by kind of row', () => {
    const runner = new Runner(listRestorer({ might: 'could', nation: 'country', inside: 'within' }))
    const runs = runSpun(runner, documents, { rate: 0.6 })
    const rates = (['fit', 'report'] as const).map((half) => recallWhere(runs, (gold) => gold.half === half))
    expect(Math.max(...rates)).toBeGreaterThan(0)
    expect(Math.max(...rates)).toBeLessThan(0.2)
    expect(recallWhere(runs, (gold) => gold.source === 'held-out')).toBe(0)
  })

  test('fill the table, and calibration follows from the same runs', () => {
    const runner = new Runner(listRestorer({ might: 'could' }))
    const { sections, runs } = forwardSections(runner, { clean: 3, spun: 3 }, new Set(), () => undefined)
    const [cleanSection, spunSection] = sections
    expect(rowNamed(cleanSection, 'all kinds of text')?.texts).toBe(3)
    expect(rowNamed(spunSection, 'spun 20%')?.texts).toBe(3)
    expect(rowNamed(spunSection, 'held-out rows')?.remark).toBe('280 of 280 still unknown to the dictionary')
    const clean = mixtureOf(runs).filter(({ weight }) => weight > 1)
    expect(clean.every(({ weight, right }) => weight === 45 && !right)).toBe(true)
    expect(rowNamed(calibrationSection(runs), 'word')?.remark).toMatch(/^ECE 0\.\d{3}, mean confidence 0\.900$/)
  })
})

describe('the table', () => {
  test('aligns its columns and prints lists below', () => {
    const text = formatTable([
      {
        title: 'One',
        rows: [{ name: 'a', texts: 1200, precision: 0.5, recall: Number.NaN, remark: 'note' }],
        lists: [{ title: 'List', lines: ['x'] }]
      },
      { title: 'Two', rows: [{ name: 'longer', texts: 3, harm: 1.25 }], lists: [{ title: 'Empty', lines: [] }] }
    ])
    const lines = text.split('\n')
    expect(lines[2]).toMatch(/^ {2}a +1,200 +\.500 +– +note$/)
    expect((lines[2] ?? '').indexOf('1,200') + 5).toBe((lines[4] ?? '').indexOf('3 ') + 1)
    expect(text).toContain('\n\nList\n  x\n')
    expect(text).not.toContain('Empty')
  })

  test('writes shares without the leading zero', () => {
    expect([0.7421, 1, 0, Number.NaN].map(formatShare)).toEqual(['.742', '1.00', '.000', '–'])
  })
})

describe('parseArguments', () => {
  test('reads every option', () => {
    expect(parseArguments(['--quick', '--data', 'dir', '--only', 'harm', '--only', 'seeds', '--ablate'])).toEqual({
      quick: true,
      ablate: true,
      help: false,
      data: 'dir',
      only: ['harm', 'seeds']
    })
  })

  test.each([
    [['--fast'], 'unknown option --fast'],
    [['--data'], '--data needs a value'],
    [['--only', 'all'], 'unknown section all']
  ])('refuses %j', (given, message) => {
    expect(() => parseArguments(given)).toThrow(message)
  })
})
