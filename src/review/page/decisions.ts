/**
 * What becomes of a decision: it is shown at once, sent in its turn, and settled by the answer; and what happens in other
 * tabs is taken over.
 */
import type { Change, Choice, Decided, DecideAllRequest, ReviewEvent, Rule, Standing } from '../web/contract.js'
import { Outbox, type Saving } from './outbox.js'
import type { Review } from './review.js'
import { counted } from './wording.js'

/** How an edit stands after a choice. */
function standingOf(choice: Choice): Standing {
  if (choice.verdict === 'replaced') return choice
  return { verdict: choice.verdict === 'reopened' ? 'undecided' : choice.verdict }
}

const RULES: Readonly<Record<Rule, string>> = {
  always: 'From now on this entry is always accepted',
  never: 'From now on this entry is always rejected',
  ask: 'From now on you are asked about this entry'
}

const RETRY = 1000

export class Decisions {
  private readonly outbox: Outbox
  /** The steps that were taken over, and the latest of them. */
  private readonly taken = new Set<number>()
  private latest = 0
  /** Whether unspin answered when it was last listened to. */
  private connected = true

  constructor(private readonly review: Review) {
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RETRY))
    this.outbox = new Outbox(() => { review.tell({ what: 'saving' }) }, pause)
  }

  get saving(): Saving {
    return this.outbox.state
  }

  /** Whether unspin answers, as far as is known. */
  get reachable(): boolean {
    return this.connected && this.saving !== 'waiting'
  }

  setConnected(connected: boolean): void {
    if (connected === this.connected) return
    this.connected = connected
    this.review.tell({ what: 'saving' })
  }

  /** Decisions that are not saved yet. */
  get unsaved(): number {
    return this.outbox.length
  }

  /** Decides on the current edit, and goes on to the next open one. */
  decide(choice: Choice): void {
    const { review } = this
    const { article, current, currentEdit, standings } = review
    if (!article || !currentEdit || !standings) return
    standings.expect(current, standingOf(choice))
    review.tell({ what: 'edits', edits: [current] })
    this.post(
      async () => { this.take(await review.server.decide({ document: article.id, edit: current, ...choice })) },
      () => {
        if (standings.settle(current) && standings === review.standings) review.tell({ what: 'edits', edits: [current] })
      }
    )
    if (choice.verdict !== 'reopened') this.advance()
  }

  /** Decides on many edits, and goes on to one that is still open if the current one was among them. */
  decideAll(request: DecideAllRequest): void {
    this.post(async () => {
      const answer = await this.review.server.decideAll(request)
      this.take(answer)
      this.leaveDecided()
      this.review.say(`${counted(answer.changes.length, 'edit')} ${request.verdict}${where(answer)}.`)
    })
  }

  /** Makes a rule of the current edit's entry for the whole project, and decides all of its open edits by it. */
  rule(rule: Rule): void {
    const { article, current, currentEdit } = this.review
    if (!article || !currentEdit) return
    this.post(async () => {
      const answer = await this.review.server.rule({ document: article.id, edit: current, rule })
      this.take(answer)
      if (rule !== 'ask') this.leaveDecided()
      const { length } = answer.changes
      this.review.say(`${RULES[rule]}${length === 0 ? '' : `: ${counted(length, 'edit')}${where(answer)}`}.`)
    })
  }

  undo(): void {
    this.step('undo')
  }

  redo(): void {
    this.step('redo')
  }

  private step(direction: 'undo' | 'redo'): void {
    const { review } = this
    this.post(async () => {
      const step = review.history[direction]
      if (!step) {
        review.say(direction === 'undo' ? 'Nothing to undo.' : 'Nothing to redo.')
        return
      }
      const answer = await review.server[direction]({ step: step.id })
      review.say(`${direction === 'undo' ? 'Undone' : 'Redone'}: ${step.label}.`)
      this.take(answer)
      await this.show(answer.changes)
    })
  }

  /** Goes to where a step changed something. */
  private async show(changes: readonly Change[]): Promise<void> {
    const { review } = this
    const here = changes.find(({ document }) => document === review.article?.id) ?? changes[0]
    if (!here) return
    if (here.document === review.article?.id) review.select(here.edit)
    else await review.open(here.document, here.edit)
  }

  /** Sends something in its turn. `settled` is called when it was answered, whatever the answer. */
  private post(send: () => Promise<void>, settled: () => void = () => undefined): void {
    this.outbox.add(
      async () => {
        await send()
        settled()
      },
      (why) => {
        settled()
        this.review.say(`Not done: ${why}`)
        void this.refresh()
      }
    )
  }

  /** Reads anew what the page shows, and draws only what is different. */
  async refresh(): Promise<void> {
    const { review } = this
    await review.load()
    const { article, standings } = review
    if (!article || !standings) return
    const renewed = await review.server.article(article.id)
    if (standings !== review.standings) return
    review.tell({ what: 'edits', edits: standings.renew(renewed) })
  }

  /** Takes over what happened, here or in another tab. */
  hear(event: ReviewEvent): void {
    if (event.type === 'decided') this.take(event)
    else {
      if (event.seq >= this.latest) this.review.setHistory(event.history)
      this.review.replace([event.document])
    }
  }

  /** What this page did comes twice, as an answer and as an event, and they may overtake each other. */
  private take({ seq, changes, documents, history }: Decided): void {
    if (seq === 0 || this.taken.has(seq)) return
    this.taken.add(seq)
    const edits = this.review.standings?.merge(changes) ?? []
    if (edits.length > 0) this.review.tell({ what: 'edits', edits })
    if (seq < this.latest) return
    this.latest = seq
    this.review.setHistory(history)
    this.review.replace(documents)
  }

  /** Goes on to an open edit where the current one is not open any more. */
  private leaveDecided(): void {
    const { review } = this
    const next = review.standing(review.current).verdict === 'undecided' ? undefined : review.find(review.current, 1, true)
    if (next !== undefined) review.select(next)
  }

  private advance(): void {
    const { review } = this
    review.select(review.find(review.current, 1, true) ?? review.current)
  }
}

const where = ({ changes }: Decided): string => {
  const articles = new Set(changes.map(({ document }) => document)).size
  return articles > 1 ? ` in ${counted(articles, 'article')}` : ''
}
