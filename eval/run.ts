/** `npm run eval`: measures quality and prints one table. See eval/README.md. */
import { createRestorer } from '../src/index.js'
import { readEntries } from '../src/node/data.js'
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
import { calibrationSection } from './mixture.js'
import { Runner } from './runner.js'
import { checkCleanSeeds, readSeedReferences, scoreMarked, seedRow } from './seed.js'
import { frozenTable } from './spinner/table.js'

const log = (message: string): void => {
  process.stderr.write(`${message}\n`)
}

/** The garbled seed with the whole dictionary and with what nobody could have learned from it, and the clean seeds. */
async function seedSection(runner: Runner, entries: Entries): Promise<Section> {
  const rows: Row[] = []
  const lists: { title: string; lines: readonly string[] }[] = []
  for (const [name, marked] of readSeedReferences()) {
    const report = scoreMarked(marked, runner.restore(marked.source))
    rows.push(seedRow('garbled seed', marked, report))
    const earlier = withoutLaterEntries(entries, frozenEntries(frozenTable()), marked.source)
    const restorer = await createRestorer({ entries: earlier })
    rows.push(seedRow('garbled seed, without later entries', marked, scoreMarked(marked, restorer.restore(marked.source))))
    lists.push({ title: `Wrong or needless: ${name}`, lines: report.wrong }, { title: `Not restored: ${name}`, lines: report.missed })
  }
  const { clean, changed } = checkCleanSeeds(runner.restorer)
  rows.push({ name: 'clean seeds', texts: clean.length, remark: `${clean.length - changed.length} of ${clean.length} byte for byte` })
  return { title: 'Seeds', rows, lists: [...lists, { title: 'Clean seeds that changed', lines: changed }] }
}

async function measure(options: Arguments, restorer: Restorer, entries: Entries): Promise<Section[]> {
  const runner = new Runner(restorer)
  const sections: Section[] = []
  const asked = (name: SectionName): boolean => options.only.length === 0 || options.only.includes(name)
  if (asked('seeds')) sections.push(await seedSection(runner, entries))
  if (asked('forward') || asked('calibration')) {
    const { sections: forward, runs } = forwardSections(runner, options.quick ? quickSizes : fullSizes, knownHeldOutRows(entries, frozenTable()), log)
    if (asked('forward')) sections.push(...forward)
    if (asked('calibration')) sections.push(calibrationSection(runs))
  }
  if (asked('harm')) {
    log('harm')
    sections.push(harmSection(runner))
  }
  if (asked('data')) {
    log('observed substitutions')
    sections.push(dataSection(runner, options.data))
  }
  const { texts, words, unstable, milliseconds } = runner.totals
  const speed = `${(milliseconds / words * 1000).toFixed(1)} ms per 1,000 words`
  sections.push({ title: 'All restored texts', rows: [{ name: 'unstable', texts, words, edits: unstable, remark: `${unstable} without a fixed point; ${speed}` }] })
  return sections
}

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  // From the YAML files rather than the compiled dictionary, so that a stale build is never measured.
  const entries = await readEntries([], true)
  const create = (without?: Ablation): Promise<Restorer> => createRestorer({ entries, ...(without === undefined ? {} : { without: [without] }) })
  const sections = options.ablate ? [await ablationSection(create, options.quick, log)] : await measure(options, await create(), entries)
  process.stdout.write(formatTable(sections))
}

main().catch((error: unknown) => {
  if (!(error instanceof UnspinError)) throw error
  const place = error.file === undefined ? '' : `${error.file}${error.line === undefined ? '' : `:${error.line}`}: `
  log(`eval: ${place}${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`)
  process.exitCode = 2
})
