/** How the edits of the article on the page stand: what the server said last, and what is still on its way there. */
import type { Article, Change, Standing } from '../web/contract.js'

interface Known {
  /** What the server said last, and the change that it came with. */
  said: Standing
  seq: number
  /** What this page decided last. */
  expected: Standing
  /** Decisions of this page that the server has not answered yet. */
  pending: number
}

const same = (a: Standing, b: Standing): boolean => a.verdict === b.verdict && a.after === b.after

const UNDECIDED: Standing = { verdict: 'undecided' }

export class Standings {
  private readonly known: readonly Known[]

  constructor(private readonly article: Article) {
    this.known = article.standings.map((said) => ({ said, seq: article.seq, expected: said, pending: 0 }))
  }

  of(edit: number): Standing {
    const known = this.known[edit]
    if (!known) return UNDECIDED
    return known.pending > 0 ? known.expected : known.said
  }

  /** Shows a decision before the server has answered. */
  expect(edit: number, standing: Standing): void {
    const known = this.known[edit]
    if (!known) return
    known.expected = standing
    known.pending++
  }

  /**
   * An expected decision was answered, and the answer merged: what the server said holds.
   * @returns whether the edit stands otherwise than was expected
   */
  settle(edit: number): boolean {
    const before = this.of(edit)
    const known = this.known[edit]
    if (known) known.pending--
    return !same(before, this.of(edit))
  }

  /**
   * Takes over what the server says, unless something later is known.
   * @returns the edits that stand otherwise now
   */
  merge(changes: readonly Change[]): number[] {
    const merged: number[] = []
    for (const { document, edit, seq, verdict, after } of changes) {
      const known = this.known[edit]
      if (document !== this.article.id || !known || seq <= known.seq) continue
      const before = this.of(edit)
      known.seq = seq
      known.said = after === undefined ? { verdict } : { verdict, after }
      if (!same(before, this.of(edit))) merged.push(edit)
    }
    return merged
  }

  /**
   * Takes over how every edit stands, from the article read anew.
   * @returns the edits that stand otherwise than was known
   */
  renew({ seq, standings }: Article): number[] {
    const renewed: number[] = []
    for (const [edit, known] of this.known.entries()) {
      const standing = standings[edit]
      if (!standing || seq <= known.seq) continue
      known.seq = seq
      if (!same(known.said, standing)) renewed.push(edit)
      known.said = standing
    }
    return renewed
  }
}
