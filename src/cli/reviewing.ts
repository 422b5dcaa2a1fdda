/** What the reviews in the terminal and in the browser share: their files, their journals, the project's rules. */
import { statSync } from 'node:fs'
import { FileReview } from '../review/files.js'
import { folderJournalOf } from '../review/journal.js'
import { projectJournal, ProjectRules } from '../review/project.js'
import { restorerSettings, type DecisionFlags, type ReadingFlags } from './options.js'
import { selectTexts, STDIN } from './selection.js'
import type { Session } from './session.js'
import { usage } from './usage.js'

export interface ReviewFlags extends DecisionFlags, ReadingFlags {
  /** One journal for all documents. */
  readonly journal?: string
  /** Accept whatever is at least this likely to be right. */
  readonly acceptAbove?: number
}

/** A document to review. */
export interface Reviewable {
  readonly path: string
  /** The journal of the folder that it was found in. */
  readonly journal?: string
}

/**
 * The documents that paths of files, folders and globs stand for. Those of a folder share a journal in it, unless
 * `journal` says otherwise. What cannot be found is told.
 */
export async function documentsToReview(session: Session, paths: readonly string[], { journal }: ReviewFlags): Promise<Reviewable[]> {
  if (paths.includes(STDIN)) throw usage('a review needs files: standard input cannot be reviewed', 'name the files')
  const documents: Reviewable[] = []
  for (const path of paths) {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
    const shared = isFolder && journal === undefined ? { journal: folderJournalOf(path) } : {}
    for (const text of (await selectTexts(session, [path], {})).texts) {
      if ('error' in text) await session.fail(text.error)
      else documents.push({ path: text.path, ...shared })
    }
  }
  return documents
}

/** A review of files whose proposals come from the restorer that the flags ask for. */
export async function startReview(session: Session, { journal, input = 'auto', attributes = false, ...flags }: ReviewFlags): Promise<{ files: FileReview; rules: ProjectRules }> {
  const restorer = await session.loadRestorer(restorerSettings(flags))
  const versions = (await session.environment.engineVersions?.(restorerSettings(flags))) ?? { dictionary: 'unknown', model: 'unknown' }
  const propose = (text: string): ReturnType<typeof restorer.restore> => restorer.restore(text)
  return {
    files: new FileReview({ versions, propose, attributes, ...(journal !== undefined && { journal }), ...(input !== 'auto' && { input }) }),
    rules: new ProjectRules(projectJournal(session.environment.cwd))
  }
}
