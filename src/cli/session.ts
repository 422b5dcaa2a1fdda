/** One run of the command line: its streams, its restorer, and the exit status it is heading for. */
import { visible } from '../report/paint.js'
import type { AsyncRestorer } from '../node/pool.js'
import { UnspinError, type Restorer } from '../types.js'
import type { Config } from '../formats/config.js'
import { ConfigFinder, type ConfigFlags } from './config.js'
import type { Environment, Workers } from './environment.js'
import { progressText } from './progress.js'
import type { RestorerSettings } from './settings.js'
import { Output, OutputClosed, OutputFailed } from './output.js'
import { UsageError } from './usage.js'

/** 0 done or nothing to restore, 1 findings in `diff` and `check` or decisions without a place, 2 error, 130 ended by Ctrl-C. */
export type Status = 0 | 1 | 2 | 130

/** `unspin: file:line: message`, and the hint on a line of its own. */
export function errorText(error: unknown): string {
  if (!(error instanceof UnspinError)) {
    const message = error instanceof Error ? error.message : String(error)
    return `unspin: unexpected error: ${visible(message)}\n  hint: this is a bug in unspin; please report it with the command that led here\n`
  }
  const { file, line, hint } = error
  const place = file === undefined ? '' : `${file === '' ? '""' : file}${line === undefined ? '' : `:${line}`}: `
  return `unspin: ${visible(place + error.message)}\n${hint === undefined ? '' : `  hint: ${visible(hint)}\n`}`
}

/** Milliseconds before progress is first shown, and between two states of it. */
const FIRST_PROGRESS = 1000
const NEXT_PROGRESS = 200

const WIPE_LINE = '\r\u001b[K'

const STOPPING = [OutputClosed, OutputFailed, UsageError] as const

/** The value made for these settings before, or made now. */
function once<Value>(known: Map<string, Promise<Value>>, settings: RestorerSettings, make: () => Promise<Value>): Promise<Value> {
  const key = JSON.stringify(settings)
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

/** What was to be done with a text was left undone, since the run was interrupted. No fault of the text. */
class Interrupted extends Error {}

/** Whether an error is the interrupt's: thrown by {@link Session.beforeChange}, or by threads that were ended. */
export const isInterrupt = (error: unknown): boolean =>
  error instanceof Interrupted || (error instanceof UnspinError && error.code === 'UNSPIN_POOL_CLOSED')

export class Session {
  readonly out: Output
  private readonly err: Output
  private readonly interrupts = new AbortController()
  private readonly configs: ConfigFinder
  /** Restorers by their settings. */
  private readonly restorers = new Map<string, Promise<Restorer>>()
  private readonly asyncRestorers = new Map<string, Promise<AsyncRestorer>>()
  private workers: Promise<Workers> | undefined
  private readonly closing: (() => Promise<void> | void)[] = []
  private reached: Status = 0
  /** Errors that were told. */
  private readonly told = new WeakSet<Error>()
  /** An error that leaves nothing to go on with. */
  private fatal: unknown
  /** When the progress line may next be drawn, and whether one stands on the terminal. */
  private nextDraw: number
  private drawn = false

  constructor(readonly environment: Environment) {
    this.out = new Output(environment.stdout)
    this.err = new Output(environment.stderr)
    this.nextDraw = environment.now() + FIRST_PROGRESS
    this.configs = new ConfigFinder(environment.cwd)
  }

  /** Aborted by Ctrl-C while several texts or records are worked on. */
  get interruption(): AbortSignal {
    return this.interrupts.signal
  }

  get interrupted(): boolean {
    return this.interruption.aborted
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
    await this.tell(`unspin: ${line}\n`)
  }

  /** Tells of an error and sets status 2; the run may go on with what else there is to do. */
  async fail(error: unknown): Promise<void> {
    this.raise(2)
    // What several texts share, such as a journal, keeps each of them, and is told once.
    if (error instanceof Error && this.told.has(error)) return
    if (error instanceof Error) this.told.add(error)
    await this.tell(errorText(error))
  }

  /** How far a long run has come, on one line of a terminal; never between the lines that a run `prints` there. */
  async progress(state: () => string, prints: boolean): Promise<void> {
    const { isTTY, now } = this.environment
    if (!isTTY.stderr || (isTTY.stdout && prints) || now() < this.nextDraw) return
    this.nextDraw = now() + NEXT_PROGRESS
    await this.tell(visible(state()))
    this.drawn = true
  }

  /** Progress over `total` texts: a function to call after each, with how many are through and what came of them. */
  startProgress(total: number, prints: boolean): (at: number, state: string) => Promise<void> {
    const { now } = this.environment
    const started = now()
    return (at, state) => this.progress(() => progressText({ at, total, state, milliseconds: now() - started }), prints)
  }

  /**
   * From here on Ctrl-C lets what is being written be finished, and tells `state`. Threads end at once, and what they have
   * under way fails, unless it is `awaited`.
   */
  holdInterrupts(state: () => string, { awaited = false } = {}): void {
    const { onInterrupt } = this.environment
    if (!onInterrupt) return
    const release = onInterrupt(() => {
      this.interrupts.abort(new Interrupted())
      if (!awaited) void this.endWorkers()
    })
    this.atEnd(async () => {
      release()
      if (!this.interrupted) return
      this.raise(130)
      await this.note(`interrupted after ${state()}`)
    })
  }

  /** To be called before a file is changed. @throws Interrupted after an interrupt, for {@link isInterrupt} */
  beforeChange(): void {
    if (this.interrupted) throw new Interrupted()
  }

  /** Has something done when the run is over, however it ends. */
  atEnd(task: () => Promise<void> | void): void {
    this.closing.push(task)
  }

  /** The items up to an interrupt. */
  *untilInterrupted<Item>(items: Iterable<Item>): Generator<Item> {
    for (const item of items) {
      if (this.interrupted) return
      yield item
    }
  }

  /** Wipes the progress line away, ends threads, and says whether the run was interrupted. */
  async finish(): Promise<void> {
    if (this.drawn) await this.tell('')
    for (const close of this.closing.splice(0)) await close()
    await this.endWorkers()
  }

  private async endWorkers(): Promise<void> {
    await this.workers?.then((workers) => workers.close()).catch(() => undefined)
  }

  private async tell(text: string): Promise<void> {
    const wipe = this.drawn ? WIPE_LINE : ''
    this.drawn = false
    await this.err.write(wipe + text).catch(() => undefined)
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

  /** The configuration that holds for what is in a folder. */
  configOf(folder: string, flags: ConfigFlags): Promise<Config | undefined> {
    return this.configs.of(folder, flags).catch(this.noteFatal)
  }

  /** A restorer, loaded when first asked for with its settings. */
  loadRestorer(settings: RestorerSettings): Promise<Restorer> {
    return once(this.restorers, settings, () => this.environment.loadRestorer(settings).catch(this.noteFatal))
  }

  /** A restorer that works on so many texts at once. */
  async loadWorkers(settings: RestorerSettings, jobs: number): Promise<AsyncRestorer> {
    const { startWorkers } = this.environment
    if (jobs > 1 && startWorkers) {
      const workers = await (this.workers ??= startWorkers(jobs))
      return once(this.asyncRestorers, settings, () => workers.restorer(settings).catch(this.noteFatal))
    }
    const here = await this.loadRestorer(settings)
    return {
      here,
      restore: (text, options) => Promise.resolve(here.restore(text, options)),
      diagnose: (text, options) => Promise.resolve(here.diagnose(text, options))
    }
  }

  private readonly noteFatal = (error: unknown): never => {
    this.fatal = error
    throw error
  }
}
