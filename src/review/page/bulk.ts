/** The dialog that accepts everything above a confidence. */
import { byId } from './element.js'
import type { Review } from './review.js'
import { counted, twoDecimals } from './wording.js'

export class BulkDialog {
  private readonly dialog = byId('bulk', HTMLDialogElement)
  private readonly limit = byId('bulk-limit', HTMLInputElement)
  private readonly value = byId('bulk-value', HTMLOutputElement)
  private readonly everywhere = byId('bulk-everywhere', HTMLInputElement)
  private readonly count = byId('bulk-count', HTMLElement)

  constructor(private readonly review: Review) {
    this.limit.addEventListener('input', () => { this.draw() })
    this.everywhere.addEventListener('change', () => { this.draw() })
    byId('bulk-accept', HTMLButtonElement).addEventListener('click', () => {
      this.dialog.close()
      this.accept()
    })
    byId('bulk-cancel', HTMLButtonElement).addEventListener('click', () => { this.dialog.close() })
  }

  open(): void {
    this.draw()
    this.dialog.showModal()
  }

  private draw(): void {
    const limit = Number(this.limit.value)
    this.value.textContent = twoDecimals(limit)
    const { edits } = this.review
    const here = edits.filter(({ confidence }, edit) => confidence >= limit && this.review.standing(edit).verdict === 'undecided').length
    const elsewhere = this.everywhere.checked ? ', and those of all other articles' : ''
    this.count.textContent = `${counted(here, 'open edit')} of this article${elsewhere}`
  }

  private accept(): void {
    const minConfidence = Number(this.limit.value)
    const { article } = this.review
    const here = this.everywhere.checked || !article ? {} : { document: article.id }
    this.review.decideAll({ verdict: 'accepted', minConfidence, ...here })
  }
}
