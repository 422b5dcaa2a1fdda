/** `npm run bench:stream`: sends much JSON lines through the built command, and watches its memory and the order of its answers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { readSeeds } from '../eval/seed.js'
import { built } from './built.js'

const BROKEN = 1000
const SAMPLE_MILLISECONDS = 100
const GROWTH = 1.1
const UNITS: Readonly<Record<string, number>> = { kB: 1e3, MB: 1e6, GB: 1e9 }

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}

function argumentsFrom(argv: readonly string[]): { size: number; jobs: string } {
  try {
    const options = { size: { type: 'string', default: '1GB' }, jobs: { type: 'string', default: '1' } } as const
    const { size, jobs } = parseArgs({ args: [...argv], options }).values
    const [, number, unit = ''] = /^(\d+)(kB|MB|GB)$/.exec(size) ?? []
    if (number !== undefined && /^[1-9]\d*$/.test(jobs)) return { size: Number(number) * (UNITS[unit] ?? 1), jobs }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
  return fail('usage: npm run bench:stream -- [--size 100MB] [--jobs 1]')
}

const texts = [...readSeeds().values()]
const PARAGRAPHS = texts.flatMap((text) => text.split(/\n+/)).filter((paragraph) => paragraph.length > 100)
const PARAGRAPHS_PER_RECORD = 5
const BREAKAGES: readonly ((line: string) => Buffer)[] = [
  (line) => Buffer.from(line.slice(0, line.length >> 1)),
  () => Buffer.from('not JSON'),
  (line) => Buffer.from(line.replace('"text":"', '"text":["').replace(/"}$/, '"]}')),
  (line) => Buffer.concat([Buffer.from(line.slice(0, -2)), Buffer.from([0xe9]), Buffer.from('"}')])
]

/** Record `id`: paragraphs of the seeds, in an order that changes, and a number that no double holds. */
function lineOf(id: number): string {
  const text = Array.from({ length: PARAGRAPHS_PER_RECORD }, (_, at) => PARAGRAPHS[(id * 7 + at * (1 + (id % 5))) % PARAGRAPHS.length]).join('\n\n')
  return `{"id":${id},"big":9007199254740993,"text":${JSON.stringify(text)}}`
}

const { size, jobs } = argumentsFrom(process.argv.slice(2))
const lines = (() => {
  const mean = Array.from({ length: 50 }, (_, id) => Buffer.byteLength(lineOf(id)) + 1).reduce((a, b) => a + b) / 50
  return Math.max(4 * BROKEN, Math.ceil(size / mean))
})()
const isBroken = (id: number): boolean => Math.floor(((id + 1) * BROKEN) / lines) > Math.floor((id * BROKEN) / lines)

let bytesIn = 0

async function feed(stdin: Writable): Promise<void> {
  let broken = 0
  for (let id = 0; id < lines; id++) {
    const line = lineOf(id)
    const bytes = isBroken(id) ? (BREAKAGES[broken++ % BREAKAGES.length]?.(line) ?? Buffer.from(line)) : Buffer.from(line)
    bytesIn += bytes.length + 1
    if (!stdin.write(Buffer.concat([bytes, Buffer.from('\n')]))) await once(stdin, 'drain')
  }
  stdin.end()
}

const TICK_SECONDS = 0.01

/** What a process uses, where /proc tells it: resident memory in bytes, and of this what is no part of a file; seconds of the processor. */
function usageOf(pid: number): { resident: number; anonymous: number; cpu: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024
    const [, user, system] = /^.*\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { resident: bytes('VmRSS'), anonymous: bytes('RssAnon'), cpu: (Number(user) + Number(system)) * TICK_SECONDS }
  } catch {
    return { resident: 0, anonymous: 0, cpu: 0 }
  }
}

interface Answer {
  readonly id?: number
  readonly unspin: { readonly error?: { readonly line: number }; readonly edits?: readonly unknown[] }
}

const child = spawn(process.execPath, [built('cli/main.js'), '--jsonl', '--quiet', '--jobs', jobs], { stdio: ['pipe', 'pipe', 'inherit'] })
const { pid } = child
if (pid === undefined) fail('the command did not start: run `npm run build`')
const peaks = [0, 0, 0, 0]
let anonymous = 0
let cpu = 0
let answered = 0
let restored = 0
let errors = 0
const sample = (): void => {
  const quarter = Math.min(3, Math.floor((4 * answered) / lines))
  const usage = usageOf(pid)
  peaks[quarter] = Math.max(peaks[quarter] ?? 0, usage.resident)
  anonymous = Math.max(anonymous, usage.anonymous)
  cpu = Math.max(cpu, usage.cpu)
}
const timer = setInterval(sample, SAMPLE_MILLISECONDS)
const started = performance.now()
const exit = once(child, 'exit')
const feeding = feed(child.stdin)
for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
  const answer: Answer = JSON.parse(line)
  const { error, edits = [] } = answer.unspin
  const told = error ? error.line - 1 : answer.id
  if (told !== answered || (error !== undefined) !== isBroken(answered)) fail(`line ${answered + 1} is answered by ${line.slice(0, 200)}`)
  if (!error && !line.includes('"big":9007199254740993,')) fail(`line ${answered + 1} lost a number`)
  if (error) errors++
  else if (edits.length > 0) restored++
  answered++
  if (answered % 1000 === 0) sample()
}
await feeding
const [status]: unknown[] = await exit
clearInterval(timer)
const seconds = (performance.now() - started) / 1000
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
process.stdout.write([
  `${megabytes(bytesIn)} MB, ${lines} lines, ${errors} of ${BROKEN} broken ones answered, ${restored} restored, all in order`,
  `${seconds.toFixed(0)} s, ${(bytesIn / 1e6 / seconds).toFixed(2)} MB/s, ${cpu.toFixed(0)} s of the processor, ${jobs} at once, status ${String(status)}`,
  `most resident memory by quarter: ${peaks.map((peak) => `${megabytes(peak)} MB`).join(', ')}; without files ${megabytes(anonymous)} MB`
].join('\n') + '\n')
const [, second = 0, , last = 0] = peaks
if (answered !== lines || errors !== BROKEN || status !== 0) fail('not every line was answered')
if (second === 0) process.stdout.write('memory was not measured: there is no /proc here\n')
else if (last > GROWTH * second) fail(`memory grew: the last quarter took ${(last / second).toFixed(2)} times that of the second`)
