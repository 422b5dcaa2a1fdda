/** What a run over many files has done, kept in a file beside it, so that a run that was killed can be taken up again. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { UnspinError } from '../types.js'
import { splitByteLines } from './byte-lines.js'
import { reasonOf } from './text-file.js'

/** Name of the file unless told otherwise. */
export const RESUME_FILE = '.unspin-resume.jsonl'

/** First line of the file, so that no other file is taken for one and appended to. */
const HEADER = '{"unspin":"resume","format":1}'

class NoRecord extends Error {}

interface DoneText {
  readonly file: string
  /** Of the text as the run left it. */
  readonly sha256: string
  readonly version: string
  /** What else the run has to know of it when it goes on. */
  readonly notes?: unknown
}

function parseLine(line: string): DoneText | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('file' in value && 'sha256' in value && 'version' in value)) return null
    const { file, sha256, version } = value
    const notes: unknown = 'notes' in value ? value.notes : undefined
    return typeof file === 'string' && typeof sha256 === 'string' && typeof version === 'string' ? { file, sha256, version, notes } : null
  } catch {
    return null
  }
}

/** A text that is done, without its notes, which may be long; and where the line about it stands. */
interface KnownText extends Omit<DoneText, 'file' | 'notes'> {
  readonly at: number
  readonly length: number
}

/** What the record knows a text by. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * A file of lines, each about one text that is done: its path, the hash of its content, and the version of all that the
 * content depends on. Where a text may be added before its file is replaced: until it is, the hash does not fit, and
 * counts for nothing, as it does for a text that changed since. A line that is missing, because the run was killed
 * before, costs a text that is judged twice.
 */
export class ResumeLog {
  private readonly done = new Map<string, KnownText>()

  private constructor(
    private readonly descriptor: number,
    private readonly folder: string
  ) {}

  /**
   * Opens the file, or makes it. A last line that was cut short is dropped.
   * @throws UnspinError `UNSPIN_RESUME_FILE` when it cannot be opened or is another file
   */
  static async open(path: string): Promise<ResumeLog> {
    let descriptor: number
    try {
      descriptor = openSync(path, 'a+')
    } catch (error) {
      throw unfit(path, `cannot open it: ${reasonOf(error)}`)
    }
    const log = new ResumeLog(descriptor, dirname(resolve(path)))
    try {
      await log.read(path)
    } catch (error) {
      closeSync(descriptor)
      throw unfit(path, error instanceof NoRecord ? 'it is there and is no record of a run' : `cannot read it: ${reasonOf(error)}`)
    }
    return log
  }

  /** Takes in what the file holds, line by line: that of a long run is too large to be one string. */
  private async read(path: string): Promise<void> {
    let at = 0
    for await (const { bytes, terminated } of splitByteLines(createReadStream(path), Infinity)) {
      const line = Buffer.from(bytes).toString()
      if (at === 0 && !(terminated ? line === HEADER : HEADER.startsWith(line))) throw new NoRecord()
      if (!terminated) break
      const text = parseLine(line)
      if (text) this.done.set(text.file, { sha256: text.sha256, version: text.version, at, length: bytes.length })
      at += bytes.length + 1
    }
    ftruncateSync(this.descriptor, at)
    if (at === 0) writeSync(this.descriptor, `${HEADER}\n`)
  }

  /** Whether a text of this hash was the outcome of a run of the same version. `path` is absolute. */
  isDone(path: string, sha256: string, version: string): boolean {
    const known = this.done.get(this.nameOf(path))
    return known?.version === version && known.sha256 === sha256
  }

  /** The notes of a text that {@link isDone}. */
  notesOf(path: string): unknown {
    const known = this.done.get(this.nameOf(path))
    if (!known) return undefined
    const line = Buffer.alloc(known.length)
    for (let filled = 0, read = -1; read !== 0 && filled < line.length; filled += read) {
      read = readSync(this.descriptor, line, filled, line.length - filled, known.at + filled)
    }
    return parseLine(line.toString())?.notes
  }

  /** Notes that a text is done; the hash is of what its file holds then. The line is with the system when this returns. */
  add(path: string, sha256: string, version: string, notes?: unknown): void {
    const done: DoneText = { file: this.nameOf(path), sha256, version, notes }
    writeSync(this.descriptor, `${JSON.stringify(done)}\n`)
  }

  close(): void {
    fsyncSync(this.descriptor)
    closeSync(this.descriptor)
  }

  /** Relative to the log's folder, so that both can be moved together. */
  private nameOf(path: string): string {
    return relative(this.folder, path).split(sep).join('/')
  }
}

function unfit(file: string, why: string): UnspinError {
  return new UnspinError('UNSPIN_RESUME_FILE', `this file cannot record the run: ${why}`, { file, hint: 'name another with --resume-file' })
}
