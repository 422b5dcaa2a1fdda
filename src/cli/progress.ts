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
