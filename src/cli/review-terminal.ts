/** `unspin review` in a terminal: documents in turn, each written when the person says so. */
import { relative } from 'node:path'
import process from 'node:process'
import { visible } from '../report/paint.js'
import type { Counts } from '../review/document.js'
import type { FileReview, ReviewedFile } from '../review/files.js'
import type { ProjectRules } from '../review/project.js'
import { Keyboard } from '../review/terminal/keyboard.js'
import { isAsked, standing } from '../review/terminal/screen.js'
import { TerminalReview } from '../review/terminal/session.js'
import { UnspinError } from '../types.js'
import { wantsColor, type OutputFlags } from './options.js'
import { counted } from './reporting.js'
import { documentsToReview, type Reviewable, type ReviewFlags, startReview } from './reviewing.js'
import type { Session } from './session.js'

export interface TerminalReviewFlags extends ReviewFlags, OutputFlags {
  readonly suggestions?: boolean
  readonly again?: boolean
}

/** Columns where the terminal does not tell. */
const COLUMNS = 80

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

/** Opens a document and decides what rules and flags decide. */
async function openDecided(session: Session, files: FileReview, rules: ProjectRules, { path, journal }: Reviewable, acceptAbove: number | undefined): Promise<ReviewedFile> {
  const file = await files.open(path, journal)
  const { review } = files
  const byRule = review.applyRules(rules.all, [file.document]).flatMap(({ changes }) => changes)
  if (byRule.length > 0) await session.note(`${visible(path)}: ${counted(byRule.length, 'edit')} decided by the rules of the project`)
  const sure = acceptAbove === undefined ? undefined : review.acceptAbove(acceptAbove, [file.document])
  if (sure) await session.note(`${visible(path)}: ${counted(sure.changes.length, 'edit')} accepted at ${String(acceptAbove)} or above`)
  return file
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
  const { files, rules } = await startReview(session, flags)
  try {
    const turns = new Turns(session, documents, (document) => openDecided(session, files, rules, document, flags.acceptAbove))
    if (asks) await askInTurn(session, files, rules, turns, flags)
    else for (let turn = 0; turn < turns.count; turn++) await turns.file(turn)
    await tellOutcome(session, files, flags)
  } finally {
    files.close()
  }
}

async function askInTurn(session: Session, files: FileReview, rules: ProjectRules, turns: Turns, flags: TerminalReviewFlags): Promise<void> {
  const { stdin, stdout } = session.environment
  const write = (text: string): Promise<void> => session.out.write(text)
  const keyboard = new Keyboard(stdin, { echo: write, suspend })
  const terminal = new TerminalReview(files, {
    keyboard,
    write,
    view: () => ({ columns: 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : COLUMNS, color: wantsColor(flags, session.environment) }),
    suggestions: flags.suggestions ?? false,
    again: flags.again ?? false,
    rule: (entry, rule) => { rules.set(entry, rule) },
    ruleOf: (entry) => rules.all.get(entry)
  })
  try {
    for (let turn = 0; turn < turns.count;) {
      const file = await turns.file(turn)
      const outcome = file ? await terminal.ask(file) : 'asked'
      if (typeof outcome === 'object') turn = turns.turnOf(outcome.back)
      else if (outcome === 'asked' && (!file || (await offerToWrite(files, terminal, file, write)))) turn++
      else {
        if (outcome === 'broken') session.raise(130)
        return
      }
    }
  } finally {
    keyboard.close()
  }
}

/** Offers to write a document as decided. @returns whether the person goes on */
async function offerToWrite(files: FileReview, terminal: TerminalReview, file: ReviewedFile, write: (text: string) => Promise<void>): Promise<boolean> {
  const { path } = file
  if (!files.isUnwritten(file)) return true
  const yes = await terminal.confirm(`\n${visible(path)}: ${standing(countsOf(file))}. Write the file`)
  if (yes) {
    await files.write(file)
    await write(`${visible(path)}: written\n`)
  }
  return yes !== null
}

/** Counts without the suggestions that nobody was asked about. */
const countsOf = ({ document }: ReviewedFile): Counts => document.counts((item) => isAsked(document, item))

/** Where the decisions are, and what can be done with them. */
async function tellOutcome(session: Session, files: FileReview, { quiet }: TerminalReviewFlags): Promise<void> {
  const decided = files.files.filter(({ journal }) => journal.records.length > 0)
  if (quiet || decided.length === 0) return
  for (const file of decided) {
    const { path } = file
    const state = files.isUnwritten(file) ? '; not written' : ''
    await session.note(`${visible(path)}: ${standing(countsOf(file))}${state}`)
  }
  const journals = [...new Set(decided.map(({ journal }) => relative(session.environment.cwd, journal.path)))].map(shellWord).join(' ')
  const open = decided.filter((file) => countsOf(file).undecided > 0)
  if (open.length > 0) await session.note(`to go on:      unspin review ${open.map(({ path }) => shellWord(path)).join(' ')}`)
  await session.note(`to write:      unspin apply ${journals}`)
  await session.note(`for a patch:   unspin apply --diff ${journals}`)
  await session.note(`to take back:  unspin revert ${journals}`)
}

/** A path as a shell takes it. */
const shellWord = (path: string): string => (/^[\w./@%+,:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)
