/** The journals that a user means by paths of documents, folders and journals. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UnspinError } from '../types.js'
import { journalPathOf } from './journal.js'
import { JOURNAL_ENDING } from './records.js'

/**
 * The journals for a path: a journal is itself, a folder has all those in it and below it, any other file has the one
 * beside it.
 * @throws UnspinError `UNSPIN_JOURNAL_MISSING` when there is none
 */
export function journalsFor(path: string): string[] {
  if (path.endsWith(JOURNAL_ENDING) && existsSync(path)) return [path]
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  const found = isFolder ? journalsBelow(path) : [journalPathOf(path)].filter((journal) => existsSync(journal))
  if (found.length > 0) return found
  const hint = isFolder || path.endsWith(JOURNAL_ENDING) ? 'check the path' : `a review of it makes one: unspin review ${path}`
  throw new UnspinError('UNSPIN_JOURNAL_MISSING', 'there is no journal of decisions', { file: path, hint })
}

const journalsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(JOURNAL_ENDING))
    .sort()
    .map((name) => join(folder, name))
