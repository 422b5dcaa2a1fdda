/** What every kind of candidate search reads, and where it puts its arcs. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { Document } from '../text/document.js'
import type { Coverage } from './coverage.js'
import type { LatticeBuilder } from './lattice.js'
import type { WordCandidates } from './word-candidates.js'

export interface Search {
  readonly document: Document
  readonly dictionary: CompiledDictionary
  readonly cover: Coverage
  /** Families to consider, as bits. */
  readonly families: number
  readonly lattice: LatticeBuilder
  readonly candidates: WordCandidates
  /** Of each token, as in `dictionary/roles.ts`. */
  readonly roles: Uint8Array
}

/** Whether rows of these families are to be considered; rows of no family always are. */
export const considers = (search: Search, families: number): boolean => families === 0 || (families & search.families) !== 0
