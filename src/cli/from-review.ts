/** `unspin dictionary from-review`: what decisions teach, as a dictionary file to check. */
import { journalsFor } from '../review/find-journals.js'
import { readJournal } from '../review/journal.js'
import { formatLessons, learn } from '../review/learn.js'
import { projectJournal } from '../review/project.js'
import { type DecisionRecord, liveDecisions, liveRules } from '../review/records.js'
import { counted } from './reporting.js'
import type { Session } from './session.js'

export async function printLessons(session: Session, paths: readonly string[], quiet: boolean): Promise<void> {
  const decisions: DecisionRecord[] = []
  for (const path of paths) {
    await session.attempt(() => {
      for (const journal of journalsFor(path)) decisions.push(...liveDecisions(readJournal(journal)))
      return Promise.resolve()
    })
  }
  if (decisions.length === 0 && session.status > 0) return
  const lessons = learn(decisions, liveRules(readJournal(projectJournal(session.environment.cwd))))
  const { phrases, protected: guards, disabled } = lessons
  if (phrases.length + guards.length + disabled.length > 0) await session.out.write(formatLessons(lessons))
  const told = `${counted(phrases.length, 'row')}, ${counted(guards.length, 'protected expression')}, ${disabled.length} to switch off`
  if (!quiet) await session.note(`from ${counted(decisions.length, 'decision')}: ${told}`)
}
