/** The command line and the library as programs: start-up, one article, streams of records, and the memory that they take. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { built } from './built.js'
import { passOver } from './engine.js'
import type { Row, Section } from './rows.js'
import { node, type Spawned } from './spawned.js'
import { wordsOf, type Corpus, type Texts } from './texts.js'
import type { Sample } from './timing.js'

const EMPTY = 'node -e 0'
const MAIN = built('cli/main.js')

/** Times a module body from within: what happens before its first line is the start of Node, and not counted. */
const fromWithin = (body: string): string[] => [
  '--input-type=module',
  '-e',
  `const used = process.cpuUsage()
const started = performance.now()
${body}
const wall = performance.now() - started
const { user, system } = process.cpuUsage(used)
;(await import('node:fs')).writeSync(3, JSON.stringify({ wall, within: (user + system) / 1000 }) + '\\n')`
]

const insideTime = ({ told, peak }: Spawned): Sample => ({ peak, wall: Number(told['wall']), cpu: Number(told['within']) })

/** Files for the commands, removed by `close`. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'unspin-bench-'))

  file(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export function startSection(place: Workplace, { clean, garbled }: Texts): Section {
  const cleanFile = place.file('clean.txt', clean.texts[0] ?? '')
  const garbledFile = place.file('garbled.txt', garbled.texts[0] ?? '')
  const command = (label: string, ...parameters: string[]): Row => ({
    label,
    job: { name: label, run: () => node([MAIN, ...parameters], { statuses: [0, 1] }) },
    unit: EMPTY
  })
  const library = `const { createRestorer } = await import(${JSON.stringify(pathToFileURL(built('library/index.js')).href)})
await createRestorer()`
  const inside = 'import and createRestorer(), from within'
  return {
    title: 'Starting: time as a multiple of that of an empty Node',
    orientation: 'time',
    units: [{ name: EMPTY, run: () => node(['-e', '0']) }],
    rows: [
      command('unspin --version', '--version'),
      command('unspin, 6 kB clean', cleanFile),
      command('unspin, 6 kB garbled', garbledFile),
      command('unspin diff, 6 kB garbled', 'diff', '--quiet', garbledFile),
      command('unspin check, 6 kB garbled', 'check', '--quiet', garbledFile),
      {
        label: inside,
        job: { name: inside, run: () => insideTime(node(fromWithin(library))) },
        unit: EMPTY
      }
    ]
  }
}

/** Texts that are enough for a run to be more than its start. */
const TIMES = 20
const FEW = 3

const linesOf = (texts: readonly string[]): string => texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join('')

export function recordsSection(place: Workplace, { clean, mixed }: Texts): Section {
  const corpora: Corpus[] = [clean, mixed].map(({ name, texts }) => ({ name: `${name} × ${TIMES}`, texts: Array.from({ length: TIMES }, () => texts).flat() }))
  return {
    title: 'JSON lines through the command, starting included: speed as a share of that of the pattern pass',
    orientation: 'speed',
    units: corpora.map(passOver),
    rows: corpora.flatMap((corpus) => {
      const unit = passOver(corpus).name
      const file = place.file(`${corpus.name}.jsonl`, linesOf(corpus.texts))
      return ['1', '2'].map((jobs): Row => {
        const label = `unspin --jsonl --jobs ${jobs}, ${corpus.name}`
        const job = { name: label, rounds: FEW, run: () => node([MAIN, '--jsonl', '--quiet', '--jobs', jobs, file]) }
        return { label, job, unit, words: wordsOf(corpus), remark: `${FEW} rounds` }
      })
    })
  }
}
