/** Reading the evaluation's text files and the tables that `--data` names. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UnspinError } from '../src/types.js'

const here = dirname(fileURLToPath(import.meta.url))

/** Lines of a file of this directory, without empty ones and comments. */
export function readLines(...path: string[]): string[] {
  const lines = readFileSync(join(here, ...path), 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))
}

/** Rows of a tab-separated table by column, or undefined when the directory was not given or lacks the file. */
export function readTable(
  directory: string | undefined,
  name: string,
  columns: readonly string[]
): Map<string, string>[] | undefined {
  if (directory === undefined) return undefined
  const file = join(directory, name)
  if (!existsSync(file)) return undefined
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  const present = header.split('\t')
  const missing = columns.filter((column) => !present.includes(column))
  if (missing.length > 0) {
    const hint = `expected ${columns.join(', ')}`
    throw new UnspinError('UNSPIN_EVAL_DATA', `no column "${missing.join('", "')}"`, { file, line: 1, hint })
  }
  return lines.map((line) => {
    const fields = line.split('\t')
    return new Map(present.map((column, index) => [column, fields[index] ?? '']))
  })
}
