/** What a run over many records has done so far. */
export interface RecordCounts {
  /** Records read, bad ones included. */
  records: number
  /** Records with at least one edit. */
  restored: number
  edits: number
  /** Records that could not be restored. */
  errors: number
}

/** Counts of a run that has yet to begin. */
export const newCounts = (): RecordCounts => ({ records: 0, restored: 0, edits: 0, errors: 0 })

/** Longest record read unless told otherwise, in bytes. */
export const DEFAULT_MAX_RECORD_BYTES = 64 * 1024 * 1024
