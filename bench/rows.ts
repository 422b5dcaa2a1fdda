/** What the table is made of, and the table. */
import { formatColumns } from './table.js'
import { ratios, spreadOf, type Job, type Sample, type Spread } from './timing.js'

/** A line of the table: a job, and the unit that its time is compared with. */
export interface Row {
  readonly label: string
  /** Null for a row that could not be measured; its remark says why. */
  readonly job: Job | null
  /** Name of the unit's job. */
  readonly unit: string
  readonly words?: number
  /** Share of the unit's text that the job worked on, by length. */
  readonly unitShare?: number
  readonly remark?: string
}

export interface Section {
  readonly title: string
  /** `speed`: the unit's time divided by the row's, more is better; `time`: the other way round. */
  readonly orientation: 'speed' | 'time'
  readonly units: readonly Job[]
  readonly rows: readonly Row[]
}

/** Below this share of the time that passed was the program running: another program had the processor. */
const BUSY = 0.9

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3))
const spread = ({ median, least, most }: Spread): string => `${number(median)} (${number(least)}–${number(most)})`
const spreadBy = (samples: readonly Sample[], of: (sample: Sample) => number): Spread => spreadOf(samples.map(of))

const wall = ({ wall }: Sample): number => wall
const cpu = ({ cpu }: Sample): number => cpu

const HEADINGS = ['wall ms: median (least–most)', 'CPU ms', 'words/ms', 'ratio: median (least–most)', 'by CPU', 'peak MB', '']

function cellsOf({ job, unit, words, unitShare = 1, remark = '' }: Row, orientation: Section['orientation'], samples: ReadonlyMap<string, readonly Sample[]>): string[] {
  const taken = job ? (samples.get(job.name) ?? []) : []
  if (taken.length === 0) return ['', '', '', '', '', '', remark]
  const units = samples.get(unit) ?? []
  const quotients = (of: (sample: Sample) => number): Spread =>
    spreadOf(ratios(taken, units, of).map((ratio) => (orientation === 'time' ? ratio : unitShare / ratio)))
  const walls = spreadBy(taken, wall)
  const cpus = spreadBy(taken, cpu)
  const waited = cpus.median < BUSY * walls.median ? 'waited for the processor' : ''
  const peak = Math.max(...taken.map(({ peak = 0 }) => peak))
  return [
    spread(walls),
    number(cpus.median),
    words === undefined ? '' : number(words / walls.median),
    spread(quotients(wall)),
    number(quotients(cpu).median),
    peak > 0 ? (peak / 1e6).toFixed(0) : '',
    [remark, waited].filter(Boolean).join('; ')
  ]
}

/** The sections as one table. */
export function formatSections(sections: readonly Section[], samples: ReadonlyMap<string, readonly Sample[]>): string {
  const shown = new Set<string>()
  const isNew = ({ name }: Job): boolean => !shown.has(name) && shown.add(name).has(name)
  const lines = sections.flatMap(({ title, orientation, units, rows }) => [
    [],
    [title],
    ...units.filter(isNew).map((unit) => [`  ${unit.name}`, ...cellsOf({ label: '', job: unit, unit: unit.name }, orientation, samples)]),
    ...rows.map((row) => [`  ${row.label}`, ...cellsOf(row, orientation, samples)])
  ])
  return formatColumns([['', ...HEADINGS], ...lines])
}
