/** Which texts a command is about: files, folders, globs and standard input, as they were named. */
import { availableParallelism } from 'node:os'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ChosenFile } from '../formats/choose-files.js'
import type { Session } from './session.js'
import { collect } from './options.js'

export const STDIN = '-'

/** Values of {@link addSelectionOptions}. */
export interface SelectionFlags {
  readonly extension?: string[]
  readonly jobs?: number
}

/** One text, or what kept it from being found. */
export type Selected = ChosenFile | { readonly path: string; readonly error: unknown }

export interface Selection {
  readonly texts: readonly Selected[]
  /** Whether several texts were asked for: several names, or one that may stand for several. */
  readonly several: boolean
}

/** More threads than this are seldom faster, and each has an analyser of its own in memory. */
const MOST_JOBS = 8

/** With fewer texts than this for each, threads take longer to start than they save. */
const TEXTS_PER_JOB = 64

function jobCount(value: string): number {
  if (value === 'auto') return 0
  const count = Number(value)
  if (!/^\d+$/.test(value) || count < 1 || count > 512) throw new InvalidArgumentError('It must be auto or a number from 1 to 512.')
  return count
}

function extension(value: string, earlier: string[] | undefined): string[] {
  if (!/^\.?[^./\\]+$/.test(value)) throw new InvalidArgumentError('It must be an extension such as .txt.')
  return collect(`.${value.replace(/^\./, '').toLowerCase()}`, earlier)
}

export function addSelectionOptions(command: Command): Command {
  return command
    .optionsGroup('Files:')
    .addOption(new Option('--extension <ext>', 'take files with this extension from folders (repeatable)').argParser(extension))
    .addOption(new Option('-j, --jobs <n>', 'restore this many texts at once (default: by their number)').argParser(jobCount))
}

/** How many texts to restore at once: as told, else by how many there are. */
export function jobsFor(texts: number, { jobs = 0 }: SelectionFlags): number {
  const wanted = jobs > 0 ? jobs : Math.min(availableParallelism(), MOST_JOBS, Math.ceil(texts / TEXTS_PER_JOB))
  return Math.max(1, Math.min(wanted, texts))
}

/** Finds the texts; no path means standard input. What cannot be found is told in its place. */
export async function selectTexts(session: Session, paths: readonly string[], flags: SelectionFlags): Promise<Selection> {
  const { cwd } = session.environment
  if (paths.length === 0) return { texts: [{ path: STDIN, named: true }], several: false }
  const texts: Selected[] = []
  const taken = new Set<string>()
  let several = paths.length > 1
  for (const path of paths) {
    if (path === STDIN || !(await mayStandForMore(path, cwd))) {
      texts.push({ path, named: true })
      taken.add(resolve(cwd, path))
      continue
    }
    const { chooseFiles, needsSearch } = await import('../formats/choose-files.js')
    if (!(await needsSearch(path, cwd))) {
      texts.push({ path, named: true })
      continue
    }
    several = true
    const options = { cwd, ...(flags.extension && { extensions: flags.extension }) }
    const found: readonly Selected[] = await chooseFiles(path, options).catch((error: unknown) => [{ path, error }])
    for (const each of found) {
      const place = resolve(cwd, each.path)
      if (!taken.has(place)) texts.push(each)
      taken.add(place)
    }
  }
  return { texts, several }
}

/** A quick look, so that plain files cost nothing: a folder, or a name with characters that globs are made of. */
async function mayStandForMore(path: string, cwd: string): Promise<boolean> {
  const found = await stat(resolve(cwd, path)).catch(() => undefined)
  return found ? found.isDirectory() : /[*?[\]{}()!+@]/.test(path)
}
