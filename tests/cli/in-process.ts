/** Runs command lines inside the test, with a restorer that knows a handful of replacements. */
import { Readable, Writable } from 'node:stream'
import type { Environment } from '../../src/cli/environment.js'
import type { RestorerSettings } from '../../src/cli/settings.js'
import { run } from '../../src/cli/program.js'
import type { Edit, Restorer } from '../../src/types.js'
import { clean, editAt, restoration } from '../report/fixtures.js'

const KNOWN: ReadonlyMap<string, string> = new Map([
  ['White Home', 'White House'],
  ['army pressure', 'military pressure'],
  ['withinside the', 'in the']
])

const PATTERN = new RegExp([...KNOWN.keys()].join('|'), 'g')

/** Restores a few fixed expressions, with one certain confidence. */
export function fakeRestorer(): Restorer {
  const edits = (text: string): Edit[] =>
    [...text.matchAll(PATTERN)].map((match) =>
      editAt(text, match.index, match.index + match[0].length, KNOWN.get(match[0]) ?? '', { entry: 'phrases/fake#entry' })
    )
  const diagnose = (text: string) => ({ ...clean, spun: text.match(PATTERN) ? 0.9 : 0.1 })
  return {
    minConfidence: 0.6,
    restore: (text) => restoration(text, edits(text), { diagnosis: diagnose(text) }),
    diagnose,
    describe: (id) => ({ id, file: 'fake.yaml', line: 7, summary: 'a fake entry' }),
    lookup: () => []
  }
}

export interface Result {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** What the restorer was asked for; empty when none was loaded. */
  readonly settings: readonly RestorerSettings[]
}

class Sink extends Writable {
  text = ''
  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** Runs a command line. */
export async function invoke(argv: readonly string[], stdin: string | Uint8Array = '', changes: Partial<Environment> = {}): Promise<Result> {
  const stdout = new Sink()
  const stderr = new Sink()
  const settings: RestorerSettings[] = []
  const status = await run(argv, {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    cwd: process.cwd(),
    env: {},
    isTTY: { stdin: false, stdout: false, stderr: false },
    now: () => 0,
    loadRestorer: (asked) => {
      settings.push(asked)
      return Promise.resolve(fakeRestorer())
    },
    ...changes
  })
  return { status, stdout: stdout.text, stderr: stderr.text, settings }
}
