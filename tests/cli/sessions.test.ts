/**
 * Golden sessions: each file in `sessions/` fixes what a user types, what is in the folder, and what comes back. They run
 * the built program through a shell, as users do; `npm test` builds it first.
 *
 * - `run`: lines for bash. `unspin` is the program and `$SMALL` chooses the dictionary `small.yaml` alone.
 * - `stdin`, `files`: what is there before; a file is its text, or its bytes as `base64`.
 * - `stdout`, `stderr`, `status`: what comes back; nothing and 0 where left out. With `numbers: masked` each decimal
 *   number reads `N.N`, for what changes whenever the models are fitted again.
 * - `after`: files as they must be afterwards.
 */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folder } from './folder.js'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const sessions = fileURLToPath(new URL('sessions', import.meta.url))
const smallDictionary = fileURLToPath(new URL('small.yaml', import.meta.url))

interface Session {
  readonly about: string
  readonly run: string
  readonly stdin?: string
  readonly files?: Readonly<Record<string, string | { readonly base64: string }>>
  readonly stdout?: string
  readonly stderr?: string
  readonly status?: number
  readonly numbers?: 'masked'
  readonly after?: Readonly<Record<string, string>>
}

const KEYS = new Set(['about', 'run', 'stdin', 'files', 'stdout', 'stderr', 'status', 'numbers', 'after'])

function readSession(name: string): Session {
  const session: Session = parse(readFileSync(join(sessions, name), 'utf8'))
  for (const key of Object.keys(session)) if (!KEYS.has(key)) throw new Error(`${name}: unknown key "${key}"`)
  return session
}

/** Runs lines of bash to the end. */
async function shell(run: string, stdin: string, cwd: string, bin: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, SMALL: '--dictionary small.yaml --no-default-dictionary', LC_ALL: 'C.UTF-8', UNSPIN_CACHE_DIR: process.env['UNSPIN_CACHE_DIR'] }
  const child = spawn('bash', ['--norc', '-c', run], { cwd, env })
  // A program that refuses its arguments never reads.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve))
  ])
  return { status, stdout, stderr }
}

async function runSession({ run, stdin = '', files = {}, numbers, after = {} }: Session, makeFolder: typeof folder) {
  const contents = Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? content : Buffer.from(content.base64, 'base64')])
  const place = makeFolder(Object.fromEntries(contents))
  const bin = makeFolder()
  symlinkSync(program, bin.at('unspin'))
  copyFileSync(smallDictionary, place.at('small.yaml'))
  const { status, stdout, stderr } = await shell(run, stdin, place.path, bin.path)
  const shown = numbers === 'masked' ? stdout.replace(/[+-]?\d+\.\d+/g, 'N.N') : stdout
  const found = Object.fromEntries(Object.keys(after).map((name) => [name, existsSync(place.at(name)) ? place.read(name) : undefined]))
  return { status, stdout: shown, stderr, after: found }
}

test('the program is built', () => {
  expect(existsSync(program), `${program} is missing: run \`npm run build\``).toBe(true)
  // npm does this when it installs the package.
  chmodSync(program, 0o755)
})

describe.concurrent('session', () => {
  for (const name of readdirSync(sessions)) {
    test(name, async ({ expect, onTestFinished }) => {
      const session = readSession(name)
      const { status = 0, stdout = '', stderr = '', after = {} } = session
      const result = await runSession(session, (files) => folder(files, onTestFinished))
      expect(result).toEqual({ status, stdout, stderr, after })
    })
  }
})
