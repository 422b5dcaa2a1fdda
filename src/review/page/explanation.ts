/** The panel beside the article: the current edit, what can be done with it, and why it was proposed. */
import type { EntryShare, ProposedEdit } from '../web/contract.js'
import { readingsOf, isChosen } from './choices.js'
import { articleText, button, element } from './element.js'
import { entryNotes, scoreTable, stretchNote } from './evidence.js'
import type { Review } from './review.js'
import { counted, plainly, twoDecimals, VERDICTS, wordingOf } from './wording.js'

/** Whoever leafs through edits does not want their entries counted. */
const REST = 200

export class Explanation {
  private readonly heading = element('div', { class: 'change' })
  private readonly where = element('p', { class: 'where' })
  private readonly choices = element('ol', { class: 'choices' })
  private readonly own = element('form', { class: 'own', attributes: { hidden: true } })
  private readonly input = element('input', { attributes: { id: 'own-words', type: 'text', autocomplete: 'off', spellcheck: 'true' } })
  private readonly reasons = element('div', { class: 'reasons' })
  private readonly share = element('div', { class: 'share' })
  private readonly reopen: HTMLButtonElement
  private readonly body: HTMLElement
  private readonly empty = element('p', { class: 'empty' }, 'Choose an edit to see why it was proposed.')
  private resting: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly review: Review,
    pane: HTMLElement
  ) {
    this.own.append(
      element('label', { attributes: { for: 'own-words' } }, 'In your own words'),
      this.input,
      element('button', { attributes: { type: 'submit' } }, 'Use these words'),
      button('Cancel', '', () => { this.endTyping() })
    )
    this.own.addEventListener('submit', (event) => {
      event.preventDefault()
      this.endTyping()
      review.decide({ verdict: 'replaced', after: this.input.value })
    })
    this.own.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.endTyping()
    })
    this.reopen = button('Reopen', 'x', () => { review.decide({ verdict: 'reopened' }) })
    const actions = element(
      'div',
      { class: 'actions' },
      button('Accept', 'y', () => { review.decide({ verdict: 'accepted' }) }, 'accept'),
      button('Reject', 'n', () => { review.decide({ verdict: 'rejected' }) }, 'reject'),
      button('Own words', 'e', () => { this.startTyping() }),
      this.reopen
    )
    this.body = element('div', { attributes: { hidden: true } }, this.where, this.heading, actions, this.own, this.choices, this.share, this.reasons)
    pane.append(this.empty, this.body)
    review.listen((notice) => {
      if (notice.what === 'article' || notice.what === 'current') {
        this.own.hidden = true
        this.draw()
      } else if (notice.what === 'edits' && notice.edits.includes(review.current)) this.draw()
    })
  }

  /** Lets the person type; what was proposed, or typed before, stands there to be changed. */
  startTyping(): void {
    const edit = this.review.currentEdit
    if (!edit) return
    const standing = this.review.standing(this.review.current)
    this.own.hidden = false
    this.input.value = standing.verdict === 'rejected' ? edit.after : wordingOf(edit, standing)
    this.input.focus()
    this.input.select()
  }

  private endTyping(): void {
    this.own.hidden = true
    this.input.blur()
  }

  private draw(): void {
    const { article, currentEdit: edit, current } = this.review
    clearTimeout(this.resting)
    this.body.hidden = !edit
    this.empty.hidden = edit !== undefined
    if (!article || !edit) return
    const standing = this.review.standing(current)
    const { place, count } = this.review.position()
    this.where.replaceChildren(
      `Edit ${place} of ${count}`,
      element('span', { class: `verdict ${standing.verdict}` }, VERDICTS[standing.verdict])
    )
    this.heading.replaceChildren(
      element('del', {}, ...articleText(edit.before)),
      element('span', { class: 'arrow', attributes: { 'aria-hidden': 'true' } }, '→'),
      element('ins', {}, ...articleText(standing.verdict === 'replaced' ? (standing.after ?? '') : edit.after))
    )
    this.reopen.hidden = standing.verdict === 'undecided'
    this.drawChoices(edit)
    const stretch = stretchNote(article, edit)
    const parts = [entryNotes(article, edit), scoreTable(edit), stretch === '' ? null : element('p', { class: 'stretch' }, stretch)]
    this.reasons.replaceChildren(...parts.filter((part) => part !== null))
    this.share.replaceChildren()
    this.resting = setTimeout(() => void this.drawShare(edit), REST)
  }

  private drawChoices(edit: ProposedEdit): void {
    const standing = this.review.standing(this.review.current)
    const items = readingsOf(edit).map((reading) => {
      const chosen = isChosen(reading, standing)
      const label = element('span', { class: 'words' }, ...articleText(reading.words === '' ? '(nothing)' : reading.words))
      const likely = element('span', { class: 'number' }, twoDecimals(reading.confidence))
      const press = element(
        'button',
        {
          title: plainly(reading.entry),
          attributes: { type: 'button', 'aria-pressed': String(chosen) },
          onClick: () => { this.review.decide(reading.choice) }
        },
        element('kbd', { attributes: { 'aria-hidden': 'true' } }, reading.key),
        label,
        likely
      )
      return element('li', { style: { '--share': String(reading.confidence) } }, press)
    })
    const kept = element(
      'li',
      { class: 'kept', style: { '--share': '0' } },
      element(
        'button',
        { attributes: { type: 'button', 'aria-pressed': String(standing.verdict === 'rejected') }, onClick: () => { this.review.decide({ verdict: 'rejected' }) } },
        element('kbd', { attributes: { 'aria-hidden': 'true' } }, 'n'),
        element('span', { class: 'words' }, ...articleText(edit.before === '' ? '(nothing)' : edit.before), element('small', {}, ' as it stands'))
      )
    )
    this.choices.replaceChildren(...items, kept)
  }

  private async drawShare({ entry }: ProposedEdit): Promise<void> {
    const share: EntryShare | undefined = await this.review.server.share(entry).catch(() => undefined)
    if (!share || this.review.currentEdit?.entry !== entry) return
    this.share.replaceChildren(...this.shareOf(entry, share))
  }

  private shareOf(entry: string, { edits, documents }: EntryShare): Node[] {
    const only = button(this.review.filter.entry === entry ? 'Show all' : 'Show only these', '=', () => { this.toggleEntry() }, 'quiet')
    if (edits < 2) return [only]
    const decide = (verdict: 'accepted' | 'rejected') => (): void => { this.decideEntry(verdict) }
    return [
      element('p', {}, `${counted(edits, 'open edit')} by this entry in ${counted(documents, 'article')}`),
      element('div', { class: 'actions' }, button('Accept all', 'Y', decide('accepted')), button('Reject all', 'N', decide('rejected')), only)
    ]
  }

  /** Decides on every open edit by the current edit's entry, in all articles. */
  decideEntry(verdict: 'accepted' | 'rejected'): void {
    const { currentEdit, filter } = this.review
    if (currentEdit) this.review.decideAll({ verdict, entry: currentEdit.entry, minConfidence: filter.minConfidence })
  }

  /** Shows only the edits by the current edit's entry, or all again. */
  toggleEntry(): void {
    const { currentEdit, filter } = this.review
    this.review.setFilter({ entry: filter.entry === '' ? (currentEdit?.entry ?? '') : '' })
    this.draw()
  }
}
