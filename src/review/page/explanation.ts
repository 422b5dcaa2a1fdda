/** The panel beside the article: the current edit, what can be done with it, and why it was proposed. */
import type { ProposedEdit } from '../web/contract.js'
import { isChosen, readingsOf } from './choices.js'
import type { Decisions } from './decisions.js'
import { articleText, button, element } from './element.js'
import { EntryPanel } from './entry.js'
import { entryNotes, ScoreTable, stretchNote } from './evidence.js'
import type { Review } from './review.js'
import { plainly, twoDecimals, VERDICTS, wordingOf } from './wording.js'

/** Narrower windows have no room for reasons until somebody asks. */
const ROOMY = '(min-width: 48rem)'

export class Explanation {
  readonly entry: EntryPanel
  private readonly heading = element('div', { class: 'change' })
  private readonly where = element('p', { class: 'where' })
  private readonly choices = element('ol', { class: 'choices' })
  private readonly own = element('form', { class: 'own', attributes: { hidden: true } })
  private readonly input = element('input', { attributes: { id: 'own-words', type: 'text', autocomplete: 'off', spellcheck: 'true' } })
  private readonly score = new ScoreTable()
  private readonly reasons = element('div', { class: 'reasons' })
  private readonly reopen: HTMLButtonElement
  private readonly body: HTMLElement

  constructor(
    private readonly review: Review,
    private readonly decisions: Decisions,
    pane: HTMLElement
  ) {
    this.entry = new EntryPanel(review, decisions)
    this.own.append(
      element('label', { attributes: { for: 'own-words' } }, 'In your own words'),
      this.input,
      element('button', { class: 'main', attributes: { type: 'submit' } }, 'Use these words'),
      button('Cancel', '', () => { this.endTyping() })
    )
    this.own.addEventListener('submit', (event) => {
      event.preventDefault()
      this.endTyping()
      decisions.decide({ verdict: 'replaced', after: this.input.value.trim() })
    })
    this.own.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.endTyping()
    })
    this.reopen = button('Reopen', 'x', () => { decisions.decide({ verdict: 'reopened' }) })
    const actions = element(
      'div',
      { class: 'actions' },
      button('Accept', 'y', () => { decisions.decide({ verdict: 'accepted' }) }, 'accept'),
      button('Reject', 'n', () => { decisions.decide({ verdict: 'rejected' }) }, 'reject'),
      button('Own words', 'e', () => { this.startTyping() }),
      this.reopen
    )
    const why = element('details', { class: 'why', attributes: { open: matchMedia(ROOMY).matches } }, element('summary', {}, 'Why this edit'), this.reasons)
    this.body = element('div', { attributes: { hidden: true } }, this.where, this.heading, actions, this.own, this.choices, this.entry.root, why)
    pane.append(this.body)
    review.listen((notice) => {
      if (notice.what === 'article' || notice.what === 'current') {
        this.own.hidden = true
        this.draw()
      } else if (notice.what === 'edits' && notice.edits.includes(review.current)) this.draw()
      else if (notice.what === 'filter') this.drawPlace()
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
    this.body.hidden = !edit
    if (!article || !edit) return
    const standing = this.review.standing(current)
    this.drawPlace()
    this.heading.replaceChildren(
      element('del', {}, ...articleText(edit.before)),
      element('span', { class: 'arrow', attributes: { 'aria-hidden': 'true' } }, '→'),
      element('ins', {}, ...articleText(standing.verdict === 'replaced' ? (standing.after ?? '') : edit.after))
    )
    this.reopen.hidden = standing.verdict === 'undecided'
    this.drawChoices(edit)
    const stretch = stretchNote(article, edit)
    const parts = [entryNotes(article, edit), this.score.of(edit), stretch === '' ? null : element('p', { class: 'stretch' }, stretch)]
    this.reasons.replaceChildren(...parts.filter((part) => part !== null))
  }

  private drawPlace(): void {
    const { current, place, shown } = this.review
    const { verdict } = this.review.standing(current)
    this.where.replaceChildren(
      place === 0 ? 'An edit that the filter passes over' : `Edit ${place.toLocaleString('en')} of ${shown.visible.toLocaleString('en')}`,
      element('span', { class: `verdict ${verdict}` }, VERDICTS[verdict])
    )
  }

  private drawChoices(edit: ProposedEdit): void {
    const standing = this.review.standing(this.review.current)
    const items = readingsOf(edit).map((reading) => {
      const label = element('span', { class: 'words' }, ...articleText(reading.words === '' ? '(nothing)' : reading.words))
      const likely = element('span', { class: 'number' }, twoDecimals(reading.confidence))
      return this.choice(reading.key, isChosen(reading, standing), plainly(reading.entry), () => { this.decisions.decide(reading.choice) }, label, likely)
    })
    const words = element('span', { class: 'words' }, ...articleText(edit.before === '' ? '(nothing)' : edit.before), element('small', {}, ' as it stands'))
    const kept = this.choice('n', standing.verdict === 'rejected', 'the text stays as it is here', () => { this.decisions.decide({ verdict: 'rejected' }) }, words)
    this.choices.replaceChildren(...items, kept)
  }

  private choice(key: string, chosen: boolean, title: string, onClick: () => void, ...parts: readonly Node[]): HTMLElement {
    const kbd = element('kbd', { attributes: { 'aria-hidden': 'true' } }, key)
    return element('li', {}, element('button', { title, attributes: { type: 'button', 'aria-pressed': String(chosen) }, onClick }, kbd, ...parts))
  }
}
