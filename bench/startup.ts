/** What starting costs: whole processes, spawned in turns, against an empty Node. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readSeedReferences, readSeeds } from '../eval/seed.js'
import { built } from './built.js'
import { interleave, ratios, spreadOf, type Job, type Spread } from './timing.js'

export interface StartRow {
  readonly name: string
  readonly milliseconds: Spread
  /** Time divided by that of an empty Node, round by round. */
  readonly nodes: Spread
}

const EMPTY = 'node -e 0'

function node(...parameters: string[]): void {
  const { status, stderr, error } = spawnSync(process.execPath, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} failed: ${error?.message ?? stderr}`)
}

const seedPath = (name: string): string => fileURLToPath(new URL(`../seeds/${name}`, import.meta.url))

export async function measureStart(rounds: number): Promise<StartRow[]> {
  const references = readSeedReferences()
  const names = [...readSeeds().keys()]
  const garbled = names.find((name) => references.has(name)) ?? ''
  const clean = names.find((name) => !references.has(name)) ?? ''
  const url = pathToFileURL(built('index.js')).href
  const library = (then: string): string =>
    `import { createRestorer } from ${JSON.stringify(url)}; const restorer = await createRestorer(); ${then}`
  const sentence = "restorer.restore('White Home officials said so.')"
  const jobs: Job[] = [
    { name: EMPTY, run: () => node('-e', '0') },
    { name: 'unspin --version', run: () => node(built('cli/main.js'), '--version') },
    { name: 'unspin, clean seed', run: () => node(built('cli/main.js'), seedPath(clean)) },
    { name: 'unspin, garbled seed', run: () => node(built('cli/main.js'), seedPath(garbled)) },
    { name: 'createRestorer()', run: () => node('--input-type=module', '-e', library('')) },
    { name: 'createRestorer() and one sentence', run: () => node('--input-type=module', '-e', library(sentence)) }
  ]
  const times = await interleave(jobs, rounds, 1)
  return jobs.map(({ name }) => {
    const milliseconds = spreadOf(times.get(name) ?? [])
    return { name, milliseconds, nodes: spreadOf(ratios(times, name, EMPTY)) }
  })
}
