/** Turns decoded totals into probabilities: one logistic curve a kind, on a mixture with one document in ten spun. */
import { type BrownDocument } from '../../eval/brown.js'
import { spin, type SpunDocument } from '../../eval/spinner/spin.js'
import { type Calibration, type DecodedKind, type DecoderSettings } from '../../src/decode/settings.js'
import { assembleRestorer, type RestorerData } from '../../src/restorer.js'
import { fitLogistic, type Observation } from './logistic.js'

const kinds: readonly DecodedKind[] = ['word', 'phrase', 'name', 'fuzzy']
/** One document in ten is spun, at one of these rates of the eligible words: from one word in twenty to one in five. */
const SPUN_EVERY = 10
const RATES = [0.2, 0.5, 0.8]
/** Texts whose names alone are broken, as science is garbled, among those that are spun. */
const BROKEN_EVERY = 3
const RIDGE = 1

/**
 * Fits the calibration of each kind; a kind with too few examples keeps the curve of all together.
 * @param broken for each document, the same with garbled names in it: every third text spun is one of these.
 */
export function fitCalibration(data: RestorerData, documents: readonly BrownDocument[], broken: readonly SpunDocument[]): DecoderSettings['calibration'] {
  const neutral = Object.fromEntries(kinds.map((kind): [string, Calibration] => [kind, { slope: 1, intercept: 0 }]))
  const restorer = assembleRestorer(data, { analyser: null, minConfidence: 0, decoder: { calibration: complete(neutral) } })
  const rows = new Map<DecodedKind, Observation[]>(kinds.map((kind) => [kind, []]))
  const add = (text: string, isRight: (start: number, end: number, after: string) => boolean): void => {
    for (const edit of restorer.restore(text).edits) {
      if (edit.kind === 'article') continue
      const total = Math.log10(edit.confidence / (1 - edit.confidence))
      rows.get(edit.kind)?.push({
        values: Float64Array.of(1, total),
        positive: isRight(edit.span.start, edit.span.end, edit.after),
        weight: 1,
        offset: 0
      })
    }
  }
  for (const [index, { id, text }] of documents.entries()) {
    // Every document is spun once, and all stand clean nine times, without restoring them nine times.
    const rate = RATES[index % RATES.length] ?? 0.2
    const named = index % BROKEN_EVERY === 0 ? broken[index] : undefined
    const spun = named ?? spin(text, { rate, seed: `calibrate/${id}` })
    const gold = new Map(spun.edits.map((edit) => [`${String(edit.span.start)} ${String(edit.span.end)}`, edit.after]))
    add(spun.text, (start, end, after) => gold.get(`${String(start)} ${String(end)}`) === after || overlapsRight(spun, start, end, after))
    const before = new Map(kinds.map((kind) => [kind, rows.get(kind)?.length ?? 0]))
    add(text, () => false)
    for (const kind of kinds) {
      const list = rows.get(kind) ?? []
      const from = before.get(kind) ?? 0
      for (let at = from; at < list.length; at++) {
        const row = list[at]
        if (row) list[at] = { ...row, weight: SPUN_EVERY - 1 }
      }
    }
  }
  const all = kinds.flatMap((kind) => rows.get(kind) ?? [])
  return complete(Object.fromEntries(kinds.map((kind): [string, Calibration] => [kind, curve(rows.get(kind) ?? [], all)])))
}

const LEAST_EXAMPLES = 60

function curve(own: readonly Observation[], all: readonly Observation[]): Calibration {
  const rows = own.length >= LEAST_EXAMPLES ? own : all
  const [intercept = 0, slope = 1] = fitLogistic(rows, 2, RIDGE)
  return { slope: Number((slope / Math.LN10).toFixed(3)), intercept: Number((intercept / Math.LN10).toFixed(3)) }
}

/** Whether the region that an edit covers reads as before the spinning. */
function overlapsRight(spun: SpunDocument, start: number, end: number, after: string): boolean {
  let restored = ''
  let at = start
  let touched = false
  for (const edit of spun.edits) {
    if (edit.span.end <= start || edit.span.start >= end) continue
    if (edit.span.start < start || edit.span.end > end) return false
    restored += spun.text.slice(at, edit.span.start) + edit.after
    at = edit.span.end
    touched = true
  }
  return touched && restored + spun.text.slice(at, end) === after
}

function complete(curves: Readonly<Record<string, Calibration>>): DecoderSettings['calibration'] {
  const of = (kind: string): Calibration => curves[kind] ?? { slope: 1, intercept: 0 }
  return { word: of('word'), phrase: of('phrase'), name: of('name'), fuzzy: of('fuzzy') }
}
