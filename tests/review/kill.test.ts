/** A review that is killed at any moment, also while it writes, loses nothing that it said was kept. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { env } from 'node:process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { Journal, journalPathOf, readJournal } from '../../src/review/journal.js'
import { writtenSource } from '../../src/review/written.js'
import { folder, type Folder } from '../cli/folder.js'

/** Moments of a kill; `UNSPIN_KILLS=200` spreads four times as many. */
const KILLS = Number(env['UNSPIN_KILLS'] ?? 50)
/** Reviews that a kill ends, all of them at work. */
const REVIEWS = 4
/** Processes at work at once. */
const LANES = 4
const SOURCE = 'The White Home said that the army would leave. Nobody asked the army.\n'.repeat(12)

interface Moment {
  readonly seed: number
  /** How much the reviews say before they are killed: none keeps a decision before each has said its first line. */
  readonly lines: number
  /** Milliseconds that they are then left alone, so that they are killed amid their work as well. */
  readonly delay: number
}

/** Moments spread over all that a review does, the same in each run as far as the machine allows. */
const moments = Array.from({ length: KILLS }, (_, seed): Moment =>
  seed % 5 === 0 ? { seed, lines: 0, delay: (seed * 37) % 400 } : { seed, lines: REVIEWS + ((seed * 7919) % 23), delay: seed % 9 }
)

/** Resolves when so many lines were read from a stream, or when it ends. */
function linesFrom(stream: Readable, count: number): Promise<void> {
  let seen = 0
  return new Promise((resolve) => {
    const look = (chunk: Buffer | string): void => {
      seen += String(chunk).split('\n').length - 1
      if (seen >= count) resolve()
    }
    if (count === 0) resolve()
    stream.on('data', look).on('end', resolve)
  })
}

/** What a review said last: how many lines it kept, and their hash. */
interface Kept {
  readonly lines: number
  readonly hash: string
}

/** Starts the child, kills it, and returns what each of its reviews said last. */
async function killAt(script: string, paths: readonly string[], { seed, lines: count, delay }: Moment): Promise<ReadonlyMap<number, Kept>> {
  const child = spawn(process.execPath, [script, String(seed), ...paths], { stdio: ['ignore', 'pipe', 'inherit'] })
  const enough = linesFrom(child.stdout, count)
  const said = text(child.stdout)
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => { resolve(signal) }))
  await enough
  await sleep(delay)
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  // The last line may be cut short: it was not said.
  const lines = (await said).split('\n').slice(0, -1)
  return new Map(lines.map((line) => {
    const [review, count, hash = ''] = line.split(' ')
    return [Number(review), { lines: Number(count), hash }]
  }))
}

function check({ at, path, read }: Folder, kept: Kept | undefined): void {
  const journal = journalPathOf(at('a.txt'))
  const records = readJournal(journal)
  if (kept) {
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, kept.lines) : []
    expect(records.length).toBeGreaterThanOrEqual(kept.lines)
    expect(createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex')).toBe(kept.hash)
  }
  // The document is whole too: the source, or what the journal says was written from it.
  const standing = read('a.txt')
  expect(standing === SOURCE || writtenSource(standing, 'a.txt', records) === SOURCE).toBe(true)
  // The lock is taken over from the dead, and what is torn is mended.
  Journal.open(journal).close()
  expect(readdirSync(path).filter((name) => name.endsWith('.lock'))).toEqual([])
}

test(`after kill -9 of ${KILLS * REVIEWS} reviews every decision that was acknowledged is there`, async () => {
  const place = folder()
  // What a plain text never needs stays in files of its own, so that the child starts quickly.
  await build({
    entryPoints: { child: fileURLToPath(new URL('kill-child.ts', import.meta.url)) },
    outdir: place.path, outExtension: { '.js': '.mjs' }, bundle: true, splitting: true, platform: 'node', format: 'esm', logLevel: 'error'
  })
  const script = place.at('child.mjs')
  const waiting = [...moments]
  const newFolders = (): Folder[] => Array.from({ length: REVIEWS }, () => folder({ 'a.txt': SOURCE }))
  let acknowledged = 0
  let underWay = 0
  const lane = async (): Promise<void> => {
    let works = newFolders()
    for (let kills = 0, moment = waiting.shift(); moment; moment = waiting.shift(), kills++) {
      // Journals that are killed again and again, but not ones that grow for ever.
      if (kills % 10 === 9) works = newFolders()
      const kept = await killAt(script, works.map(({ at }) => at('a.txt')), moment)
      for (const [review, work] of works.entries()) {
        check(work, kept.get(review))
        acknowledged += kept.get(review)?.lines ?? 0
      }
      underWay += kept.size
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  expect(underWay).toBeGreaterThan(KILLS)
  expect(acknowledged).toBeGreaterThan(KILLS * REVIEWS)
}, 8_000 * KILLS)
