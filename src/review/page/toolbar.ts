/** The bar above the article: what is open, whether all is saved, and the filters. */
import type { EditKind } from '../../types.js'
import type { Verdict } from '../web/contract.js'
import type { Decisions } from './decisions.js'
import { byId, element } from './element.js'
import { isNarrow } from './filter.js'
import type { Review } from './review.js'
import { counted, plainly, twoDecimals } from './wording.js'

const KINDS: readonly EditKind[] = ['phrase', 'name', 'word', 'fuzzy', 'article']
const STANDINGS: readonly Verdict[] = ['undecided', 'accepted', 'rejected', 'replaced']

const isKind = (value: string): value is EditKind => KINDS.some((kind) => kind === value)
const isVerdict = (value: string): value is Verdict => STANDINGS.some((verdict) => verdict === value)

export class Toolbar {
  private readonly title = byId('title', HTMLElement)
  private readonly saving = byId('saving', HTMLElement)
  private readonly visible = byId('visible', HTMLElement)
  private readonly confidence = byId('confidence', HTMLInputElement)
  private readonly confidenceValue = byId('confidence-value', HTMLOutputElement)
  private readonly kind = byId('kind', HTMLSelectElement)
  private readonly verdict = byId('verdict', HTMLSelectElement)
  private readonly entry = byId('entry', HTMLSelectElement)
  private readonly search = byId('search', HTMLInputElement)
  private readonly undo = byId('undo', HTMLButtonElement)
  private readonly redo = byId('redo', HTMLButtonElement)

  constructor(
    private readonly review: Review,
    private readonly decisions: Decisions
  ) {
    this.confidence.addEventListener('input', () => { review.setFilter({ minConfidence: Number(this.confidence.value) }) })
    this.kind.addEventListener('change', () => { review.setFilter({ kind: isKind(this.kind.value) ? this.kind.value : '' }) })
    this.verdict.addEventListener('change', () => { review.setFilter({ verdict: isVerdict(this.verdict.value) ? this.verdict.value : '' }) })
    this.entry.addEventListener('change', () => { review.setFilter({ entry: this.entry.value }) })
    this.search.addEventListener('input', () => { review.setFilter({ text: this.search.value }) })
    this.search.addEventListener('keydown', (event) => { this.leaveSearch(event) })
    this.undo.addEventListener('click', () => { decisions.undo() })
    this.redo.addEventListener('click', () => { decisions.redo() })
    byId('clear', HTMLButtonElement).addEventListener('click', () => { this.clear() })
    const more = byId('more', HTMLButtonElement)
    more.addEventListener('click', () => { more.setAttribute('aria-expanded', String(more.getAttribute('aria-expanded') === 'false')) })
    review.listen(({ what }) => {
      if (what === 'article') this.drawArticle()
      if (what === 'article' || what === 'filter') this.drawFilter()
      if (what === 'article' || what === 'filter' || what === 'edits') this.drawCount()
      if (what === 'saving') this.drawSaving()
      if (what === 'history') this.drawHistory()
    })
  }

  startSearch(): void {
    this.search.focus()
    this.search.select()
  }

  /** Shows everything again that is not below the threshold. */
  clear(): void {
    this.review.setFilter({ kind: '', entry: '', verdict: '', text: '', minConfidence: this.review.minConfidence })
  }

  private leaveSearch(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Escape') this.review.setFilter({ text: '' })
    this.search.blur()
  }

  private drawArticle(): void {
    const { article, edits } = this.review
    const name = plainly(article?.name ?? '')
    this.title.textContent = name
    document.title = `${name} – unspin review`
    const counts = new Map<string, number>()
    for (const { entry } of edits) counts.set(entry, (counts.get(entry) ?? 0) + 1)
    const byName = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
    const options = byName.map(([entry, count]) => element('option', { attributes: { value: entry } }, plainly(`${entry} (${count})`)))
    this.entry.replaceChildren(element('option', { attributes: { value: '' } }, 'any entry'), ...options)
  }

  private drawFilter(): void {
    const { filter } = this.review
    this.confidence.value = String(filter.minConfidence)
    this.confidenceValue.textContent = twoDecimals(filter.minConfidence)
    this.kind.value = filter.kind
    this.verdict.value = filter.verdict
    this.showEntry(filter.entry)
    if (this.search.value !== filter.text) this.search.value = filter.text
    byId('clear', HTMLButtonElement).hidden = !isNarrow(filter) && filter.minConfidence === this.review.minConfidence
  }

  private drawCount(): void {
    const { visible, open } = this.review.shown
    this.visible.textContent = `${counted(visible, 'edit')}, ${open.toLocaleString('en')} open`
  }

  /** An entry that another article was filtered by may be missing from this one. */
  private showEntry(entry: string): void {
    const options = [...this.entry.options]
    if (entry !== '' && !options.some(({ value }) => value === entry)) {
      this.entry.append(element('option', { attributes: { value: entry } }, plainly(`${entry} (0)`)))
    }
    this.entry.value = entry
  }

  private drawSaving(): void {
    const { saving, unsaved, reachable } = this.decisions
    const words = saving === 'saved' ? 'All saved' : saving === 'saving' ? 'Saving…' : `${counted(unsaved, 'decision')} not saved`
    this.saving.className = reachable ? saving : 'waiting'
    // Whoever listens to the page wants to hear of trouble, and not that each single decision was saved.
    this.saving.setAttribute('aria-live', reachable ? 'off' : 'polite')
    this.saving.textContent = reachable ? words : `unspin does not answer; ${words.toLowerCase()}`
    this.saving.title = reachable ? '' : 'Is unspin still running in its terminal? Decisions wait in this page until it answers.'
  }

  private drawHistory(): void {
    const { undo, redo } = this.review.history
    this.undo.disabled = undo === null
    this.redo.disabled = redo === null
    this.undo.title = undo ? `Undo: ${plainly(undo.label)}` : 'Nothing to undo'
    this.redo.title = redo ? `Redo: ${plainly(redo.label)}` : 'Nothing to redo'
  }
}
