/** Calibration of confidences on the mixture that they are defined for: one document in ten spun. */
import type { Edit } from '../src/types.js'
import { expectedCalibrationError } from './calibration.js'
import type { Stated } from './calibration.js'
import type { ForwardRuns } from './forward.js'
import type { Row, Section } from './layout.js'
import { judge, reaches } from './metrics.js'
import type { Run } from './runner.js'

const CLEAN_DOCUMENTS_PER_SPUN = 9

interface StatedEdit extends Stated {
  readonly kind: string
  readonly applied: boolean
}

/** Applied edits by their regions; suggestions each on its own, since they exclude each other. */
function statementsOf({ restoration, references, judgement }: Run, weight: number): StatedEdit[] {
  const state = (edit: Edit, right: boolean, applied: boolean): StatedEdit => ({
    confidence: edit.confidence,
    kind: edit.kind,
    right,
    applied,
    weight
  })
  const applied = judgement.proposals.map(({ item, grade }) => state(item, reaches(grade, 'exact'), true))
  const suggested = restoration.suggestions.map((edit) => {
    const near = references.filter(({ span }) => span.start <= edit.span.end && edit.span.start <= span.end)
    const [judged] = judge(restoration.source, near, [edit]).proposals
    return state(edit, judged !== undefined && reaches(judged.grade, 'exact'), false)
  })
  return [...applied, ...suggested]
}

/** Weighted statements of both kinds of runs. */
export function mixtureOf({ clean, spun }: ForwardRuns): StatedEdit[] {
  const cleanWeight = (CLEAN_DOCUMENTS_PER_SPUN * spun.length) / clean.length
  return [...clean.flatMap((run) => statementsOf(run, cleanWeight)), ...spun.flatMap((run) => statementsOf(run, 1))]
}

function calibrationRow(name: string, statements: readonly StatedEdit[]): Row {
  const weight = statements.reduce((sum, statement) => sum + statement.weight, 0)
  const right = statements.reduce((sum, statement) => sum + (statement.right ? statement.weight : 0), 0)
  const confidence = statements.reduce((sum, statement) => sum + statement.confidence * statement.weight, 0) / weight
  const error = expectedCalibrationError(statements)
  const remark = statements.length === 0 ? 'none' : `ECE ${error.toFixed(3)}, mean confidence ${confidence.toFixed(3)}`
  return { name, edits: statements.length, precision: right / weight, remark }
}

/** The section "calibration" of the table. */
export function calibrationSection(runs: ForwardRuns): Section {
  const statements = mixtureOf(runs)
  const kinds = [...new Set(statements.map(({ kind }) => kind))].sort()
  return {
    title: 'Calibration (one document in ten spun)',
    rows: [
      calibrationRow('applied and suggested', statements),
      calibrationRow('applied', statements.filter(({ applied }) => applied)),
      ...kinds.map((kind) => calibrationRow(kind, statements.filter((statement) => statement.kind === kind)))
    ]
  }
}
