/** `npm run bench`: measures speed and prints one table. See bench/README.md. */
import { cpus, loadavg } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { loadBuilt, type BuiltPackage } from './built.js'
import { recordsSection, startSection, Workplace } from './commands.js'
import { dictionarySection, diffSection, kindSection, lengthSection } from './engine.js'
import { Peers } from './peers/index.js'
import { formatSections, type Section } from './rows.js'
import { benchTexts, type Texts } from './texts.js'
import { interleave, LEAST_ROUNDS, type Job } from './timing.js'

const WARM_UP = 2

interface Place {
  readonly dist: BuiltPackage
  readonly texts: Texts
  readonly files: Workplace
  readonly peers: Peers
}

const SECTIONS: Readonly<Record<string, (place: Place) => Section | Promise<Section>>> = {
  kinds: ({ dist, texts }) => kindSection(dist, texts),
  lengths: ({ dist, texts }) => lengthSection(dist, texts),
  dictionary: ({ dist, texts }) => dictionarySection(dist, texts),
  start: ({ files, texts }) => startSection(files, texts),
  records: ({ files, texts }) => recordsSection(files, texts),
  diff: ({ dist, texts }) => diffSection(dist, texts),
  peers: ({ peers, texts }) => peers.section(texts)
}

const usage = `usage: npm run bench -- [--rounds N] [--only SECTION]…

  --rounds N      at least ${LEAST_ROUNDS}
  --only SECTION  ${Object.keys(SECTIONS).join(', ')}; may be repeated
`

function argumentsFrom(argv: readonly string[]): { rounds: number; only: string[] } {
  try {
    const { values } = parseArgs({ args: [...argv], options: { rounds: { type: 'string' }, only: { type: 'string', multiple: true } } })
    const rounds = Number(values.rounds ?? LEAST_ROUNDS)
    const only = values.only ?? Object.keys(SECTIONS)
    if (Number.isInteger(rounds) && rounds >= LEAST_ROUNDS && only.every((name) => name in SECTIONS)) return { rounds, only }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
  process.stderr.write(usage)
  process.exit(2)
}

const log = (message: string): void => void process.stderr.write(`${message}\n`)

/** Each once, though several sections compare with it. */
const jobsOf = (sections: readonly Section[]): Job[] => [
  ...new Map(
    sections.flatMap(({ units, rows }) => [...units, ...rows.flatMap(({ job }) => job ?? [])]).map((job) => [job.name, job])
  ).values()
]

const { rounds, only } = argumentsFrom(process.argv.slice(2))
const place: Place = { dist: await loadBuilt(), texts: benchTexts(), files: new Workplace(), peers: new Peers(log) }
const loads = [loadavg()[0] ?? 0]
try {
  const sections: Section[] = []
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (!only.includes(name)) continue
    log(`preparing ${name}`)
    sections.push(await section(place))
  }
  const samples = await interleave(jobsOf(sections), rounds, WARM_UP, log)
  loads.push(loadavg()[0] ?? 0)
  process.stdout.write(`${formatSections(sections, samples)}\n
${rounds} rounds but where told otherwise, on ${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version};
load of the machine at the beginning and at the end: ${loads.map((load) => load.toFixed(1)).join(', ')}
`)
} finally {
  place.files.close()
  place.peers.close()
}
