/** `unspin apply` and `unspin revert` with the journal of a review. */
import { relative, sep } from 'node:path'
import { formatReport } from '../report/index.js'
import { quoted, visible } from '../report/paint.js'
import { carryOut, planApply, planRevert, type Outcome } from '../review/apply.js'
import { readJournal } from '../review/journal.js'
import { MISPLACED } from '../review/terminal/session.js'
import { UnspinError } from '../types.js'
import { counted } from './reporting.js'
import type { Session } from './session.js'

/** Makes the decisions of a journal in its documents, or takes them back. */
export async function makeDecisions(session: Session, journal: string, reverse: boolean, quiet: boolean): Promise<void> {
  checkThere(journal)
  const outcomes = await carryOut(journal, reverse ? planRevert : planApply)
  await tellUnplaced(session, outcomes)
  const changed = outcomes.filter(({ standing, made }) => standing.text !== made.text)
  if (quiet) return
  const done = reverse ? 'took the decisions back in' : 'made the decisions in'
  await session.note(changed.length === 0 ? `${visible(journal)}: nothing to change` : `${done} ${counted(changed.length, 'file')}`)
}

/** Prints the patch that a journal comes to. Nothing is written. */
export async function diffJournal(session: Session, journal: string): Promise<void> {
  checkThere(journal)
  const outcomes = await planApply(journal)
  for (const outcome of outcomes) {
    const name = relative(session.environment.cwd, outcome.path).split(sep).join('/')
    await session.out.write(formatReport(outcome.made, 'patch', { name }))
  }
  await tellUnplaced(session, outcomes)
}

function checkThere(journal: string): void {
  if (readJournal(journal).length > 0) return
  throw new UnspinError('UNSPIN_JOURNAL_MISSING', 'there are no decisions in it', { file: journal, hint: 'check the path' })
}

/** Tells of decisions without a place. Those that the text follows already are no loss. */
async function tellUnplaced(session: Session, outcomes: readonly Outcome[]): Promise<void> {
  for (const { path, unplaced } of outcomes) {
    for (const { record, why } of unplaced) {
      if (why === 'done') continue
      session.raise(1)
      await session.note(`${visible(path)}: not placed: ${quoted(record.before)} → ${quoted(record.after)}, ${record.decision}: ${MISPLACED[why]}`)
    }
  }
}
