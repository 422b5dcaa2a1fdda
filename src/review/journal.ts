/**
 * The journal on disk: one writer, lines that are only ever appended, each safe on the disk before anyone is told.
 * A crash at any moment loses at most the lines being written at that moment; `parseJournal` drops what is torn.
 */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, type Stats, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UnspinError } from '../types.js'
import { codeOf, tryTo, unreadable, unwritable } from './file-error.js'
import { type Lock, takeLock } from './lock.js'
import { formatRecord, JOURNAL_ENDING, type JournalRecord, parseJournal } from './records.js'

/** Path of the journal of one document. */
export const journalPathOf = (document: string): string => document + JOURNAL_ENDING

/** Path of the journal that the documents of a folder share when the folder is reviewed. */
export const folderJournalOf = (folder: string): string => join(folder, `decisions${JOURNAL_ENDING}`)

/** SHA-256 of a text's bytes in UTF-8, as headers hold it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The records of a journal, for those who only read; none where there is no journal.
 * @throws UnspinError as `parseJournal` does, `UNSPIN_IS_DIRECTORY`, `UNSPIN_FILE_UNREADABLE` for anything else in the way
 */
export function readJournal(path: string): readonly JournalRecord[] {
  return parseJournal(textOf(path), path).records
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // Where there is no folder there is no journal either, and no document: that is told by whoever reads it.
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return ''
    throw unreadable(path, error)
  }
}

/** A journal opened for writing. Nothing is written, and no file made, before the first {@link append}. */
export class Journal {
  private readonly known: JournalRecord[]
  private descriptor: number | undefined
  /** Length of the file, all of it lines that were kept. */
  private length = 0
  private closed = false

  private constructor(readonly path: string, private readonly lock: Lock) {
    this.known = [...readJournal(path)]
  }

  /**
   * Opens a journal, which need not exist yet, for the one process that may write it.
   * @throws UnspinError `UNSPIN_REVIEW_LOCKED` when another has it open, and as {@link readJournal} does
   */
  static open(path: string): Journal {
    const lock = takeLock(`${path}.lock`, path)
    try {
      return new Journal(path, lock)
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** All records: those found and those appended. */
  get records(): readonly JournalRecord[] {
    return this.known
  }

  /**
   * Appends records. When this returns they are on the disk.
   * @throws UnspinError `UNSPIN_JOURNAL_CHANGED` when something else wrote the file meanwhile, `UNSPIN_FILE_UNWRITABLE`
   * when it cannot be written; none of the records is kept then
   */
  append(records: readonly JournalRecord[]): void {
    if (this.closed) throw new UnspinError('UNSPIN_JOURNAL_CLOSED', 'the journal was closed', { file: this.path })
    if (records.length === 0) return
    const descriptor = this.descriptor ?? this.begin()
    this.checkUntouched(descriptor)
    const bytes = Buffer.from(records.map(formatRecord).join(''))
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at, bytes.length - at, this.length + at)
      fsyncSync(descriptor)
    } catch (error) {
      // Whoever opens the journal next must not find a decision that the person was told is lost.
      tryTo(() => { ftruncateSync(descriptor, this.length) })
      throw unwritable(this.path, error)
    }
    this.length += bytes.length
    this.known.push(...records)
  }

  /** Lets go of the file and its lock. Doing so twice does nothing. */
  close(): void {
    if (this.closed) return
    this.closed = true
    if (this.descriptor !== undefined) closeSync(this.descriptor)
    this.lock.release()
  }

  /** Opens the file, cuts a torn last line off and ends an open one. */
  private begin(): number {
    try {
      const { records, torn, open } = parseJournal(textOf(this.path), this.path)
      if (records.length !== this.known.length) throw changed(this.path)
      const descriptor = openExisting(this.path) ?? openSync(this.path, 'wx+')
      const size = fstatSync(descriptor).size
      this.length = torn ? lengthOfLines(descriptor, size) : size
      if (torn) ftruncateSync(descriptor, this.length)
      if (open) this.length += writeSync(descriptor, '\n', size)
      fsyncSync(descriptor)
      // The name of a new file has to be safe too.
      tryTo(() => { syncFolder(dirname(this.path)) })
      return (this.descriptor = descriptor)
    } catch (error) {
      throw error instanceof UnspinError ? error : unwritable(this.path, error)
    }
  }

  /** Another program, such as git, may have put a file in the journal's place: what we wrote then would be lost. */
  private checkUntouched(descriptor: number): void {
    const ours = fstatSync(descriptor)
    const there = statAt(this.path)
    if (there?.ino === ours.ino && there.dev === ours.dev && there.size === this.length) return
    throw changed(this.path)
  }
}

const changed = (file: string): UnspinError =>
  new UnspinError('UNSPIN_JOURNAL_CHANGED', 'another program changed the journal during the review', {
    file,
    hint: 'leave the review and start it again, to go on from what the journal holds now'
  })

function statAt(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw unwritable(path, error)
  }
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, 'r+')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Offset behind the last line feed. */
function lengthOfLines(descriptor: number, size: number): number {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size;) {
    const read = readSync(descriptor, bytes, at, size - at, at)
    if (read === 0) break
    at += read
  }
  return bytes.lastIndexOf(0x0a) + 1
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
