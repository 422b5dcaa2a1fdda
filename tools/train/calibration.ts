/** Turns decoded totals into probabilities: one logistic curve a kind, on a mixture with one document in ten spun. */
import { type BrownDocument } from '../../eval/brown.js'
import { spin, type SpunDocument } from '../../eval/spinner/spin.js'
import { calibrationValues } from '../../src/decode/calibration.js'
import { decode, type Decoding } from '../../src/decode/decode.js'
import { calibrationTerms, type DecodedKind, type DecoderSettings } from '../../src/decode/settings.js'
import { LEAST_TOTAL } from '../../src/edit/suggest.js'
import { spellingOf, Wording } from '../../src/edit/wording.js'
import type { Lattice } from '../../src/match/lattice.js'
import { type Engine, read } from '../../src/restore.js'
import { goldReader, unspun } from './examples.js'
import { fitLogistic, type Observation } from './logistic.js'

const kinds: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']
/** One document in ten is spun, at one of these rates of the eligible words: from one word in twenty to one in five. */
const CLEAN_DOCUMENTS_PER_SPUN = 9
const RATES = [0.2, 0.5, 0.8]
/** One in so many of the spun texts is one whose names alone are broken, as science is garbled. */
const BROKEN_EVERY = 2
const RIDGE = 1
const LEAST_EXAMPLES = 60

/**
 * Fits the calibration of each kind; a kind with too few examples keeps the curve of all together.
 * @param broken for each document, the same with garbled names in it: every other text spun is one of these.
 */
export function fitCalibration(engine: Engine, documents: readonly BrownDocument[], broken: readonly SpunDocument[]): DecoderSettings['calibration'] {
  const rows = new Map<DecodedKind, Observation[]>(kinds.map((kind) => [kind, []]))
  for (const [index, { id, text }] of documents.entries()) {
    const named = index % BROKEN_EVERY === 0 ? broken[index] : undefined
    collect(engine, named ?? spin(text, { rate: RATES[index % RATES.length] ?? 0.2, seed: `calibrate/${id}` }), 1, rows)
    // Every document is spun once, and all stand clean nine times, without restoring them nine times.
    collect(engine, unspun(text), CLEAN_DOCUMENTS_PER_SPUN, rows)
  }
  const all = kinds.flatMap((kind) => rows.get(kind) ?? [])
  const of = (kind: DecodedKind): DecoderSettings['calibration'][DecodedKind] => weightsFrom(rows.get(kind) ?? [], all)
  return { word: of('word'), phrase: of('phrase'), name: of('name'), fuzzy: of('fuzzy') }
}

/** Adds what a document's decoding proposes, on the best path and beside it, by kind. */
function collect(engine: Engine, spun: SpunDocument, weight: number, rows: ReadonlyMap<DecodedKind, Observation[]>): void {
  const { document, reading } = read(engine, spun.text, { assume: 'auto', minConfidence: 0.5, keepQuotes: false })
  if (reading === null) return
  const { lattice } = reading.input
  const decoding = decode(reading.input, reading.scored)
  const { tokens } = document
  const wording = new Wording(document, engine.dictionary, lattice, spellingOf(document, engine.dictionary))
  const restoredOf = goldReader(spun)
  const found = [...decoding.edits.map((edit) => ({ edit, alone: false })), ...besidePath(decoding, lattice).map((arc) => ({ edit: decoding.alone(arc), alone: true }))]
  for (const { edit, alone } of found.sort((a, b) => a.edit.arc - b.edit.arc)) {
    const first = lattice.first[edit.arc] ?? 0
    const { text, changed } = restoredOf(tokens.start[first] ?? 0, tokens.end[(lattice.end[edit.arc] ?? first + 1) - 1] ?? 0)
    rows.get(edit.kind)?.push({
      values: Float64Array.from(calibrationValues(edit.total, decoding.circumstances(edit.arc, alone))),
      positive: changed && text !== null && text.toLowerCase() === wording.of(edit.arc).toLowerCase(),
      weight,
      offset: 0
    })
  }
}

/** The best arc of each token that no edit of the path touches, if it may be suggested. */
function besidePath({ edits, live, totalAlone }: Decoding, { first, end }: Lattice): number[] {
  const taken = new Set(edits.flatMap(({ arc }) => Array.from({ length: (end[arc] ?? 0) - (first[arc] ?? 0) }, (_, at) => (first[arc] ?? 0) + at)))
  const best = new Map<number, number>()
  for (const arc of live) {
    const token = first[arc] ?? 0
    if (totalAlone(arc) < LEAST_TOTAL || taken.has(token) || taken.has((end[arc] ?? 1) - 1)) continue
    const known = best.get(token)
    if (known === undefined || totalAlone(arc) > totalAlone(known)) best.set(token, arc)
  }
  return [...best.values()]
}

function weightsFrom(own: readonly Observation[], all: readonly Observation[]): DecoderSettings['calibration'][DecodedKind] {
  const fitted = fitLogistic(own.length >= LEAST_EXAMPLES ? own : all, calibrationTerms.length, RIDGE)
  const of = (term: (typeof calibrationTerms)[number]): number => Number(((fitted[calibrationTerms.indexOf(term)] ?? 0) / Math.LN10).toFixed(3))
  return {
    bias: of('bias'), total: of('total'), alone: of('alone'), same: of('same'), within: of('within'), across: of('across'),
    'common-name': of('common-name'), science: of('science'), 'spun-terms': of('spun-terms'), 'spun-prose': of('spun-prose'),
    'science-in-spun-prose': of('science-in-spun-prose')
  }
}
