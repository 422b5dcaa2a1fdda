/** Brown's report part: as it is, and garbled by the frozen spinner. */
import { brownDocuments, isNews } from './brown.js'
import type { BrownDocument } from './brown.js'
import { asReferences, clean, GARBLED_RATE } from './documents.js'
import type { SpunReference } from './documents.js'
import { formatShare, harmRow, scoreRow } from './layout.js'
import type { Row, Section } from './layout.js'
import { lossRows } from './losses.js'
import { count, precision, reaches, recall } from './metrics.js'
import type { Graded } from './metrics.js'
import { subsample } from './random.js'
import { wordsOf } from './runner.js'
import type { Runner, Run } from './runner.js'
import { editLine } from './seed.js'
import { spin } from './spinner/spin.js'
import type { SpinOptions } from './spinner/spin.js'
import { frozenTable, spinnerFamilies } from './spinner/table.js'
import type { Half } from './spinner/table.js'

/** How many documents each measure takes. */
export interface Sizes {
  readonly clean: number
  readonly spun: number
}

export const fullSizes: Sizes = { clean: 143, spun: 96 }
export const quickSizes: Sizes = { clean: 24, spun: 12 }

const rates = [0.05, 0.1, 0.2, 0.3, GARBLED_RATE]
const kinds = ['name', 'word', 'function', 'phrase', 'article']

/** The report documents, press first, since it is most like the pages we restore. */
export function reportDocuments(wanted: number): BrownDocument[] {
  const documents = brownDocuments('report')
  const press = documents.filter(({ id }) => isNews(id))
  const others = documents.filter(({ id }) => !isNews(id))
  const pressWanted = Math.min(press.length, Math.ceil(wanted / 3))
  return [...subsample(press, pressWanted), ...subsample(others, wanted - pressWanted)]
}

/** Restores spun documents. Family and places depend on the document and the rate alone. */
export function runSpun(runner: Runner, documents: readonly BrownDocument[], options: Omit<SpinOptions, 'seed'>): Run[] {
  return documents.map(({ id, text }) => {
    const spun = spin(text, { ...options, seed: `${id}/${options.rate}` })
    return runner.run(id, { text: spun.text, references: asReferences(spun.edits) })
  })
}

/** Restores clean documents; every edit is false. */
export const runClean = (runner: Runner, documents: readonly BrownDocument[]): Run[] =>
  documents.map(({ id, text }) => runner.run(id, clean(text)))

const gradedReferences = (runs: readonly Run[]): Graded<SpunReference>[] => runs.flatMap(({ judgement }) => judgement.references)

/** Recall over the references whose table row satisfies a condition. */
export function recallWhere(runs: readonly Run[], condition: (gold: NonNullable<SpunReference['gold']>) => boolean): number {
  const wanted = gradedReferences(runs).filter(({ item }) => item.gold !== undefined && condition(item.gold))
  return wanted.filter(({ grade }) => reaches(grade, 'exact')).length / wanted.length
}

const percent = (rate: number): string => `${Math.round(rate * 100)}%`
const newsOnly = (runs: readonly Run[]): Run[] => runs.filter(({ id }) => isNews(id))

function rateRows(rate: number, runs: readonly Run[], known: ReadonlySet<number>): Row[] {
  const ofHalf = (half: Half): string => `${half} ${formatShare(recallWhere(runs, (gold) => gold.half === half))}`
  const density = `${((gradedReferences(runs).length / wordsOf(runs)) * 100).toFixed(1)} edits in 100 words`
  const heldOut = formatShare(recallWhere(runs, (gold) => gold.source === 'held-out' && !known.has(gold.row)))
  return [
    scoreRow(`spun ${percent(rate)}`, runs, `${density}; R ${ofHalf('fit')}, ${ofHalf('report')}, held-out ${heldOut}`),
    scoreRow(`spun ${percent(rate)}, press`, newsOnly(runs))
  ]
}

function kindRow(kind: string, runs: readonly Run[]): Row {
  const judgements = runs.map(({ judgement }) => judgement)
  const counts = count(judgements, 'exact', { reference: kind, proposal: kind })
  // What the spinner calls a function word the engine proposes as a word.
  const proposed = kind === 'function' ? {} : { edits: counts.proposed, precision: precision(counts) }
  return { name: `all rates, ${kind}`, ...proposed, recall: recall(counts), remark: `${counts.found} of ${counts.expected}` }
}

/** What the forward section leaves for the calibration section. */
export interface ForwardRuns {
  readonly clean: readonly Run[]
  readonly spun: readonly Run[]
}

/**
 * The sections "clean" and "forward" of the table. `known` lists the held-out rows that the dictionary knows
 * by now: they do not count as held out.
 */
export function forwardSections(
  runner: Runner,
  sizes: Sizes,
  known: ReadonlySet<number>,
  log: (message: string) => void
): { sections: Section[]; runs: ForwardRuns } {
  log('clean text')
  const cleanRuns = runClean(runner, reportDocuments(sizes.clean))
  const lines = cleanRuns.flatMap(({ id, restoration }) => restoration.edits.map((edit) => `${id}: ${editLine(edit)}`))
  const documents = reportDocuments(sizes.spun)
  const rows: Row[] = []
  const lost: Row[] = []
  const spun: Run[] = []
  for (const rate of rates) {
    log(`spun ${percent(rate)}`)
    const runs = runSpun(runner, documents, { rate })
    rows.push(...rateRows(rate, runs, known))
    lost.push(...lossRows(`spun ${percent(rate)}`, runs))
    spun.push(...runs)
  }
  for (const half of ['report', 'fit'] as const) {
    log(`${half} half of the table`)
    rows.push(scoreRow(`spun 10%, ${half} half only`, runSpun(runner, documents, { rate: 0.1, half })))
  }
  const some = subsample(documents, Math.ceil(sizes.spun / 4))
  for (const family of spinnerFamilies) {
    log(`family ${family}`)
    rows.push(scoreRow(`spun 10%, ${family}`, runSpun(runner, some, { rate: 0.1, family })))
  }
  rows.push(...kinds.map((kind) => kindRow(kind, spun)))
  const heldOut = frozenTable().rows.filter(({ source }) => source === 'held-out').length
  rows.push({ name: 'held-out rows', remark: `${heldOut - known.size} of ${heldOut} still unknown to the dictionary` })
  const clean: Section = {
    title: 'Clean text (Brown, report part)',
    rows: [harmRow('all kinds of text', cleanRuns), harmRow('press', newsOnly(cleanRuns))],
    lists: [{ title: 'False edits: Brown', lines }]
  }
  return { sections: [clean, { title: 'Forward spins (Brown, report part)', rows, lost }], runs: { clean: cleanRuns, spun } }
}
