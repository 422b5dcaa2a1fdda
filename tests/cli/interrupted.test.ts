/** Runs that are ended half-way: by Ctrl-C, and by a kill that nothing can be done about. They run the built program. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { folder, type Folder } from './folder.js'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const dictionary = fileURLToPath(new URL('small.yaml', import.meta.url))

const COUNT = 40
const paragraph = (name: number): string => `Text ${name}: White Home officials said that the Division of Protection agreed.\n`
const OLD = Array.from({ length: COUNT }, (_, name) => paragraph(name).repeat(4))
const NEW = OLD.map((old) => old.replaceAll('White Home', 'White House').replaceAll('Division of Protection', 'Department of Defense'))

const NAMES = OLD.map((_, name) => `texts/${name}.txt`)

/** The texts, and beside them a pipe into which nobody writes: a run waits at it, however fast or slow the machine is. */
function corpus(): Folder {
  const place = folder(Object.fromEntries(OLD.map((old, name) => [`texts/${name}.txt`, old])))
  execFileSync('mkfifo', [place.at('pipe')])
  return place
}

/** Starts a rewriting run. */
function start(place: Folder, flags: readonly string[], ...paths: readonly string[]) {
  const argv = [program, '-w', '--resume', '--assume', 'spun', '--dictionary', dictionary, '--no-default-dictionary', ...flags, ...paths]
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
  { jobs: '1', moments: [0, 1, 21] },
  { jobs: '2', moments: [13, 21] }
])('a run that is killed, again and again, is taken up where it was: $jobs at once', async ({ jobs, moments }) => {
  const place = corpus()
  const flags = ['--jobs', jobs]
  for (const moment of moments) {
    const { child, ended } = start(place, flags, 'texts', 'pipe')
    await until(place, moment, ended)
    child.kill('SIGKILL')
    await ended
    expect(countNew(place)).toBeGreaterThanOrEqual(linesOf(place).length)
  }
  const before = linesOf(place).length
  expect(before).toBeGreaterThanOrEqual(21)
  const { ended, stderr } = start(place, flags, 'texts')
  expect(await ended).toEqual({ status: 0, signal: null })
  expect(await stderr).toMatch(new RegExp(`in \\d+ of ${COUNT - before} texts?, ${before} texts done before\n$`))
  expect(countNew(place)).toBe(COUNT)
  const recorded = linesOf(place).map((line): unknown => JSON.parse(line))
  expect(new Set(recorded.map((line) => JSON.stringify(line))).size).toBe(COUNT)
  expect(recorded).toHaveLength(COUNT)
})

test.each([[['--jobs', '1']], [['--jobs', '2']]])('Ctrl-C leaves every file whole and says how far the run came: %j', async (flags) => {
  const place = corpus()
  const { child, ended, stderr } = start(place, flags, ...NAMES.slice(0, 5), 'pipe', ...NAMES.slice(5))
  await until(place, 5, ended)
  child.kill('SIGINT')
  writeFileSync(place.at('pipe'), '')
  expect(await ended).toEqual({ status: 130, signal: null })
  const done = countNew(place)
  expect(done).toBeGreaterThanOrEqual(5)
  expect(await stderr).toMatch(new RegExp(`^unspin: restored: .*\nunspin: interrupted after ${done} of ${COUNT + 1} texts; the others are as they were\n$`))
  expect(linesOf(place)).toHaveLength(done)
  expect(readdirSync(place.at('texts')).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('files of records that are rewritten are whole after every kill, and done once in the end', async () => {
  const FILES = 12
  const old = (name: number): string => Array.from({ length: 20 }, (_, id) => `{"id":"${name}-${id}","text":"The White Home said so."}\n`).join('')
  const place = folder(Object.fromEntries(Array.from({ length: FILES }, (_, name) => [`pages/${name}.jsonl`, old(name)])))
  const flags = ['--jobs', '2', '--input', 'jsonl']
  for (const moment of [0, 1, 6]) {
    const { child, ended } = start(place, flags, 'pages')
    await until(place, moment, ended)
    child.kill('SIGKILL')
    await ended
  }
  const before = linesOf(place).length
  const { ended, stderr } = start(place, flags, 'pages')
  expect(await ended).toEqual({ status: 0, signal: null })
  expect(await stderr).toMatch(new RegExp(` in \\d+ of ${20 * (FILES - before)} records, 0 errors, ${before} files? done before\n$`))
  for (let name = 0; name < FILES; name++) {
    const records = place.read(`pages/${name}.jsonl`).trimEnd().split('\n').map((line): unknown => JSON.parse(line))
    expect(records).toEqual(Array.from({ length: 20 }, (_, id) => expect.objectContaining({ id: `${name}-${id}`, text: 'The White House said so.' })))
  }
  expect(linesOf(place)).toHaveLength(FILES)
})
