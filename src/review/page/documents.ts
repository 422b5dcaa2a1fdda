/** The list of documents: how far each one is, how spun it looks, and what is wrong with it. */
import type { DocumentState } from '../web/contract.js'
import { articleText, element } from './element.js'
import type { Review } from './review.js'
import { counted, folderOf, plainly, total, twoDecimals } from './wording.js'

export type Order = 'given' | 'spun' | 'open'

const ORDERS: Readonly<Record<Order, (a: DocumentState, b: DocumentState) => number>> = {
  given: (a, b) => a.id - b.id,
  spun: (a, b) => b.spun - a.spun || a.id - b.id,
  open: (a, b) => b.counts.undecided - a.counts.undecided || a.id - b.id
}

interface Row {
  readonly item: HTMLLIElement
  drawn: DocumentState | undefined
}

export class DocumentList {
  private readonly rows = new Map<number, Row>()
  private order: Order = 'given'
  /** The folder that all of them are in, which their names are told without. */
  private folder = ''
  /** The ids in the order in which they stand on the page. */
  private standing = ''

  constructor(
    private readonly review: Review,
    private readonly list: HTMLOListElement,
    private readonly progress: HTMLElement,
    order: HTMLSelectElement
  ) {
    order.addEventListener('change', () => {
      const { value } = order
      this.order = value === 'spun' || value === 'open' ? value : 'given'
      this.draw()
    })
    review.listen(({ what }) => {
      if (what === 'documents') this.draw()
      if (what === 'article') this.markCurrent()
    })
  }

  private draw(): void {
    this.folder = folderOf(this.review.documents.map(({ name }) => name))
    for (const document of this.review.documents) this.drawRow(document)
    this.drawProgress()
    const sorted = this.review.documents.toSorted(ORDERS[this.order])
    const standing = sorted.map(({ id }) => id).join()
    if (standing === this.standing) return
    this.standing = standing
    this.list.replaceChildren(...sorted.flatMap(({ id }) => this.rows.get(id)?.item ?? []))
    this.markCurrent()
  }

  /** How far the whole review is. */
  private drawProgress(): void {
    const { documents } = this.review
    const open = documents.reduce((sum, { counts }) => sum + counts.undecided, 0)
    const waiting = documents.filter(({ state }) => state === 'waiting').length
    const reading = waiting === 0 ? '' : `, ${waiting.toLocaleString('en')} to be read`
    const failed = documents.filter(({ state }) => state === 'failed').length
    const unread = failed === 0 ? '' : `, ${failed.toLocaleString('en')} cannot be read`
    this.progress.textContent = `${counted(documents.length, 'article')}, ${open === 0 ? 'nothing' : counted(open, 'edit')} open${reading}${unread}`
  }

  private drawRow(document: DocumentState): void {
    const row = this.rows.get(document.id) ?? { item: element('li'), drawn: undefined }
    this.rows.set(document.id, row)
    if (row.drawn === document) return
    row.drawn = document
    const link = element(
      'a',
      {
        class: document.state === 'ready' && total(document.counts) === 0 ? 'untouched' : document.state,
        title: plainly(document.name),
        attributes: { href: `#/${document.id}`, 'aria-current': document.id === this.review.article?.id ? 'true' : undefined }
      },
      element('span', { class: 'name' }, ...articleText(document.name.slice(this.folder.length))),
      element('span', { class: 'state' }, ...stateOf(document))
    )
    row.item.replaceChildren(link)
  }

  private markCurrent(): void {
    const current = this.review.article?.id
    for (const [id, { item }] of this.rows) {
      const link = item.firstElementChild
      if (id === current) link?.setAttribute('aria-current', 'true')
      else link?.removeAttribute('aria-current')
    }
    if (current !== undefined) this.rows.get(current)?.item.scrollIntoView({ block: 'nearest' })
  }
}

function stateOf({ state, error, spun, counts, applied, unplaced }: DocumentState): (Node | string)[] {
  if (state === 'waiting') return ['waiting to be read']
  if (state === 'failed') return [element('span', { class: 'fault' }, plainly(error ?? 'it cannot be read'))]
  const edits = total(counts)
  const done = edits - counts.undecided
  const words = edits === 0 ? 'nothing to restore' : counts.undecided === 0 ? `all ${edits} decided` : `${done} of ${edits}`
  return [
    edits === 0 ? '' : element('span', { class: 'progress', style: { '--share': String(done / edits) }, attributes: { 'aria-hidden': 'true' } }),
    element('span', { class: 'done' }, words + (applied ? ', written' : '')),
    element('span', { class: 'spun', title: 'how spun it looks, from 0 to 1' }, `spun ${twoDecimals(spun)}`),
    ...(unplaced > 0 ? [element('span', { class: 'fault' }, `${counted(unplaced, 'earlier decision')} ${unplaced === 1 ? 'fits' : 'fit'} nowhere`)] : [])
  ]
}
