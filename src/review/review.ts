/** Deciding over one or more documents, with undo and redo. Pure: whoever makes a review keeps its journals. */
import { UnspinError } from '../types.js'
import { type Choice, type Counts, type Decision, decisionOf, type ReviewDocument } from './document.js'
import type { Item } from './item.js'
import type { DecisionRecord, Rule } from './records.js'

/** An item and the document that it belongs to. */
export interface Target {
  readonly document: ReviewDocument
  readonly item: Item
}

/** One item's decision before and after a step; undefined is undecided. */
export interface Change extends Target {
  readonly from: Decision | undefined
  readonly to: Decision | undefined
}

/** What was decided at once, and is undone at once. */
export interface Step {
  readonly changes: readonly Change[]
}

/**
 * Keeps decisions before they are made: it returns when they are safe. When it throws, they are not made.
 * The records of one call all belong to `document`.
 */
export type Keep = (document: ReviewDocument, records: readonly DecisionRecord[]) => void

export class Review {
  private readonly list: ReviewDocument[] = []
  private readonly done: Step[] = []
  private undone: Step[] = []

  /** @param keep called with every change, those of undo and redo included, before it is made */
  constructor(private readonly keep: Keep) {}

  get documents(): readonly ReviewDocument[] {
    return this.list
  }

  add(document: ReviewDocument): void {
    this.list.push(document)
  }

  get canUndo(): boolean {
    return this.done.length > 0
  }

  /** The step that {@link undo} would take back. */
  get nextUndo(): Step | undefined {
    return this.done.at(-1)
  }

  /** The step that {@link redo} would make again. */
  get nextRedo(): Step | undefined {
    return this.undone.at(-1)
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  /** Items of all documents, or of one, that are wanted. */
  targets(wanted: (target: Target) => boolean = () => true, within: readonly ReviewDocument[] = this.list): Target[] {
    return within.flatMap((document) => document.items.map((item) => ({ document, item }))).filter(wanted)
  }

  /** Undecided items that an entry proposed. */
  undecidedOf(entry: string, within: readonly ReviewDocument[] = this.list): Target[] {
    return this.targets(({ document, item }) => item.entry === entry && !document.decisionOn(item), within)
  }

  /**
   * Decides items in one step. Items that are decided so already stay as they are.
   * @returns the step, or undefined when there was nothing to change
   * @throws UnspinError for a replacement that is no text or has no room in the markup, and what `keep` throws: then the documents before the one
   * that could not be kept are decided, as a step that can be undone, and the others are not
   */
  decide(targets: readonly Target[], choice: Choice, by?: Decision['by']): Step | undefined {
    const changes = targets.flatMap(({ document, item }) => {
      const change = { document, item, from: document.decisionOn(item), to: decisionOf(item, choice, by) }
      if (change.to && choice.verdict === 'replaced') checkRoom(change.document, item, change.to.after)
      return same(change.from, change.to) ? [] : [change]
    })
    if (changes.length === 0) return undefined
    const made: Change[] = []
    const step = { changes: made }
    try {
      this.make(changes, made)
    } finally {
      if (made.length > 0) {
        this.done.push(step)
        this.undone = []
      }
    }
    return step
  }

  /** Accepts every undecided item at or above a confidence, suggestions included. */
  acceptAbove(confidence: number, within: readonly ReviewDocument[] = this.list): Step | undefined {
    const wanted = this.targets(({ document, item }) => item.confidence >= confidence && !document.decisionOn(item), within)
    return this.decide(wanted, { verdict: 'accepted' }, 'bulk')
  }

  /** Decides, by the project's rules, the items that nobody has decided on before. */
  applyRules(rules: ReadonlyMap<string, Rule>, within: readonly ReviewDocument[] = this.list): Step[] {
    const fresh = this.targets(({ document, item }) => !document.wasDecided(item), within)
    const of = (rule: Rule): Target[] => fresh.filter(({ item }) => rules.get(item.entry) === rule)
    const accepted = this.decide(of('always'), { verdict: 'accepted' }, 'rule')
    const rejected = this.decide(of('never'), { verdict: 'rejected' }, 'rule')
    return [accepted, rejected].filter((step) => step !== undefined)
  }

  /** Takes the last step back. @returns the step that was taken back; undefined when there is none */
  undo(): Step | undefined {
    const step = this.done.at(-1)
    if (!step) return undefined
    this.make(step.changes.map((change) => ({ ...change, from: change.to, to: change.from })))
    this.done.pop()
    this.undone.push(step)
    return step
  }

  /** Makes the step again that was undone last. @returns it; undefined when there is none */
  redo(): Step | undefined {
    const step = this.undone.at(-1)
    if (!step) return undefined
    this.make(step.changes)
    this.undone.pop()
    this.done.push(step)
    return step
  }

  /** Counts over all documents, or over some. */
  counts(wanted?: (item: Item) => boolean, within: readonly ReviewDocument[] = this.list): Counts {
    const total = { items: 0, undecided: 0, accepted: 0, rejected: 0, replaced: 0 }
    for (const document of within) {
      const counts = document.counts(wanted)
      total.items += counts.items
      total.undecided += counts.undecided
      total.accepted += counts.accepted
      total.rejected += counts.rejected
      total.replaced += counts.replaced
    }
    return total
  }

  /** Keeps and then makes changes, document by document, and notes in `made` what has been made. */
  private make(changes: readonly Change[], made: Change[] = []): void {
    const byDocument = new Map<ReviewDocument, Change[]>()
    for (const change of changes) {
      const own = byDocument.get(change.document)
      if (own) own.push(change)
      else byDocument.set(change.document, [change])
    }
    for (const [document, own] of byDocument) {
      this.keep(document, own.map(({ item, to }) => document.recordOf(item, to)))
      for (const { item, to } of own) document.set(item, to)
      made.push(...own)
    }
  }
}

function checkRoom(document: ReviewDocument, item: Item, after: string): void {
  if (document.canHold(item, after)) return
  const hint = 'reject the edit, and change the document by hand'
  throw new UnspinError('UNSPIN_REVIEW_MARKUP', 'the markup there leaves no room for these words', { hint })
}

const same = (a: Decision | undefined, b: Decision | undefined): boolean => a?.verdict === b?.verdict && a?.after === b?.after
