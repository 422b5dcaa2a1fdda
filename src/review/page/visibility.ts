/** Which edits the filter lets through, and which of them are open: looked up at every key, and worked out only when they change. */

const VISIBLE = 1
const OPEN = 2

export class Visibility {
  private readonly marks: Uint8Array
  private visibleCount = 0
  private openCount = 0

  /**
   * @param count how many edits there are
   * @param passes whether the filter lets an edit through
   * @param undecided whether nobody decided on it
   */
  constructor(
    count: number,
    private readonly passes: (edit: number) => boolean,
    private readonly undecided: (edit: number) => boolean
  ) {
    this.marks = new Uint8Array(count)
    this.updateAll()
  }

  /** Edits that the filter lets through. */
  get visible(): number {
    return this.visibleCount
  }

  /** Those of them that nobody decided on. */
  get open(): number {
    return this.openCount
  }

  isVisible(edit: number): boolean {
    return ((this.marks[edit] ?? 0) & VISIBLE) !== 0
  }

  isOpen(edit: number): boolean {
    return ((this.marks[edit] ?? 0) & OPEN) !== 0
  }

  /** How many visible edits there are up to this one, itself included. */
  rank(edit: number): number {
    let count = 0
    for (let at = 0; at <= edit; at++) if (this.isVisible(at)) count++
    return count
  }

  /** Takes over how an edit stands now. */
  update(edit: number): void {
    if (edit < 0 || edit >= this.marks.length) return
    const visible = this.passes(edit)
    const open = visible && this.undecided(edit)
    this.visibleCount += Number(visible) - Number(this.isVisible(edit))
    this.openCount += Number(open) - Number(this.isOpen(edit))
    this.marks[edit] = (visible ? VISIBLE : 0) | (open ? OPEN : 0)
  }

  /** The filter, or the article, is another. */
  updateAll(): void {
    for (let edit = 0; edit < this.marks.length; edit++) this.update(edit)
  }
}
