/** Text that must stay: hard negatives and clean paragraphs, alone and among garbled sentences. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Assume, Edit } from '../src/types.js'
import { readLines } from './data.js'
import { clean, garbled, joined } from './documents.js'
import { harmRow } from './layout.js'
import type { Row, Section } from './layout.js'
import { countWords, reaches } from './metrics.js'
import type { Runner, Run } from './runner.js'
import { editLine } from './seed.js'

const here = dirname(fileURLToPath(import.meta.url))

/** Words of garbled news before and after an item. */
const AROUND = 90

/** Sentences that are right though they look garbled. */
export const readNegatives = (): string[] => readLines('harm', 'negatives.txt')

/** Paragraphs of present-day clean English. */
export function readCleanParagraphs(): string[] {
  const source = readFileSync(join(here, 'harm', 'clean.txt'), 'utf8')
  const text = source.replaceAll(/^#.*\n/gm, '')
  return text.split(/\n{2,}/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '')
}

/** An item inside a garbled paragraph: the edits inside it, and how much of its surroundings was restored. */
export interface Surrounded {
  readonly inside: readonly Edit[]
  readonly expected: number
  readonly found: number
}

/** Restores an item between garbled sentences. */
export function surround(runner: Runner, item: string, key: string): Surrounded {
  const pieces = [garbled(`${key}/before`, AROUND, 'newswire'), clean(item), garbled(`${key}/after`, AROUND, 'newswire')]
  const { text, references, starts } = joined(pieces)
  const { judgement, restoration } = runner.run(key, { text, references })
  const start = starts[1] ?? 0
  const end = start + item.length
  return {
    inside: restoration.edits.filter(({ span }) => span.start < end && start < span.end),
    expected: judgement.references.length,
    found: judgement.references.filter(({ grade }) => reaches(grade, 'exact')).length
  }
}

interface Measured {
  readonly rows: readonly Row[]
  readonly lists: { title: string; lines: string[] }[]
}

function measure(runner: Runner, name: string, items: readonly string[]): Measured {
  const rows: Row[] = []
  const lists: Measured['lists'] = []
  const alone = (title: string, assume: Assume): void => {
    const runs: Run[] = items.map((item, index) => runner.run(`${name} ${index + 1}`, clean(item), { assume }))
    rows.push(harmRow(`${name}, ${title}`, runs))
    const lines = runs.flatMap(({ id, restoration }) => restoration.edits.map((edit) => `${id}: ${editLine(edit)}`))
    lists.push({ title: `False edits: ${name}, ${title}`, lines })
  }
  alone('alone', 'auto')
  alone('assumed spun', 'spun')
  const surrounded = items.map((item, index) => surround(runner, item, `${name} ${index + 1}`))
  const edits = surrounded.flatMap(({ inside }) => inside)
  const words = items.reduce((sum, item) => sum + countWords(item), 0)
  const sum = (of: (item: Surrounded) => number): number => surrounded.reduce((total, item) => total + of(item), 0)
  rows.push({
    name: `${name}, in garbled text`,
    texts: items.length,
    words,
    edits: edits.length,
    recall: sum(({ found }) => found) / sum(({ expected }) => expected),
    harm: (edits.length / words) * 10_000,
    remark: `${surrounded.filter(({ inside }) => inside.length > 0).length} texts touched; R is that of the text around them`
  })
  const lines = surrounded.flatMap(({ inside }, index) => inside.map((edit) => `${name} ${index + 1}: ${editLine(edit)}`))
  lists.push({ title: `False edits: ${name}, in garbled text`, lines })
  return { rows, lists }
}

/** The section "harm" of the table. */
export function harmSection(runner: Runner): Section {
  const measured = [
    measure(runner, 'hard negatives', readNegatives()),
    measure(runner, 'clean paragraphs', readCleanParagraphs())
  ]
  return { title: 'Harm', rows: measured.flatMap(({ rows }) => rows), lists: measured.flatMap(({ lists }) => lists) }
}
