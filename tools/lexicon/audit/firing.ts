/** What each entry does in known texts: where it fires in clean ones, and what it alone reaches in garbled ones. */
import { goldReader } from '../../train/examples.js'
import type { SpunDocument } from '../../../eval/spinner/spin.js'
import { stringAt } from '../../../src/binary/strings.js'
import type { CompiledDictionary } from '../../../src/dictionary/compiled.js'
import { spellingOf, Wording } from '../../../src/edit/wording.js'
import type { Lattice } from '../../../src/match/lattice.js'
import { type Engine, prepare } from '../../../src/restore.js'

/** Counts over texts. Entries are numbered as in the compiled dictionary. */
export interface Tally {
  /** Candidates of each entry in clean text. */
  readonly clean: Int32Array
  /** Candidates of each entry in garbled text, and those that are right. */
  readonly garbled: Int32Array
  readonly right: Int32Array
  /** References that garbled texts have, those with a candidate, and by file those that only it reaches. */
  readonly reach: { expected: number; reached: number; readonly only: Map<string, number> }
}

export const emptyTally = (entries: number): Tally => ({
  clean: new Int32Array(entries),
  garbled: new Int32Array(entries),
  right: new Int32Array(entries),
  reach: { expected: 0, reached: 0, only: new Map() }
})

/** The entry that an arc came from. */
function entryOf({ rows, names }: CompiledDictionary, lattice: Lattice, arc: number): number {
  const row = lattice.row[arc] ?? -1
  return row >= 0 ? (rows.entry[row] ?? 0) : (names.entry[lattice.source[arc] ?? 0] ?? 0)
}

/** All entries that an arc needs: its own, and the word rows that a name was reached through. */
function neededBy({ rows, words }: CompiledDictionary, lattice: Lattice, arc: number, own: number): number[] {
  return [own, ...(lattice.via.get(arc) ?? []).map((candidate) => rows.entry[words.row[candidate] ?? 0] ?? 0)]
}

const anyText = { assume: 'auto', minConfidence: 0.5, keepQuotes: false } as const

export function addClean(engine: Engine, text: string, { clean }: Tally): void {
  const { input } = prepare(engine, text, anyText)
  if (input === null) return
  for (let arc = 0; arc < input.lattice.count; arc++) {
    for (const entry of neededBy(engine.dictionary, input.lattice, arc, entryOf(engine.dictionary, input.lattice, arc))) {
      clean[entry] = (clean[entry] ?? 0) + 1
    }
  }
}

export function addGarbled(engine: Engine, spun: SpunDocument, tally: Tally): void {
  const { document, input } = prepare(engine, spun.text, anyText)
  if (input === null) return
  const { dictionary } = engine
  const { lattice } = input
  const { tokens } = document
  const wording = new Wording(document, dictionary, lattice, spellingOf(document, dictionary))
  const restoredOf = goldReader(spun)
  const ways = new Map<number, Set<string>[]>()
  for (let arc = 0; arc < lattice.count; arc++) {
    const first = lattice.first[arc] ?? 0
    const start = tokens.start[first] ?? 0
    const end = tokens.end[(lattice.end[arc] ?? first + 1) - 1] ?? 0
    const entry = entryOf(dictionary, lattice, arc)
    tally.garbled[entry] = (tally.garbled[entry] ?? 0) + 1
    const { text, changed } = restoredOf(start, end)
    if (!changed || text?.toLowerCase() !== wording.of(arc).toLowerCase()) continue
    tally.right[entry] = (tally.right[entry] ?? 0) + 1
    const files = new Set(neededBy(dictionary, lattice, arc, entry).map((each) => fileOf(dictionary, each)))
    for (const [index, { span }] of spun.edits.entries()) {
      if (span.start >= start && span.end <= end) ways.set(index, [...(ways.get(index) ?? []), files])
    }
  }
  const { reach } = tally
  reach.expected += spun.edits.length
  reach.reached += ways.size
  for (const [first = new Set<string>(), ...others] of ways.values()) {
    for (const file of first) if (others.every((files) => files.has(file))) reach.only.set(file, (reach.only.get(file) ?? 0) + 1)
  }
}

export const fileOf = ({ entries }: CompiledDictionary, entry: number): string => stringAt(entries.file, entries.fileOf[entry] ?? 0)
