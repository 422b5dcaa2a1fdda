/**
 * What the page shows: which documents there are, which article is open, which edit is current, what the filter lets
 * through. Views listen to it and draw; it never touches the document itself. `Decisions` changes how edits stand.
 */
import type { Article, DocumentState, History, ProposedEdit, Standing } from '../web/contract.js'
import { everything, type Filter, nearest, passes } from './filter.js'
import type { ReviewServer } from './server.js'
import { Standings } from './standings.js'
import { Visibility } from './visibility.js'

/** What changed, for those who draw it. */
export type Notice =
  | { readonly what: 'documents' | 'article' | 'filter' | 'saving' | 'history' }
  | { readonly what: 'edits'; readonly edits: readonly number[] }
  | { readonly what: 'current'; readonly before: number }
  | { readonly what: 'message'; readonly text: string }

/** No edit is current. */
export const NONE = -1

export class Review {
  documents: readonly DocumentState[] = []
  history: History = { undo: null, redo: null }
  article: Article | undefined
  /** How the edits of the open article stand. */
  standings: Standings | undefined
  current = NONE
  filter: Filter = everything(0)
  /** Edits at or above it were proposed for restoring; the others are suggestions. */
  minConfidence = 0
  private visibility = this.visibilityOf()
  private readonly listeners: ((notice: Notice) => void)[] = []
  /** Counts the articles asked for, so that a slow answer never replaces a later one. */
  private asked = 0

  constructor(readonly server: ReviewServer) {}

  listen(listener: (notice: Notice) => void): void {
    this.listeners.push(listener)
  }

  tell(notice: Notice): void {
    if (notice.what === 'edits') notice.edits.forEach((edit) => { this.visibility.update(edit) })
    if (notice.what === 'filter') this.visibility.updateAll()
    for (const listener of this.listeners) listener(notice)
  }

  say(text: string): void {
    this.tell({ what: 'message', text })
  }

  get edits(): readonly ProposedEdit[] {
    return this.article?.edits ?? []
  }

  get currentEdit(): ProposedEdit | undefined {
    return this.edits[this.current]
  }

  standing(edit: number): Standing {
    return this.standings?.of(edit) ?? { verdict: 'undecided' }
  }

  /** Whether the filter lets an edit through. */
  isVisible(edit: number): boolean {
    return this.visibility.isVisible(edit)
  }

  isOpen(edit: number): boolean {
    return this.visibility.isOpen(edit)
  }

  /** How many edits the filter lets through, and how many of them are open. */
  get shown(): { readonly visible: number; readonly open: number } {
    return this.visibility
  }

  /** Where the current edit stands among those that are visible; 0 when it is none of them. */
  get place(): number {
    return this.isVisible(this.current) ? this.visibility.rank(this.current) : 0
  }

  /** Reads the list of documents anew. */
  async load(): Promise<void> {
    const { documents, history, minConfidence } = await this.server.overview()
    if (this.documents.length === 0) this.filter = everything(minConfidence)
    this.minConfidence = minConfidence
    this.documents = documents
    this.tell({ what: 'documents' })
    this.setHistory(history)
  }

  /** Opens an article, at an edit or at the first that is open. */
  async open(id: number, at = NONE): Promise<void> {
    const asked = ++this.asked
    const article = await this.server.article(id)
    if (asked !== this.asked) return
    this.article = article
    this.standings = new Standings(article)
    this.visibility = this.visibilityOf()
    this.current = at < article.edits.length ? at : NONE
    if (this.current === NONE) this.current = this.find(NONE, 1, true) ?? this.find(NONE, 1, false) ?? NONE
    this.tell({ what: 'article' })
  }

  /** Opens the next document that can be read, in the direction of `step`; one with open edits if there is one. */
  async openNext(step: 1 | -1): Promise<void> {
    const from = this.documents.findIndex(({ id }) => id === this.article?.id)
    const { documents } = this
    const ready = (index: number): boolean => documents[index]?.state === 'ready' && index !== from
    const next = nearest(documents.length, from, step, (index) => ready(index) && (documents[index]?.counts.undecided ?? 0) > 0)
    const index = next ?? nearest(documents.length, from, step, ready)
    const found = index === undefined ? undefined : documents[index]
    if (found) await this.open(found.id)
    else this.say('There is no other article.')
  }

  setFilter(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change }
    this.tell({ what: 'filter' })
    if (this.current !== NONE && !this.isVisible(this.current)) this.select(this.find(this.current, 1, false) ?? NONE)
  }

  select(edit: number): void {
    const before = this.current
    this.current = edit
    this.tell({ what: 'current', before })
  }

  /** Goes to the next visible edit, or the next open one. */
  move(step: 1 | -1, openOnly = false): void {
    const next = this.find(this.current, step, openOnly)
    if (next !== undefined) this.select(next)
  }

  /** Takes over how some documents are now. */
  replace(changed: readonly DocumentState[]): void {
    if (changed.length === 0) return
    const byId = new Map(changed.map((document) => [document.id, document]))
    this.documents = this.documents.map((document) => byId.get(document.id) ?? document)
    this.tell({ what: 'documents' })
  }

  /** Takes over which steps can be undone and done again. */
  setHistory(history: History): void {
    this.history = history
    this.tell({ what: 'history' })
  }

  /** The nearest edit from one on that the filter lets through, or that is open; it may be that one itself. */
  find(from: number, step: 1 | -1, openOnly: boolean): number | undefined {
    return nearest(this.edits.length, from, step, (index) => (openOnly ? this.isOpen(index) : this.isVisible(index)))
  }

  private visibilityOf(): Visibility {
    const { edits } = this
    const lets = (edit: number): boolean => {
      const proposed = edits[edit]
      return proposed !== undefined && passes(this.filter, proposed, this.standing(edit))
    }
    return new Visibility(edits.length, lets, (edit) => this.standing(edit).verdict === 'undecided')
  }
}
