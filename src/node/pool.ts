/** Restores texts in worker threads. They share the bytes of dictionary and models, and nothing else. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { assembleRestorer, type RestorerData } from '../restorer.js'
import { UnspinError, type Diagnosis, type Restoration, type RestoreOptions, type Restorer } from '../types.js'
import { winkAnalyser } from './analyser.js'
import { loadData, type CreateOptions } from './create.js'
import { packageRoot } from './data.js'
import type { Answer, Failure, NewEngine, Task } from './pool-messages.js'

/** The built one also where TypeScript runs from source, since Node loads no TypeScript into a thread. */
const WORKER = join(packageRoot, 'dist', 'node', 'worker.js')

/** What `createRestorer` takes, but for what cannot be handed to a thread. */
export type PoolOptions = Omit<CreateOptions, 'analyser' | 'entries'>

export interface WorkOptions extends RestoreOptions {
  /** Lets reasons, alternatives and suggestions be left out, where nobody looks at them. Default false. */
  readonly brief?: boolean
}

/** A restorer that answers later, perhaps from another thread. */
export interface AsyncRestorer {
  restore(text: string, options?: WorkOptions): Promise<Restoration>
  diagnose(text: string, options?: RestoreOptions): Promise<Diagnosis>
  /** The same restorer in this thread, for what needs no text: descriptions, look-ups. */
  readonly here: Restorer
}

interface Job {
  readonly task: Task
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** A fixed number of worker threads, started when there is work for them. */
export class RestorerPool {
  private readonly engines: NewEngine[] = []
  private readonly waiting: Job[] = []
  private readonly idle: Worker[] = []
  private readonly busy = new Map<Worker, Job>()
  /** Shared bytes by what they were made from: several restorers may differ in their options alone. */
  private readonly data = new Map<string, Promise<RestorerData>>()
  private closed = false

  constructor(private readonly size: number) {}

  /** A restorer whose texts are restored in the pool. @throws UnspinError as `createRestorer` does */
  async restorer(options: PoolOptions): Promise<AsyncRestorer> {
    const { dictionaries, defaultDictionary, without } = options
    const key = JSON.stringify([dictionaries, defaultDictionary, without])
    const loading = this.data.get(key) ?? loadData({ ...options, cache: true }).then(shared)
    this.data.set(key, loading)
    const data = await loading
    const here = assembleRestorer(data, { ...options, analyser: winkAnalyser() })
    const engine = this.engines.length
    const added: NewEngine = { engine, data, settings: options }
    this.engines.push(added)
    for (const worker of [...this.idle, ...this.busy.keys()]) worker.postMessage(added)
    return {
      here,
      restore: async (text, { brief = false, ...callOptions } = {}) => {
        const answer = await this.ask({ engine, text, options: callOptions, brief, diagnose: false })
        if ('restoration' in answer) return answer.restoration
        throw new Error('a worker gave the wrong answer')
      },
      diagnose: async (text, callOptions = {}) => {
        const answer = await this.ask({ engine, text, options: callOptions, brief: true, diagnose: true })
        if ('diagnosis' in answer) return answer.diagnosis
        throw new Error('a worker gave the wrong answer')
      }
    }
  }

  /** Ends the threads; texts that are still to be restored fail with `UNSPIN_POOL_CLOSED`. */
  async close(): Promise<void> {
    this.closed = true
    const workers = [...this.idle, ...this.busy.keys()]
    for (const job of [...this.waiting.splice(0), ...this.busy.values()]) job.reject(closedError())
    this.idle.length = 0
    this.busy.clear()
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  private ask(task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(closedError())
      this.waiting.push({ task, resolve, reject })
      this.dispatch()
    })
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const worker = this.idle.pop() ?? (this.busy.size < this.size ? this.start() : undefined)
      const job = worker && this.waiting.shift()
      if (!worker || !job) return
      this.busy.set(worker, job)
      worker.postMessage(job.task)
    }
  }

  private start(): Worker {
    const worker = new Worker(WORKER)
    worker.on('message', (answer: Answer) => {
      const job = this.busy.get(worker)
      this.busy.delete(worker)
      if (!this.closed) this.idle.push(worker)
      if ('failure' in answer) job?.reject(errorOf(answer.failure))
      else job?.resolve(answer)
      this.dispatch()
    })
    // A thread that ends of itself, for example for lack of memory, takes its text with it and no other.
    worker.on('error', (error: Error) => this.lose(worker, error.message))
    worker.on('exit', (status) => this.lose(worker, `status ${status}`))
    for (const engine of this.engines) worker.postMessage(engine)
    return worker
  }

  private lose(worker: Worker, why: string): void {
    const job = this.busy.get(worker)
    this.busy.delete(worker)
    const at = this.idle.indexOf(worker)
    if (at >= 0) this.idle.splice(at, 1)
    job?.reject(new UnspinError('UNSPIN_WORKER', `the thread that restored it ended: ${why}`, { hint: 'try it alone, with --jobs 1' }))
    this.dispatch()
  }
}

const closedError = (): UnspinError => new UnspinError('UNSPIN_POOL_CLOSED', 'the run was ended before the text was restored')

function errorOf({ code, message, hint, file, line }: Failure): Error {
  if (code === null) return new Error(message)
  return new UnspinError(code, message, {
    ...(hint !== undefined && { hint }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line })
  })
}

/** The data with its bytes in shared memory. */
const shared = ({ languageModel, topics, weights, dictionary }: RestorerData): RestorerData => ({
  languageModel: inSharedMemory(languageModel),
  topics: topics && inSharedMemory(topics),
  weights,
  dictionary: dictionary instanceof Uint8Array ? inSharedMemory(dictionary) : dictionary
})

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
