/** What the bench and the process of a subject say to each other. */
import type { Sample } from '../timing.js'
import type { Pair } from './pairs.js'

/** First of all; answered by `ready` or `failed`. */
export interface Begin {
  readonly label: string
  readonly folder: string
  readonly texts: readonly string[]
  readonly pairs: readonly Pair[]
}

/** Each time; answered by the sample. */
export const RUN = 'run'

export type Told = { readonly ready: true } | { readonly failed: string } | { readonly sample: Sample }
