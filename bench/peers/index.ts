/** Peers beside unspin, each in a process of its own, on the same texts with the same entries. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { passOver } from '../engine.js'
import type { Row, Section } from '../rows.js'
import { wordsOf, type Texts } from '../texts.js'
import type { Job, Sample } from '../timing.js'
import { CODESPELL, CODESPELL_DOES, codespellRun } from './codespell.js'
import { install, PEERS_FOLDER } from './install.js'
import { RUN, type Begin, type Told } from './messages.js'
import { pairsOfDictionary } from './pairs.js'
import { SUBJECTS, type Subject } from './subjects.js'

const PROCESS = fileURLToPath(new URL('process.ts', import.meta.url))

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && ('ready' in value || 'failed' in value || 'sample' in value)

/** Its start takes as long as much text does. */
const CODESPELL_TIMES = 20

const textsTold = (times: number, count: number): string => (times === 1 ? '' : times < 1 ? `the first ${count} texts` : `the texts ${times} times`)

async function ask(child: ChildProcess, question: Begin | typeof RUN): Promise<Told> {
  const waiting = new AbortController()
  const { signal } = waiting
  const ended = once(child, 'exit', { signal }).then(() => [{ failed: 'its process ended' }])
  const answered = once(child, 'message', { signal })
  child.send(question)
  const [answer]: unknown[] = await Promise.race([answered, ended])
  waiting.abort()
  return isTold(answer) ? answer : { failed: 'it gave no answer' }
}

async function sampleOf(child: ChildProcess): Promise<Sample> {
  const told = await ask(child, RUN)
  if ('sample' in told) return told.sample
  throw new Error('failed' in told ? told.failed : 'it gave no sample')
}

export class Peers {
  private readonly children: ChildProcess[] = []

  constructor(private readonly log: (message: string) => void) {}

  async section({ mixed }: Texts): Promise<Section> {
    const pairs = await pairsOfDictionary()
    const unit = passOver(mixed)
    const characters = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)
    const row = (label: string, does: string, run: Job['run'] | string, texts = mixed.texts): Row => ({
      label,
      job: typeof run === 'string' ? null : { name: `peer: ${label}`, run },
      unit: unit.name,
      unitShare: characters(texts) / characters(mixed.texts),
      words: wordsOf({ name: label, texts }),
      remark: [typeof run === 'string' ? `not measured: ${run}` : does, textsTold(texts.length / mixed.texts.length, texts.length)].filter(Boolean).join('; ')
    })
    const rows: Row[] = []
    for (const subject of SUBJECTS) {
      this.log(`  ${subject.label}`)
      const { label, does, renewed } = subject
      const texts = renewed ? mixed.texts.slice(0, renewed.texts) : mixed.texts
      rows.push(row(label, does, await this.start(subject, { label, folder: PEERS_FOLDER, texts, pairs }), texts))
    }
    const many = Array.from({ length: CODESPELL_TIMES }, () => mixed.texts).flat()
    rows.push(row(CODESPELL, CODESPELL_DOES, codespellOr(many, pairs), many))
    return { title: `Peers, each by itself, on mixed text, with ${pairs.length} forms from the dictionary`, orientation: 'speed', units: [unit], rows }
  }

  /** How to run the subject, or why it cannot be. */
  private async start({ packages }: Subject, begin: Begin): Promise<Job['run'] | string> {
    for (const specifier of packages) {
      const missing = install(specifier)
      if (missing !== null) return missing
    }
    const child = fork(PROCESS, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.children.push(child)
    const told = await ask(child, begin)
    return 'failed' in told ? told.failed : () => sampleOf(child)
  }

  close(): void {
    for (const child of this.children) child.kill()
  }
}

function codespellOr(...[texts, pairs]: [readonly string[], Parameters<typeof codespellRun>[1]]): Job['run'] | string {
  const write = (name: string, text: string): string => {
    mkdirSync(PEERS_FOLDER, { recursive: true })
    const path = join(PEERS_FOLDER, name)
    writeFileSync(path, text)
    return path
  }
  try {
    return codespellRun(texts, pairs, write)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
