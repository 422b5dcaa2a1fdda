/** The review in a terminal, document after document, in the manner of `git add -p`. */
import { LineIndex } from '../../report/lines.js'
import { quoted, visible } from '../../report/paint.js'
import type { Choice, ReviewDocument } from '../document.js'
import type { FileReview, ReviewedFile } from '../files.js'
import type { Item } from '../item.js'
import type { UnplacedDecision } from '../placing.js'
import type { Step, Target } from '../review.js'
import { CTRL_C, END, ENTER, type Keyboard } from './keyboard.js'
import { folded } from './lines.js'
import { card, help, isAsked, question, standing, type View } from './screen.js'

export interface TerminalOptions {
  readonly keyboard: Pick<Keyboard, 'key' | 'line'>
  readonly write: (text: string) => Promise<void>
  /** Width and colour, asked anew before each edit is shown: the window may have changed. */
  readonly view: () => View
  /** Ask about suggestions too. Default false. */
  readonly suggestions?: boolean
  /** Ask about what is decided already too. Default false. */
  readonly again?: boolean
}

/**
 * How the review of a document ended: all of it was asked about; the person left, or broke off; or took back a step of
 * another document.
 */
export type Outcome = 'asked' | 'left' | 'broken' | { readonly back: ReviewDocument }

/** Where a key leads: the index of the item to go on from, away from the document, or (undefined) nowhere. */
type Move = number | Exclude<Outcome, 'asked'> | undefined

/** What is asked about in one document. */
interface Round {
  readonly file: ReviewedFile
  readonly items: readonly Item[]
  readonly index: LineIndex
}

export class TerminalReview {
  constructor(private readonly files: FileReview, private readonly options: TerminalOptions) {}

  /** Asks about a document, edit by edit, from the first that is undecided. */
  async ask(file: ReviewedFile): Promise<Outcome> {
    const { document, path } = file
    const items = document.items.filter((item) => this.options.suggestions || isAsked(document, item))
    const round = { file, items, index: new LineIndex(document.source) }
    const asked = new Set(items)
    await this.tell(`${visible(path)}: ${standing(document.counts((item) => asked.has(item)))}`)
    for (const { record, why } of document.unplaced) {
      await this.tell(`${visible(path)}: not placed: ${quoted(record.before)} → ${quoted(record.after)}, ${record.decision}: ${MISPLACED[why]}`)
    }
    for (let at = this.nextOpen(round, 0); at < items.length;) {
      const move = await this.askAbout(round, at)
      if (typeof move !== 'number') return move
      at = this.nextOpen(round, move)
    }
    return 'asked'
  }

  /** Offers to write a document as decided, where that changes the file. */
  async offerToWrite(file: ReviewedFile): Promise<Outcome> {
    if (!this.files.isUnwritten(file)) return 'asked'
    const { document, path } = file
    const counts = document.counts((item) => isAsked(document, item))
    const key = await this.choose(`\n${visible(path)}: ${standing(counts)}. Write the file`, ['y', 'n', 'u'])
    if (key === 'u') return { back: (await this.takeBack())?.document ?? document }
    if (key === 'y') {
      await this.files.write(file)
      await this.tell(`${visible(path)}: written`)
    }
    return key === 'y' || key === 'n' ? 'asked' : key
  }

  /** Asks until one of the keys comes, or one that leaves. */
  private async choose<Key extends string>(text: string, keys: readonly Key[]): Promise<Key | 'left' | 'broken'> {
    for (;;) {
      await this.options.write(`${text} [${keys.join(',')}]? `)
      const typed = await this.key()
      if (typed === 'q') return 'left'
      if (typed === CTRL_C || typed === END) return 'broken'
      const key = keys.find((each) => each === typed)
      if (key !== undefined) return key
    }
  }

  private nextOpen({ file, items }: Round, from: number): number {
    let at = from
    if (!this.options.again) for (let item = items[at]; item && file.document.decisionOn(item); item = items[++at]);
    return at
  }

  /** Asks about one item until a key leads on. */
  private async askAbout(round: Round, at: number): Promise<Exclude<Move, undefined>> {
    const { file: { document, path }, items, index } = round
    const item = items[at]
    if (!item) return at
    const target = { document, item }
    const show = (): Promise<void> => this.options.write(`\n${card(target, index, path, this.options.view())}`)
    await show()
    for (;;) {
      await this.options.write(question(item, at + 1, items.length, this.options.view().color))
      const key = await this.key()
      if (key === ENTER) await show()
      const move = await this.answer(round, at, target, key)
      if (move !== undefined) return move
    }
  }

  private async answer(round: Round, at: number, target: Target, key: string): Promise<Move> {
    const later = round.items.slice(at + 1)
    const { document, item } = target
    const open = (items: readonly Item[]): Target[] =>
      items.filter((each) => each !== item && !document.decisionOn(each)).map((each) => ({ document, item: each }))
    switch (key) {
      case CTRL_C:
      case END:
        return 'broken'
      case 'q':
        return 'left'
      case 's':
        return at + 1
      case 'u':
        return this.undo(round)
      case 'y':
        return this.decide(target, { verdict: 'accepted' }, at)
      case 'n':
        return this.decide(target, { verdict: 'rejected' }, at)
      case 'a':
        return this.decide(target, { verdict: 'accepted' }, at, open(round.items.filter(({ entry }) => entry === item.entry)))
      case 'd':
        return this.decide(target, { verdict: 'rejected' }, at, open(later))
      case 'A':
        return this.decideEntry(target, 'always', at)
      case 'N':
        return this.decideEntry(target, 'never', at)
      case 'e':
        return this.ownWords(target, at)
      case ENTER:
        return undefined
      default:
        return this.alternative(target, key, at)
    }
  }

  private async alternative(target: Target, key: string, at: number): Promise<Move> {
    const chosen = /^[1-9]$/.test(key) ? target.item.alternatives[Number(key) - 1] : undefined
    if (chosen) return this.decide(target, { verdict: 'replaced', after: chosen.after }, at)
    if (/^\d$/.test(key)) await this.tell(`there is no reading ${key} here`)
    else await this.options.write(help(this.options.view().columns))
    return undefined
  }

  private async ownWords(target: Target, at: number): Promise<Move> {
    const line = await this.options.keyboard.line(`Your words for ${quoted(target.item.before)}: `, () => this.options.view().columns)
    if (line === null) return undefined
    if (line === CTRL_C || line === END) return 'broken'
    const after = line.typed.trim()
    if (after === '') {
      const key = await this.choose(`Take ${quoted(target.item.before)} out of the text`, ['y', 'n'])
      if (key !== 'y') return key === 'n' ? undefined : key
    }
    return this.decide(target, { verdict: 'replaced', after }, at)
  }

  private async decide(target: Target, choice: Choice, at: number, others: readonly Target[] = []): Promise<number> {
    const step = this.files.review.decideWith(target, others, choice)
    await this.tellCount(step)
    // What was decided is passed over, unless everything is asked about again.
    return at + 1
  }

  /** Makes a rule of an entry, and decides by it whatever is undecided in the documents seen so far. */
  private async decideEntry(target: Target, rule: 'always' | 'never', at: number): Promise<number> {
    const step = this.files.review.decideEntry(target, rule)
    await this.tell(`${rule} from now on: ${target.item.entry}`)
    await this.tellCount(step)
    return at + 1
  }

  private async undo({ file, items }: Round): Promise<Move> {
    const first = await this.takeBack()
    if (first && first.document !== file.document) return { back: first.document }
    const at = first ? items.indexOf(first.item) : -1
    return at === -1 ? undefined : at
  }

  /** Takes the last step back, and a rule with it. @returns the first item that it decided; undefined for a rule alone */
  private async takeBack(): Promise<Target | undefined> {
    const step = this.files.review.undo()
    const rule = step?.rule ? `, and the rule ${step.rule.to} ${step.rule.entry}` : ''
    await this.tell(step ? `taken back: ${counted(step.changes.length)}${rule}` : 'nothing was decided yet')
    return step?.changes[0]
  }

  private async tellCount(step: Step | undefined): Promise<void> {
    const verdict = step?.changes[0]?.to?.verdict
    if (step && verdict && step.changes.length > 1) await this.tell(`${verdict}: ${counted(step.changes.length)}`)
  }

  private tell(text: string): Promise<void> {
    return this.options.write(folded(text, this.options.view().columns, '', '  '))
  }

  /** Waits for a key and echoes it. */
  private async key(): Promise<string> {
    const key = await this.options.keyboard.key()
    await this.options.write(key === ENTER || key === END ? '\n' : key === CTRL_C ? '^C\n' : `${visible(key)}\n`)
    return key
  }
}

const counted = (count: number): string => `${count} edit${count === 1 ? '' : 's'}`

/** Why a decision was not placed, in words. */
export const MISPLACED: Readonly<Record<UnplacedDecision['why'], string>> = {
  missing: 'its words do not stand in enough of their context any more',
  ambiguous: 'it could be one of several places',
  taken: 'another decision takes effect there',
  done: 'the text reads so already',
  markup: 'the markup there leaves no room for it, or the encoding lacks a character'
}
