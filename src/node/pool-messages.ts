/** What the main thread and its workers say to each other. Everything here survives a structured clone. */
import type { RestorerData, RestorerSettings } from '../restorer.js'
import type { Diagnosis, Restoration, RestoreOptions } from '../types.js'

/** Bytes in it are shared memory, so that each worker reads the same. */
export interface NewEngine {
  readonly engine: number
  readonly data: RestorerData
  readonly settings: Omit<RestorerSettings, 'analyser'>
}

export interface Task {
  readonly engine: number
  readonly text: string
  readonly options: RestoreOptions
  /** Whether reasons, alternatives and suggestions may be left out: they are most of what has to be copied. */
  readonly brief: boolean
  /** The evidence alone. */
  readonly diagnose: boolean
}

export type ToWorker = NewEngine | Task

/** An error as plain data; the code is null for one that is not an UnspinError. */
export interface Failure {
  readonly code: string | null
  readonly message: string
  readonly hint: string | undefined
  readonly file: string | undefined
  readonly line: number | undefined
}

/** Exactly one for each task. */
export type Answer = { readonly restoration: Restoration } | { readonly diagnosis: Diagnosis } | { readonly failure: Failure }
