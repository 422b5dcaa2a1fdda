/** What the page asks for and decides, on a review of files. */
import { formatReport } from '../../report/index.js'
import { type EntryDescription, UnspinError } from '../../types.js'
import type { Decision } from '../document.js'
import type { FileReview } from '../files.js'
import type { Item } from '../item.js'
import type { Step, Target } from '../review.js'
import type {
  AppliedFile, Article, Change, Decided, DocumentState, EntryNote, EntryShare, History, OpenAbove, Outcome, Overview, ProposedEdit, ReviewEvent, Standing
} from './contract.js'
import { HttpError } from './messages.js'
import { decideAllRequest, decideRequest, ruleRequest, stepRequest } from './requests.js'
import type { Api } from './server.js'
import { type Offered, Shelf, wordsOf } from './shelf.js'
import { Steps } from './steps.js'

export interface ReviewApiOptions {
  readonly files: FileReview
  /** In the order of the list. */
  readonly documents: readonly Offered[]
  readonly describe: (entry: string) => EntryDescription | undefined
  /** Edits below it are suggestions. */
  readonly minConfidence: number
}

export class ReviewApi implements Api {
  private readonly shelf: Shelf
  private readonly steps = new Steps()
  private readonly listeners = new Set<(event: ReviewEvent) => void>()
  private seq = 0
  private reading: Promise<void> | undefined

  constructor(private readonly options: ReviewApiOptions) {
    this.shelf = new Shelf(options.files, options.documents)
  }

  /** Reads the documents; resolves when all are read, or when `signal` stopped it. */
  readAll(signal: AbortSignal): Promise<void> {
    this.reading ??= this.shelf.readAll(signal, (document) => { this.tellOf(document) })
    return this.reading
  }

  listen(tell: (event: ReviewEvent) => void): () => void {
    this.listeners.add(tell)
    return () => this.listeners.delete(tell)
  }

  async get(path: string, query: URLSearchParams): Promise<unknown> {
    const [, id] = /^documents\/(\d{1,9})$/.exec(path) ?? []
    if (id !== undefined) return this.article(Number(id))
    switch (path) {
      case 'review':
        return this.overview()
      case 'entry':
        return this.share(query.get('id') ?? '')
      case 'above':
        return this.above(Number(query.get('confidence') ?? NaN))
      case 'patch':
        return this.outcome()
      default:
        return undefined
    }
  }

  async post(path: string, body: unknown): Promise<unknown> {
    switch (path) {
      case 'decide':
        return this.decide(body)
      case 'decide-all':
        return this.decideAll(body)
      case 'rule':
        return this.rule(body)
      case 'undo':
      case 'redo':
        return this.move(path, body)
      case 'apply':
        return { files: await this.apply() }
      default:
        return undefined
    }
  }

  private overview(): Overview {
    return { documents: this.shelf.states(), history: this.history, minConfidence: this.options.minConfidence }
  }

  private article(id: number): Article | undefined {
    const document = this.shelf.document(id)
    const state = this.shelf.state(id)
    if (!document) {
      if (state) throw new HttpError(409, state.error ?? 'it is not read yet')
      return undefined
    }
    const { items, source, restoration } = document
    const entries = new Map<string, EntryNote>()
    for (const entry of new Set(items.flatMap((item) => [item.entry, ...item.via]))) {
      const found = this.options.describe(entry)
      if (found) entries.set(entry, { file: found.file, line: found.line, summary: found.summary })
    }
    return {
      id,
      name: this.shelf.name(id),
      source,
      edits: items.map(editOf),
      standings: items.map((item) => standingOf(document.decisionOn(item))),
      seq: this.seq,
      entries: Object.fromEntries(entries),
      evidence: restoration.diagnosis.windows
    }
  }

  private share(entry: string): EntryShare {
    const targets = this.review.undecidedOf(entry).filter(({ item }) => item.confidence >= this.options.minConfidence)
    return { edits: targets.length, documents: new Set(targets.map(({ document }) => document)).size, rule: this.review.ruleOf(entry) }
  }

  private above(limit: number): OpenAbove {
    const targets = this.review.targets(({ document, item }) => item.confidence >= limit && !document.decisionOn(item))
    return { confidences: targets.map(({ item }) => item.confidence), documents: new Set(targets.map(({ document }) => document)).size }
  }

  private outcome(): Outcome {
    const documents = this.shelf.documents()
    const patches = documents.map(({ document, patchName }) => formatReport({ name: patchName, restoration: document.decidedInFile() }, 'patch'))
    return { patch: patches.join(''), unwritten: documents.filter(({ id }) => this.shelf.isUnwritten(id)).length }
  }

  private decide(body: unknown): Decided {
    const { document: id, edit, ...choice } = decideRequest(body)
    const target = this.target(id, edit)
    return this.deciding(() => this.review.decide([target], choice), 'to')
  }

  /** Documents that are read later are decided by the rule as they are opened. */
  private rule(body: unknown): Decided {
    const { document, edit, rule } = ruleRequest(body)
    const target = this.target(document, edit)
    return this.deciding(() => this.review.decideEntry(target, rule), 'to')
  }

  private target(id: number, edit: number): Target {
    const document = this.shelf.document(id)
    const item = document?.items[edit]
    if (!document || !item) throw new HttpError(404, 'there is no such edit')
    return { document, item }
  }

  /** Waits until every document is read, so that what is said of all articles is done in all of them. */
  private async decideAll(body: unknown): Promise<Decided> {
    const { verdict, minConfidence, document: id, entry } = decideAllRequest(body)
    if (id === undefined) await this.reading
    const only = id === undefined ? undefined : this.shelf.document(id)
    if (id !== undefined && !only) throw new HttpError(404, 'there is no such article')
    const wanted = ({ document, item }: Target): boolean =>
      item.confidence >= minConfidence && (entry === undefined || item.entry === entry) && !document.decisionOn(item)
    return this.deciding(() => this.review.decide(this.review.targets(wanted, only && [only]), { verdict }, 'bulk'), 'to')
  }

  private move(direction: keyof History, body: unknown): Decided {
    if (this.history[direction]?.id !== stepRequest(body).step) {
      throw new HttpError(409, 'something else was decided meanwhile, perhaps in another tab')
    }
    return direction === 'undo' ? this.deciding(() => this.review.undo(), 'from') : this.deciding(() => this.review.redo(), 'to')
  }

  private async apply(): Promise<AppliedFile[]> {
    const applied: AppliedFile[] = []
    for (const { id, document } of this.shelf.documents()) {
      const file = { document: id, name: this.shelf.name(id), edits: document.changes().length }
      try {
        applied.push({ ...file, outcome: (await this.shelf.write(id)) ? 'written' : 'unchanged' })
      } catch (error) {
        applied.push({ ...file, outcome: 'failed', error: wordsOf(error) })
      }
      const state = this.shelf.state(id)
      if (state) this.tellOf(state)
    }
    return applied
  }

  private get history(): History {
    const { nextUndo, nextRedo } = this.review
    return { undo: this.steps.name(nextUndo), redo: this.steps.name(nextRedo) }
  }

  private get review(): FileReview['review'] {
    return this.options.files.review
  }

  /** A journal that cannot be written, or words that are no text, are told as what they are. */
  private deciding(action: () => Step | undefined, side: 'from' | 'to'): Decided {
    try {
      return this.decided(action(), side)
    } catch (error) {
      throw error instanceof UnspinError ? new HttpError(409, wordsOf(error)) : error
    }
  }

  /** Tells every page of a step, and gives the same as an answer. */
  private decided(step: Step | undefined, side: 'from' | 'to'): Decided {
    const changes = (step?.changes ?? []).map(({ document, item, ...decisions }): Change => ({
      document: this.shelf.idOf(document),
      edit: this.shelf.indexOf(document, item),
      seq: ++this.seq,
      ...standingOf(decisions[side])
    }))
    const touched = [...new Set(changes.map(({ document }) => document))]
    for (const id of touched) this.shelf.markChanged(id)
    const documents = touched.map((id) => this.shelf.state(id)).filter((state) => state !== undefined)
    // A rule may change nothing but what holds for later articles.
    const seq = step && changes.length === 0 ? ++this.seq : step ? this.seq : 0
    const decided = { seq, changes, documents, history: this.history }
    if (step) this.tell({ type: 'decided', ...decided })
    return decided
  }

  private tellOf(document: DocumentState): void {
    this.tell({ type: 'document', document, history: this.history, seq: this.seq })
  }

  private tell(event: ReviewEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}

const standingOf = (decision: Decision | undefined): Standing => {
  if (!decision) return { verdict: 'undecided' }
  return decision.verdict === 'replaced' ? { verdict: 'replaced', after: decision.after } : { verdict: decision.verdict }
}

function editOf({ span, before, after, entry, via, kind, confidence, alternatives, reasons, inQuote, origin }: Item): ProposedEdit {
  return { ...span, before, after, entry, via, kind, confidence, alternatives, reasons, inQuote, origin }
}
