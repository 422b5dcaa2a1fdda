/** The texts that a command was given, one at a time. */
import { relative, resolve, sep } from 'node:path'
import { readSource } from '../formats/text-file.js'
import { inputKindOf, type Read, readerOf, type Reading } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import type { InputFlags } from './options.js'
import type { Session } from './session.js'
import { closest } from './suggest.js'
import { usage } from './usage.js'

export const STDIN = '-'

/** A text with its names. */
export interface SourceDocument {
  /** As given on the command line; `-` is standard input. */
  readonly path: string
  /** What reports call it. */
  readonly name: string
  /** What patches call it: relative to the working directory, with `/`. */
  readonly patchName: string
  readonly text: string
  /** Its prose, and the way back from there. */
  readonly reading: Reading
}

/** How a text is read: as the flags say, or else by the extension of its name, or else by how it begins. */
export function inputReader({ input = 'auto', attributes = false }: InputFlags, name: string, text: string): Promise<Read> {
  return readerOf(input === 'auto' ? inputKindOf(name, text) : input, { attributes })
}

const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** A file outside the working directory keeps its full path, for `patch -d /`. */
function patchName(path: string, cwd: string): string {
  const inside = relative(cwd, resolve(cwd, path))
  return withSlashes(inside === '..' || inside.startsWith(`..${sep}`) ? resolve(cwd, path) : inside)
}

const isMissing = (error: unknown): error is UnspinError => error instanceof UnspinError && error.code === 'UNSPIN_FILE_MISSING'

/** The error of a missing file, or of a command that was probably meant by its name: then nothing may be touched. */
function asCommand(error: unknown, path: string, commands: readonly string[]): unknown {
  const command = isMissing(error) ? closest(path, commands) : undefined
  if (command === undefined) return error
  const hint = command === path ? `commands come before all options: unspin ${path} …` : `did you mean the command "${command}"?`
  return usage(`there is no file "${path}"`, hint)
}

/** Reads one text. */
export async function readDocument(session: Session, path: string, flags: InputFlags): Promise<SourceDocument> {
  const { stdin, cwd, isTTY } = session.environment
  if (path !== STDIN) {
    const text = await readSource(path)
    const reading = (await inputReader(flags, path, text))(text)
    return { path, name: withSlashes(path), patchName: patchName(path, cwd), text, reading }
  }
  if (isTTY.stdin) await session.note('reading from the terminal; end the text with Ctrl-D on a line of its own')
  const { stdinFilepath } = flags
  const named = stdinFilepath === undefined ? {} : { name: withSlashes(stdinFilepath), patchName: patchName(stdinFilepath, cwd) }
  const text = await readSource(STDIN, { stdin })
  const reading = (await inputReader(flags, stdinFilepath ?? '', text))(text)
  return { path, name: '<stdin>', patchName: '<stdin>', ...named, text, reading }
}

export interface DocumentOptions extends InputFlags {
  /** Names that a missing first path may be a misspelling of. */
  readonly commands?: readonly string[]
  readonly quiet?: boolean
  /** Whether anything goes to standard output. Default true. */
  readonly prints?: boolean
}

/**
 * Hands each text to `use`, in order; no path means standard input. What goes wrong with one text is told and
 * the others go on.
 * @returns how many texts went through without an error
 */
export async function eachDocument(
  session: Session,
  paths: readonly string[],
  { commands = [], quiet = false, prints = true, ...flags }: DocumentOptions,
  use: (document: SourceDocument) => Promise<void>
): Promise<number> {
  let done = 0
  for (const [at, path] of (paths.length === 0 ? [STDIN] : paths).entries()) {
    if (!quiet) await session.progress(() => `${at} of ${paths.length} texts, ${path}`, prints)
    await session.attempt(async () => {
      const document = await readDocument(session, path, flags).catch((error: unknown) => {
        throw at === 0 ? asCommand(error, path, commands) : error
      })
      await use(document)
      done++
    })
  }
  return done
}
