/** How far a run over many texts has come, in one line. */

export interface Progress {
  /** Texts that are through. */
  readonly at: number
  readonly total: number
  /** What came of them, for example `12 edits`. */
  readonly state: string
  /** Time since the run began. */
  readonly milliseconds: number
}

/** `1 h 5 min`, `2 min 10 s`, `8 s`. */
function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** `12 of 300 texts, 37 edits, 4.1 a second, 1 min 10 s left`. */
export function progressText({ at, total, state, milliseconds }: Progress): string {
  const rate = at / (milliseconds / 1000)
  const speed = at > 0 && milliseconds > 0 ? [`${rate.toFixed(1)} a second`, `${duration((total - at) / rate)} left`] : []
  return [`${at} of ${total} texts`, state, ...speed].filter((part) => part !== '').join(', ')
}

export interface RecordProgressState {
  /** What came of the records so far. */
  readonly summary: string
  readonly records: number
  /** Bytes read, and of how many; undefined when that is not known. */
  readonly read: number
  readonly total: number | undefined
  readonly milliseconds: number
}

/** `37 edits in 12 of 300 records, 0 errors, 4.1 records a second, 25 %, 1 min 10 s left`. */
export function recordProgressText({ summary, records, read, total, milliseconds }: RecordProgressState): string {
  const speed = records > 0 && milliseconds > 0 ? [`${(records / (milliseconds / 1000)).toFixed(1)} records a second`] : []
  const known = total !== undefined && read > 0 && read <= total && milliseconds > 0
  const rest = known ? [`${Math.floor((100 * read) / total)} %`, `${duration(((total - read) * milliseconds) / 1000 / read)} left`] : []
  return [summary, ...speed, ...rest].join(', ')
}
