/** How spun a text looks, by which families, and where. */
import type { Diagnosis, EvidenceWindow, FamilyShare } from '../types.js'
import { LineIndex } from './lines.js'
import { paint, twoDecimals, visible } from './paint.js'
import { diagnosisResult } from './result.js'

/** A diagnosis with the text that it is about. */
export interface NamedDiagnosis {
  readonly name: string
  readonly source: string
  readonly diagnosis: Diagnosis
}

export type DiagnosisFormat = 'text' | 'json'

/** Shares below this are noise and not worth a reader's time. */
const NOTABLE_SHARE = 0.01

const LANGUAGES_JUDGED: ReadonlySet<string> = new Set(['en', 'und'])

/** `newswire 0.88, boulevard 0.04`, or nothing when no family stands out. */
export const familyShares = (families: readonly FamilyShare[]): string =>
  families
    .filter(({ share }) => share >= NOTABLE_SHARE)
    .map(({ id, share }) => `${id} ${twoDecimals(share)}`)
    .join(', ')

/** `looks 0.98 spun (newswire 0.88)`; empty for what was not diagnosed, as a comparison is not. */
export function looksSpun({ spun, families, windows }: Diagnosis): string {
  if (windows.length === 0) return ''
  const shares = familyShares(families)
  return `looks ${twoDecimals(spun)} spun${shares === '' ? '' : ` (${shares})`}`
}

const windowVerdict = ({ spun, family }: EvidenceWindow): string => `${twoDecimals(spun)} ${family ?? 'clean'}`

function remarks({ language, unstable }: Diagnosis): string[] {
  return [
    ...(LANGUAGES_JUDGED.has(language) ? [] : [`the language looks like "${language}", not English`]),
    ...(unstable === true ? ['restoring found no fixed point, so the text was left as it came'] : [])
  ]
}

function asText({ name, source, diagnosis }: NamedDiagnosis, color: boolean): string {
  const index = new LineIndex(source)
  const { bold, dim } = paint(color)
  const shares = familyShares(diagnosis.families)
  const lines = [`${bold(visible(name))}: ${twoDecimals(diagnosis.spun)} spun${shares === '' ? '' : ` (${shares})`}`]
  for (const remark of remarks(diagnosis)) lines.push(`  ${remark}`)
  for (const window of diagnosis.windows) {
    const from = index.place(window.start)
    const to = index.place(window.end)
    lines.push(`  ${dim(`${from.line}:${from.column}-${to.line}:${to.column}`)}  ${windowVerdict(window)}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}

const asData = ({ name, diagnosis }: NamedDiagnosis): object => ({ name, ...diagnosisResult(diagnosis) })

/**
 * Reports diagnoses: as text, one heading a document and one line a window (`line:column-line:column`, in code
 * points from 1, end exclusive); as JSON, an object for a single diagnosis and an array for a list of them.
 */
export function formatDiagnosis(
  input: NamedDiagnosis | readonly NamedDiagnosis[],
  format: DiagnosisFormat = 'text',
  { color = false }: { color?: boolean } = {}
): string {
  if (format === 'json') {
    const data = 'diagnosis' in input ? asData(input) : input.map(asData)
    return `${JSON.stringify(data, null, 2)}\n`
  }
  const documents = 'diagnosis' in input ? [input] : input
  return documents.map((document) => asText(document, color)).join('')
}
