/** A worker thread of `pool.ts`: restores one text at a time with restorers over shared bytes. */
import { parentPort } from 'node:worker_threads'
import { assembleRestorer } from '../restorer.js'
import { UnspinError, type Restoration, type Restorer } from '../types.js'
import { winkAnalyser } from './analyser.js'
import type { Answer, Failure, Task, ToWorker } from './pool-messages.js'

const restorers = new Map<number, Restorer>()

/** The restoration with its edits' texts and places alone. */
const abridged = (restoration: Restoration): Restoration => ({
  ...restoration,
  edits: restoration.edits.map((edit) => ({ ...edit, reasons: [], alternatives: [] })),
  suggestions: []
})

function answerTo({ engine, text, options, brief, diagnose }: Task): Answer {
  const restorer = restorers.get(engine)
  if (!restorer) throw new Error(`engine ${engine} was never sent`)
  if (diagnose) return { diagnosis: restorer.diagnose(text, options) }
  const restoration = restorer.restore(text, options)
  return { restoration: brief ? abridged(restoration) : restoration }
}

function failureOf(error: unknown): Failure {
  const { code = null, hint, file, line } = error instanceof UnspinError ? error : {}
  return { code, message: error instanceof Error ? error.message : String(error), hint, file, line }
}

parentPort?.on('message', (message: ToWorker) => {
  if ('data' in message) {
    restorers.set(message.engine, assembleRestorer(message.data, { ...message.settings, analyser: winkAnalyser() }))
    return
  }
  try {
    parentPort?.postMessage(answerTo(message))
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error) })
  }
})
