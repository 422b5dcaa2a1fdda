/** `unspin restore --jsonl`: streams of records, line by line. */
import { createReadStream } from 'node:fs'
import { newCounts, restoreJsonLines, type JsonLinesCounts } from '../formats/json-lines.js'
import { readSource } from '../formats/text-file.js'
import { readerOf } from '../html/input-kind.js'
import { UnspinError } from '../types.js'
import { STDIN } from './documents.js'
import { restorerSettings, type DecisionFlags, type InputFlags } from './options.js'
import { counted } from './reporting.js'
import type { Session } from './session.js'

export interface JsonLinesFlags extends DecisionFlags, InputFlags {
  readonly field?: string[]
  readonly strict?: boolean
  readonly quiet?: boolean
}

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
    throw new UnspinError('UNSPIN_FILE_UNREADABLE', `cannot read the input: ${why}`, { file: path === STDIN ? '<stdin>' : path })
  }
}

const summaryOf = ({ records, restored, edits, errors }: JsonLinesCounts): string =>
  `${counted(edits, 'edit')} in ${restored} of ${counted(records, 'record')}, ${counted(errors, 'error')}`

/** Restores the records of all inputs, in order, each line written before the next is read. */
export async function restoreLines(session: Session, paths: readonly string[], flags: JsonLinesFlags): Promise<void> {
  const restorer = await session.loadRestorer(restorerSettings(flags))
  const counts = newCounts()
  const { input = 'auto', attributes = false } = flags
  // Records are many and small: what their fields are written in has to be said, not guessed field by field.
  const read = await readerOf(input === 'auto' ? 'text' : input, { attributes })
  const options = { counts, read, ...(flags.field && { fields: flags.field }) }
  let ended = true
  for (const path of paths.length === 0 ? [STDIN] : paths) {
    await session.attempt(async () => {
      for await (const line of restoreJsonLines(chunksOf(session, path), restorer, options)) {
        // The last line of an earlier file may lack its line feed; two records must not share a line.
        await session.out.write(ended ? line : `\n${line}`)
        ended = line.endsWith('\n')
        if (!flags.quiet) await session.progress(() => summaryOf(counts), true)
      }
    })
  }
  if (flags.strict && counts.errors > 0) session.raise(2)
  if (!flags.quiet) await session.note(summaryOf(counts))
}
