/** `unspin review --web` as it is run: an address on standard output, a page behind it, Ctrl-C at the end. Needs a build. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import type { Decided, Overview } from '../../src/review/web/contract.js'
import { folder, type Folder } from './folder.js'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const dictionary = fileURLToPath(new URL('small.yaml', import.meta.url))

interface Run {
  readonly child: ChildProcess
  readonly url: URL
  readonly said: Promise<string>
  readonly status: Promise<number | null>
}

async function start(place: Folder, ...parameters: string[]): Promise<Run> {
  const child = spawn(process.execPath, [program, 'review', '--web', '--dictionary', dictionary, '--no-default-dictionary', ...parameters], { cwd: place.path })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = text(child.stderr)
  const status = new Promise<number | null>((resolve) => child.on('close', resolve))
  const lines = createInterface(child.stdout)
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    void said.then((error) => { reject(new Error(error)) })
  })
  return { child, url: new URL(url), said, status }
}

async function ask<Value>({ url }: Run, path: string, body?: object): Promise<Value> {
  const headers = { 'x-unspin-token': url.searchParams.get('token') ?? '', origin: url.origin, 'content-type': 'application/json' }
  const response = await fetch(new URL(path, url), body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  const value: Value = JSON.parse(await response.text())
  return value
}

async function allRead(run: Run): Promise<Overview> {
  for (;;) {
    const overview = await ask<Overview>(run, '/api/review')
    if (overview.documents.every(({ state }) => state !== 'waiting')) return overview
  }
}

it('reviews in a page until it is interrupted, and goes on there the next time', async () => {
  const place = folder({ 'articles/a.txt': 'In the present day the White Home said no.\n', 'articles/b.html': '<p>The <b>White Home</b> said no.</p>\n', 'other.txt': 'The White Home.\n' })
  const run = await start(place, 'articles', 'other.txt')
  expect(run.url.hostname).toBe('127.0.0.1')
  const { documents } = await allRead(run)
  expect(documents.map(({ name, counts }) => [name, counts.undecided])).toEqual([['articles/a.txt', 2], ['articles/b.html', 1], ['other.txt', 1]])
  const page = await fetch(run.url)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>unspin review</title>')])
  const { changes } = await ask<Decided>(run, '/api/decide-all', { verdict: 'accepted', minConfidence: 0, document: 1 })
  expect(changes.length).toBe(1)
  await ask(run, '/api/apply', {})
  expect(place.read('articles/b.html')).toBe('<p>The <b>White House</b> said no.</p>\n')
  expect(place.read('articles/a.txt')).toContain('White Home')
  run.child.kill('SIGINT')
  expect(await run.status).toBe(0)
  expect(await run.said).toContain('open this address to review 3 texts; Ctrl-C ends the review')
  expect(await run.said).toContain('unspin revert')
  expect(existsSync(place.at('articles/articles.unspin.jsonl.lock'))).toBe(false)

  const again = await start(place, 'articles', 'other.txt')
  expect((await allRead(again)).documents.map(({ counts, applied }) => [counts.accepted, counts.undecided, applied])).toEqual([[0, 2, false], [1, 0, true], [0, 1, false]])
  again.child.kill('SIGTERM')
  expect(await again.status).toBe(0)
})

it('ends where another review has all the files, and tells that once', async () => {
  const place = folder({ 'd/a.txt': 'The White Home said no.\n', 'd/b.txt': 'The White Home said yes.\n' })
  await allRead(await start(place, 'd'))
  const second = spawn(process.execPath, [program, 'review', '--web', '--dictionary', dictionary, '--no-default-dictionary', 'd'], { cwd: place.path })
  onTestFinished(() => void second.kill('SIGKILL'))
  const status = new Promise<number | null>((resolve) => second.on('close', resolve))
  const [printed, said] = await Promise.all([text(second.stdout), text(second.stderr)])
  expect([printed, await status]).toEqual(['', 2])
  expect(said.match(/under review already/g)).toHaveLength(1)
})

it('tells on the page that another review has the file, and keeps what was acknowledged when it is killed', async () => {
  const place = folder({ 'a.txt': 'In the present day the White Home said no.\n', 'b.txt': 'The White Home.\n' })
  const first = await start(place, 'a.txt')
  await allRead(first)
  const second = await start(place, 'a.txt', 'b.txt')
  expect((await allRead(second)).documents[0]).toMatchObject({ state: 'failed', error: expect.stringContaining('under review already') })
  await ask(first, '/api/decide', { document: 0, edit: 0, verdict: 'accepted' })
  first.child.kill('SIGKILL')
  await first.status
  const third = await start(place, 'a.txt')
  expect((await allRead(third)).documents[0]?.counts).toMatchObject({ accepted: 1, undecided: 1 })
})

it('refuses what it cannot review, and goes on without what it cannot read', async () => {
  const place = folder({ 'a.txt': 'Text.\n' })
  await expect(start(place, '-')).rejects.toThrow('a review needs files')
  await expect(start(place, '--again', 'a.txt')).rejects.toThrow("option '--web' cannot be used with option '--again'")
  const run = await start(place, 'a.txt', 'missing.txt')
  expect((await allRead(run)).documents).toMatchObject([{ state: 'ready' }, { state: 'failed', error: 'there is no such file; check the path' }])
  run.child.kill('SIGINT')
  expect(await run.status).toBe(2)
  expect(await run.said).toContain('missing.txt: there is no such file')
})
