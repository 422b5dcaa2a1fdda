/** unspin: restores articles garbled by synonym spinners. The public surface. */
export { createRestorer, type CreateOptions } from './node/create.js'
export { assembleRestorer, type RestorerData, type RestorerSettings } from './restorer.js'
export { applyEdits as apply, revertEdits as revert } from './edit/apply.js'
export { formatDiagnosis, formatReport, resultSchema } from './report/index.js'
export type {
  DiagnosisFormat, EditResult, NamedDiagnosis, NamedRestoration, ReportFormat, ReportOptions, RestorationFindings, RestorationResult
} from './report/index.js'
export { UnspinError } from './types.js'
export type * from './types.js'
