/** One writer at a time: a lock file beside the journal that names the process holding it. */
import { randomUUID } from 'node:crypto'
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import process from 'node:process'
import { UnspinError } from '../types.js'
import { codeOf, tryTo, unwritable } from './file-error.js'

interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, in the system's own terms; empty where that cannot be told. */
  readonly began: string
}

/** A lock that is held. */
export interface Lock {
  readonly path: string
  /** Lets go. Doing so twice does nothing. */
  release(): void
}

/**
 * Takes a lock file, also from a process that ended without letting go.
 * @param what what is locked, for messages
 * @throws UnspinError `UNSPIN_REVIEW_LOCKED` when a process that lives, or one on another machine, holds it;
 * `UNSPIN_FILE_UNWRITABLE` when no file can be made there
 */
export function takeLock(path: string, what: string): Lock {
  const own = JSON.stringify({ pid: process.pid, host: hostname(), began: beginOf(process.pid), id: randomUUID() })
  while (!create(path, own)) {
    const found = read(path)
    if (found === undefined) continue
    const holder = holderOf(found)
    if (holder && mayLive(holder)) throw locked(path, what, holder)
    evict(path, found)
  }
  let held = true
  return {
    path,
    release() {
      if (held && read(path) === own) rmSync(path, { force: true })
      held = false
    }
  }
}

/** Makes the lock file with its content in one step. @returns false when there is one already */
function create(path: string, content: string): boolean {
  const temporary = `${path}.${randomUUID()}`
  try {
    writeFileSync(temporary, content, { flag: 'wx' })
    linkSync(temporary, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EACCES') throw unwritable(path, error)
    return createPlainly(path, content)
  } finally {
    // What is in the way of removing it was in the way of making it, and is told already.
    tryTo(() => { rmSync(temporary, { force: true }) })
  }
}

/** For file systems without hard links. */
function createPlainly(path: string, content: string): boolean {
  let descriptor: number
  try {
    descriptor = openSync(path, 'wx')
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw unwritable(path, error)
  }
  try {
    writeSync(descriptor, content)
    return true
  } catch (error) {
    // A disk that is full takes the name and not the content.
    tryTo(() => { rmSync(path, { force: true }) })
    throw unwritable(path, error)
  } finally {
    closeSync(descriptor)
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unwritable(path, error)
  }
}

/** Takes away a lock that nobody holds. Another process may have done so just now: its own new lock is put back. */
function evict(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw unwritable(path, error)
  } finally {
    rmSync(aside, { force: true })
  }
}

function holderOf(content: string): Holder | null {
  try {
    const value: unknown = JSON.parse(content)
    return isHolder(value) ? value : null
  } catch {
    return null
  }
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && 'pid' in value && Number.isInteger(value.pid) && 'host' in value && 'began' in value

/** Whether the holder is, or for all we can tell may be, still at work. */
function mayLive({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Anything but "no such process" means that it is there.
    if (codeOf(error) === 'ESRCH') return false
  }
  // The system gives the numbers of ended processes to new ones.
  return began === beginOf(pid)
}

/** The boot and the tick in which a process began; empty where the system does not tell. */
function beginOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The name of the program, in brackets, may hold blanks; the start is the 20th field after it (proc(5)).
    const tick = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[19] ?? ''
    return `${boot}/${tick}`
  } catch {
    return ''
  }
}

function locked(path: string, what: string, { pid, host }: Holder): UnspinError {
  const where = host === hostname() ? '' : ` on ${host}`
  const hint = `finish that review first; if no such process is at work, delete ${path}`
  return new UnspinError('UNSPIN_REVIEW_LOCKED', `it is under review already, by process ${pid}${where}`, { file: what, hint })
}
