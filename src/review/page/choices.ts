/** The readings that a person can choose from: what was proposed, and what the model passed over. Pure. */
import type { Choice, ProposedEdit, Standing } from '../web/contract.js'

export interface Reading {
  /** The key that chooses it. */
  readonly key: string
  readonly words: string
  readonly confidence: number
  readonly entry: string
  readonly choice: Choice
}

/** The proposal first, then the other readings in the model's order. */
export function readingsOf(edit: ProposedEdit): Reading[] {
  const proposal: Reading = { key: 'y', words: edit.after, confidence: edit.confidence, entry: edit.entry, choice: { verdict: 'accepted' } }
  const others = edit.alternatives.map(({ after, confidence, entry }, index) => ({
    key: String(index + 1),
    words: after,
    confidence,
    entry,
    choice: { verdict: 'replaced' as const, after }
  }))
  return [proposal, ...others]
}

/** Whether an edit stands as a reading would have it. */
export const isChosen = ({ choice, words }: Reading, { verdict, after }: Standing): boolean =>
  choice.verdict === verdict && (verdict !== 'replaced' || after === words)
