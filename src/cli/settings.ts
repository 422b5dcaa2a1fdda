/** What the flags come to, for the restorer. */
import type { Assume } from '../types.js'

/** What a restorer is created with. */
export interface RestorerSettings {
  /** YAML files added to the default dictionary, or used in its place. */
  readonly dictionaries?: string[]
  readonly defaultDictionary?: boolean
  readonly families?: string[]
  /** Ids of entries to do without. */
  readonly disable?: string[]
  readonly assume?: Assume
  readonly minConfidence?: number
  readonly quotes?: 'restore' | 'keep'
}
