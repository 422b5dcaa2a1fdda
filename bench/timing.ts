/** Interleaved timing: every round runs every job once, so that a slow moment of the machine falls on all of them. */
import process from 'node:process'

/** What one run of a job took, in milliseconds. */
export interface Sample {
  readonly wall: number
  /** Processor time of all threads, which other programs on the machine hardly change. */
  readonly cpu: number
  /** Peak resident memory in bytes, of a job that is a process. */
  readonly peak?: number
}

/** Something to time. It measures itself: what it costs to start it does not count. */
export interface Job {
  readonly name: string
  run(): Sample | Promise<Sample>
  /** Fewer rounds than the others, for what takes long. */
  readonly rounds?: number
}

/** Figures of one quantity over the rounds. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
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

/**
 * Times work in this process. Garbage of what ran before is not collected first: collecting all of it by force also throws
 * away compiled code and the shapes of objects that just died, and what follows would run several times slower than in life.
 * @param times how often it is done for one sample, which is that of one: for work that is too short to be timed by itself
 */
export async function timed(work: () => unknown, times = 1): Promise<Sample> {
  const before = process.cpuUsage()
  const started = performance.now()
  for (let time = 0; time < times; time++) await work()
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  return { wall: wall / times, cpu: (user + system) / 1000 / times }
}

/**
 * Samples of each job by name, round by round. The jobs take turns in going first; `warmUp` rounds are thrown away.
 * @param log told of each round, and of nothing while a job runs
 */
export async function interleave(
  jobs: readonly Job[],
  rounds: number,
  warmUp: number,
  log: (message: string) => void = () => undefined
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(jobs.map(({ name }) => [name, []]))
  for (let round = -warmUp; round < rounds; round++) {
    log(round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`)
    for (let at = 0; at < jobs.length; at++) {
      const job = jobs[(at + round + warmUp) % jobs.length]
      if (!job || round >= (job.rounds ?? rounds) || (round < 0 && job.rounds !== undefined)) continue
      const sample = await job.run()
      if (round >= 0) samples.get(job.name)?.push(sample)
    }
  }
  return samples
}

/** Round by round `a / b`, so that both sides of each quotient come from the same moment. */
export function ratios(a: readonly Sample[], b: readonly Sample[], of: (sample: Sample) => number): number[] {
  return a.map((sample, round) => of(sample) / of(b[round] ?? { wall: NaN, cpu: NaN }))
}
