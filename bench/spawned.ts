/** Programs as they are started by a person: timed from outside, with processor time and memory told by themselves. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Sample } from './timing.js'

const USAGE = fileURLToPath(new URL('report-usage.cjs', import.meta.url))

export interface Spawned extends Sample {
  readonly peak: number
  /** Numbers that the program itself wrote to descriptor 3, a JSON object a line. */
  readonly told: Readonly<Record<string, unknown>>
}

/** Runs Node to its end, standard output thrown away. @throws Error when its status is not one of `statuses` */
export function node(parameters: readonly string[], { input, statuses = [0] }: { input?: string; statuses?: readonly number[] } = {}): Spawned {
  const started = performance.now()
  const { status, stderr, output, error } = spawnSync(process.execPath, ['-r', USAGE, ...parameters], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe', 'pipe'],
    ...(input !== undefined && { input }),
    encoding: 'utf8'
  })
  const wall = performance.now() - started
  if (status === null || !statuses.includes(status)) throw new Error(`node ${parameters.join(' ')} failed: ${error?.message ?? stderr}`)
  const lines = (output[3] ?? '').trim().split('\n').map((line): unknown => JSON.parse(line))
  const told: Record<string, unknown> = Object.assign({}, ...lines)
  return { wall, cpu: Number(told['cpu']), peak: Number(told['peak']), told }
}
