/**
 * Golden sessions of the review in a real pseudo-terminal: what is typed, what the screen shows, what comes of it. They
 * run the built program; `npm test` builds it first.
 *
 * - `run`: lines for bash; `$DICTIONARY` chooses `dictionary.yaml` alone and says that the texts are spun.
 * - `keys`: texts to type, each at the next question, or `{ columns: n }` to resize the window. `columns`: 80 by default.
 * - `screen`: all that was written, echoes included. Escape reads `␛` and Backspace `⌫`. Numbers read `N.N` and reasons are
 *   left out, since both change whenever the models are fitted again.
 * - `files`, `after`: what is there before, and what must be there afterwards.
 */
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folder } from '../../cli/folder.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const program = here('../../../dist/cli/main.js')

interface Session {
  readonly about: string
  readonly run: string
  readonly keys: readonly (string | { readonly columns: number })[]
  readonly columns?: number
  readonly color?: boolean
  readonly files?: Readonly<Record<string, string>>
  readonly screen: string
  readonly status?: number
  readonly after?: Readonly<Record<string, string | null>>
}

interface Played {
  readonly output: string
  readonly status: number
}

async function play(job: object): Promise<Played> {
  const child = spawn('python3', [here('terminal.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(job))
  const played: Played = JSON.parse(await text(child.stdout))
  return played
}

/** What is on the screen whatever the models are: reasons stand before the other readings or the question. */
const settled = (output: string): string =>
  output
    .replaceAll('\r\n', '\n')
    .replace(/\b\d\.\d+/g, 'N.N')
    .replaceAll('\u001b', '␛')
    .replaceAll('\b', '⌫')
    .replace(/ +$/gm, '')
    .replace(/^( {2}(?:␛\[2m)?why: )[^]*?\n(?=(?:␛\[1m)?\(| {2}\d: )/gm, '$1…\n')
    .trimEnd()

test('the program is built', () => {
  expect(existsSync(program), `${program} is missing: run \`npm run build\``).toBe(true)
  chmodSync(program, 0o755)
})

describe.concurrent('session', () => {
  for (const name of readdirSync(here('sessions'))) {
    test(name, async ({ expect, onTestFinished }) => {
      const session: Session = parse(readFileSync(here(join('sessions', name)), 'utf8'))
      const { run, keys, columns = 80, color = false, files = {}, screen, status = 0, after = {} } = session
      const place = folder(files, onTestFinished)
      const bin = folder({}, onTestFinished)
      symlinkSync(program, bin.at('unspin'))
      copyFileSync(here('dictionary.yaml'), place.at('dictionary.yaml'))
      const env = {
        PATH: `${bin.path}:${process.env['PATH'] ?? ''}`,
        DICTIONARY: '--dictionary dictionary.yaml --no-default-dictionary --assume spun',
        LC_ALL: 'C.UTF-8',
        TERM: 'xterm',
        ...(!color && { NO_COLOR: '1' })
      }
      const played = await play({ argv: ['bash', '--norc', '-c', run], cwd: place.path, env, columns, keys })
      const found = Object.fromEntries(Object.keys(after).map((file) => [file, existsSync(place.at(file)) ? place.read(file) : null]))
      expect({ screen: settled(played.output), status: played.status, after: found }).toEqual({ screen: screen.trimEnd(), status, after })
    })
  }
})
