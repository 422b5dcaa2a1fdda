/**
 * The state of the page: which documents there are, which article is open, which edit is current, and what becomes of a
 * decision. Views listen to it and draw; it never touches the document itself.
 */
import type { Article, Change, Choice, Decided, DecideAllRequest, DocumentState, History, ProposedEdit, ReviewEvent, Standing } from '../web/contract.js'
import { everything, type Filter, nearest, passes } from './filter.js'
import { Outbox, type Saving } from './outbox.js'
import type { ReviewServer } from './server.js'
import { Standings } from './standings.js'
import { counted } from './wording.js'

/** What changed, for those who draw it. */
export type Notice =
  | { readonly what: 'documents' | 'article' | 'filter' | 'saving' | 'history' }
  | { readonly what: 'edits'; readonly edits: readonly number[] }
  | { readonly what: 'current'; readonly before: number }
  | { readonly what: 'message'; readonly text: string }

/** How an edit stands after a choice. */
function standingOf(choice: Choice): Standing {
  if (choice.verdict === 'replaced') return choice
  return { verdict: choice.verdict === 'reopened' ? 'undecided' : choice.verdict }
}

/** No edit is current. */
export const NONE = -1

const RETRY = 1000

export class Review {
  documents: readonly DocumentState[] = []
  history: History = { undo: null, redo: null }
  article: Article | undefined
  current = NONE
  filter: Filter = everything(0)
  /** Edits at or above it were proposed for restoring; the others are suggestions. */
  minConfidence = 0
  private standings: Standings | undefined
  private readonly listeners: ((notice: Notice) => void)[] = []
  private readonly outbox: Outbox
  /** The last changes of the steps that were taken over, and the highest of them. */
  private readonly taken = new Set<number>()
  private latest = 0
  /** Counts the articles asked for, so that a slow answer never replaces a later one. */
  private asked = 0

  constructor(readonly server: ReviewServer) {
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RETRY))
    this.outbox = new Outbox(() => {
      this.tell({ what: 'saving' })
    }, pause)
  }

  listen(listener: (notice: Notice) => void): void {
    this.listeners.push(listener)
  }

  tell(notice: Notice): void {
    for (const listener of this.listeners) listener(notice)
  }

  say(text: string): void {
    this.tell({ what: 'message', text })
  }

  get saving(): Saving {
    return this.outbox.state
  }

  /** Decisions that are not saved yet. */
  get unsaved(): number {
    return this.outbox.length
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
    const proposed = this.edits[edit]
    return proposed !== undefined && passes(this.filter, proposed, this.standing(edit))
  }

  isOpen(edit: number): boolean {
    return this.isVisible(edit) && this.standing(edit).verdict === 'undecided'
  }

  /** Where the current edit stands among those that are visible; 0 when it is none of them. */
  position(): { place: number; count: number } {
    let place = 0
    let count = 0
    for (let edit = 0; edit < this.edits.length; edit++) {
      if (this.isVisible(edit)) count++
      if (edit === this.current && this.isVisible(edit)) place = count
    }
    return { place, count }
  }

  /** Reads the list of documents anew. */
  async load(): Promise<void> {
    const { documents, history, minConfidence } = await this.server.overview()
    if (this.minConfidence === 0) this.filter = everything(minConfidence)
    this.minConfidence = minConfidence
    this.documents = documents
    this.history = history
    this.tell({ what: 'documents' })
    this.tell({ what: 'history' })
  }

  /** Opens an article, at an edit or at the first that is open. */
  async open(id: number, at = NONE): Promise<void> {
    const asked = ++this.asked
    const article = await this.server.article(id)
    if (asked !== this.asked) return
    this.article = article
    this.standings = new Standings(article)
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

  /** Decides on the current edit, and goes on to the next open one. */
  decide(choice: Choice): void {
    const { article, current, currentEdit, standings } = this
    if (!article || !currentEdit || !standings) return
    standings.expect(current, standingOf(choice))
    this.tell({ what: 'edits', edits: [current] })
    this.post(
      async () => { this.take(await this.server.decide({ document: article.id, edit: current, ...choice })) },
      () => {
        if (standings.settle(current) && standings === this.standings) this.tell({ what: 'edits', edits: [current] })
      }
    )
    if (choice.verdict !== 'reopened') this.advance()
  }

  /** Decides on many edits, and goes on to one that is still open if the current one was among them. */
  decideAll(request: DecideAllRequest): void {
    this.post(async () => {
      const answer = await this.server.decideAll(request)
      this.take(answer)
      const articles = new Set(answer.changes.map(({ document }) => document)).size
      const where = articles > 1 ? ` in ${counted(articles, 'article')}` : ''
      const next = this.standing(this.current).verdict === 'undecided' ? undefined : this.find(this.current, 1, true)
      if (next !== undefined) this.select(next)
      this.say(`${counted(answer.changes.length, 'edit')} ${request.verdict}${where}.`)
    })
  }

  undo(): void {
    this.step('undo')
  }

  redo(): void {
    this.step('redo')
  }

  private step(direction: 'undo' | 'redo'): void {
    this.post(async () => {
      const step = this.history[direction]
      if (!step) {
        this.say(direction === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.')
        return
      }
      const answer = await this.server[direction]({ step: step.id })
      this.say(`${direction === 'undo' ? 'Undone' : 'Redone'}: ${step.label}.`)
      this.take(answer)
      await this.show(answer.changes)
    })
  }

  /** Goes to where a step changed something. */
  private async show(changes: readonly Change[]): Promise<void> {
    const here = changes.find(({ document }) => document === this.article?.id) ?? changes[0]
    if (!here) return
    if (here.document === this.article?.id) this.select(here.edit)
    else await this.open(here.document, here.edit)
  }

  /** Sends something in its turn. `settled` is called when it was answered, whatever the answer. */
  private post(send: () => Promise<void>, settled: () => void = () => undefined): void {
    this.outbox.add(
      async () => {
        await send()
        settled()
      },
      (why) => {
        settled()
        this.say(`Not done: ${why}`)
        void this.refresh()
      }
    )
  }

  /** Reads anew what the page shows, and draws only what is different. */
  async refresh(): Promise<void> {
    await this.load()
    const { article, standings } = this
    if (!article || !standings) return
    const renewed = await this.server.article(article.id)
    if (standings !== this.standings) return
    this.tell({ what: 'edits', edits: standings.renew(renewed) })
  }

  /** Takes over what happened, here or in another tab. */
  hear(event: ReviewEvent): void {
    if (event.type === 'decided') this.take(event)
    else this.replace([event.document])
  }

  /** What this page did comes twice, as an answer and as an event, and they may overtake each other. */
  private take({ changes, documents, history }: Decided): void {
    const seq = changes.at(-1)?.seq ?? 0
    if (this.taken.has(seq)) return
    if (seq > 0) this.taken.add(seq)
    const edits = this.standings?.merge(changes) ?? []
    if (edits.length > 0) this.tell({ what: 'edits', edits })
    if (seq < this.latest) return
    this.latest = seq
    this.history = history
    this.tell({ what: 'history' })
    this.replace(documents)
  }

  private replace(changed: readonly DocumentState[]): void {
    if (changed.length === 0) return
    const byId = new Map(changed.map((document) => [document.id, document]))
    this.documents = this.documents.map((document) => byId.get(document.id) ?? document)
    this.tell({ what: 'documents' })
  }

  private advance(): void {
    const next = this.find(this.current, 1, true)
    if (next !== undefined) {
      this.select(next)
      return
    }
    this.select(this.current)
    const others = this.documents.some(({ id, counts }) => id !== this.article?.id && counts.undecided > 0)
    this.say(`Nothing is left open in this article. ${others ? 'J opens the next one.' : 'S shows the summary.'}`)
  }

  private find(from: number, step: 1 | -1, openOnly: boolean): number | undefined {
    return nearest(this.edits.length, from, step, (index) => (openOnly ? this.isOpen(index) : this.isVisible(index)))
  }
}
