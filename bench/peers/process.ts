/** The process of one subject: loads it, then works on all texts each time it is asked. */
import process from 'node:process'
import { timed } from '../timing.js'
import { RUN, type Begin, type Told } from './messages.js'
import { SUBJECTS, type Work } from './subjects.js'

const tell = (message: Told): void => void process.send?.(message)

let load: (() => Promise<Work>) | undefined
let work: Work | undefined
let texts: readonly string[] = []
let renewed = false

async function begin({ label, folder, pairs, texts: given }: Begin): Promise<Told> {
  const subject = SUBJECTS.find((one) => one.label === label)
  if (!subject) return { failed: 'no such subject' }
  texts = given
  renewed = subject.renewed !== undefined
  load = () => subject.load(pairs, folder)
  work = await load()
  return { ready: true }
}

/** Milliseconds that one measurement should take, lest a switch of programs show in it. */
const ENOUGH = 200
const MOST_TIMES = 20
let times = 1

async function runOnce(): Promise<Told> {
  if (renewed) work = await load?.()
  const sample = await timed(async () => {
    for (const text of texts) await work?.(text)
  }, times)
  if (!renewed) times = Math.min(MOST_TIMES, Math.max(1, Math.ceil(ENOUGH / sample.cpu)))
  return { sample }
}

process.on('message', (message: Begin | typeof RUN) => {
  const answer = message === RUN ? runOnce() : begin(message)
  answer.then(tell, (error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }))
})
