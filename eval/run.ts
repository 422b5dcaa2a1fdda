/** `npm run eval`: measures quality and prints one table. See eval/README.md. */
import { createRestorer } from '../src/index.js'
import { loadData } from '../src/node/create.js'
import { readEntries } from '../src/node/data.js'
import { buildEngine } from '../src/restorer.js'
import type { Entries } from '../src/dictionary/entries.js'
import type { Restorer } from '../src/types.js'
import { UnspinError } from '../src/types.js'
import { ablationSection } from './ablate.js'
import { parseArguments, usage } from './arguments.js'
import type { Ablation, Arguments, SectionName } from './arguments.js'
import { dataSection } from './carriers.js'
import { forwardSections, fullSizes, quickSizes } from './forward.js'
import { harmSection } from './harm.js'
import { frozenEntries, knownHeldOutRows, withoutLaterEntries } from './later.js'
import { formatTable } from './layout.js'
import type { Row, Section } from './layout.js'
import { lossRows, lossSection } from './losses.js'
import { calibrationSection } from './mixture.js'
import { Runner } from './runner.js'
import type { Run } from './runner.js'
import { checkCleanSeeds, readSeedReferences, scoreMarked, seedRow } from './seed.js'
import type { MarkedText } from './seed.js'
import { frozenTable } from './spinner/table.js'

const log = (message: string): void => {
  process.stderr.write(`${message}\n`)
}

/** Expressions that nobody can restore need not be reached. */
function reachCell({ references }: MarkedText, { reached }: Run): Partial<Row> {
  const asked = reached.filter((_, index) => references[index]?.unknowable !== true)
  return { reach: asked.filter(Boolean).length / asked.length }
}

/** The garbled seed with the whole dictionary and with what nobody could have learned from it, and the clean seeds. */
async function seedSection(runner: Runner, entries: Entries): Promise<Section> {
  const rows: Row[] = []
  const lost: Row[] = []
  const lists: { title: string; lines: readonly string[] }[] = []
  for (const [name, marked] of readSeedReferences()) {
    const run = runner.run(name, { text: marked.source, references: marked.references })
    const report = scoreMarked(marked, run.restoration)
    rows.push({ ...seedRow('garbled seed', marked, report), ...reachCell(marked, run) })
    lost.push(...lossRows('garbled seed', [run]))
    const earlier = withoutLaterEntries(entries, frozenEntries(frozenTable()), marked.source)
    const restorer = await createRestorer({ entries: earlier })
    rows.push(seedRow('garbled seed, without later entries', marked, scoreMarked(marked, restorer.restore(marked.source))))
    lists.push({ title: `Wrong or needless: ${name}`, lines: report.wrong })
    lists.push({ title: `Not restored: ${name}`, lines: report.missed })
  }
  const { clean, changed } = checkCleanSeeds(runner.restorer)
  const kept = clean.length - changed.length
  rows.push({ name: 'clean seeds', texts: clean.length, remark: `${kept} of ${clean.length} byte for byte` })
  return { title: 'Seeds', rows, lost, lists: [...lists, { title: 'Clean seeds that changed', lines: changed }] }
}

async function measure(options: Arguments, restorer: Restorer, entries: Entries): Promise<Section[]> {
  const runner = new Runner(restorer, buildEngine(await loadData({ entries })))
  const sections: Section[] = []
  const asked = (name: SectionName): boolean => options.only.length === 0 || options.only.includes(name)
  if (asked('seeds')) sections.push(await seedSection(runner, entries))
  if (asked('forward') || asked('calibration')) {
    const known = knownHeldOutRows(entries, frozenTable())
    const { sections: forward, runs } = forwardSections(runner, options.quick ? quickSizes : fullSizes, known, log)
    if (asked('forward')) sections.push(...forward)
    if (asked('calibration')) sections.push(calibrationSection(runs))
  }
  if (asked('harm')) {
    log('harm')
    sections.push(harmSection(runner))
  }
  if (asked('data')) {
    log('observed substitutions')
    sections.push(dataSection(runner, options.data, entries.names))
  }
  const losses = lossSection(sections)
  return [...sections, ...(losses.rows.length > 0 ? [losses] : []), totalsSection(runner)]
}

function totalsSection({ totals: { texts, words, unstable, milliseconds } }: Runner): Section {
  const remark = `${unstable} without a fixed point; ${((milliseconds / words) * 1000).toFixed(1)} ms per 1,000 words`
  return { title: 'All restored texts', rows: [{ name: 'unstable', texts, words, remark }] }
}

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  // From the YAML files rather than the compiled dictionary, so that a stale build is never measured.
  const entries = await readEntries([], true)
  const create = (without?: Ablation): Promise<Restorer> =>
    createRestorer({ entries, without: without === undefined ? [] : [without] })
  const sections = options.ablate
    ? [await ablationSection(create, options.quick, log)]
    : await measure(options, await create(), entries)
  process.stdout.write(formatTable(sections))
}

main().catch((error: unknown) => {
  if (!(error instanceof UnspinError)) throw error
  const place = error.file === undefined ? '' : `${error.file}${error.line === undefined ? '' : `:${error.line}`}: `
  log(`eval: ${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`)
  process.exitCode = 2
})
