/** Tells what comes next where no edit of the article is left to decide, or none can be seen, and offers the way there. */
import type { DocumentState } from '../web/contract.js'
import { button, element } from './element.js'
import { isNarrow } from './filter.js'
import { NONE, type Review } from './review.js'
import { counted } from './wording.js'

export interface Ways {
  readonly nextArticle: () => void
  readonly showSummary: () => void
  readonly showAll: () => void
}

type Way = keyof Ways

interface Note {
  readonly words: string
  readonly way?: Way
}

const BUTTONS: Readonly<Record<Way, readonly [label: string, key: string]>> = {
  nextArticle: ['Next article', 'J'],
  showSummary: ['Summary', 's'],
  showAll: ['Show all', 'Esc']
}

export class Closing {
  private drawn = ''

  constructor(
    private readonly review: Review,
    private readonly pane: HTMLElement,
    private readonly ways: Ways
  ) {
    review.listen(({ what }) => {
      if (what !== 'saving' && what !== 'history' && what !== 'message') this.draw()
    })
  }

  private draw(): void {
    const note = noteOf(this.review)
    const key = JSON.stringify(note ?? '')
    if (key === this.drawn) return
    this.drawn = key
    this.pane.hidden = !note
    this.pane.replaceChildren(...(note ? [element('p', {}, note.words), ...this.buttonFor(note)] : []))
  }

  private buttonFor({ way }: Note): HTMLElement[] {
    if (!way) return []
    const [label, key] = BUTTONS[way]
    return [button(label, key, this.ways[way], 'main')]
  }
}

function noteOf(review: Review): Note | undefined {
  const { documents, article } = review
  if (!article) return documents.length > 0 ? unopened(documents) : undefined
  if (review.find(NONE, 1, true) !== undefined) return undefined
  if (isNarrow(review.filter) && review.find(NONE, 1, false) === undefined) return { words: 'No edit of this article passes the filter.', way: 'showAll' }
  if (isNarrow(review.filter)) return undefined
  const others = documents.some(({ id, counts }) => id !== article.id && counts.undecided > 0)
  const next = others ? 'nextArticle' : 'showSummary'
  const decided = review.edits.filter((_, edit) => review.standing(edit).verdict !== 'undecided').length
  const unsure = review.edits.length - decided
  const hidden = unsure === 0 ? '' : ` ${counted(unsure, 'suggestion')} below ${review.filter.minConfidence.toFixed(2)} ${unsure === 1 ? 'is' : 'are'} passed over; the slider brings ${unsure === 1 ? 'it' : 'them'} in.`
  const here = decided === 0 ? 'There is nothing to restore in this article.' : `${decided === 1 ? 'The one edit' : `All ${counted(decided, 'edit')}`} of this article ${decided === 1 ? 'is' : 'are'} decided.`
  return { words: here + hidden + (others ? '' : ' Nothing is left open in any article.'), way: next }
}

function unopened(documents: readonly DocumentState[]): Note {
  const waiting = documents.filter(({ state }) => state === 'waiting').length
  if (waiting > 0) return { words: `Reading ${counted(documents.length, 'article')}; ${waiting.toLocaleString('en')} to go.` }
  return { words: documents.length === 1 ? 'The article cannot be read; the list says why.' : 'None of the articles can be read; the list says why.' }
}
