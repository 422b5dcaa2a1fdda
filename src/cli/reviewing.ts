/** What the reviews in the terminal and in the browser share: their files, their journals, the project's rules. */
import { engineVersions } from '../node/versions.js'
import { FileReview } from '../review/files.js'
import { projectJournal, ProjectRules } from '../review/project.js'
import { restorerSettings, type DecisionFlags } from './options.js'
import type { Session } from './session.js'

export interface ReviewFlags extends DecisionFlags {
  /** One journal for all documents. */
  readonly journal?: string
  /** Accept whatever is at least this likely to be right. */
  readonly acceptAbove?: number
}

/** A review of files whose proposals come from the restorer that the flags ask for. */
export async function startReview(session: Session, { journal, ...flags }: ReviewFlags): Promise<{ files: FileReview; rules: ProjectRules }> {
  const restorer = await session.loadRestorer(restorerSettings(flags))
  const versions = await engineVersions(flags.dictionary, flags.defaultDictionary)
  const propose = (text: string): ReturnType<typeof restorer.restore> => restorer.restore(text)
  return {
    files: new FileReview({ versions, propose, ...(journal !== undefined && { journal }) }),
    rules: new ProjectRules(projectJournal(session.environment.cwd))
  }
}
