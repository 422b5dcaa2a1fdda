/** The evaluation's command line. */
import { UnspinError } from '../src/types.js'

export const sectionNames = ['seeds', 'forward', 'harm', 'data', 'calibration'] as const
export type SectionName = (typeof sectionNames)[number]

/** Parts that `--ablate` switches off one at a time. */
export const ablations = ['language-model', 'evidence', 'families', 'inflection', 'topic', 'analyser', 'names', 'first-reading'] as const
export type Ablation = (typeof ablations)[number]

export interface Arguments {
  readonly quick: boolean
  readonly ablate: boolean
  readonly help: boolean
  /** Folder with observed substitutions. */
  readonly data?: string
  /** Sections to measure; all when empty. */
  readonly only: readonly SectionName[]
}

export const usage = `usage: npm run eval -- [--quick] [--only SECTION]… [--data DIR] [--ablate]

  --quick         fewer documents, for a look in under a minute
  --only SECTION  one of ${sectionNames.join(', ')}; may be repeated
  --data DIR      folder with pairs.tsv, pairs-measure.tsv and tortured.tsv
  --ablate        measure with each part switched off in turn instead
  --help          this text

The figures are explained in eval/README.md.
`

const wrong = (message: string): UnspinError => new UnspinError('UNSPIN_USAGE', message, { hint: usage })

/** @throws UnspinError `UNSPIN_USAGE` for an unknown option, a missing value or an unknown section. */
export function parseArguments(given: readonly string[]): Arguments {
  const flags = { quick: false, ablate: false, help: false }
  const only: SectionName[] = []
  let data: string | undefined
  const rest = [...given]
  const value = (option: string): string => {
    const next = rest.shift()
    if (next === undefined || next.startsWith('--')) throw wrong(`${option} needs a value`)
    return next
  }
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === '--quick') flags.quick = true
    else if (option === '--ablate') flags.ablate = true
    else if (option === '--help') flags.help = true
    else if (option === '--data') data = value(option)
    else if (option === '--only') only.push(section(value(option)))
    else throw wrong(`unknown option ${option}`)
  }
  return { ...flags, only, ...(data === undefined ? {} : { data }) }
}

function section(name: string): SectionName {
  const found = sectionNames.find((known) => known === name)
  if (found === undefined) throw wrong(`unknown section ${name}`)
  return found
}
