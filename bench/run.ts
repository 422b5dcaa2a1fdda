/** `npm run bench`: measures speed and prints one table. See bench/README.md. */
import process from 'node:process'
import { loadBuilt } from './built.js'
import { measureCore } from './core.js'
import { measureStart } from './startup.js'
import { formatColumns } from './table.js'
import { LEAST_ROUNDS, type Spread } from './timing.js'

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const spread = ({ median, least, most }: Spread): string => `${number(median)} (${number(least)}–${number(most)})`

function roundsFrom(parameters: readonly string[]): number {
  const at = parameters.indexOf('--rounds')
  const wanted = at < 0 ? LEAST_ROUNDS : Number(parameters[at + 1])
  if (Number.isInteger(wanted) && wanted >= LEAST_ROUNDS && parameters.length === (at < 0 ? 0 : 2)) return wanted
  process.stderr.write(`usage: npm run bench -- [--rounds N], N at least ${LEAST_ROUNDS}\n`)
  process.exit(2)
}

const rounds = roundsFrom(process.argv.slice(2))
const dist = await loadBuilt()
process.stderr.write(`${rounds} rounds, interleaved; this takes some minutes\n`)
const core = await measureCore(dist, rounds)
const start = await measureStart(rounds)
const rows = core.map(({ corpus, work, words, milliseconds, passes }) => [
  `${corpus}: ${work}`, String(words), spread(milliseconds), number(words / milliseconds.median), spread(passes)
])
const started = start.map(({ name, milliseconds, nodes }) => [name, '', spread(milliseconds), '', spread(nodes)])
process.stdout.write(`${formatColumns([
  [`median (least–most) of ${rounds} rounds`, 'words', 'milliseconds', 'words/ms', 'times the yardstick'],
  ...rows,
  [],
  ...started
])}\n`)
