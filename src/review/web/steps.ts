/** The steps of a review by names that the page can tell a person. */
import type { Step as ReviewStep } from '../review.js'
import type { Step } from './contract.js'

const VERBS = { accepted: 'accepted', rejected: 'rejected', replaced: 'reworded', undecided: 'reopened' } as const

/** A step in a few words. */
export function labelOf({ changes }: ReviewStep): string {
  const [first] = changes
  const verb = VERBS[first?.to?.verdict ?? 'undecided']
  if (!first || changes.length > 1) return `${changes.length} edits ${verb}`
  return `“${first.item.before}” → “${first.to?.after ?? first.item.after}” ${verb}`
}

/** Numbers steps, so that a page can say which one it means. */
export class Steps {
  private readonly ids = new WeakMap<ReviewStep, number>()
  private count = 0

  name(step: ReviewStep | undefined): Step | null {
    if (!step) return null
    const id = this.ids.get(step) ?? ++this.count
    this.ids.set(step, id)
    return { id, label: labelOf(step) }
  }
}
