/** One document under review: its proposals, what was decided of them, and what the text comes to. Pure. */
import { applyEdits } from '../edit/apply.js'
import type { Edit, Restoration } from '../types.js'
import { UnspinError } from '../types.js'
import { type Item, itemsOf, withoutOverlaps } from './item.js'
import { PlaceIndex, placeKey } from './place.js'
import { placeDecisions, type PlacedDecision, takesEffect, type UnplacedDecision } from './placing.js'
import type { DecisionRecord, Verdict } from './records.js'

/** What was decided of an item. An item without a decision is undecided, and then nothing is changed there. */
export interface Decision {
  readonly verdict: Exclude<Verdict, 'reopened'>
  /** What stands there in the end; `before` when rejected. */
  readonly after: string
  /** Who decided, when it was not a person looking at this item. */
  readonly by?: 'rule' | 'bulk'
}

/** What a person wants of an item. */
export type Choice =
  | { readonly verdict: 'accepted' | 'rejected' | 'reopened' }
  | { readonly verdict: 'replaced'; readonly after: string }

export interface Counts {
  readonly items: number
  readonly undecided: number
  readonly accepted: number
  readonly rejected: number
  readonly replaced: number
}

export interface DocumentParts {
  /** As the journal names it. */
  readonly name: string
  /** Short hash of the source; see `shortHash`. */
  readonly sourceId: string
  /** Of the document's prose, at any threshold: its edits are proposed, its suggestions suggested. */
  readonly restoration: Restoration
  /** Brings a restoration of the prose back to what it was taken out of; a plain text is its own prose. */
  readonly inFile?: (restoration: Restoration) => Restoration
  /** Live decisions of this document, as its journal has them. */
  readonly decisions: readonly DecisionRecord[]
}

export class ReviewDocument {
  readonly name: string
  readonly sourceId: string
  /** The text under review: the prose of a marked-up document, all of a plain one. All offsets count in it. */
  readonly source: string
  readonly restoration: Restoration
  /** In order of their spans, which do not overlap. */
  readonly items: readonly Item[]
  /** Decisions of the journal that have no place in this text, each with why. */
  readonly unplaced: readonly UnplacedDecision[]
  private readonly toFile: (restoration: Restoration) => Restoration
  private readonly byKey: ReadonlyMap<string, Item>
  private readonly decisions = new Map<string, Decision>()
  /** Keys of items that the journal has a line for, reopened ones included. */
  private readonly journaled = new Set<string>()

  constructor({ name, sourceId, restoration, decisions, inFile = (same) => same }: DocumentParts) {
    this.name = name
    this.sourceId = sourceId
    this.source = restoration.source
    this.restoration = restoration
    this.toFile = inFile
    const index = new PlaceIndex(this.source)
    const { placed, unplaced } = placeDecisions(index, sourceId, decisions)
    this.items = withDecided(index, itemsOf(index, makeable(restoration, inFile)), placed)
    this.byKey = new Map(this.items.map((item) => [item.key, item]))
    const unwritable: UnplacedDecision[] = []
    const atStart = new Map(this.items.map((item) => [item.span.start, item]))
    for (const { record, span } of placed) {
      const item = atStart.get(span.start)
      // A rejection is about what was proposed: another proposal for the same place is a question of its own.
      if (!item || item.before !== record.before || (record.decision === 'rejected' && record.proposed !== item.after)) continue
      this.journaled.add(item.key)
      if (record.decision === 'reopened') continue
      const choice: Choice = takesEffect(record) ? { verdict: 'replaced', after: record.after } : { verdict: 'rejected' }
      if (choice.verdict === 'replaced' && !this.canHold(item, record.after)) unwritable.push({ record, why: 'markup' })
      else this.set(item, decisionOf(item, choice, record.by))
    }
    this.unplaced = [...unplaced, ...unwritable]
  }

  item(key: string): Item | undefined {
    return this.byKey.get(key)
  }

  /** What was decided of an item; undefined while nothing is. */
  decisionOn(item: Item): Decision | undefined {
    return this.decisions.get(item.key)
  }

  /** Whether anything was ever decided of an item, also when it was taken back. */
  wasDecided(item: Item): boolean {
    return this.journaled.has(item.key)
  }

  /** Changes what is decided. Callers go through `Review`, which keeps the journal. */
  set(item: Item, decision: Decision | undefined): void {
    this.journaled.add(item.key)
    if (decision) this.decisions.set(item.key, decision)
    else this.decisions.delete(item.key)
  }

  /** How many of the items, or of those that are wanted, are in which state. */
  counts(wanted: (item: Item) => boolean = () => true): Counts {
    const counts = { items: 0, undecided: 0, accepted: 0, rejected: 0, replaced: 0 }
    for (const item of this.items) {
      if (!wanted(item)) continue
      counts.items++
      counts[this.decisionOn(item)?.verdict ?? 'undecided']++
    }
    return counts
  }

  /** The decided changes, in order: what `applyEdits` makes of the source is the result. */
  changes(): Edit[] {
    return this.items.flatMap((item, group) => {
      const decision = this.decisionOn(item)
      return decision && decision.after !== item.before ? [{ ...editOf(item, group), after: decision.after }] : []
    })
  }

  /** Whether words can be written in an item's place: markup may leave no room for them. */
  canHold(item: Item, after: string): boolean {
    const edits = [{ ...editOf(item, 0), after, alternatives: [] }]
    return after === item.before || this.toFile({ ...NOTHING, source: this.source, text: this.source, edits }).edits.length > 0
  }

  /** The text as decided; undecided items are left as they stand in the source. */
  result(): string {
    return applyEdits(this.source, this.changes())
  }

  /** The decided changes as a restoration, for the reports: as a patch, inline, explained. Undecided items are its suggestions. */
  decided(): Restoration {
    const suggestions = this.items.flatMap((item, group) => (this.decisionOn(item) ? [] : [editOf(item, group)]))
    return { ...this.restoration, text: this.result(), edits: this.changes(), suggestions }
  }

  /** The decided changes in the file's own text, markup and all: its source, its edits, and the text it becomes. */
  decidedInFile(): Restoration {
    return this.toFile({ ...NOTHING, source: this.source, text: this.result(), edits: this.changes() })
  }

  /** The line of the journal for a decision on an item, or for taking it back. */
  recordOf(item: Item, decision: Decision | undefined): DecisionRecord {
    const { place, span, before, after: proposed, entry, kind, confidence } = item
    const { left, right, occurrence, of } = place
    return {
      decision: decision?.verdict ?? 'reopened',
      document: this.name,
      left,
      before,
      right,
      after: decision?.verdict === 'replaced' ? decision.after : proposed,
      proposed,
      entry,
      kind,
      confidence,
      ...(item.origin === 'suggestion' && { suggestion: true }),
      ...(decision?.by && { by: decision.by }),
      occurrence,
      of,
      start: span.start,
      source: this.sourceId
    }
  }
}

const NOTHING = { edits: [], suggestions: [], diagnosis: { spun: 0, families: [], windows: [], language: 'und' } }

/** Without the edits that cannot be made in the file. */
function makeable(restoration: Restoration, inFile: (restoration: Restoration) => Restoration): Pick<Restoration, 'edits' | 'suggestions'> {
  const made = inFile(restoration)
  const keep = (wanted: readonly Edit[], there: readonly Edit[]): Edit[] => {
    const groups = new Set(there.map(({ group }) => group))
    return wanted.filter(({ group }) => groups.has(group))
  }
  return { edits: keep(restoration.edits, made.edits), suggestions: keep(restoration.suggestions, made.suggestions) }
}

/**
 * The decision that a choice comes to. Own words that are those of the proposal accept it; those that stand there
 * already reject it.
 * @throws UnspinError `UNSPIN_REVIEW_TEXT` for words that no file can hold
 */
export function decisionOf(item: Item, choice: Choice, by?: Decision['by']): Decision | undefined {
  const who = by && { by }
  if (choice.verdict === 'reopened') return undefined
  const after = choice.verdict === 'replaced' ? choice.after : choice.verdict === 'accepted' ? item.after : item.before
  if (/[\ud800-\udfff]/u.test(after) || after.includes('\0')) {
    throw new UnspinError('UNSPIN_REVIEW_TEXT', 'the replacement holds characters that are no text', { hint: 'type it again' })
  }
  if (after === item.before) return { verdict: 'rejected', after, ...who }
  return { verdict: after === item.after ? 'accepted' : 'replaced', after, ...who }
}

/** Proposals, and earlier decisions that still take effect where nothing is proposed any more. */
function withDecided(index: PlaceIndex, items: readonly Item[], placed: readonly PlacedDecision[]): Item[] {
  const known = new Map(items.map((item) => [item.span.start, item]))
  const lone = placed.filter(({ record, span }) => takesEffect(record) && known.get(span.start)?.before !== record.before)
  if (lone.length === 0) return [...items]
  return withoutOverlaps([...items, ...lone.map(({ record, span }) => decidedItem(index, record, span.start))])
}

function decidedItem(index: PlaceIndex, record: DecisionRecord, start: number): Item {
  const { before, proposed, entry, kind, confidence } = record
  const place = index.placeAt(start, before)
  return {
    key: placeKey(place),
    place,
    span: { start, end: start + before.length },
    before,
    after: proposed,
    alternatives: [],
    entry,
    via: [],
    kind,
    confidence,
    reasons: [],
    inQuote: false,
    origin: 'decision'
  }
}

function editOf(item: Item, group: number): Edit {
  const { span, before, after, entry, via, kind, confidence, alternatives, reasons, inQuote } = item
  return { span, before, after, entry, via, kind, confidence, alternatives, reasons, inQuote, group }
}
