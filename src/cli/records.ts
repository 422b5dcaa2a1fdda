/** `unspin restore` on streams of records, such as JSON lines: record by record, each written before the next is read. */
import { createReadStream } from 'node:fs'
import { peek } from '../formats/chunks.js'
import { gzip, isGzip } from '../formats/gzip.js'
import { newCounts, type RecordCounts } from '../formats/record-counts.js'
import type { RecordFormat } from '../formats/record-format.js'
import { restoreStream, type StreamOptions } from '../formats/streams.js'
import { readSource } from '../formats/text-file.js'
import { UnspinError } from '../types.js'
import type { ConfigFlags } from './config.js'
import { textSettings } from './documents.js'
import type { DecisionFlags, InputFlags } from './options.js'
import type { RecordFlags } from './record-options.js'
import { counted } from './reporting.js'
import { STDIN } from './selection.js'
import type { Session } from './session.js'

/** Faulty records told one by one; the others are only counted. */
const MOST_FAULTS_TOLD = 5

type Flags = DecisionFlags & InputFlags & RecordFlags & ConfigFlags & { readonly quiet?: boolean }

/** Chunks of a file or of standard input, with errors in our own words. */
async function* chunksOf(session: Session, path: string): AsyncGenerator<Uint8Array> {
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
async function* naming(path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    if (!(error instanceof UnspinError) || error.file !== undefined) throw error
    const { code, message, hint } = error
    throw new UnspinError(code, message, { file: nameOf(path), ...(hint !== undefined && { hint }) })
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
class Faults {
  private readonly waiting: UnspinError[] = []
  private told = 0

  constructor(private readonly session: Session) {}

  readonly add = (fault: UnspinError): void => {
    if (this.told + this.waiting.length <= MOST_FAULTS_TOLD) this.waiting.push(fault)
  }

  async tell(path: string): Promise<void> {
    for (const { line, message } of this.waiting.splice(0)) {
      const place = line === undefined ? nameOf(path) : `${nameOf(path)}:${line}`
      await this.session.note(this.told++ < MOST_FAULTS_TOLD ? `${place}: ${message}` : 'further faulty records are only counted')
    }
  }
}

function streamOptions({ input = 'auto', attributes = false, field, column, header, separator }: Flags, format: RecordFormat): StreamOptions {
  return {
    format,
    // Records are many and small: what their fields are written in has to be said, not guessed field by field.
    input: input === 'auto' ? 'text' : input,
    attributes,
    header,
    ...(field && { fields: field }),
    ...(column && { columns: column }),
    ...(separator !== undefined && { separator })
  }
}

/** Restores the records of all inputs, in order. The output is compressed as the first input was, or as told. */
export async function restoreRecords(session: Session, paths: readonly string[], flags: Flags, format: RecordFormat): Promise<void> {
  const counts = newCounts()
  const faults = new Faults(session)
  const joined = joiner()
  let compress = flags.gzip
  for (const path of paths.length === 0 ? [STDIN] : paths) {
    await session.attempt(async () => {
      const { restorer: settings, input } = await textSettings(session, path === STDIN ? flags.stdinFilepath : path, flags)
      const restorer = await session.loadRestorer(settings)
      const options: StreamOptions = { ...streamOptions({ ...flags, ...input }, format), counts, onFault: faults.add }
      const { head, whole } = await peek(chunksOf(session, path), 2)
      compress ??= isGzip(head)
      // Each record of a WARC file is compressed by itself.
      const single = format === 'warc'
      const records = naming(path, restoreStream(whole, restorer, { ...options, gzip: single && compress }))
      const restored = single ? records : joined(records)
      for await (const chunk of compress && !single ? gzip(restored) : restored) {
        await session.out.write(chunk)
        if (!flags.quiet) await session.progress(() => summaryOf(counts), true)
        if (!flags.quiet) await faults.tell(path)
      }
    })
  }
  if (flags.strict && counts.errors > 0) session.raise(2)
  if (!flags.quiet) await session.note(summaryOf(counts))
}
