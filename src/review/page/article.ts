/** Draws the open article: inline, or the original beside the restored text. Only what a decision touches is drawn anew. */
import type { ProposedEdit, Standing } from '../web/contract.js'
import { type Block, blocksOf, sectionsOf } from './blocks.js'
import { articleText, element } from './element.js'
import { NONE, type Review } from './review.js'
import { spoken, wordingOf } from './wording.js'

export type View = 'inline' | 'beside'

/** Characters on a line, for the height of what is not laid out yet. */
const LINE = 72

/** The place of an edit in the article, on its element. */
const EDIT = 'data-edit'

export class ArticleView {
  private view: View = 'inline'
  /** The elements of each edit: one inline, two side by side. */
  private drawn: (readonly HTMLElement[])[] = []

  constructor(
    private readonly review: Review,
    private readonly pane: HTMLElement
  ) {
    pane.addEventListener('click', (event) => {
      const edit = this.editOf(event.target)
      if (edit === undefined) return
      event.preventDefault()
      review.select(edit)
    })
    review.listen((notice) => {
      if (notice.what === 'article') this.draw()
      else if (notice.what === 'edits') notice.edits.forEach((edit) => { this.redraw(edit) })
      else if (notice.what === 'current') this.moveMark(notice.before)
      else if (notice.what === 'filter') this.fade()
    })
  }

  get shown(): View {
    return this.view
  }

  show(view: View): void {
    this.view = view
    this.draw()
  }

  private editOf(target: EventTarget | null): number | undefined {
    const found = target instanceof Element ? target.closest(`[${EDIT}]`)?.getAttribute(EDIT) : null
    return found === null || found === undefined ? undefined : Number(found)
  }

  private draw(): void {
    const { article, edits } = this.review
    const sections = article ? sectionsOf(blocksOf(article.source, edits)) : []
    this.drawn = edits.map(() => [])
    this.pane.replaceChildren(...sections.map((section) => this.section(section)))
    this.pane.classList.toggle('beside', this.view === 'beside')
    this.mark(true)
    if (this.review.current === NONE) this.pane.parentElement?.scrollTo(0, 0)
  }

  private section(blocks: readonly Block[]): HTMLElement {
    const lines = blocks.reduce((sum, { length }) => sum + Math.ceil(length / LINE), 0)
    const style = { '--lines': String(lines), '--blocks': String(blocks.length) } as const
    return element('div', { class: 'section', style }, ...blocks.map((block) => this.block(block)))
  }

  private block(block: Block): HTMLElement {
    const className = block.continues ? 'block continues' : 'block'
    if (this.view === 'inline') return element('p', { class: className }, ...this.pieces(block, 'both'))
    return element(
      'div',
      { class: className },
      element('p', { class: 'original' }, ...this.pieces(block, 'before')),
      element('p', { class: 'restored' }, ...this.pieces(block, 'after'))
    )
  }

  private pieces(block: Block, side: Side): Node[] {
    return block.pieces.flatMap((piece) => {
      if ('text' in piece) return articleText(piece.text)
      const edit = this.review.edits[piece.edit]
      return edit ? [this.edit(piece.edit, edit, side)] : []
    })
  }

  private edit(index: number, edit: ProposedEdit, side: Side): HTMLElement {
    const attributes = { [EDIT]: index, href: `#/${this.review.article?.id ?? 0}/${index}`, tabindex: -1, 'data-side': side }
    const made = element('a', { attributes })
    this.drawn[index] = [...(this.drawn[index] ?? []), made]
    this.fill(made, index, edit, side)
    return made
  }

  private fill(made: HTMLElement, index: number, edit: ProposedEdit, side: Side): void {
    const standing = this.review.standing(index)
    made.className = ['edit', standing.verdict, edit.origin === 'suggestion' && 'suggested', !this.review.isVisible(index) && 'passed', index === this.review.current && 'current']
      .filter((name) => name !== false)
      .join(' ')
    made.setAttribute('aria-description', spoken(edit, standing))
    made.replaceChildren(...wordings(edit, standing, side))
  }

  private redraw(index: number): void {
    const edit = this.review.edits[index]
    const elements = this.drawn[index] ?? []
    if (!edit) return
    for (const made of elements) {
      this.fill(made, index, edit, sideOf(made))
      made.setAttribute('tabindex', index === this.review.current ? '0' : '-1')
    }
  }

  /** The filter changed: only classes do. */
  private fade(): void {
    for (const [index, elements] of this.drawn.entries()) {
      const passed = !this.review.isVisible(index)
      for (const made of elements) made.classList.toggle('passed', passed)
    }
  }

  private moveMark(before: number): void {
    this.redraw(before)
    this.mark(false)
  }

  /** Marks the current edit, brings it into sight, and hands it the focus where the focus was in the article. */
  private mark(first: boolean): void {
    const { current } = this.review
    this.redraw(current)
    const made = this.drawn[current]?.at(-1)
    if (!made) return
    const focused = document.activeElement
    if (focused === document.body || focused === null || this.pane.contains(focused)) made.focus({ preventScroll: true })
    if (first || !inSight(made, this.pane.parentElement)) made.scrollIntoView({ block: 'center' })
  }
}

type Side = 'both' | 'before' | 'after'

const sideOf = (made: HTMLElement): Side => {
  const side = made.dataset['side']
  return side === 'before' || side === 'after' ? side : 'both'
}

/** Both wordings while an edit is open; then the one that holds. */
function wordings(edit: ProposedEdit, standing: Standing, side: Side): Node[] {
  const before = element('del', {}, ...articleText(edit.before))
  if (side === 'before') return [before]
  const words = wordingOf(edit, standing)
  const after = element('ins', {}, ...(words === '' ? [element('span', { class: 'unseen' }, 'nothing')] : articleText(words)))
  if (standing.verdict !== 'undecided') return [after]
  return edit.before === '' ? [after] : [before, element('span', { class: 'gap' }, ' '), after]
}

/** Whether an element stands in the quiet middle of its pane, where nobody has to look for it. */
function inSight(made: HTMLElement, pane: HTMLElement | null): boolean {
  if (!pane) return false
  const edge = pane.getBoundingClientRect()
  const { top, bottom } = made.getBoundingClientRect()
  const margin = edge.height / 6
  return top >= edge.top + margin && bottom <= edge.bottom - margin
}
