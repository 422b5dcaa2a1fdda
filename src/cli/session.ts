/** One run of the command line: its streams, its restorer, and the exit status it is heading for. */
import { visible } from '../report/paint.js'
import { UnspinError, type Restorer } from '../types.js'
import type { Environment } from './environment.js'
import type { RestorerSettings } from './options.js'
import { Output, OutputClosed, OutputFailed } from './output.js'
import { UsageError } from './usage.js'

/** 0 done or nothing to restore, 1 findings in `diff` and `check`, 2 error. */
export type Status = 0 | 1 | 2

/** `unspin: file:line: message`, and the hint on a line of its own. */
export function errorText(error: unknown): string {
  if (!(error instanceof UnspinError)) {
    const message = error instanceof Error ? error.message : String(error)
    return `unspin: unexpected error: ${visible(message)}\n  hint: this is a bug in unspin; please report it with the command that led here\n`
  }
  const { file, line, hint } = error
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `
  return `unspin: ${visible(place + error.message)}\n${hint === undefined ? '' : `  hint: ${visible(hint)}\n`}`
}

const STOPPING = [OutputClosed, OutputFailed, UsageError] as const

export class Session {
  readonly out: Output
  private readonly err: Output
  private restorer: Promise<Restorer> | undefined
  private reached: Status = 0
  /** An error that leaves nothing to go on with. */
  private fatal: unknown

  constructor(readonly environment: Environment) {
    this.out = new Output(environment.stdout)
    this.err = new Output(environment.stderr)
  }

  get status(): Status {
    return this.reached
  }

  /** Raises the exit status; a lower one never hides a higher one. */
  raise(status: Status): void {
    if (status > this.reached) this.reached = status
  }

  /** A line for people on standard error. A closed one is no reason to stop. */
  async note(line: string): Promise<void> {
    await this.err.write(`unspin: ${line}\n`).catch(() => undefined)
  }

  /** Tells of an error and sets status 2; the run may go on with what else there is to do. */
  async fail(error: unknown): Promise<void> {
    this.raise(2)
    await this.err.write(errorText(error)).catch(() => undefined)
  }

  /**
   * Does one of several things; an error in it is told and does not stop the others.
   * @throws what stops them all: a closed or failed output, wrong usage, a restorer that cannot be loaded
   */
  async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      if (error === this.fatal || STOPPING.some((kind) => error instanceof kind)) throw error
      await this.fail(error)
    }
  }

  /** The restorer, loaded when first asked for. */
  loadRestorer(settings: RestorerSettings): Promise<Restorer> {
    this.restorer ??= this.environment.loadRestorer(settings).catch((error: unknown) => {
      this.fatal = error
      throw error
    })
    return this.restorer
  }
}
