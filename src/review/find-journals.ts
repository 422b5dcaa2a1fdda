/** The journals that a user means by paths of documents, folders and journals. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UnspinError } from '../types.js'
import { isFolder, unsearchable } from './file-error.js'
import { journalPathOf } from './journal.js'
import { JOURNAL_ENDING } from './records.js'

/**
 * The journals for a path: a journal is itself, a folder has all those in it and below it, any other file has the one
 * beside it.
 * @throws UnspinError `UNSPIN_JOURNAL_MISSING` when there is none, `UNSPIN_FILE_UNREADABLE` for a folder that cannot be searched
 */
export function journalsFor(path: string): string[] {
  if (path.endsWith(JOURNAL_ENDING) && existsSync(path)) return [path]
  const searched = isFolder(path) && !path.endsWith(JOURNAL_ENDING)
  const found = searched ? journalsBelow(path) : [journalPathOf(path)].filter((journal) => existsSync(journal))
  if (found.length > 0) return found
  const hint = searched || path.endsWith(JOURNAL_ENDING) ? 'check the path' : `a review of it makes one: unspin review ${path}`
  throw new UnspinError('UNSPIN_JOURNAL_MISSING', 'there is no journal of decisions', { file: path, hint })
}

function journalsBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith(JOURNAL_ENDING) && !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
  } catch (error) {
    throw unsearchable(folder, error)
  }
}
