/** `unspin restore` on streams of records, such as JSON lines: record by record, each written before the next is read. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { peek, untilAborted } from '../formats/chunks.js'
import { gzip, isGzip } from '../formats/gzip.js'
import { newCounts, type RecordCounts } from '../formats/record-counts.js'
import { extensionsOf, type RecordFormat } from '../formats/record-format.js'
import type { RecordRestorer } from '../formats/record-restorer.js'
import { restoreStream, type StreamOptions } from '../formats/streams.js'
import { readSource } from '../formats/text-file.js'
import { ChangedPayloads } from '../formats/warc-revisits.js'
import { UnspinError, type RestoreOptions } from '../types.js'
import type { ConfigFlags } from './config.js'
import { textSettings } from './documents.js'
import type { DecisionFlags, InputFlags } from './options.js'
import { recordProgressText } from './progress.js'
import type { RecordFlags } from './record-options.js'
import { counted } from './reporting.js'
import { recordJobs, selectTexts, STDIN, type Selected, type SelectionFlags } from './selection.js'
import { isInterrupt, type Session } from './session.js'
import type { RestorerSettings } from './settings.js'

/** Faulty records told one by one; the others are only counted. */
const MOST_FAULTS_TOLD = 5

export type RecordsFlags = DecisionFlags & InputFlags & RecordFlags & SelectionFlags & ConfigFlags & { readonly quiet?: boolean }

/** Chunks of a file or of standard input, with errors in our own words. */
export async function* chunksOf(session: Session, path: string): AsyncGenerator<Uint8Array> {
  let read = false
  try {
    for await (const chunk of path === STDIN ? session.environment.stdin : createReadStream(path)) {
      read = true
      yield chunk
    }
  } catch (error) {
    // What keeps a file from being opened keeps it from being read as a text too, and is told better there.
    if (!read && path !== STDIN) await readSource(path)
    const why = error instanceof Error ? error.message : String(error)
    throw new UnspinError('UNSPIN_FILE_UNREADABLE', `cannot read the input: ${why}`, { file: nameOf(path) })
  }
}

const nameOf = (path: string): string => (path === STDIN ? '<stdin>' : path)

/** The same chunks; errors say which input they are about. */
export async function* naming(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    if (!(error instanceof UnspinError) || error.file !== undefined) throw error
    const { code, message, hint, line } = error
    throw new UnspinError(code, message, { file: nameOf(path), ...(hint !== undefined && { hint }), ...(line !== undefined && { line }) })
  }
}

const summaryOf = ({ records, restored, edits, errors }: RecordCounts): string =>
  `${counted(edits, 'edit')} in ${restored} of ${counted(records, 'record')}, ${counted(errors, 'error')}`

const LINE_FEED = 0x0a

/** Puts the chunks of several inputs one after the other; the last line of an earlier one may lack its line feed. */
function joiner(): (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  let last = LINE_FEED
  return async function* (chunks) {
    let first = true
    for await (const chunk of chunks) {
      // Two records must not share a line.
      if (first && last !== LINE_FEED) yield Uint8Array.of(LINE_FEED)
      first = false
      last = chunk.at(-1) ?? last
      yield chunk
    }
  }
}

/** Tells the first faulty records of a run that have no place in the output. */
export class Faults {
  private readonly waiting: UnspinError[] = []
  private told = 0

  constructor(private readonly session: Session) {}

  readonly add = (fault: UnspinError): void => {
    if (this.told + this.waiting.length <= MOST_FAULTS_TOLD) this.waiting.push(fault)
  }

  async tell(path: string): Promise<void> {
    for (const { line, message, hint } of this.waiting.splice(0)) {
      const place = line === undefined ? nameOf(path) : `${nameOf(path)}:${line}`
      const advice = hint === undefined ? '' : `; ${hint}`
      await this.session.note(this.told++ < MOST_FAULTS_TOLD ? `${place}: ${message}${advice}` : 'further faulty records are only counted')
    }
  }
}

function streamOptions({ input = 'auto', attributes = false, field, column, header, separator, encoding }: RecordsFlags, format: RecordFormat): StreamOptions {
  return {
    format,
    // Records are many and small: what their fields are written in has to be said, not guessed field by field.
    input: input === 'auto' ? 'text' : input,
    attributes,
    header,
    ...(field && { fields: field }),
    ...(column && { columns: column }),
    ...(separator !== undefined && { separator }),
    ...(encoding !== undefined && { encoding })
  }
}

/** How far a run over records has come. */
export class RecordProgress {
  readonly counts = newCounts()
  private present = 0
  private read = 0
  private readonly started: number

  /** @param total bytes of all inputs; undefined when not known */
  constructor(private readonly session: Session, private readonly total: number | undefined, private readonly quiet: boolean) {
    this.started = session.environment.now()
  }

  readonly onFields = (present: number): void => {
    this.present += present
  }

  /** The same chunks, counted. */
  async *watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.read += chunk.length
      yield chunk
    }
  }

  async show(prints: boolean): Promise<void> {
    const { counts, read, total } = this
    const milliseconds = this.session.environment.now() - this.started
    if (!this.quiet) await this.session.progress(() => recordProgressText({ summary: summaryOf(counts), records: counts.records, read, total, milliseconds }), prints)
  }

  /** Tells what came of the run, and sets the status. */
  async finish({ strict, field = ['text'] }: RecordsFlags, format: RecordFormat, doneBefore = ''): Promise<void> {
    const { counts, session, quiet, present } = this
    if (strict && counts.errors > 0) session.raise(2)
    if (quiet) return
    await session.note(summaryOf(counts) + doneBefore)
    // Fields may be missing here and there; missing everywhere, they have other names.
    if (format === 'jsonl' && present === 0 && counts.records > counts.errors) {
      await session.note(`no record has ${field.map((name) => JSON.stringify(name)).join(' or ')}; name the fields with --field`)
    }
  }
}

/** Bytes of all files together; undefined when one is no file. */
export async function sizeOf(texts: readonly Selected[]): Promise<number | undefined> {
  const sizes = await Promise.all(texts.map(({ path }) => (path === STDIN ? undefined : stat(path).then((found) => (found.isFile() ? found.size : undefined), () => undefined))))
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0)
}

/** The files that paths stand for; a folder yields those with the extensions of the format. */
export async function selectRecords(session: Session, paths: readonly string[], flags: RecordsFlags, format: RecordFormat): Promise<readonly Selected[]> {
  return (await selectTexts(session, paths, { ...flags, extension: flags.extension ?? extensionsOf(format) })).texts
}

/** Texts of records under way or waiting for their turn, for each thread. */
const AHEAD = 4

/** What restores the records of an input, and how. */
export async function recordRestoring(session: Session, path: string, flags: RecordsFlags, format: RecordFormat): Promise<{ restorer: RecordRestorer; options: StreamOptions; settings: RestorerSettings }> {
  const { restorer: settings, input } = await textSettings(session, path === STDIN ? flags.stdinFilepath : path, flags)
  const jobs = recordJobs(flags)
  const loaded = await session.loadWorkers(settings, jobs)
  // Only JSON lines have room for what was found.
  const brief = format !== 'jsonl'
  const restorer = jobs === 1 ? loaded.here : { ...loaded, restore: (text: string, options?: RestoreOptions) => loaded.restore(text, { ...options, brief }) }
  return { restorer, settings, options: { ...streamOptions({ ...flags, ...input }, format), atOnce: jobs === 1 ? 1 : jobs * AHEAD } }
}

/** Restores the records of all inputs, in order. The output is compressed as the first input was, or as told. */
export async function restoreRecords(session: Session, paths: readonly string[], flags: RecordsFlags, format: RecordFormat): Promise<void> {
  const texts = await selectRecords(session, paths, flags, format)
  const progress = new RecordProgress(session, await sizeOf(texts), flags.quiet ?? false)
  const faults = new Faults(session)
  const joined = joiner()
  const changedPayloads = new ChangedPayloads()
  const signal = session.interruption
  let compress = flags.gzip
  session.holdInterrupts(() => `${counted(progress.counts.records, 'record')}; what was written is whole`, { awaited: true })
  const restore = async (path: string): Promise<void> => {
    const { restorer, options } = await recordRestoring(session, path, flags, format)
    const { head, whole } = await peek(untilAborted(progress.watched(chunksOf(session, path)), signal), 2)
    compress ??= isGzip(head)
    // Each record of a WARC file is compressed by itself.
    const single = format === 'warc'
    const streamed = { ...options, counts: progress.counts, onFields: progress.onFields, onFault: faults.add, changedPayloads, signal, gzip: single && compress }
    const records = naming(path, restoreStream(whole, restorer, streamed))
    const restored = single ? records : joined(records)
    for await (const chunk of compress && !single ? gzip(restored) : restored) {
      await session.out.write(chunk)
      await progress.show(true)
      if (!flags.quiet) await faults.tell(path)
    }
  }
  for (const text of session.untilInterrupted(texts)) {
    await session.attempt(async () => {
      if ('error' in text) throw text.error
      await restore(text.path).catch((error: unknown) => {
        if (!isInterrupt(error)) throw error
      })
    })
  }
  await progress.finish(flags, format)
}
