/** What a command may touch of the world around it, handed in so that tests can hand in another. */
import { fstatSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { Readable, type Writable } from 'node:stream'
import type { AsyncRestorer } from '../node/pool.js'
import type { Restorer } from '../types.js'
import type { RestorerSettings } from './settings.js'

/** Threads that restore texts. */
export interface Workers {
  restorer(settings: RestorerSettings): Promise<AsyncRestorer>
  close(): Promise<void>
}

export interface Environment {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  /** Directory that relative paths, and the names in patches, count from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Which of the streams are terminals. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** Milliseconds from any fixed moment. */
  now(): number
  /** Loads dictionary and model; called at most once a run, and only when a text has to be judged. */
  loadRestorer(settings: RestorerSettings): Promise<Restorer>
  /** Restorers in so many threads. Without it all texts are restored in this one. */
  startWorkers?(threads: number): Promise<Workers>
  /** Names everything besides the text that a restoration depends on. */
  versionOf?(settings: RestorerSettings): Promise<string>
  /** Versions of dictionary and model, for journals of decisions. */
  engineVersions?(settings: RestorerSettings): Promise<{ readonly dictionary: string; readonly model: string }>
  /** Has `handler` called for the first Ctrl-C, in place of the end of the process, until the function returned is called. */
  onInterrupt?(handler: () => void): () => void
}

/** Standard input; Node takes a folder there (`unspin < .`) for an empty text. */
function standardInput(): Readable {
  try {
    if (!fstatSync(0).isDirectory()) return process.stdin
  } catch {
    return process.stdin
  }
  return new Readable({
    read() {
      this.destroy(Object.assign(new Error('it is a folder'), { code: 'EISDIR' }))
    }
  })
}

export function processEnvironment(): Environment {
  const { stdin, stdout, stderr, env } = process
  return {
    stdin: standardInput(),
    stdout,
    stderr,
    cwd: process.cwd(),
    env,
    isTTY: { stdin: stdin.isTTY, stdout: stdout.isTTY, stderr: stderr.isTTY },
    now: () => performance.now(),
    async loadRestorer(settings) {
      const { createRestorer } = await import('../node/create.js')
      return createRestorer({ ...settings, cache: true })
    },
    async startWorkers(threads) {
      const { RestorerPool } = await import('../node/pool.js')
      return new RestorerPool(threads)
    },
    async versionOf(settings) {
      const { versionOf } = await import('../node/version.js')
      return versionOf(settings)
    },
    async engineVersions(settings) {
      const { engineVersions } = await import('../node/version.js')
      return engineVersions(settings)
    },
    onInterrupt(handler) {
      process.once('SIGINT', handler)
      return () => process.off('SIGINT', handler)
    }
  }
}
