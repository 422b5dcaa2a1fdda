/** What can be done with all edits of the current edit's entry: now, in every article, or from now on, in the whole project. */
import type { EntryShare, Rule } from '../web/contract.js'
import type { Decisions } from './decisions.js'
import { button, element } from './element.js'
import type { Review } from './review.js'
import { counted } from './wording.js'

/** Whoever leafs through edits does not want their entries counted. */
const REST = 200

export class EntryPanel {
  readonly root = element('section', { class: 'share', attributes: { 'aria-label': 'All edits by this entry' } })
  private resting: ReturnType<typeof setTimeout> | undefined
  /** What the server said last of each entry. */
  private readonly known = new Map<string, EntryShare>()

  constructor(
    private readonly review: Review,
    private readonly decisions: Decisions
  ) {
    review.listen(({ what }) => {
      if (what === 'article' || what === 'current') this.drawKnown()
      if (what === 'article' || what === 'current' || what === 'history') this.askSoon()
    })
  }

  /** Draws what is known already, so that nothing below moves when the answer comes. */
  private drawKnown(): void {
    const entry = this.review.currentEdit?.entry
    if (entry !== undefined) this.draw(this.known.get(entry) ?? { edits: this.openHere(entry), documents: 1, rule: 'ask' })
  }

  private openHere(entry: string): number {
    const { review } = this
    return review.edits.filter((edit, index) => edit.entry === entry && edit.confidence >= review.minConfidence && review.standing(index).verdict === 'undecided').length
  }

  private askSoon(): void {
    clearTimeout(this.resting)
    this.resting = setTimeout(() => void this.ask(), REST)
  }

  private async ask(): Promise<void> {
    const entry = this.review.currentEdit?.entry
    if (entry === undefined) return
    const share = await this.review.server.share(entry).catch(() => undefined)
    if (!share) return
    this.known.set(entry, share)
    if (this.review.currentEdit?.entry === entry) this.draw(share)
  }

  private draw(share: EntryShare): void {
    const focused = this.root.contains(document.activeElement) ? document.activeElement?.id : undefined
    this.root.replaceChildren(...this.many(share), this.rules(share))
    // A button that was pressed is drawn anew, and keeps the focus.
    if (focused) document.getElementById(focused)?.focus()
  }

  private many({ edits, documents }: EntryShare): Node[] {
    const only = button(this.review.filter.entry === '' ? 'Only these' : 'Show all', '=', () => { this.toggle() }, 'quiet')
    const all = (verdict: 'accepted' | 'rejected', label: string, key: string): HTMLElement => {
      const made = button(label, key, () => { this.decide(verdict) })
      made.id = `all-${verdict}`
      made.disabled = edits === 0
      return made
    }
    return [
      element('p', {}, edits === 0 ? 'No edit by this entry is open' : `${counted(edits, 'open edit')} by this entry in ${counted(documents, 'article')}`),
      element('div', { class: 'actions' }, all('accepted', 'Accept all', 'Y'), all('rejected', 'Reject all', 'N'), only)
    ]
  }

  private rules({ rule }: EntryShare): HTMLElement {
    const choice = (to: Exclude<Rule, 'ask'>, label: string, key: string, title: string): HTMLElement => {
      const made = button(label, key, () => { this.decisions.rule(rule === to ? 'ask' : to) })
      made.id = `rule-${to}`
      made.title = title
      made.setAttribute('aria-pressed', String(rule === to))
      return made
    }
    return element(
      'div',
      { class: 'actions rules', attributes: { role: 'group', 'aria-label': 'Rule for this entry in this project' } },
      element('span', {}, 'In this project'),
      choice('always', 'Always', '+', 'Accept every edit by this entry, now and in later reviews'),
      choice('never', 'Never', '-', 'Reject every edit by this entry, now and in later reviews')
    )
  }

  /** Decides on every open edit by the current edit's entry, in all articles. */
  decide(verdict: 'accepted' | 'rejected'): void {
    const { currentEdit, filter } = this.review
    if (currentEdit) this.decisions.decideAll({ verdict, entry: currentEdit.entry, minConfidence: filter.minConfidence })
  }

  /** Shows only the edits by the current edit's entry, or all again. */
  toggle(): void {
    const { currentEdit, filter } = this.review
    this.review.setFilter({ entry: filter.entry === '' ? (currentEdit?.entry ?? '') : '' })
    this.drawKnown()
  }
}
