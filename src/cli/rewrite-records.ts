/** `unspin restore --write` on files of records: each is replaced when all of it is restored. */
import { createHash } from 'node:crypto'
import type { RecordFormat } from '../formats/record-format.js'
import { sha256Of } from '../formats/resume-log.js'
import { restoreStream } from '../formats/streams.js'
import { streamAtomically } from '../formats/text-file.js'
import { type ChangedPayload, ChangedPayloads } from '../formats/warc-revisits.js'
import { chunksOf, Faults, naming, RecordProgress, recordRestoring, selectRecords, sizeOf, type RecordsFlags } from './records.js'
import { counted } from './reporting.js'
import { resumeRecord, type ResumeFlags } from './resume.js'
import { isInterrupt, type Session } from './session.js'

/** Hashes chunks as they pass. */
class Hashing {
  private readonly hash = createHash('sha256')
  private sum: string | undefined

  async *through(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.hash.update(chunk)
      yield chunk
    }
  }

  /** Of all chunks, in hexadecimal. */
  get sha256(): string {
    return (this.sum ??= this.hash.digest('hex'))
  }
}

async function sha256OfFile(session: Session, path: string): Promise<string> {
  const hashing = new Hashing()
  for await (const chunk of hashing.through(chunksOf(session, path))) void chunk
  return hashing.sha256
}

/** What a run that goes on has to know of a file: which payloads changed, for revisits of them in later files. */
function notesOn(changed: ChangedPayloads): unknown {
  const payloads = changed.all.map(({ before, after }) => [before, after])
  return payloads.length === 0 ? undefined : { payloads }
}

function payloadsIn(notes: unknown): ChangedPayload[] {
  if (typeof notes !== 'object' || notes === null || !('payloads' in notes) || !Array.isArray(notes.payloads)) return []
  return notes.payloads.flatMap((pair: unknown) => {
    const [before, after]: unknown[] = Array.isArray(pair) ? pair : []
    return typeof before === 'string' && typeof after === 'string' ? [{ before, after }] : []
  })
}

/** Restores the records of files where they are. An interrupt leaves the file that is under way as it was. */
export async function rewriteRecords(session: Session, paths: readonly string[], flags: RecordsFlags & ResumeFlags, format: RecordFormat): Promise<void> {
  const how = sha256Of(JSON.stringify([format, flags.field, flags.column, flags.header, flags.separator, flags.encoding, flags.input, flags.attributes]))
  const record = await resumeRecord(session, flags, how.slice(0, 16))
  const texts = await selectRecords(session, paths, flags, format)
  const progress = new RecordProgress(session, await sizeOf(texts), flags.quiet ?? false)
  const faults = new Faults(session)
  let added = new ChangedPayloads()
  const changedPayloads = new ChangedPayloads((payload) => {
    added.add(payload)
  })
  let done = 0
  let resumed = 0
  session.holdInterrupts(() => `${done} of ${counted(texts.length, 'file')}; the others are as they were`)

  const rewrite = async (path: string): Promise<void> => {
    const { restorer, settings, options } = await recordRestoring(session, path, flags, format)
    if (record && (await record.isDone(path, await sha256OfFile(session, path), settings))) {
      payloadsIn(record.notesOf(path)).forEach((payload) => { changedPayloads.add(payload) })
      return void resumed++
    }
    added = new ChangedPayloads()
    const before = new Hashing()
    const after = new Hashing()
    const streamed = { ...options, counts: progress.counts, onFields: progress.onFields, onFault: faults.add, changedPayloads, inPlace: true }
    const restored = restoreStream(before.through(progress.watched(chunksOf(session, path))), restorer, streamed)
    await streamAtomically(path, after.through(untilInterrupted(naming(path, restored))), async () => {
      // Before the file is replaced: were the run killed in between, the next would restore it again, and find nothing to tell of.
      await record?.add(path, after.sha256, settings, notesOn(added))
      return before.sha256 !== after.sha256
    })
  }
  async function* untilInterrupted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      // What threads answer after an interrupt are faults that the records have not.
      session.beforeChange()
      yield chunk
      await progress.show(false)
    }
    session.beforeChange()
  }

  for (const text of session.untilInterrupted(texts)) {
    await session.attempt(async () => {
      if ('error' in text) throw text.error
      const counts = { ...progress.counts }
      try {
        await rewrite(text.path)
      } catch (error) {
        // Of a file that stays as it was, nothing was restored.
        Object.assign(progress.counts, counts)
        if (session.interrupted && isInterrupt(error)) return
        throw error
      }
      if (!flags.quiet) await faults.tell(text.path)
      done++
    })
  }
  await progress.finish(flags, format, resumed > 0 ? `, ${counted(resumed, 'file')} done before` : '')
}
