/** Debian's codespell, a Python program: started for each measurement, with its start on an empty text taken off. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Sample } from '../timing.js'
import type { Pair } from './pairs.js'

export const CODESPELL = 'Debian codespell'
export const CODESPELL_DOES = 'looks every word up in the list of forms (single words alone), Python; start-up taken off; no context'

/** The clock that /proc counts in. */
const TICK_MILLISECONDS = 10
const FIRST_CHILD_FIELD = 13

/** Processor time of the programs that this one has started and seen end; NaN where there is no /proc. */
function childrenCpu(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ')
    return (Number(fields[FIRST_CHILD_FIELD]) + Number(fields[FIRST_CHILD_FIELD + 1])) * TICK_MILLISECONDS
  } catch {
    return NaN
  }
}

/** What the program takes for a file. @throws Error when it is missing or fails */
function codespell(dictionary: string, file: string): Sample {
  const cpu = childrenCpu()
  const started = performance.now()
  const { error, status, stderr } = spawnSync('codespell', ['-D', dictionary, file], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  const sample = { wall: performance.now() - started, cpu: childrenCpu() - cpu }
  // It ends with the number of misspellings, up to 255; what goes wrong is told on standard error.
  if (error || status === null || stderr !== '') throw error ?? new Error(stderr)
  return sample
}

/** @param write puts a file into the bench's folder and gives its path */
export function codespellRun(texts: readonly string[], pairs: readonly Pair[], write: (name: string, text: string) => string): () => Sample {
  const single = pairs.filter(([spun]) => /^[a-z]+$/.test(spun))
  const dictionary = write('codespell.txt', single.map(([spun, original]) => `${spun}->${original}\n`).join(''))
  const empty = write('codespell-empty.txt', '')
  const full = write('codespell-texts.txt', texts.join('\n'))
  codespell(dictionary, empty)
  return () => {
    const start = codespell(dictionary, empty)
    const all = codespell(dictionary, full)
    return { wall: all.wall - start.wall, cpu: all.cpu - start.cpu }
  }
}
