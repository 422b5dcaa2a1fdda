/** The dialog that accepts everything above a confidence. */
import type { Decisions } from './decisions.js'
import { byId } from './element.js'
import type { Review } from './review.js'
import { counted, twoDecimals } from './wording.js'

/** Whoever moves the slider does not want every step of it counted. */
const REST = 150

export class BulkDialog {
  private readonly parts = {
    dialog: byId('bulk', HTMLDialogElement),
    limit: byId('bulk-limit', HTMLInputElement),
    value: byId('bulk-value', HTMLOutputElement),
    everywhere: byId('bulk-everywhere', HTMLInputElement),
    count: byId('bulk-count', HTMLElement),
    accept: byId('bulk-accept', HTMLButtonElement)
  }
  private resting: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly review: Review,
    private readonly decisions: Decisions
  ) {
    const { dialog, limit, everywhere, accept } = this.parts
    limit.addEventListener('input', () => { this.draw() })
    everywhere.addEventListener('change', () => { this.draw() })
    accept.addEventListener('click', () => {
      dialog.close()
      this.accept()
    })
    byId('bulk-cancel', HTMLButtonElement).addEventListener('click', () => { dialog.close() })
  }

  open(): void {
    this.draw()
    this.parts.dialog.showModal()
  }

  private get limit(): number {
    return Number(this.parts.limit.value)
  }

  private draw(): void {
    clearTimeout(this.resting)
    this.parts.value.textContent = twoDecimals(this.limit)
    if (this.parts.everywhere.checked) this.resting = setTimeout(() => void this.countEverywhere(this.limit), REST)
    else this.tell(this.openHere(this.limit), 'in this article')
  }

  /** Confidences of the open edits of this article. */
  private openHere(limit: number): number[] {
    const { review } = this
    return review.edits.flatMap(({ confidence }, edit) => (confidence >= limit && review.standing(edit).verdict === 'undecided' ? [confidence] : []))
  }

  private async countEverywhere(limit: number): Promise<void> {
    const { dialog, count } = this.parts
    try {
      const { confidences, documents } = await this.review.server.openAbove(limit)
      if (dialog.open && limit === this.limit) this.tell(confidences, `in ${counted(documents, 'article')}`)
    } catch (error) {
      count.textContent = error instanceof Error ? error.message : String(error)
    }
  }

  private tell(confidences: readonly number[], where: string): void {
    const unsure = confidences.filter((confidence) => confidence < this.review.minConfidence).length
    const warning = unsure === 0 ? '' : `; ${unsure.toLocaleString('en')} of them ${unsure === 1 ? 'is' : 'are'} too unsure to be proposed`
    this.parts.count.textContent = `${counted(confidences.length, 'open edit')} ${where}${warning}`
    this.parts.accept.disabled = confidences.length === 0
  }

  private accept(): void {
    const { article } = this.review
    const here = this.parts.everywhere.checked || !article ? {} : { document: article.id }
    this.decisions.decideAll({ verdict: 'accepted', minConfidence: this.limit, ...here })
  }
}
