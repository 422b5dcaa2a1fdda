/** What is wrong with a dictionary, as data. */
import { UnspinError } from '../types.js'

/** One fault of a dictionary file. `code` is stable; `hint` tells how to mend it. */
export interface Fault {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly file: string
  /** 1-based. */
  readonly line: number
}

/**
 * Passes when there are no faults.
 * @throws UnspinError the first fault; its message counts the others.
 */
export function assertNoFaults(faults: readonly Fault[]): void {
  const [first, ...others] = faults
  if (first === undefined) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'fault' : 'faults'})`
  throw new UnspinError(first.code, first.message + more, { hint: first.hint, file: first.file, line: first.line })
}
