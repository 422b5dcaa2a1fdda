/**
 * A review that decides at random until it is killed: `node kill-child.js FILE SEED`. After every decision it tells how
 * many lines the journal has, and their hash: these must outlive it.
 */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import process from 'node:process'
import { FileReview } from '../../src/review/files.js'
import { formatRecord } from '../../src/review/records.js'
import { fakeRestorer } from '../formats/fake-restorer.js'

const [path = '', seed = ''] = process.argv.slice(2)

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
let state = Number(seed)
function random(limit: number): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
}

const restorer = fakeRestorer({ army: 'military', 'White Home': 'White House' })
const files = new FileReview({ versions: { dictionary: 'd', model: 'm' }, propose: (text) => restorer.restore(text) })
const file = await files.open(path)
const { review } = files
const targets = review.targets()
const hash = createHash('sha256')
let told = 0

function tell(): void {
  const { records } = file.journal
  for (const record of records.slice(told)) hash.update(formatRecord(record))
  told = records.length
  writeSync(1, `${told} ${hash.copy().digest('hex')}\n`)
}

/** Now and then a line so long that the system cannot write it at once. */
const words = (): string => 'word '.repeat(random(20) === 0 ? 40_000 : 1 + random(20))

tell()
for (;;) {
  const target = targets.slice(random(targets.length)).slice(0, 1)
  const way = random(8)
  if (way === 0) review.undo()
  else if (way === 1) review.acceptAbove(0.5)
  else if (way === 2) review.decide(targets, { verdict: random(2) === 0 ? 'rejected' : 'reopened' })
  else if (way === 3) await files.write(file)
  else if (way < 6) review.decide(target, { verdict: 'replaced', after: words() })
  else review.decide(target, { verdict: way === 6 ? 'accepted' : 'rejected' })
  tell()
}
