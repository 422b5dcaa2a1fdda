/** `--resume`: the record of a run over many files. */
import { join, resolve } from 'node:path'
import type { SourceDocument } from './documents.js'
import type { InputFlags } from './options.js'
import type { Session } from './session.js'

export interface ResumeFlags {
  readonly resume?: boolean
  readonly resumeFile?: string
}

export interface ResumeRecord {
  isDone(document: SourceDocument): Promise<boolean>
  /** Notes that a text is done; `text` is what its file holds now. */
  add(document: SourceDocument, text: string): Promise<void>
}

/** The record that the flags ask for, if they do. @throws UnspinError `UNSPIN_RESUME_FILE` */
export async function resumeRecord(session: Session, flags: InputFlags & ResumeFlags): Promise<ResumeRecord | undefined> {
  if (!flags.resume && flags.resumeFile === undefined) return undefined
  const { RESUME_FILE, ResumeLog } = await import('../formats/resume-log.js')
  const { cwd, versionOf } = session.environment
  const log = ResumeLog.open(flags.resumeFile ?? join(cwd, RESUME_FILE))
  session.atEnd(() => log.close())
  const { input = 'auto', attributes = false } = flags
  const versions = new Map<string, Promise<string>>()
  const versionFor = async ({ settings }: SourceDocument): Promise<string> => {
    const key = JSON.stringify(settings)
    const engine = versions.get(key) ?? versionOf?.(settings) ?? Promise.resolve('')
    versions.set(key, engine)
    return `${await engine}-${input}${attributes ? '-attributes' : ''}`
  }
  return {
    isDone: async (document) => log.isDone(resolve(cwd, document.path), document.text, await versionFor(document)),
    add: async (document, text) => log.add(resolve(cwd, document.path), text, await versionFor(document))
  }
}
