/** What the system says of files, in our own words. */
import { statSync } from 'node:fs'
import { hintFor, reasonOf } from '../formats/text-file.js'
import { UnspinError } from '../types.js'

/** The system's code of an error, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Where another place for the journal helps. */
const MISPLACED = new Set(['EISDIR', 'EACCES', 'EPERM', 'EROFS'])

function hintOf(error: unknown): { readonly hint?: string } {
  const { hint } = hintFor(error)
  return hint !== undefined && MISPLACED.has(codeOf(error)) ? { hint: `${hint}, or keep the decisions elsewhere: --journal FILE` } : hintFor(error)
}

/** A journal, or its lock, that cannot be written. */
export const unwritable = (file: string, error: unknown): UnspinError =>
  new UnspinError('UNSPIN_FILE_UNWRITABLE', `cannot write the file: ${reasonOf(error)}`, { file, ...hintOf(error) })

/** A journal that cannot be read. */
export function unreadable(file: string, error: unknown): UnspinError {
  const code = codeOf(error) === 'EISDIR' ? 'UNSPIN_IS_DIRECTORY' : 'UNSPIN_FILE_UNREADABLE'
  return new UnspinError(code, `cannot read the journal: ${reasonOf(error)}`, { file, ...hintOf(error) })
}

/** A folder that cannot be searched for journals; it may be one below the one that was asked for. */
export function unsearchable(folder: string, error: unknown): UnspinError {
  const file = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : folder
  return new UnspinError('UNSPIN_FILE_UNREADABLE', `cannot read the folder: ${reasonOf(error)}`, { file, ...hintFor(error) })
}

/** Whether a path is a folder. What keeps it from being looked at is told by whoever reads it. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** What is worth trying and no reason to fail. */
export function tryTo(action: () => void): void {
  try {
    action()
  } catch {
    // The caller goes on without.
  }
}
