/** What a command may touch of the world around it, handed in so that tests can hand in another. */
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import type { Restorer } from '../types.js'
import type { RestorerSettings } from './options.js'

export interface Environment {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Directory that relative paths, and the names in patches, count from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Which of the streams are terminals. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Loads dictionary and model; called at most once a run, and only when a text has to be judged. */
  loadRestorer(settings: RestorerSettings): Promise<Restorer>
}

export function processEnvironment(): Environment {
  const { stdin, stdout, stderr, env } = process
  return {
    stdin,
    stdout,
    stderr,
    cwd: process.cwd(),
    env,
    isTTY: { stdin: stdin.isTTY, stdout: stdout.isTTY, stderr: stderr.isTTY },
    async loadRestorer(settings) {
      const { createRestorer } = await import('../node/create.js')
      return createRestorer(settings)
    }
  }
}
