/** The three documents the project started from: the garbled one with its reference, and the clean ones. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Edit, Restoration, Restorer } from '../src/types.js'
import type { Row } from './layout.js'
import { count, countWords, fHalf, judge, precision, reaches, recall } from './metrics.js'
import type { Counts, Judgement, ReferenceEdit } from './metrics.js'

/** A garbled text and what undoes it. */
export interface MarkedText {
  readonly source: string
  readonly references: readonly ReferenceEdit[]
}

export interface SeedReport {
  readonly counts: Counts
  /** Applied edits that the reference does not want, or wants otherwise. */
  readonly wrong: readonly string[]
  /** Garbled expressions that stayed. */
  readonly missed: readonly string[]
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Reads the markup `{spun=>original|also acceptable}` and `{spun=>?guess}` described in eval/seed/README.md. */
export function parseMarkup(marked: string): MarkedText {
  const references: ReferenceEdit[] = []
  let source = ''
  let at = 0
  for (const match of marked.matchAll(/\{([^{}]*?)=>([^{}]*)\}/g)) {
    const [whole, spun = '', restored = ''] = match
    source += marked.slice(at, match.index)
    const unknowable = restored.startsWith('?')
    const span = { start: source.length, end: source.length + spun.length }
    references.push({ span, after: (unknowable ? restored.slice(1) : restored).split('|'), kind: 'seed', unknowable })
    source += spun
    at = match.index + whole.length
  }
  return { source: source + marked.slice(at), references }
}

/** Texts of `seeds/` by file name. */
export function readSeeds(): ReadonlyMap<string, string> {
  const names = readdirSync(join(root, 'seeds')).filter((name) => name.endsWith('.txt'))
  return new Map(names.sort().map((name) => [name, readFileSync(join(root, 'seeds', name), 'utf8')]))
}

/** The marked references by the file name of their seed. */
export function readSeedReferences(): ReadonlyMap<string, MarkedText> {
  const folder = join(root, 'eval', 'seed')
  const names = readdirSync(folder).filter((name) => name.endsWith('.reference.txt'))
  const read = (name: string): MarkedText => parseMarkup(readFileSync(join(folder, name), 'utf8'))
  return new Map(names.sort().map((name) => [name.replace('.reference', ''), read(name)]))
}

/** An edit in one line, for the lists below the table. */
export const editLine = ({ before, after, entry, confidence }: Edit): string =>
  `"${before}" → "${after}" ${confidence.toFixed(2)} [${entry}]`

function wantedAt(judgement: Judgement, edit: Edit): string {
  const overlapping = judgement.references.filter(
    ({ item }) => item.span.start < edit.span.end && edit.span.start < item.span.end
  )
  return overlapping.length === 0 ? 'needless' : `wanted ${overlapping.map(({ item }) => `"${item.after.join('|')}"`).join(' ')}`
}

/** Scores one restoration of a marked text; every reading that the reference lists counts as right. */
export function scoreMarked(marked: MarkedText, restoration: Restoration): SeedReport {
  const judgement = judge(marked.source, marked.references, restoration.edits)
  const wrong = judgement.proposals.filter(({ grade }) => !reaches(grade, 'acceptable'))
  const missed = judgement.references.filter(({ grade }) => grade === 'none')
  return {
    counts: count([judgement], 'acceptable'),
    wrong: wrong.map(({ item }) => `${editLine(item)}, ${wantedAt(judgement, item)}`),
    missed: missed.map(({ item }) => `"${marked.source.slice(item.span.start, item.span.end)}" ← "${item.after.join('|')}"`)
  }
}

/** Clean seeds, which are those without a reference: their names, and of these the ones that do not come back byte for byte. */
export function checkCleanSeeds(restorer: Restorer): { clean: string[]; changed: string[] } {
  const references = readSeedReferences()
  const clean = [...readSeeds()].filter(([name]) => !references.has(name))
  const changed = clean.filter(([, text]) => restorer.restore(text).text !== text)
  return { clean: clean.map(([name]) => name), changed: changed.map(([name]) => name) }
}

/** The garbled seed as a row of the table; every reading that its reference lists counts as right. */
export function seedRow(name: string, marked: MarkedText, { counts, wrong }: SeedReport): Row {
  return {
    name,
    texts: 1,
    words: countWords(marked.source),
    edits: counts.proposed,
    precision: precision(counts),
    recall: recall(counts),
    fHalf: fHalf(counts),
    remark: `${counts.found} of ${counts.expected} restored, ${wrong.length} wrong or needless`
  }
}
