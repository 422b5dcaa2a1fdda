/** `--resume`: the record of a run over many files. */
import { join, resolve } from 'node:path'
import type { Session } from './session.js'
import type { RestorerSettings } from './settings.js'

export interface ResumeFlags {
  readonly resume?: boolean
  readonly resumeFile?: string
}

/** What is done, by file, hash and settings. */
export interface ResumeRecord {
  isDone(path: string, sha256: string, settings: RestorerSettings): Promise<boolean>
  /** What {@link add} was given besides, for a file that is done. */
  notesOf(path: string): unknown
  /** Notes that a file is done, before or after it is replaced; the hash is of what it holds then. */
  add(path: string, sha256: string, settings: RestorerSettings, notes?: unknown): Promise<void>
}

/**
 * The record that the flags ask for, if they do.
 * @param how what else the outcome depends on
 * @throws UnspinError `UNSPIN_RESUME_FILE`
 */
export async function resumeRecord(session: Session, flags: ResumeFlags, how: string): Promise<ResumeRecord | undefined> {
  if (!flags.resume && flags.resumeFile === undefined) return undefined
  const { RESUME_FILE, ResumeLog } = await import('../formats/resume-log.js')
  const { cwd, versionOf } = session.environment
  const log = await ResumeLog.open(flags.resumeFile ?? join(cwd, RESUME_FILE))
  session.atEnd(() => log.close())
  const versions = new Map<string, Promise<string>>()
  const versionFor = async (settings: RestorerSettings): Promise<string> => {
    const key = JSON.stringify(settings)
    const engine = versions.get(key) ?? versionOf?.(settings) ?? Promise.resolve('')
    versions.set(key, engine)
    return `${await engine}-${how}`
  }
  return {
    isDone: async (path, sha256, settings) => log.isDone(resolve(cwd, path), sha256, await versionFor(settings)),
    notesOf: (path) => log.notesOf(resolve(cwd, path)),
    add: async (path, sha256, settings, notes) => log.add(resolve(cwd, path), sha256, await versionFor(settings), notes)
  }
}
