/**
 * Reviews that decide at random until they are killed: `node kill-child.js SEED FILE…`, each file in a thread of its own,
 * so that every one of them is at work at the moment of the kill. After every decision a review tells its number, how
 * many lines its journal has, and their hash: these must outlive it.
 */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { FileReview } from '../../src/review/files.js'
import { formatRecord } from '../../src/review/records.js'
import { fakeRestorer } from '../formats/fake-restorer.js'

interface Job {
  readonly path: string
  /** Its number among the reviews of the process. */
  readonly review: number
  readonly seed: number
  /** How many reviews have been opened, for all threads to see. */
  readonly opened: Int32Array<SharedArrayBuffer>
  readonly reviews: number
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Waits until every review has been opened: those that are at work earlier only take the others' time. */
function waitForAll({ opened, reviews }: Job): void {
  for (let count = Atomics.add(opened, 0, 1) + 1; count < reviews; count = Atomics.load(opened, 0)) Atomics.wait(opened, 0, count)
  Atomics.notify(opened, 0)
}

/** Writes a line, waiting while the pipe is full: nobody may be reading it for a while. Short enough that no part of it is written alone. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, line)
      return
    } catch (error) {
      if (!isFull(error)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, 1)
    }
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN'

async function decideForEver(job: Job): Promise<void> {
  const { path, review: number, seed } = job
  const random = randomFrom(seed)
  const restorer = fakeRestorer({ army: 'military', 'White Home': 'White House' })
  const files = new FileReview({ versions: { dictionary: 'd', model: 'm' }, propose: (text) => restorer.restore(text) })
  const file = await files.open(path)
  const { review } = files
  const targets = review.targets()
  const hash = createHash('sha256')
  let told = 0
  const tell = (): void => {
    const { records } = file.journal
    for (const record of records.slice(told)) hash.update(formatRecord(record))
    told = records.length
    say(`${number} ${told} ${hash.copy().digest('hex')}\n`)
  }
  /** Now and then a line so long that the system cannot write it at once. */
  const words = (): string => 'word '.repeat(random(20) === 0 ? 40_000 : 1 + random(20))
  tell()
  waitForAll(job)
  for (;;) {
    const target = targets.slice(random(targets.length)).slice(0, 1)
    const way = random(8)
    if (way === 0) review.undo()
    else if (way === 1) review.acceptAbove(0.5)
    else if (way === 2) review.decide(targets, { verdict: random(2) === 0 ? 'rejected' : 'reopened' })
    else if (way === 3) await files.write(file)
    else if (way < 6) review.decide(target, { verdict: 'replaced', after: words() })
    else review.decide(target, { verdict: way === 6 ? 'accepted' : 'rejected' })
    tell()
  }
}

if (isMainThread) {
  const [seed = '', ...paths] = process.argv.slice(2)
  const opened = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  for (const [review, path] of paths.entries()) {
    const job: Job = { path, review, seed: Number(seed) * paths.length + review, opened, reviews: paths.length }
    new Worker(fileURLToPath(import.meta.url), { workerData: job })
  }
} else await decideForEver(workerData)
