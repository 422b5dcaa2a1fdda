/** Which texts a command is about: files, folders, globs and standard input, as they were named. */
import { availableParallelism } from 'node:os'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ChooseOptions, ChosenFile } from '../formats/choose-files.js'
import type { ConfigFlags } from './config.js'
import type { Session } from './session.js'
import { collect } from './options.js'
import { usage } from './usage.js'
import type { UnspinError } from '../types.js'

export const STDIN = '-'

/** Values of {@link addSelectionOptions}. */
export interface SelectionFlags {
  readonly extension?: string[]
  readonly ignore?: string[]
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
    .addOption(new Option('--ignore <pattern>', 'leave this out of folders and globs, as .gitignore would (repeatable)').argParser(collect))
    .addOption(new Option('-j, --jobs <n>', 'restore this many texts or records at once, or auto (default: by the number of texts; 1 for records)').argParser(jobCount))
}

/** How many texts to restore at once: as told, else by how many there are. */
export function jobsFor(texts: number, { jobs = 0 }: SelectionFlags): number {
  const wanted = jobs > 0 ? jobs : Math.min(availableParallelism(), MOST_JOBS, Math.ceil(texts / TEXTS_PER_JOB))
  return Math.max(1, Math.min(wanted, texts))
}

/** How many records to restore at once: one unless told otherwise, for nobody knows how many there are. */
export const recordJobs = ({ jobs = 1 }: SelectionFlags): number => (jobs > 0 ? jobs : Math.min(availableParallelism(), MOST_JOBS))

/** Finds the texts; no path means standard input. What cannot be found is told in its place. */
export async function selectTexts(session: Session, paths: readonly string[], flags: SelectionFlags & ConfigFlags): Promise<Selection> {
  const { cwd } = session.environment
  if (paths.length === 0) return { texts: [{ path: STDIN, named: true }], several: false }
  const texts: Selected[] = []
  const taken = new Set<string>()
  let several = paths.length > 1
  for (const path of paths) {
    // An empty variable of a shell must not stand for the current folder.
    if (path === '') throw usage('a path is empty', 'check the variable that it came from; . is the current folder')
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
    const options = await searchOptions(session, resolve(cwd, path), flags)
    const unreadable: Selected[] = []
    const onUnreadable = (error: UnspinError): void => void unreadable.push({ path: error.file ?? path, error })
    const found: readonly Selected[] = await chooseFiles(path, { ...options, onUnreadable }).catch((error: unknown) => [{ path, error }])
    for (const each of [...unreadable, ...found]) {
      const place = resolve(cwd, each.path)
      if (!taken.has(place)) texts.push(each)
      taken.add(place)
    }
  }
  return { texts, several }
}

/** What a search leaves out, and which files it wants: from flags, and from the configuration of each folder. */
async function searchOptions(session: Session, root: string, flags: SelectionFlags & ConfigFlags): Promise<ChooseOptions> {
  const { cwd } = session.environment
  const extensions = flags.extension ?? (await session.configOf(root, flags))?.values.extensions
  return {
    cwd,
    ...(extensions && { extensions }),
    ...(flags.ignore && { ignore: flags.ignore }),
    async patternsOf(folder) {
      const config = await session.configOf(folder, flags)
      return config?.folder === folder ? (config.values.ignore ?? []) : []
    }
  }
}

/** A quick look, so that plain files cost nothing: a folder, or a name with characters that globs are made of. */
async function mayStandForMore(path: string, cwd: string): Promise<boolean> {
  const found = await stat(resolve(cwd, path)).catch(() => undefined)
  return found ? found.isDirectory() : /[*?[\]{}()!+@]/.test(path)
}
