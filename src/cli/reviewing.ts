/** What the reviews in the terminal and in the browser share: their files, their journals, the project's rules. */
import { relative } from 'node:path'
import { visible } from '../report/paint.js'
import type { Counts } from '../review/document.js'
import { isFolder } from '../review/file-error.js'
import { FileReview, type ReviewedFile } from '../review/files.js'
import { folderJournalOf } from '../review/journal.js'
import { projectJournal, ProjectRules } from '../review/project.js'
import { isAsked, standing } from '../review/terminal/screen.js'
import { refuseRecords, textSettings } from './documents.js'
import type { DecisionFlags, OutputFlags, ReadingFlags } from './options.js'
import { counted } from './reporting.js'
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
export async function documentsToReview(session: Session, paths: readonly string[], { journal, input }: ReviewFlags): Promise<Reviewable[]> {
  if (paths.includes(STDIN)) throw usage('a review needs files: standard input cannot be reviewed', 'name the files')
  const documents: Reviewable[] = []
  for (const path of paths) {
    const shared = isFolder(path) && journal === undefined ? { journal: folderJournalOf(path) } : {}
    for (const text of (await selectTexts(session, [path], {})).texts) {
      try {
        if ('error' in text) throw text.error
        refuseRecords(text.path, input)
        documents.push({ path: text.path, ...shared })
      } catch (error) {
        await session.fail(error)
      }
    }
  }
  return documents
}

/** A review of files whose proposals come from the restorer that the flags ask for. */
export async function startReview(session: Session, { journal, ...flags }: ReviewFlags): Promise<FileReview> {
  const { restorer: settings, input: reading } = await textSettings(session, undefined, flags)
  const { input = 'auto', attributes = false, encoding } = reading
  const restorer = await session.loadRestorer(settings)
  const versions = (await session.environment.engineVersions?.(settings)) ?? { dictionary: 'unknown', model: 'unknown' }
  const propose = (text: string): ReturnType<typeof restorer.restore> => restorer.restore(text)
  const rules = new ProjectRules(projectJournal(session.environment.cwd))
  const asked = { ...(journal !== undefined && { journal }), ...(input !== 'auto' && { input }), ...(encoding !== undefined && { encoding }) }
  return new FileReview({ versions, propose, attributes, rules, ...asked })
}

/** Opens a document and decides what rules and flags decide. */
export async function openDecided(session: Session, files: FileReview, { path, journal }: Reviewable, { acceptAbove, quiet }: ReviewFlags & OutputFlags): Promise<ReviewedFile> {
  const file = await files.open(path, journal)
  const { byRule, above } = files.review.decideUnasked(file.document, acceptAbove)
  if (byRule > 0 && !quiet) await session.note(`${visible(path)}: ${counted(byRule, 'edit')} decided by the rules of the project`)
  if (above > 0 && !quiet) await session.note(`${visible(path)}: ${counted(above, 'edit')} accepted at ${String(acceptAbove)} or above`)
  return file
}

/** Counts without the suggestions that nobody was asked about. */
export const countsOf = ({ document }: ReviewedFile): Counts => document.counts((item) => isAsked(document, item))

/** Where the decisions are, and what can be done with them. */
export async function tellOutcome(session: Session, files: FileReview, { quiet }: Pick<OutputFlags, 'quiet'>): Promise<void> {
  const decided = files.files.filter(({ journal }) => journal.records.length > 0)
  if (quiet || decided.length === 0) return
  for (const file of decided) {
    await session.note(`${visible(file.path)}: ${standing(countsOf(file))}${files.isUnwritten(file) ? '; not written' : ''}`)
  }
  const journalsOf = (wanted: readonly ReviewedFile[]): string =>
    [...new Set(wanted.map(({ journal }) => relative(session.environment.cwd, journal.path)))].map(shellWord).join(' ')
  const open = decided.filter((file) => countsOf(file).undecided > 0)
  const unwritten = decided.filter((file) => files.isUnwritten(file))
  const written = decided.filter(({ journal }) => journal.records.some((record) => 'written' in record))
  const hints = [
    ['to go on:', 'review', open.map(({ path }) => shellWord(path)).join(' ')],
    ['to write:', 'apply', journalsOf(unwritten)],
    ['for a patch:', 'apply --diff', journalsOf(decided)],
    ['to take back:', 'revert', journalsOf(written)]
  ] as const
  for (const [purpose, command, names] of hints) if (names !== '') await session.note(`${purpose.padEnd(13)} unspin ${command} ${names}`)
}

/** A path as a shell takes it. */
const shellWord = (path: string): string => (/^[\w./@%+,:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)
