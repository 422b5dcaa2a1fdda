/** A review that is killed at any moment, also while it writes, loses nothing that it said was kept. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { Journal, journalPathOf, readJournal } from '../../src/review/journal.js'
import { writtenSource } from '../../src/review/written.js'
import { folder, type Folder } from '../cli/folder.js'

const KILLS = 200
/** Children at work at once. */
const LANES = 4
const SOURCE = 'The White Home said that the army would leave. Nobody asked the army.\n'.repeat(12)

interface Moment {
  readonly seed: number
  /** How much the child says before it is killed; it keeps a decision before each line but the first. */
  readonly lines: number
  /** Milliseconds that it is then left alone, so that it is killed amid its work as well. */
  readonly delay: number
}

/** Moments spread over all that a review does, the same in each run as far as the machine allows. */
const moments = Array.from({ length: KILLS }, (_, seed): Moment =>
  seed % 5 === 0 ? { seed, lines: 0, delay: (seed * 37) % 400 } : { seed, lines: 1 + ((seed * 7919) % 23), delay: seed % 9 }
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

/** Starts the child, kills it, and returns what it said last: how many lines it kept, and their hash. */
async function killAt(script: string, path: string, { seed, lines: count, delay }: Moment): Promise<{ lines: number; hash: string } | null> {
  const child = spawn(process.execPath, [script, path, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const enough = linesFrom(child.stdout, count)
  const said = text(child.stdout)
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => { resolve(signal) }))
  await enough
  await sleep(delay)
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  // The last line may be cut short: it was not said.
  const [lines, hash] = (await said).split('\n').slice(0, -1).at(-1)?.split(' ') ?? []
  return lines === undefined || hash === undefined ? null : { lines: Number(lines), hash }
}

function check({ at, path, read }: Folder, kept: { lines: number; hash: string } | null): number {
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
  return records.length
}

test(`after kill -9 at ${KILLS} moments every decision that was acknowledged is there`, async () => {
  const place = folder()
  const script = place.at('child.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('kill-child.ts', import.meta.url))],
    outfile: script, bundle: true, platform: 'node', format: 'esm', logLevel: 'error'
  })
  const waiting = [...moments]
  let acknowledged = 0
  const lane = async (): Promise<void> => {
    let work = folder({ 'a.txt': SOURCE })
    for (let kills = 0, moment = waiting.shift(); moment; moment = waiting.shift(), kills++) {
      // A journal that is killed again and again, but not one that grows for ever.
      if (kills % 10 === 9) work = folder({ 'a.txt': SOURCE })
      const kept = await killAt(script, work.at('a.txt'), moment)
      check(work, kept)
      acknowledged += kept?.lines ?? 0
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  expect(acknowledged).toBeGreaterThan(KILLS)
}, 1_200_000)
