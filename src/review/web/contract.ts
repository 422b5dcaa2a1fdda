/** What the page and its server tell each other. Types alone: the page runs in a browser and the server does not. */
import type { Edit, EntryDescription, EvidenceWindow, Span } from '../../types.js'

/** How an edit stands: still open, taken as proposed, left as it was, or answered with other words. */
export type Verdict = 'undecided' | 'accepted' | 'rejected' | 'replaced'

export interface Standing {
  readonly verdict: Verdict
  /** The words chosen instead; with `replaced` alone. */
  readonly after?: string
}

/** What a person wants of an edit; `reopened` takes a decision back. */
export type Choice =
  | { readonly verdict: 'accepted' | 'rejected' | 'reopened' }
  | { readonly verdict: 'replaced'; readonly after: string }

/** An edit of an article, as it was proposed. Offsets are UTF-16 code units into the article's source, half open. */
export interface ProposedEdit extends Span, Omit<Edit, 'span' | 'group'> {
  /** A `suggestion` is shown, but no part of the work unless asked for; a `decision` was made earlier and is proposed no more. */
  readonly origin: 'edit' | 'suggestion' | 'decision'
}

/** Where an entry of the dictionary was written. */
export type EntryNote = Omit<EntryDescription, 'id'>

export type Counts = Readonly<Record<Verdict, number>>

/** A document in the list. */
export interface DocumentState {
  readonly id: number
  readonly name: string
  readonly state: 'waiting' | 'ready' | 'failed'
  /** Why it cannot be reviewed; with `failed` alone. */
  readonly error?: string
  /** How spun it looks, 0 to 1. */
  readonly spun: number
  /** How its edits stand; open suggestions are not counted. */
  readonly counts: Counts
  /** Decisions of an earlier review that found no place in the text as it is now. */
  readonly unplaced: number
  /** Whether the file holds the decisions as they stand. */
  readonly applied: boolean
}

/** A document with all that its page shows. */
export interface Article {
  readonly id: number
  readonly name: string
  readonly source: string
  readonly edits: readonly ProposedEdit[]
  /** How each edit stands, by its place in `edits`. */
  readonly standings: readonly Standing[]
  /** The last change that `standings` knows of. */
  readonly seq: number
  readonly entries: Readonly<Record<string, EntryNote>>
  readonly evidence: readonly EvidenceWindow[]
}

/** One edit that stands otherwise than before. */
export interface Change extends Standing {
  readonly document: number
  /** Place in the article's `edits`. */
  readonly edit: number
  /** Ascends over the whole review, so that an older change never hides a newer one. */
  readonly seq: number
}

/** A step that can be undone or done again, and what it did. */
export interface Step {
  readonly id: number
  readonly label: string
}

export interface History {
  readonly undo: Step | null
  readonly redo: Step | null
}

/** What holds for an entry in the whole project; `ask` when no rule does. */
export type Rule = 'always' | 'never' | 'ask'

/** Answer to every decision: it is on disk. */
export interface Decided {
  /** Ascends as those of the changes do, and is theirs when there are any; 0 when nothing changed, nor any rule. */
  readonly seq: number
  readonly changes: readonly Change[]
  readonly documents: readonly DocumentState[]
  readonly history: History
}

export interface Overview {
  readonly documents: readonly DocumentState[]
  readonly history: History
  /** Edits below it are suggestions. */
  readonly minConfidence: number
}

/** How many open edits share an entry, over all documents, and what holds for it. */
export interface EntryShare {
  readonly edits: number
  readonly documents: number
  readonly rule: Rule
}

/** What accepting everything above a confidence would decide. */
export interface OpenAbove {
  readonly confidences: readonly number[]
  readonly documents: number
}

/** A document was read, or written; what rules decided of it may have become the last step. */
export interface DocumentChanged {
  readonly type: 'document'
  readonly document: DocumentState
  readonly history: History
  /** The last change that `history` knows of. */
  readonly seq: number
}

export type ReviewEvent = DocumentChanged | ({ readonly type: 'decided' } & Decided)

/** Body of `POST /api/decide`. */
export type DecideRequest = Choice & {
  readonly document: number
  readonly edit: number
}

/** Body of `POST /api/decide-all`: every open edit that matches. */
export interface DecideAllRequest {
  readonly verdict: 'accepted' | 'rejected'
  readonly minConfidence: number
  readonly document?: number
  readonly entry?: string
}

/** Body of `POST /api/rule`: a rule for the entry of an edit. */
export interface RuleRequest {
  readonly document: number
  readonly edit: number
  readonly rule: Rule
}

/** Body of `POST /api/undo` and `POST /api/redo`: the step that the page believes to be next. */
export interface StepRequest {
  readonly step: number
}

/** What the decisions come to. */
export interface Outcome {
  /** The patch from the sources, of all articles. */
  readonly patch: string
  /** Files that do not hold the decisions as they stand. */
  readonly unwritten: number
}

/** What became of a file when the decisions were applied. */
export interface AppliedFile {
  readonly document: number
  readonly name: string
  readonly edits: number
  readonly outcome: 'written' | 'unchanged' | 'failed'
  readonly error?: string
}
