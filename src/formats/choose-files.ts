/** From what the user names to files: files as they are, folders searched, globs expanded. The only importer of tinyglobby. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { UnspinError } from '../types.js'
import { IgnoreRules, type PatternsOf } from './ignore-files.js'
import { reasonOf } from './text-file.js'

/** Extensions of the files that a folder yields, unless told otherwise. */
export const DEFAULT_EXTENSIONS = ['.txt', '.text', '.md', '.markdown', '.html', '.htm', '.xhtml', '.rss', '.atom'] as const

/** A text to read. */
export interface ChosenFile {
  readonly path: string
  /** Whether the user named this very file; what a folder or a glob yields may turn out to be no text, and is passed over. */
  readonly named: boolean
}

export interface ChooseOptions {
  /** Absolute path that relative ones count from. */
  readonly cwd: string
  /** Extensions of the files that a folder yields, with the dot, in lower case. Default {@link DEFAULT_EXTENSIONS}. */
  readonly extensions?: readonly string[]
  /** Ignore patterns of a folder besides those of its ignore files. */
  readonly patternsOf?: PatternsOf
  /** Ignore patterns relative to the folder that is searched; to the working directory for a glob. */
  readonly ignore?: readonly string[]
  /** Told of each folder below the searched one that cannot be read; without it that ends the search. */
  readonly onUnreadable?: (error: UnspinError) => void
}

/** Folders that hold other people's texts. Hidden ones are passed over too. */
const FOREIGN = 'node_modules'

/** Whether an argument is a folder or a glob, so that the files it stands for have to be found. */
export async function needsSearch(argument: string, cwd: string): Promise<boolean> {
  const found = await stat(resolve(cwd, argument)).catch(() => undefined)
  return found ? found.isDirectory() : isDynamicPattern(argument)
}

/**
 * The files that an argument stands for. A folder yields the files in it and below it that have one of the extensions,
 * a glob all that it matches; both leave out what is hidden, in `node_modules`, behind a symbolic link, or left out by
 * `.gitignore` and `.unspinignore`. Sorted by path, code unit by code unit.
 * @throws UnspinError `UNSPIN_NO_FILES` when there are none and no folder was unreadable, `UNSPIN_FILE_UNREADABLE` for a folder
 * that cannot be read.
 */
export async function chooseFiles(argument: string, options: ChooseOptions): Promise<ChosenFile[]> {
  const { cwd, extensions = DEFAULT_EXTENSIONS, ignore = [] } = options
  const folder = resolve(cwd, argument)
  const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false)
  const root = isFolder ? folder : cwd
  let unreadable = false
  const onUnreadable = (error: UnspinError): void => {
    const { code, message, file = folder } = error
    const told = new UnspinError(code, message, { file: file === folder ? argument : slashed(relative(cwd, file)) })
    if (file === folder || !options.onUnreadable) throw told
    unreadable = true
    options.onUnreadable(told)
  }
  const patternsOf: PatternsOf = async (each) => [...((await options.patternsOf?.(each)) ?? []), ...(each === root ? ignore : [])]
  const paths = isFolder ? await searchFolder(folder, extensions, { ...options, patternsOf, onUnreadable }) : await expandGlob(argument, cwd, patternsOf)
  if (paths.length === 0 && !unreadable) throw noFiles(argument, isFolder, extensions)
  const written = paths.map((path) => (isAbsolute(argument) ? path : slashed(relative(cwd, path))))
  return written.sort().map((path) => ({ path, named: false }))
}

const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

function noFiles(argument: string, isFolder: boolean, extensions: readonly string[]): UnspinError {
  const message = isFolder ? 'there is no text in the folder' : 'no file matches the pattern'
  const looked = isFolder ? `looked for ${extensions.join(' ')}` : 'looked for files'
  const hint = `${looked} that are not hidden and that no .gitignore or .unspinignore leaves out`
  return new UnspinError('UNSPIN_NO_FILES', message, { file: argument, hint })
}

type Search = Required<Pick<ChooseOptions, 'cwd' | 'patternsOf' | 'onUnreadable'>>

async function searchFolder(root: string, extensions: readonly string[], { cwd, patternsOf, onUnreadable }: Search): Promise<string[]> {
  const rules = await IgnoreRules.below(root, cwd, patternsOf)
  const found: string[] = []
  const open = [root]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await entriesOf(folder, onUnreadable)) {
      const isFolder = entry.isDirectory()
      const wanted = isFolder ? entry.name !== FOREIGN : entry.isFile() && extensions.some((extension) => entry.name.toLowerCase().endsWith(extension))
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || !wanted || (await rules.leavesOut(folder, path, isFolder))) continue
      if (isFolder) open.push(path)
      else found.push(path)
    }
  }
  return found
}

async function entriesOf(folder: string, onUnreadable: (error: UnspinError) => void): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    onUnreadable(new UnspinError('UNSPIN_FILE_UNREADABLE', `cannot read the folder: ${reasonOf(error)}`, { file: folder }))
    return []
  }
}

async function expandGlob(pattern: string, cwd: string, more: PatternsOf): Promise<string[]> {
  const foreign = pattern.includes(FOREIGN) ? [] : [`**/${FOREIGN}/**`]
  const matches = await glob(slashed(pattern), {
    cwd,
    absolute: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: foreign
  })
  const rules = await IgnoreRules.below(cwd, cwd, more)
  const out = new Map<string, Promise<boolean>>()
  /** Whether a path or a folder above it, up to the working directory, is left out. */
  const leftOut = (path: string, isFolder: boolean): Promise<boolean> => {
    const known = out.get(path)
    if (known) return known
    const folder = dirname(path)
    const outside = relative(cwd, path).startsWith('..') || folder === path
    const answer = outside || path === cwd
      ? Promise.resolve(false)
      : leftOut(folder, true).then((above) => above || rules.leavesOut(folder, path, isFolder))
    out.set(path, answer)
    return answer
  }
  const judged = await Promise.all(matches.map(async (match) => ({ path: resolve(match), out: await leftOut(resolve(match), false) })))
  return judged.filter((each) => !each.out).map(({ path }) => path)
}
