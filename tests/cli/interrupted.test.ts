/** Runs that are ended half-way: by Ctrl-C, and by a kill that nothing can be done about. They run the built program. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { recordOf } from '../formats/warc-files.js'
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

/** Files of records of one kind, all with spun texts; and, in the WARC files but the first, revisits of what is in the first. */
const RECORD_FILES = 8
const RECORDS = 40
const spun = (id: string): string => `The White Home said so, ${id}.`
const ids = (file: number): string[] => Array.from({ length: RECORDS }, (_, record) => `${file}-${record}`)

const jsonLines = (file: number): string => ids(file).map((id, at) => (at % 9 === 4 ? `no JSON ${id}\n` : `{"id":"${id}","text":"${spun(id)}"}\n`)).join('')

async function warc(file: number): Promise<Buffer> {
  const page = { headers: { 'Content-Type': 'text/html; charset=utf-8' } }
  const revisited = await recordOf({ ...page, body: spun('0-0') })
  const digest = /^WARC-Payload-Digest: .*$/m.exec(revisited.toString())?.[0] ?? 'none'
  const revisit = Buffer.from(`WARC/1.1\r\nWARC-Type: revisit\r\n${digest}\nContent-Length: 0\r\n\r\n\r\n\r\n`)
  const pages = await Promise.all(ids(file).map((id, at) => recordOf({ ...page, body: spun(id) }, at, true)))
  return Buffer.concat(file === 0 ? pages : [...pages, gzipSync(revisit)])
}

/** Kills the run when as much has been written beside the files as was asked for, or when it has ended. */
async function killAfter(bytes: number, place: Folder, { child, ended }: ReturnType<typeof start>): Promise<void> {
  let over = false
  void ended.then(() => (over = true))
  const underWay = (): number => readdirSync(place.at('pages')).filter((name) => name.endsWith('.tmp')).reduce((sum, name) => sum + sizeOf(place.at(`pages/${name}`)), 0)
  while (!over && underWay() < bytes) await wait(1)
  child.kill('SIGKILL')
  await ended
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** How often each run is killed: UNSPIN_KILLS=50 npx vitest run tests/cli/interrupted.test.ts */
const KILLS = Number(process.env['UNSPIN_KILLS'] ?? 2)

test.each<[string, (file: number) => string | Promise<Buffer>, number]>([
  ['jsonl', jsonLines, 16_000],
  ['warc', warc, 18_000]
])('files of records are after any number of kills what they are without one: %s', { timeout: 60_000 + 10_000 * KILLS }, async (format, make, size) => {
  const files = await Promise.all(Array.from({ length: RECORD_FILES }, async (_, file) => [`pages/${file}.${format}`, await make(file)] as const))
  const place = folder(Object.fromEntries(files))
  const undisturbed = folder(Object.fromEntries(files))
  const run = (where: Folder) => start(where, ['--jobs', '2', '--input', format], 'pages')
  expect(await run(undisturbed).ended).toEqual({ status: 0, signal: null })
  // So many files further, and so far into the next.
  const moments = fc.sample(fc.record({ files: fc.nat(KILLS > 2 ? 1 : 2), bytes: fc.nat(size) }), { seed: 20240511, numRuns: KILLS })
  for (const { files: further, bytes } of moments) {
    const doneBefore = linesOf(place).length
    const going = run(place)
    await until(place, doneBefore + further, going.ended)
    await killAfter(bytes, place, going)
    for (const [name, old] of files) {
      const now = readFileSync(place.at(name))
      expect(now.equals(Buffer.from(old)) || now.equals(readFileSync(undisturbed.at(name))), name).toBe(true)
    }
  }
  const { ended, stderr } = run(place)
  expect(await ended).toEqual({ status: 0, signal: null })
  expect(await stderr).toMatch(/ errors?(, \d files? done before)?\n$/)
  for (const [name] of files) expect(readFileSync(place.at(name)).equals(readFileSync(undisturbed.at(name))), name).toBe(true)
})
