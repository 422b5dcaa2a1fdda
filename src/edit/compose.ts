/** Expresses two passes of edits as one, in offsets of the first pass's source. */
import type { Alternative, Edit, Span } from '../types.js'
import { applyEdits } from './apply.js'
import type { Replacement } from './apply.js'

const MAX_ALTERNATIVES = 5

/** A first-pass edit and where its output stands in the text between the passes. */
interface Output {
  readonly edit: Edit
  readonly span: Span
  /** How much longer the text between the passes is than the source, up to and including this edit. */
  readonly delta: number
}

/** Outputs and second-pass edits that touch one another, each in order; either side may be empty. */
interface Cluster {
  readonly outputs: Output[]
  readonly edits: Edit[]
}

/**
 * One list of edits that does what `first` and then `second` do:
 * `applyEdits(source, composeEdits(source, first, second)) === applyEdits(applyEdits(source, first), second)`.
 * The spans of `first` count in `source`, those of `second` in `applyEdits(source, first)`, those of
 * the result in `source`.
 *
 * A second-pass edit that touches or overlaps the output of first-pass edits becomes one edit with
 * them. It is as confident as the least confident of them and takes that one's kind, entry and
 * reasons (the later pass's where they are equal); it lies in a quotation if all of them do. Edits
 * that change nothing in the end vanish. Groups of the second pass are numbered on from those of
 * the first, and groups that meet in one edit become one group.
 * @throws UnspinError `UNSPIN_EDIT_MISMATCH` when either pass does not fit its text.
 */
export function composeEdits(source: string, first: readonly Edit[], second: readonly Edit[]): Edit[] {
  const between = applyEdits(source, first)
  applyEdits(between, second)
  const clusters = clustersOf(outputsOf(first), numberedOn(first, second))
  const groups = new GroupUnion()
  let delta = 0
  const composed = clusters.map((cluster) => {
    groups.unite(partsOf(cluster).map(({ group }) => group))
    const merged = merge(source, between, cluster, delta)
    delta = cluster.outputs.at(-1)?.delta ?? delta
    return merged
  })
  return composed
    .filter(({ before, after }) => before !== after)
    .map((edit) => ({ ...edit, group: groups.find(edit.group) }))
}

function outputsOf(edits: readonly Edit[]): Output[] {
  let delta = 0
  return edits.map((edit) => {
    const start = edit.span.start + delta
    delta += edit.after.length - edit.before.length
    return { edit, span: { start, end: start + edit.after.length }, delta }
  })
}

function numberedOn(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  const offset = first.reduce((next, { group }) => Math.max(next, group + 1), 0)
  return second.map((edit) => ({ ...edit, group: edit.group + offset }))
}

/** All outputs and edits in order. Those of one pass that touch only each other stay apart. */
function clustersOf(outputs: readonly Output[], edits: readonly Edit[]): Cluster[] {
  const clusters: Cluster[] = []
  let open: Cluster | undefined
  let next = 0
  for (const edit of edits) {
    const reach = open?.outputs.at(-1)?.span.end
    if (reach === undefined || reach < edit.span.start) open = undefined
    for (let output = outputs[next]; output && output.span.start <= edit.span.end; output = outputs[++next]) {
      if (output.span.end < edit.span.start) clusters.push({ outputs: [output], edits: [] })
      else if (open) open.outputs.push(output)
      else clusters.push((open = { outputs: [output], edits: [] }))
    }
    if (open) open.edits.push(edit)
    else clusters.push((open = { outputs: [], edits: [edit] }))
  }
  return [...clusters, ...outputs.slice(next).map((output) => ({ outputs: [output], edits: [] }))]
}

const partsOf = ({ outputs, edits }: Cluster): Edit[] => [...outputs.map(({ edit }) => edit), ...edits]

/** The edit that a cluster comes to. `delta` is that of the outputs before the cluster. */
function merge(source: string, between: string, cluster: Cluster, delta: number): Edit {
  const { outputs, edits } = cluster
  const [output] = outputs
  if (output && outputs.length === 1 && edits.length === 0) return untouched(output.edit)
  const firsts = [outputs[0], edits[0]].flatMap((part) => (part ? [part.span.start] : []))
  const lasts = [outputs.at(-1), edits.at(-1)].flatMap((part) => (part ? [part.span.end] : []))
  const region = { start: Math.min(...firsts), end: Math.max(...lasts) }
  const span = { start: region.start - delta, end: region.end - (outputs.at(-1)?.delta ?? delta) }
  const before = source.slice(span.start, span.end)
  const after = rewrite(between, region, edits)
  const parts = partsOf(cluster)
  const weakest = parts.reduce((lowest, part) => (part.confidence <= lowest.confidence ? part : lowest))
  return {
    ...weakest,
    span,
    before,
    after,
    via: [...new Set(parts.flatMap(({ via }) => via))],
    alternatives: best(readingsOf(between, region, cluster), [before, after]),
    inQuote: parts.every(({ inQuote }) => inQuote)
  }
}

/** What {@link merge} comes to for an edit that the later pass left alone, as most are. */
const untouched = (edit: Edit): Edit => ({ ...edit, via: [...new Set(edit.via)], alternatives: best(edit.alternatives, [edit.before, edit.after]) })

/** What a region of a text reads after replacements that all lie in it. */
function rewrite(text: string, region: Span, replacements: readonly Replacement[]): string {
  const inside = replacements.map(({ span, before, after }) => ({
    span: { start: span.start - region.start, end: span.end - region.start },
    before,
    after
  }))
  return applyEdits(text.slice(region.start, region.end), inside)
}

/**
 * The parts' alternatives as readings of the whole region: one part is read otherwise, the others
 * stay. An output that the second pass went on to rewrite has no other reading any more.
 */
function readingsOf(between: string, region: Span, { outputs, edits }: Cluster): Alternative[] {
  const standing = outputs
    .filter(({ span }) => !edits.some((edit) => collide(span, edit.span)))
    .map(({ edit, span }) => ({ part: edit, span, before: edit.after, after: edit.after }))
  const replacements = [...standing, ...edits.map((edit) => ({ part: edit, ...edit }))].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end
  )
  return replacements.flatMap(({ part }, at) => {
    const others = [...outputs.map(({ edit }) => edit), ...edits].filter((other) => other !== part)
    return part.alternatives.map(({ after, confidence, entry }) => ({
      after: rewrite(between, region, replacements.map((each, index) => (index === at ? { ...each, after } : each))),
      confidence: Math.min(confidence, ...others.map((other) => other.confidence)),
      entry
    }))
  })
}

/** Whether replacing both spans is impossible or their order arbitrary. */
const collide = (a: Span, b: Span): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === a.end && b.start === b.end && a.start === b.start)

function best(alternatives: readonly Alternative[], excluded: readonly string[]): Alternative[] {
  const seen = new Set(excluded)
  const distinct = alternatives
    .toSorted((a, b) => b.confidence - a.confidence)
    .filter(({ after }) => !seen.has(after) && seen.add(after))
  return distinct.slice(0, MAX_ALTERNATIVES)
}

/** Disjoint sets of group numbers, each named by its lowest. */
class GroupUnion {
  private readonly parents = new Map<number, number>()

  find(group: number): number {
    let root = group
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent
    return root
  }

  unite(groups: readonly number[]): void {
    const roots = groups.map((group) => this.find(group))
    const lowest = Math.min(...roots)
    for (const root of roots) if (root !== lowest) this.parents.set(root, lowest)
  }
}
