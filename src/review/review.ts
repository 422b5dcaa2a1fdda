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

/** A rule before and after a step. */
export interface RuleChange {
  readonly entry: string
  readonly from: Rule
  readonly to: Rule
}

/** What was decided at once, and is undone at once. */
export interface Step {
  readonly changes: readonly Change[]
  /** The rule that came with it. */
  readonly rule?: RuleChange
}

/** The rules for entries that hold in the whole project. */
export interface Rules {
  get(entry: string): Rule | undefined
  /** Keeps a rule; `ask` takes one back. When it throws, the rule is as it was. */
  set(entry: string, rule: Rule): unknown
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
  constructor(private readonly keep: Keep, private readonly rules: Rules = new Map<string, Rule>()) {}

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
   * @throws UnspinError for a replacement that is no text or has no room in the markup, and what `keep` throws: then the
   * documents before the one that could not be kept are decided, as a step that can be undone, and the others are not
   */
  decide(targets: readonly Target[], choice: Choice, by?: Decision['by']): Step | undefined {
    return this.take(changesOf(targets, choice, by))
  }

  /**
   * Decides on an item and, by the way, on others that nobody looked at; these teach nothing. One step.
   * @returns and throws as {@link decide} does
   */
  decideWith(target: Target, others: readonly Target[], choice: Choice): Step | undefined {
    return this.take([...changesOf([target], choice), ...changesOf(others, choice, 'bulk')])
  }

  /** The rule that holds for an entry. */
  ruleOf(entry: string): Rule {
    return this.rules.get(entry) ?? 'ask'
  }

  /**
   * Makes a rule of an item's entry, and decides by it the item and all undecided items of that entry; `ask` only takes a
   * rule back. One step.
   * @returns undefined when there was nothing to change
   * @throws UnspinError when the rule or the decisions cannot be kept; what was kept until then can be undone
   */
  decideEntry(target: Target, to: Rule): Step | undefined {
    const { entry } = target.item
    const from = this.ruleOf(entry)
    const rule = from === to ? undefined : { entry, from, to }
    if (to === 'ask') return this.take([], rule)
    const others = this.undecidedOf(entry).filter(({ item }) => item !== target.item)
    const choice = { verdict: to === 'always' ? 'accepted' : 'rejected' } as const
    return this.take([...changesOf([target], choice), ...changesOf(others, choice, 'rule')], rule)
  }

  /** Accepts every undecided item at or above a confidence, suggestions included. */
  acceptAbove(confidence: number, within: readonly ReviewDocument[] = this.list): Step | undefined {
    return this.decide(this.undecidedFrom(confidence, within), { verdict: 'accepted' }, 'bulk')
  }

  /**
   * Decides what needs nobody to be asked in a document that was just opened: items that nobody has decided on before, by
   * the project's rules, and those at or above a confidence. These steps are undone after everything that a person decided.
   */
  decideUnasked(document: ReviewDocument, acceptAbove = Infinity): { byRule: number; above: number } {
    const fresh = this.targets(({ item }) => !document.wasDecided(item), [document])
    const of = (rule: Rule): Target[] => fresh.filter(({ item }) => this.rules.get(item.entry) === rule)
    const steps = [
      this.take(changesOf(of('always'), { verdict: 'accepted' }, 'rule'), undefined, true),
      this.take(changesOf(of('never'), { verdict: 'rejected' }, 'rule'), undefined, true)
    ]
    const above = this.take(changesOf(this.undecidedFrom(acceptAbove, [document]), { verdict: 'accepted' }, 'bulk'), undefined, true)
    return { byRule: steps.reduce((sum, step) => sum + (step?.changes.length ?? 0), 0), above: above?.changes.length ?? 0 }
  }

  private undecidedFrom(confidence: number, within: readonly ReviewDocument[]): Target[] {
    return this.targets(({ document, item }) => item.confidence >= confidence && !document.decisionOn(item), within)
  }

  /** Takes the last step back. @returns the step that was taken back; undefined when there is none */
  undo(): Step | undefined {
    const step = this.done.at(-1)
    if (!step) return undefined
    if (step.rule) this.rules.set(step.rule.entry, step.rule.from)
    this.make(step.changes.map((change) => ({ ...change, from: change.to, to: change.from })))
    this.done.pop()
    this.undone.push(step)
    return step
  }

  /** Makes the step again that was undone last. @returns it; undefined when there is none */
  redo(): Step | undefined {
    const step = this.undone.at(-1)
    if (!step) return undefined
    if (step.rule) this.rules.set(step.rule.entry, step.rule.to)
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

  /** Makes a step. @param unasked whether it goes below what a person decided, who has not seen its document yet */
  private take(changes: readonly Change[], rule?: RuleChange, unasked = false): Step | undefined {
    if (changes.length === 0 && !rule) return undefined
    const made: Change[] = []
    const step: Step = { changes: made, ...(rule && { rule }) }
    if (rule) this.rules.set(rule.entry, rule.to)
    try {
      this.make(changes, made)
    } finally {
      if (unasked && made.length > 0) this.done.unshift(step)
      else if (made.length > 0 || rule) {
        this.done.push(step)
        this.undone = []
      }
    }
    return step
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

/** The changes that a choice makes in items; those that are decided so already stay as they are. */
function changesOf(targets: readonly Target[], choice: Choice, by?: Decision['by']): Change[] {
  return targets.flatMap(({ document, item }) => {
    const change = { document, item, from: document.decisionOn(item), to: decisionOf(item, choice, by) }
    if (change.to && choice.verdict === 'replaced') checkRoom(document, item, change.to.after)
    return same(change.from, change.to) ? [] : [change]
  })
}

function checkRoom(document: ReviewDocument, item: Item, after: string): void {
  if (document.canHold(item, after)) return
  const hint = 'reject the edit, and change the document by hand'
  throw new UnspinError('UNSPIN_REVIEW_MARKUP', 'these words cannot be written there: the markup leaves no room, or the encoding lacks a character', { hint })
}

const same = (a: Decision | undefined, b: Decision | undefined): boolean => a?.verdict === b?.verdict && a?.after === b?.after
