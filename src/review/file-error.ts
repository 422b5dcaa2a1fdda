/** What the system says of files, in our own words. */
import { UnspinError } from '../types.js'

/** The system's code of an error, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

export const unwritable = (file: string, error: unknown): UnspinError =>
  new UnspinError('UNSPIN_FILE_UNWRITABLE', `cannot write the file: ${error instanceof Error ? error.message : String(error)}`, { file })
