/** Runs that are ended half-way: by Ctrl-C, and by a kill that nothing can be done about. They run the built program. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { folder, type Folder } from './folder.js'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const dictionary = fileURLToPath(new URL('small.yaml', import.meta.url))

const COUNT = 60
/** Texts long enough that a run is still under way when a busy machine comes to interrupt it. */
const paragraph = (name: number): string => `Text ${name}: White Home officials said that the Division of Protection agreed.\n`
const OLD = Array.from({ length: COUNT }, (_, name) => paragraph(name).repeat(160))
const NEW = OLD.map((old) => old.replaceAll('White Home', 'White House').replaceAll('Division of Protection', 'Department of Defense'))

const corpus = (): Folder => folder(Object.fromEntries(OLD.map((old, name) => [`texts/${name}.txt`, old])))

/** Starts a rewriting run. */
function start(place: Folder, ...flags: string[]) {
  const argv = [program, '-w', '--assume', 'spun', '--dictionary', dictionary, '--no-default-dictionary', ...flags, 'texts']
  const child = spawn(process.execPath, argv, { cwd: place.path, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = new Promise<{ status: number | null; signal: string | null }>((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal }))
  })
  return { child, ended, stderr: text(child.stderr) }
}

const linesOf = (place: Folder): string[] =>
  existsSync(place.at('.unspin-resume.jsonl')) ? readFileSync(place.at('.unspin-resume.jsonl'), 'utf8').split('\n').slice(1, -1) : []

/** Resolves when the run has recorded so many texts, or has ended. */
async function until(place: Folder, count: number, ended: Promise<unknown>): Promise<void> {
  let over = false
  void ended.then(() => (over = true))
  while (!over && linesOf(place).length < count) await wait(2)
}

/** How many files are new; every one must be old or new, and whole. */
function countNew(place: Folder): number {
  return OLD.filter((old, name) => {
    const now = place.read(`texts/${name}.txt`)
    expect([old, NEW[name]]).toContain(now)
    return now !== old
  }).length
}

test.each([
  { jobs: '1', moments: [0, 1, 41] },
  { jobs: '2', moments: [13, 41] }
])('a run that is killed, again and again, is taken up where it was: $jobs at once', async ({ jobs, moments }) => {
  const place = corpus()
  const flags = ['--jobs', jobs]
  for (const moment of moments) {
    const { child, ended } = start(place, '--resume', ...flags)
    await until(place, moment, ended)
    child.kill('SIGKILL')
    await ended
    expect(countNew(place)).toBeGreaterThanOrEqual(linesOf(place).length)
  }
  const before = linesOf(place).length
  expect(before).toBeGreaterThanOrEqual(41)
  const { ended, stderr } = start(place, '--resume', ...flags)
  expect(await ended).toEqual({ status: 0, signal: null })
  expect(await stderr).toMatch(new RegExp(`in \\d+ of ${COUNT - before} texts, ${before} texts done before\n$`))
  expect(countNew(place)).toBe(COUNT)
  const recorded = linesOf(place).map((line): unknown => JSON.parse(line))
  expect(new Set(recorded.map((line) => JSON.stringify(line))).size).toBe(COUNT)
  expect(recorded).toHaveLength(COUNT)
})

test.each([[['--jobs', '1']], [['--jobs', '2']]])('Ctrl-C leaves every file whole and says how far the run came: %j', async (flags) => {
  const place = corpus()
  const { child, ended, stderr } = start(place, '--resume', ...flags)
  await until(place, 3, ended)
  child.kill('SIGINT')
  expect(await ended).toEqual({ status: 130, signal: null })
  const done = countNew(place)
  expect(done).toBeGreaterThanOrEqual(3)
  expect(await stderr).toMatch(new RegExp(`interrupted after ${done} of ${COUNT} texts; the others are as they were\n$`))
  expect(linesOf(place)).toHaveLength(done)
  expect(readdirSync(place.at('texts')).filter((name) => name.endsWith('.tmp'))).toEqual([])
})
