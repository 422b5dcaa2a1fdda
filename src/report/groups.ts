/** Edits that are applied or dropped together: an expression with its article, or one that needs several splices. */
import type { Edit } from '../types.js'

/** The edits of one group, in the order of the text. */
export interface EditGroup {
  /** The edit that the others go with: the first that is not a mere a/an. */
  readonly main: Edit
  readonly edits: readonly Edit[]
}

/** The groups in the order of their first edits. */
export function groupsOf(edits: readonly Edit[]): EditGroup[] {
  const groups = new Map<number, [Edit, ...Edit[]]>()
  for (const edit of edits) {
    const group = groups.get(edit.group)
    if (group) group.push(edit)
    else groups.set(edit.group, [edit])
  }
  return [...groups.values()].map((group) => ({ main: group.find(({ kind }) => kind !== 'article') ?? group[0], edits: group }))
}
