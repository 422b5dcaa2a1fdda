/** Interleaved timing: every round runs every job once, so that a slow moment of the machine falls on all of them. */

/** Figures of one quantity over the rounds. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** Something to time. */
export interface Job {
  readonly name: string
  run(): unknown
}

/** Fewer rounds say too little of the spread. */
export const LEAST_ROUNDS = 7

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2
  return { median, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}

/** Milliseconds of each job in each round. The jobs take turns in going first; `warmUp` rounds are thrown away. */
export async function interleave(jobs: readonly Job[], rounds: number, warmUp: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(jobs.map(({ name }) => [name, []]))
  for (let round = -warmUp; round < rounds; round++) {
    for (let at = 0; at < jobs.length; at++) {
      const job = jobs[(at + round + warmUp) % jobs.length]
      if (!job) continue
      const started = performance.now()
      await job.run()
      const taken = performance.now() - started
      if (round >= 0) times.get(job.name)?.push(taken)
    }
  }
  return times
}

/** Round by round `a / b`, so that both sides of each quotient come from the same moment. */
export function ratios(times: ReadonlyMap<string, readonly number[]>, a: string, b: string): number[] {
  const below = times.get(b) ?? []
  return (times.get(a) ?? []).map((value, round) => value / (below[round] ?? NaN))
}
