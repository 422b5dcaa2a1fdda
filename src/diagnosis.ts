/** The evidence as a report: how much of the text looks spun, where, and by which family. */
import type { Evidence } from './decode/evidence.js'
import { BLOCK_WORDS } from './decode/likelihood.js'
import type { Document } from './text/document.js'
import type { Diagnosis, EvidenceWindow } from './types.js'

/** A window names its family only when it is likelier spun than not. */
const NAMED_FROM = 0.5

/** @param evidence null when the text was not weighed: not English, or said to be clean. */
export function diagnosisOf(document: Document, evidence: Evidence | null, families: readonly string[], language: string): Diagnosis {
  const { tokens } = document
  if (evidence === null || tokens.count === 0) return { spun: 0, families: [], windows: [], language }
  const columns = evidence.families + 1
  const windows: EvidenceWindow[] = []
  const shares = new Float64Array(evidence.families)
  let spun = 0
  for (let block = 0; block < evidence.spun.length; block++) {
    const first = block * BLOCK_WORDS
    const end = Math.min(tokens.count, first + BLOCK_WORDS)
    const own = evidence.spun[block] ?? 0
    spun += own * (end - first)
    let best = -1
    for (let family = 0; family < evidence.families; family++) {
      const share = evidence.share[block * columns + family] ?? 0
      shares[family] = (shares[family] ?? 0) + share * (end - first)
      if (best < 0 || share > (evidence.share[block * columns + best] ?? 0)) best = family
    }
    windows.push({
      start: tokens.start[first] ?? 0,
      end: tokens.end[end - 1] ?? 0,
      spun: own,
      family: own >= NAMED_FROM && best >= 0 ? (families[best] ?? null) : null
    })
  }
  return {
    spun: spun / tokens.count,
    families: Array.from(shares, (share, family) => ({ id: families[family] ?? '', share: share / tokens.count }))
      .sort((a, b) => b.share - a.share),
    windows,
    language
  }
}
