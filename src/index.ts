/** unspin: restores articles garbled by synonym spinners. The public surface. */
export { createMarkupRestorer as createRestorer, type CreateOptions } from './node/create-markup.js'
export { assembleMarkupRestorer as assembleRestorer, type MarkupRestorer as Restorer } from './html/restorer.js'
export type { RestorerData, RestorerSettings } from './restorer.js'
export { extractFeed } from './html/extract-feed.js'
export { extractText, type ExtractOptions } from './html/extract-html.js'
export { extractMarkdown } from './html/extract-markdown.js'
export type { Extraction, Run } from './html/extraction.js'
export { applyEdits as apply, revertEdits as revert } from './edit/apply.js'
export { formatDiagnosis, formatReport, resultSchema } from './report/index.js'
export type {
  DiagnosisFormat, EditResult, NamedDiagnosis, NamedRestoration, ReportFormat, ReportOptions, RestorationFindings, RestorationResult
} from './report/index.js'
export { UnspinError } from './types.js'
export type * from './types.js'
