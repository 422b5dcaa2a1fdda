/** Restores the texts of a measure and keeps what every section asks for. */
import type { Engine } from '../src/restore.js'
import type { Edit, Restoration, RestoreOptions, Restorer } from '../src/types.js'
import { countWords, judge } from './metrics.js'
import type { Judgement } from './metrics.js'
import { reached } from './reach.js'
import type { Piece, SpunReference } from './documents.js'

/** One restored text with its judgement. */
export interface Run {
  readonly id: string
  readonly words: number
  readonly restoration: Restoration
  readonly judgement: Judgement<SpunReference, Edit>
  readonly references: readonly SpunReference[]
  /** For each reference, whether it is among the candidates; empty when nobody asked. */
  readonly reached: readonly boolean[]
}

/** Totals over everything that was restored. */
export interface Totals {
  texts: number
  words: number
  /** Texts that found no fixed point. */
  unstable: number
  milliseconds: number
}

export class Runner {
  readonly totals: Totals = { texts: 0, words: 0, unstable: 0, milliseconds: 0 }

  /** With an engine, runs also say which references its candidates reach. */
  constructor(
    readonly restorer: Restorer,
    private readonly engine: Engine | null = null
  ) {}

  restore(text: string, options: RestoreOptions = {}): Restoration {
    const started = performance.now()
    const restoration = this.restorer.restore(text, options)
    this.totals.milliseconds += performance.now() - started
    this.totals.texts++
    this.totals.words += countWords(text)
    if (restoration.diagnosis.unstable === true) this.totals.unstable++
    return restoration
  }

  private reached(text: string, references: readonly SpunReference[]): boolean[] {
    return this.engine && references.length > 0 ? reached(this.engine, text, references) : []
  }

  run(id: string, { text, references }: Piece, options: RestoreOptions = {}): Run {
    const restoration = this.restore(text, options)
    const judgement = judge(text, references, restoration.edits)
    return { id, words: countWords(text), restoration, references, judgement, reached: this.reached(text, references) }
  }
}

/** Articles follow from their words, and are never among the candidates. */
export const exceptArticles = (kind: string): boolean => kind !== 'article'

/** Share of the references of some kinds, by default all but articles, that the candidates reach, or undefined when nobody asked. */
export function reachOf(
  runs: readonly Run[],
  ofKind: (kind: string) => boolean = exceptArticles
): number | undefined {
  const asked = runs.flatMap((run) => run.reached.filter((_, index) => ofKind(run.references[index]?.kind ?? '')))
  return asked.length === 0 ? undefined : asked.filter(Boolean).length / asked.length
}

/** Sum of the words of runs. */
export const wordsOf = (runs: readonly Run[]): number => runs.reduce((sum, { words }) => sum + words, 0)

/** All applied edits of runs, for lists of false edits on clean text. */
export const editsOf = (runs: readonly Run[]): { id: string; edit: Edit }[] =>
  runs.flatMap(({ id, restoration }) => restoration.edits.map((edit) => ({ id, edit })))
