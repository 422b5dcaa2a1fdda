/** What a run over many files has done, kept in a file beside it, so that a run that was killed can be taken up again. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { UnspinError } from '../types.js'
import { reasonOf } from './text-file.js'

/** Name of the file unless told otherwise. */
export const RESUME_FILE = '.unspin-resume.jsonl'

/** First line of the file, so that no other file is taken for one and appended to. */
const HEADER = '{"unspin":"resume","format":1}\n'

interface DoneText {
  readonly file: string
  /** Of the text as the run left it. */
  readonly sha256: string
  readonly version: string
}

function parseLine(line: string): DoneText | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('file' in value && 'sha256' in value && 'version' in value)) return null
    const { file, sha256, version } = value
    return typeof file === 'string' && typeof sha256 === 'string' && typeof version === 'string' ? { file, sha256, version } : null
  } catch {
    return null
  }
}

/** What the record knows a text by. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * A file of lines, each about one text that is done: its path, the hash of its content, and the version of all that the
 * content depends on. A line is appended after the text was written. A line that is missing, because the run was killed
 * in between, costs a text that is judged twice; a line about a text that changed since counts for nothing.
 */
export class ResumeLog {
  private readonly done = new Map<string, DoneText>()

  private constructor(
    private readonly descriptor: number,
    private readonly folder: string
  ) {}

  /**
   * Opens the file, or makes it. A last line that was cut short is dropped.
   * @throws UnspinError `UNSPIN_RESUME_FILE` when it cannot be opened or is another file
   */
  static open(path: string): ResumeLog {
    let descriptor: number
    try {
      descriptor = openSync(path, 'a+')
    } catch (error) {
      throw unfit(path, `cannot open it: ${reasonOf(error)}`)
    }
    const bytes = readFileSync(descriptor)
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1).toString()
    if (!whole.startsWith(HEADER) && !(whole === '' && HEADER.startsWith(bytes.toString()))) {
      closeSync(descriptor)
      throw unfit(path, 'it is there and is no record of a run')
    }
    ftruncateSync(descriptor, Buffer.byteLength(whole))
    if (whole === '') writeSync(descriptor, HEADER)
    const log = new ResumeLog(descriptor, dirname(resolve(path)))
    for (const line of whole.split('\n').slice(1)) {
      const text = parseLine(line)
      if (text) log.done.set(text.file, text)
    }
    return log
  }

  /** Whether a text of this hash was the outcome of a run of the same version. `path` is absolute. */
  isDone(path: string, sha256: string, version: string): boolean {
    const known = this.done.get(this.nameOf(path))
    return known?.version === version && known.sha256 === sha256
  }

  /** Notes that a text is done; the hash is of what its file holds now. The line is with the system when this returns. */
  add(path: string, sha256: string, version: string): void {
    const done: DoneText = { file: this.nameOf(path), sha256, version }
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
