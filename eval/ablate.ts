/** What each part of the engine gives: the same few measures with the part switched off. */
import type { Restorer } from '../src/types.js'
import { ablations } from './arguments.js'
import type { Ablation } from './arguments.js'
import { reportDocuments, runClean, runSpun } from './forward.js'
import { formatShare, harmRow, scoreRow } from './layout.js'
import type { Row, Section } from './layout.js'
import { fHalf } from './metrics.js'
import { Runner } from './runner.js'
import { readSeedReferences, scoreMarked } from './seed.js'

const RATE = 0.1
const sizes = { full: { clean: 143, spun: 48 }, quick: { clean: 16, spun: 8 } }

function ablationRow(name: string, restorer: Restorer, quick: boolean): Row {
  const { clean, spun } = quick ? sizes.quick : sizes.full
  const runner = new Runner(restorer)
  const score = scoreRow(name, runSpun(runner, reportDocuments(spun), { rate: RATE }))
  const { harm = 0 } = harmRow(name, runClean(runner, reportDocuments(clean)))
  const seeds = [...readSeedReferences().values()].map((marked) =>
    fHalf(scoreMarked(marked, runner.restore(marked.source)).counts)
  )
  return { ...score, harm, remark: `seed F0.5 ${seeds.map(formatShare).join(', ')}; ${runner.totals.unstable} unstable` }
}

/** One row with everything on and one for each part that is off: spins at 10%, harm on clean text, the garbled seed. */
export async function ablationSection(
  create: (without?: Ablation) => Promise<Restorer>,
  quick: boolean,
  log: (message: string) => void
): Promise<Section> {
  log('everything')
  const rows = [ablationRow('everything', await create(), quick)]
  for (const ablation of ablations) {
    log(`without ${ablation}`)
    rows.push(ablationRow(`without ${ablation}`, await create(ablation), quick))
  }
  return { title: `Ablation (spun ${RATE * 100}%; per 10k on clean text)`, rows }
}

