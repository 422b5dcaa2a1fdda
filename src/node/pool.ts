/** Restores texts in worker threads. They share the bytes of dictionary and models, and nothing else. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { decodeSections } from '../binary/sections.js'
import { LanguageModel } from '../context/language-model.js'
import { encodeDictionary } from '../dictionary/binary.js'
import { compile } from '../dictionary/compile.js'
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
  /** Ends its threads, if it has any; what is still to be restored then fails. */
  close?(): Promise<void>
}

/** A restorer over `size` threads. @throws UnspinError as `createRestorer` does */
export async function startWorkers(options: PoolOptions, size: number): Promise<AsyncRestorer> {
  const pool = new RestorerPool(size)
  return { ...(await pool.restorer(options)), close: () => pool.close() }
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
  private closed = false

  constructor(private readonly size: number) {}

  /** A restorer whose texts are restored in the pool. @throws UnspinError as `createRestorer` does */
  async restorer(options: PoolOptions): Promise<AsyncRestorer> {
    const data = shared(await loadData(options))
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

/** The data with its bytes in shared memory; entries are compiled first. */
function shared({ languageModel, topics, weights, dictionary }: RestorerData): RestorerData {
  const compiled = dictionary instanceof Uint8Array
    ? dictionary
    : encodeDictionary(compile(dictionary, LanguageModel.open(decodeSections(languageModel, 'language-model.bin')).vocabulary))
  return {
    languageModel: inSharedMemory(languageModel),
    topics: topics && inSharedMemory(topics),
    weights,
    dictionary: inSharedMemory(compiled)
  }
}

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
