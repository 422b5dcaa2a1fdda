/** How a journal names its documents, and where they are: below the journal's own folder, never elsewhere. */
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep, win32 } from 'node:path'
import { UnspinError } from '../types.js'

const leadsOut = (path: string): boolean => isAbsolute(path) || win32.isAbsolute(path) || path.split(/[\\/]/)[0] === '..'

/**
 * What a journal calls a document: its path from the journal's folder, with `/`.
 * @throws UnspinError `UNSPIN_JOURNAL_PATH` for a document that is not below this folder
 */
export function documentName(journal: string, path: string): string {
  const name = relative(dirname(resolve(journal)), resolve(path))
  if (!leadsOut(name)) return name.split(sep).join('/')
  const hint = 'put the journal into a folder above all its documents'
  throw new UnspinError('UNSPIN_JOURNAL_PATH', `the document ${path} is outside of the journal's folder`, { file: journal, hint })
}

/**
 * Where a document of a journal is.
 * @throws UnspinError `UNSPIN_JOURNAL_PATH` for a name that leads out of the journal's folder, also by a symbolic link
 */
export async function documentPath(journal: string, name: string): Promise<string> {
  const folder = dirname(journal)
  const path = join(folder, name)
  const inside = !leadsOut(name) && !leadsOut(relative(folder, path)) && !name.includes('\0')
  // A document that is not there cannot lead anywhere; reading it tells that it is missing.
  const real = inside ? await realpath(path).catch(() => undefined) : undefined
  if (inside && (real === undefined || !leadsOut(relative(await realpath(folder), real)))) return path
  const hint = 'the documents of a journal are in its folder or below it'
  throw new UnspinError('UNSPIN_JOURNAL_PATH', `the journal names the document ${JSON.stringify(name)}`, { file: journal, hint })
}
