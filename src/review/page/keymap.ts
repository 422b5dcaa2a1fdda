/** Which key does what. */
import { readingsOf } from './choices.js'
import type { Decisions } from './decisions.js'
import type { Explanation } from './explanation.js'
import type { Key, KeyGroup } from './keys.js'
import type { Review } from './review.js'

/** What keys can set going. */
export interface Actions {
  readonly review: Review
  readonly decisions: Decisions
  readonly explanation: Explanation
  readonly startSearch: () => void
  readonly acceptAbove: () => void
  readonly showHelp: () => void
  readonly toggleView: () => void
  readonly toggleList: () => void
  readonly showSummary: () => void
  /** Leaves whatever is in the way: the list, the filters. */
  readonly leave: () => void
}

/** The keys of the page, in the order in which help lists them. */
export function keyGroups(actions: Actions): KeyGroup[] {
  return [
    { title: 'Go', keys: going(actions) },
    { title: 'Decide', keys: deciding(actions) },
    { title: 'Take back', keys: takingBack(actions) },
    { title: 'Decide on many', keys: decidingOnMany(actions) },
    { title: 'Look', keys: looking(actions) }
  ]
}

const going = ({ review }: Actions): Key[] => [
  { keys: ['j', 'ArrowDown'], does: 'next edit', run: () => { review.move(1) } },
  { keys: ['k', 'ArrowUp'], does: 'edit before', run: () => { review.move(-1) } },
  { keys: ['o'], does: 'next open edit', run: () => { review.move(1, true) } },
  { keys: ['J'], does: 'next article with open edits', run: () => void review.openNext(1) },
  { keys: ['K'], does: 'article before', run: () => void review.openNext(-1) }
]

const deciding = ({ review, decisions, explanation }: Actions): Key[] => [
  { keys: ['y'], does: 'accept', run: () => { decisions.decide({ verdict: 'accepted' }) } },
  { keys: ['n'], does: 'reject', run: () => { decisions.decide({ verdict: 'rejected' }) } },
  { keys: ['1', '2', '3', '4', '5'], does: 'take another reading', run: (key) => { choose(review, decisions, key) } },
  { keys: ['e'], does: 'type your own words', run: () => { explanation.startTyping() } }
]

const takingBack = ({ decisions }: Actions): Key[] => [
  { keys: ['x'], does: 'reopen', run: () => { decisions.decide({ verdict: 'reopened' }) } },
  { keys: ['u'], does: 'undo', run: () => { decisions.undo() } },
  { keys: ['U'], does: 'redo', run: () => { decisions.redo() } }
]

const decidingOnMany = ({ decisions, explanation, acceptAbove }: Actions): Key[] => [
  { keys: ['A'], does: 'accept everything above a confidence', run: acceptAbove },
  { keys: ['Y'], does: 'accept this entry in all articles', run: () => { explanation.entry.decide('accepted') } },
  { keys: ['N'], does: 'reject this entry in all articles', run: () => { explanation.entry.decide('rejected') } },
  { keys: ['+'], does: 'always accept this entry, in this project', run: () => { decisions.rule('always') } },
  { keys: ['-'], does: 'never accept this entry, in this project', run: () => { decisions.rule('never') } }
]

const looking = ({ explanation, startSearch, toggleView, toggleList, showSummary, leave, showHelp }: Actions): Key[] => [
  { keys: ['/'], does: 'search the edits', run: startSearch },
  { keys: ['='], does: 'only edits by this entry', run: () => { explanation.entry.toggle() } },
  { keys: ['v'], does: 'original beside restored', run: toggleView },
  { keys: ['d'], does: 'list of articles', run: toggleList },
  { keys: ['s', 'S'], does: 'summary, patch, and writing the files', run: showSummary },
  { keys: ['Escape'], does: 'show all edits again', run: leave },
  { keys: ['?'], does: 'this help', run: showHelp }
]

/** Chooses the reading that a number stands for. */
function choose(review: Review, decisions: Decisions, key: string): void {
  const { currentEdit } = review
  const reading = currentEdit && readingsOf(currentEdit).find((each) => each.key === key)
  if (reading) decisions.decide(reading.choice)
  else review.say(`There is no reading ${key}.`)
}
