/** The documents of a review as the page lists them: read one after the other while the first are worked on already. */
import { setImmediate } from 'node:timers/promises'
import { UnspinError } from '../../types.js'
import type { ReviewDocument } from '../document.js'
import type { FileReview, ReviewedFile } from '../files.js'
import type { Item } from '../item.js'
import type { DocumentState } from './contract.js'

/** A document that can be read. */
export interface Offered {
  /** As the page calls it. */
  readonly name: string
  /** As a patch calls it. */
  readonly patchName: string
  /** Reads it into the review. @throws UnspinError for what cannot be read */
  open(): Promise<ReviewedFile>
}

interface Place {
  readonly offered: Offered
  file?: ReviewedFile
  error?: string
  /** Whether the file holds the decisions as they stand. */
  applied: boolean
}

/** A document that was read, with what the page calls it by. */
export interface Shelved {
  readonly id: number
  readonly document: ReviewDocument
  readonly patchName: string
}

export class Shelf {
  private readonly places: readonly Place[]
  private readonly ids = new Map<ReviewDocument, number>()
  private readonly indices = new WeakMap<ReviewDocument, ReadonlyMap<Item, number>>()

  constructor(
    private readonly files: FileReview,
    offered: readonly Offered[]
  ) {
    this.places = offered.map((each) => ({ offered: each, applied: false }))
  }

  /** Reads every document, until `signal` stops it; what cannot be read is told in its state, and the others go on. */
  async readAll(signal: AbortSignal, read: (state: DocumentState) => void): Promise<void> {
    for (const [id, place] of this.places.entries()) {
      if (signal.aborted) return
      try {
        const file = await place.offered.open()
        place.file = file
        place.applied = file.document.changes().length > 0 && !this.files.isUnwritten(file)
        this.ids.set(file.document, id)
      } catch (error) {
        place.error = wordsOf(error)
      }
      read(this.stateOf(id, place))
      // Requests are served between two documents, since restoring one keeps the process busy.
      await setImmediate()
    }
  }

  states(): DocumentState[] {
    return this.places.map((place, id) => this.stateOf(id, place))
  }

  state(id: number): DocumentState | undefined {
    const place = this.places[id]
    return place && this.stateOf(id, place)
  }

  /** A document that was read. */
  document(id: number): ReviewDocument | undefined {
    return this.places[id]?.file?.document
  }

  documents(): Shelved[] {
    return this.places.flatMap(({ file, offered }, id) => (file ? [{ id, document: file.document, patchName: offered.patchName }] : []))
  }

  idOf(document: ReviewDocument): number {
    return this.ids.get(document) ?? -1
  }

  name(id: number): string {
    return this.places[id]?.offered.name ?? ''
  }

  /** The place of an item among those of its document. */
  indexOf(document: ReviewDocument, item: Item): number {
    const known = this.indices.get(document) ?? new Map(document.items.map((each, index) => [each, index]))
    this.indices.set(document, known)
    return known.get(item) ?? -1
  }

  /** Whether writing would change the file. */
  isUnwritten(id: number): boolean {
    const file = this.places[id]?.file
    return file !== undefined && this.files.isUnwritten(file)
  }

  markChanged(id: number): void {
    const place = this.places[id]
    if (place) place.applied = false
  }

  /** Writes a document as decided. @returns whether the file changed @throws UnspinError as `FileReview.write` does */
  async write(id: number): Promise<boolean> {
    const place = this.places[id]
    const file = place?.file && this.files.fileOf(place.file.document)
    if (!place || !file) return false
    const written = await this.files.write(file)
    place.applied = file.document.changes().length > 0
    return written
  }

  private stateOf(id: number, { offered: { name }, file, error, applied }: Place): DocumentState {
    const none = { accepted: 0, rejected: 0, replaced: 0, undecided: 0 }
    if (!file) return { id, name, state: error === undefined ? 'waiting' : 'failed', spun: 0, counts: none, unplaced: 0, applied, ...(error !== undefined && { error }) }
    const { document } = file
    const { accepted, rejected, replaced, undecided } = document.counts()
    const suggested = document.counts(({ origin }) => origin === 'suggestion').undecided
    const lost = document.unplaced.filter(({ why }) => why !== 'done')
    return {
      id,
      name,
      state: 'ready',
      spun: document.restoration.diagnosis.spun,
      counts: { accepted, rejected, replaced, undecided: undecided - suggested },
      unplaced: lost.length,
      applied
    }
  }
}

/** An error as the page tells it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof UnspinError)) return error instanceof Error ? error.message : String(error)
  return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`
}
