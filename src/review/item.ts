/** What a person is asked about: one proposal each, made from the edits and suggestions of a restoration. */
import { applyEdits } from '../edit/apply.js'
import { resolveOverlaps } from '../edit/resolve.js'
import type { Alternative, Edit, EditKind, Reason, Restoration, Span } from '../types.js'
import { type Place, type PlaceIndex, placeKey } from './place.js'

/** A proposal of one document. Everything but `place` may be shown to the person as it is. */
export interface Item {
  /** Identity within its document, the same in every session on the same text; see `placeKey`. */
  readonly key: string
  readonly place: Place
  /** UTF-16 code units in the document's source. Items of a document ascend and never overlap. */
  readonly span: Span
  /** What stands there: `source.slice(span.start, span.end)`. */
  readonly before: string
  /** What was proposed to stand there. */
  readonly after: string
  /** Other readings of the whole span, best first. */
  readonly alternatives: readonly Alternative[]
  readonly entry: string
  readonly via: readonly string[]
  readonly kind: EditKind
  readonly confidence: number
  readonly reasons: readonly Reason[]
  readonly inQuote: boolean
  /**
   * `edit`: unspin would apply it. `suggestion`: it was not sure enough. `decision`: nobody proposes it any more, but
   * it was decided earlier and still takes effect.
   */
  readonly origin: 'edit' | 'suggestion' | 'decision'
}

const RANKS: Readonly<Record<Item['origin'], number>> = { decision: 2, edit: 1, suggestion: 0 }

interface Cluster {
  readonly edits: Edit[]
  end: number
}

/**
 * The items of a restoration, in order. Edits that share a `group`, such as an article beside the word that it agrees
 * with, are one item: its text reaches from the first of them to the last.
 */
export function itemsOf(index: PlaceIndex, { edits, suggestions }: Pick<Restoration, 'edits' | 'suggestions'>): Item[] {
  const proposed = clustersOf(edits).map((cluster) => itemOf(index, cluster, 'edit'))
  const suggested = clustersOf(suggestions).map((cluster) => itemOf(index, cluster, 'suggestion'))
  return withoutOverlaps([...proposed, ...suggested])
}

/** Items in order that do not overlap: what was decided stays, then edits, then suggestions. */
export function withoutOverlaps(items: readonly Item[]): Item[] {
  return resolveOverlaps(items.map((item) => ({ span: item.span, confidence: RANKS[item.origin], item }))).kept.map(({ item }) => item)
}


/** Edits by group, in order; groups that reach into each other are put together. */
function clustersOf(edits: readonly Edit[]): Edit[][] {
  const last = new Map(edits.map(({ group, span }) => [group, span.end]))
  const clusters: Cluster[] = []
  for (const edit of edits) {
    const cluster = clusters.at(-1)
    const end = last.get(edit.group) ?? edit.span.end
    if (cluster && edit.span.end <= cluster.end) {
      cluster.edits.push(edit)
      cluster.end = Math.max(cluster.end, end)
    } else clusters.push({ edits: [edit], end })
  }
  return clusters.map(({ edits: members }) => members)
}

function itemOf(index: PlaceIndex, edits: readonly Edit[], origin: Item['origin']): Item {
  const span = { start: edits[0]?.span.start ?? 0, end: edits.at(-1)?.span.end ?? 0 }
  const before = index.source.slice(span.start, span.end)
  const inside = edits.map((edit) => ({ ...edit, span: { start: edit.span.start - span.start, end: edit.span.end - span.start } }))
  const after = applyEdits(before, inside)
  // The article follows its word, so the word tells what kind of edit this is.
  const main = edits.find(({ kind }) => kind !== 'article') ?? edits[0]
  const alternatives = (main?.alternatives ?? []).map((alternative) => ({
    ...alternative,
    after: applyEdits(before, inside.map((edit, at) => (edits[at] === main ? { ...edit, after: alternative.after } : edit)))
  })).filter((alternative) => alternative.after !== before && alternative.after !== after)
  const place = index.placeAt(span.start, before)
  return {
    key: placeKey(place),
    place,
    span,
    before,
    after,
    alternatives,
    entry: main?.entry ?? '',
    via: main?.via ?? [],
    kind: main?.kind ?? 'word',
    confidence: Math.min(...edits.map(({ confidence }) => confidence)),
    reasons: main?.reasons ?? [],
    inQuote: main?.inQuote ?? false,
    origin
  }
}
