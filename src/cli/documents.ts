/** The texts that a command was given, restored several at a time and told in order. */
import { dirname, relative, resolve, sep } from 'node:path'
import { recordFormatOf, recordsIn, type RecordsInText } from '../formats/record-format.js'
import { isMarkupKind, readText, type SourceText } from '../formats/source-text.js'
import { inputKindOf, namedKindOf, type Read, readerOf, type Reading } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import { settingsWith, type TextFlags, type TextSettings } from './config.js'
import { inOrder } from '../formats/in-order.js'
import type { InputFlags } from './options.js'
import { jobsFor, selectTexts, STDIN, type Selected, type Selection, type SelectionFlags } from './selection.js'
import { isInterrupt, type Session } from './session.js'
import type { RestorerSettings } from './settings.js'
import { closest } from './suggest.js'
import { usage } from './usage.js'

export { STDIN } from './selection.js'

/** A text with its names. */
export interface SourceDocument {
  /** As given on the command line; `-` is standard input. */
  readonly path: string
  /** What reports call it. */
  readonly name: string
  /** What patches call it: relative to the working directory, with `/`. */
  readonly patchName: string
  readonly text: string
  /** The bytes that it was read from, and their encoding. */
  readonly source: SourceText
  /** Its prose, and the way back from there. */
  readonly reading: Reading
  /** What a restorer for it is created with. */
  readonly settings: RestorerSettings
}

/** How a text is read: as the flags say, or else by the extension of its name, or else by how it begins. */
export function inputReader({ input = 'auto', attributes = false }: InputFlags, name: string, text: string): Promise<Read> {
  if (attributes && (input === 'text' || input === 'markdown')) {
    throw usage(`--attributes is about HTML, and the input is said to be ${input}`, 'leave one of the two out')
  }
  return readerOf(input === 'auto' ? inputKindOf(name, text) : input, { attributes })
}

export const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** A file outside the working directory keeps its full path, for `patch -d /`. */
export function patchName(path: string, cwd: string): string {
  const inside = relative(cwd, resolve(cwd, path))
  return withSlashes(inside === '..' || inside.startsWith(`..${sep}`) ? resolve(cwd, path) : inside)
}

const hasCode = (error: unknown, code: string): error is UnspinError => error instanceof UnspinError && error.code === code

/** The error of a missing file, or of a command that was probably meant by its name: then nothing may be touched. */
function asCommand(error: unknown, path: string, commands: readonly string[]): unknown {
  const command = hasCode(error, 'UNSPIN_FILE_MISSING') ? closest(path, commands) : undefined
  if (command === undefined) return error
  const hint = command === path ? `commands come before all options: unspin ${path} …` : `did you mean the command "${command}"?`
  return usage(`there is no file "${path}"`, hint)
}

const AS_TEXT = '--input text reads it as one text'

const IN_PLACE_OF: Readonly<Record<RecordsInText, string>> = {
  'JSON lines': `unspin restore --jsonl takes it; ${AS_TEXT}`,
  JSON: `make JSON lines of it, for example with jq -c '.[]', and use unspin restore --jsonl; ${AS_TEXT}`,
  WARC: `unspin restore --input warc takes it; ${AS_TEXT}`
}

/**
 * Refuses files whose names say that they hold records: their texts are many, and what stands around them is not to be touched.
 * @throws UnspinError `UNSPIN_RECORDS`, unless it was said what they are
 */
export function refuseRecords(file: string, input: InputFlags['input'] = 'auto'): void {
  const format = input === 'auto' ? recordFormatOf(file) : undefined
  if (format === undefined) return
  const only = format === 'jsonl' ? 'unspin restore gives each record with its edits and its diagnosis' : 'unspin restore takes it'
  throw new UnspinError('UNSPIN_RECORDS', `this is a file of records (${format}), not a text`, { file, hint: `${only}; ${AS_TEXT}` })
}

/** The same for what begins as records do, and has no name that says what it is. */
function refuseUnnamedRecords(text: string, file: string, name: string, input: InputFlags['input'] = 'auto'): void {
  const found = input === 'auto' && namedKindOf(name) === undefined ? recordsIn(text) : undefined
  if (found !== undefined) throw new UnspinError('UNSPIN_RECORDS', `this is ${found}, not a text`, { file, hint: IN_PLACE_OF[found] })
}

const NO_TEXTS: ReadonlySet<string> = new Set(['UNSPIN_BINARY_INPUT', 'UNSPIN_RECORDS'])

/** Reads one text, as flags and the configuration nearest to it say. */
export async function readDocument(session: Session, path: string, flags: TextFlags): Promise<SourceDocument> {
  const { stdin, cwd, isTTY } = session.environment
  const { stdinFilepath } = flags
  const isStdin = path === STDIN
  const known = isStdin ? stdinFilepath : path
  const { restorer: settings, input } = await textSettings(session, known, flags)
  if (isStdin && isTTY.stdin) await session.note('reading from the terminal; end the text with Ctrl-D on a line of its own')
  const { encoding, input: kind = 'auto' } = input
  refuseRecords(known ?? '', kind)
  const source = await readText(path, {
    stdin,
    name: known ?? '',
    ...(encoding !== undefined && { encoding }),
    ...(kind !== 'auto' && { markup: isMarkupKind(kind) })
  })
  const { text } = source
  refuseUnnamedRecords(text, source.file, known ?? '', kind)
  const reading = (await inputReader(input, known ?? '', text))(text)
  const names = known === undefined
    ? { name: '<stdin>', patchName: '<stdin>' }
    : { name: withSlashes(known), patchName: patchName(known, cwd) }
  return { path, ...names, text, source, reading, settings }
}

/** Settings for a text of this name; without one, for the working directory. */
export async function textSettings(session: Session, name: string | undefined, flags: TextFlags): Promise<TextSettings> {
  const { cwd } = session.environment
  return settingsWith(await session.configOf(name === undefined ? cwd : dirname(resolve(cwd, name)), flags), flags)
}

export interface DocumentOptions extends TextFlags, SelectionFlags {
  /** Names that a missing first path may be a misspelling of. */
  readonly commands?: readonly string[]
  readonly quiet?: boolean
  /** Whether anything goes to standard output. Default true. */
  readonly prints?: boolean
  /** The texts, when they were looked for already. */
  readonly selection?: Selection
}

/** What is done with each text. */
export interface DocumentWork<Result> {
  /** Done for several texts at once; `jobs` is how many. */
  work(document: SourceDocument, jobs: number): Promise<Result>
  /** Done with one text after the other, in order. */
  use(document: SourceDocument, result: Result): Promise<void>
  /** What has come of it so far, for the progress line. */
  state?(): string
}

/** How many texts went through, and how many were none after all. */
export interface DocumentCounts {
  readonly done: number
  /** Binary files and files of records that a folder or a glob yielded. */
  readonly skipped: number
}

type Outcome<Result> =
  | { readonly document: SourceDocument; readonly result: Result }
  | { readonly error: unknown }
  | { readonly skipped: true }

/** Texts that wait for their turn while a long one is restored, for each job. */
const AHEAD = 4

/**
 * Works on each text; no path means standard input. What goes wrong with one text is told in its turn, and the others go
 * on. An interrupt ends the run after the texts that are being written.
 */
export async function eachDocument<Result>(
  session: Session,
  paths: readonly string[],
  { commands = [], quiet = false, prints = true, selection, ...flags }: DocumentOptions,
  { work, use, state }: DocumentWork<Result>
): Promise<DocumentCounts> {
  const { texts } = selection ?? (await selectTexts(session, paths, flags))
  const jobs = jobsFor(texts.length, flags)
  const [first] = texts
  const outcomeOf = async (selected: Selected): Promise<Outcome<Result>> => {
    try {
      if ('error' in selected) return selected
      const document = await readDocument(session, selected.path, flags)
      return { document, result: await work(document, jobs) }
    } catch (error) {
      if (!('error' in selected) && !selected.named && error instanceof UnspinError && NO_TEXTS.has(error.code)) return { skipped: true }
      return { error: selected === first ? asCommand(error, selected.path, commands) : error }
    }
  }
  let at = 0
  let done = 0
  let skipped = 0
  const progress = session.startProgress(texts.length, prints)
  if (texts.length > 1) session.holdInterrupts(() => `${done} of ${texts.length} texts; the others are as they were`)
  for await (const outcome of inOrder(session.untilInterrupted(texts), jobs === 1 ? 1 : jobs * AHEAD, outcomeOf)) {
    await session.attempt(async () => {
      if ('skipped' in outcome) return void skipped++
      if ('error' in outcome) {
        // An interrupt fails what is under way; that is no fault of the texts.
        if (session.interrupted && isInterrupt(outcome.error)) return
        throw outcome.error
      }
      await use(outcome.document, outcome.result)
      done++
    })
    at++
    if (!quiet) await progress(at, state?.() ?? '')
  }
  return { done, skipped }
}
