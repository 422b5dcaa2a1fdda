/** The steps of a review by names that the page can tell a person. */
import type { Step as ReviewStep } from '../review.js'
import type { Step } from './contract.js'

const VERBS = { accepted: 'accepted', rejected: 'rejected', replaced: 'reworded', undecided: 'reopened' } as const

const RULES = { always: 'always', never: 'never', ask: 'no rule for' } as const

const countedEdits = (count: number): string => `${count} edit${count === 1 ? '' : 's'}`

/** A step in a few words. */
export function labelOf({ changes, rule }: ReviewStep): string {
  if (rule) return `${RULES[rule.to]} ${rule.entry}${changes.length === 0 ? '' : `, ${countedEdits(changes.length)}`}`
  const [first] = changes
  const verb = VERBS[first?.to?.verdict ?? 'undecided']
  if (!first || changes.length > 1) return `${countedEdits(changes.length)} ${verb}`
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
