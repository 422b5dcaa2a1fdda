/** `unspin review` in a terminal: documents in turn, each written when the person says so. */
import process from 'node:process'
import type { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'
import type { FileReview, ReviewedFile } from '../review/files.js'
import { Keyboard } from '../review/terminal/keyboard.js'
import { TerminalReview } from '../review/terminal/session.js'
import { UnspinError } from '../types.js'
import { wantsColor, type OutputFlags } from './options.js'
import { documentsToReview, openDecided, type Reviewable, type ReviewFlags, startReview, tellOutcome } from './reviewing.js'
import type { Session } from './session.js'

export interface TerminalReviewFlags extends ReviewFlags, OutputFlags {
  readonly suggestions?: boolean
  readonly again?: boolean
}

/** Columns where the terminal does not tell. */
const COLUMNS = 80

const columnsOf = (output: Writable): number => (output instanceof WriteStream ? output.columns : 0) || COLUMNS

/** Stops the process as a shell's Ctrl-Z does, until it is continued. */
function suspend(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGCONT', resolve)
    process.kill(process.pid, 'SIGTSTP')
  })
}

/** The documents of one run, opened when their turn comes. */
class Turns {
  private readonly opened = new Map<number, ReviewedFile | null>()

  constructor(private readonly session: Session, private readonly documents: readonly Reviewable[], private readonly open: (document: Reviewable) => Promise<ReviewedFile>) {}

  get count(): number {
    return this.documents.length
  }

  /** The file whose turn it is; null when it cannot be opened, which is told once. */
  async file(turn: number): Promise<ReviewedFile | null> {
    const known = this.opened.get(turn)
    if (known !== undefined) return known
    const document = this.documents[turn]
    let file: ReviewedFile | null = null
    await this.session.attempt(async () => {
      if (document) file = await this.open(document)
    })
    this.opened.set(turn, file)
    return file
  }

  turnOf(document: ReviewedFile['document']): number {
    return [...this.opened].find(([, file]) => file?.document === document)?.[0] ?? 0
  }
}

/**
 * Reviews documents. Without a terminal only what `--accept-above` says can be decided.
 * @throws UnspinError `UNSPIN_NOT_TERMINAL` when there is nobody to ask
 */
export async function reviewInTerminal(session: Session, paths: readonly string[], flags: TerminalReviewFlags): Promise<void> {
  const { isTTY } = session.environment
  const asks = isTTY.stdin && isTTY.stdout
  if (!asks && flags.acceptAbove === undefined) {
    const hint = 'run it in a terminal, or let --accept-above decide'
    throw new UnspinError('UNSPIN_NOT_TERMINAL', 'a review asks questions, and there is no terminal to ask them in', { hint })
  }
  const documents = await documentsToReview(session, paths, flags)
  const files = await startReview(session, flags)
  try {
    const turns = new Turns(session, documents, (document) => openDecided(session, files, document, flags))
    if (asks) await askInTurn(session, files, turns, flags)
    else for (let turn = 0; turn < turns.count; turn++) await turns.file(turn)
    await tellOutcome(session, files, flags)
  } finally {
    files.close()
  }
}

async function askInTurn(session: Session, files: FileReview, turns: Turns, flags: TerminalReviewFlags): Promise<void> {
  const { stdin, stdout } = session.environment
  const write = (text: string): Promise<void> => session.out.write(text)
  const keyboard = new Keyboard(stdin, { echo: write, suspend })
  const terminal = new TerminalReview(files, {
    keyboard,
    write,
    view: () => ({ columns: columnsOf(stdout), color: wantsColor(flags, session.environment) }),
    suggestions: flags.suggestions ?? false,
    again: flags.again ?? false
  })
  try {
    for (let turn = 0; turn < turns.count;) {
      const file = await turns.file(turn)
      const asked = file ? await terminal.ask(file) : 'asked'
      const outcome = file && asked === 'asked' ? await terminal.offerToWrite(file) : asked
      if (typeof outcome === 'object') turn = turns.turnOf(outcome.back)
      else if (outcome === 'asked') turn++
      else {
        if (outcome === 'broken') session.raise(130)
        return
      }
    }
  } finally {
    keyboard.close()
  }
}
