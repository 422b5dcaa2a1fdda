/** Where references that were not restored are lost: before the decoder, in its choice, or at its threshold. */
import { formatShare } from './layout.js'
import type { Row, Section } from './layout.js'
import { reaches } from './metrics.js'
import type { Grade } from './metrics.js'
import { exceptArticles } from './runner.js'
import type { Run } from './runner.js'

/** What became of a reference. Nothing can be chosen that is not among the candidates, so that comes first. */
export type Fate = 'restored' | 'not in the lexicon' | 'wrong choice' | 'below the threshold'

const losses = ['not in the lexicon', 'wrong choice', 'below the threshold'] as const satisfies readonly Fate[]

/** @param reached whether the reference is among the candidates. */
export function fateOf(grade: Grade, reached: boolean): Fate {
  if (reaches(grade, 'acceptable')) return 'restored'
  if (!reached) return 'not in the lexicon'
  return reaches(grade, 'detected') ? 'wrong choice' : 'below the threshold'
}

/** What became of the references of some kinds, one by one; those that nobody can restore, or asked about, are left out. */
export function fatesOf(runs: readonly Run[], ofKind: (kind: string) => boolean = exceptArticles): Fate[] {
  return runs.flatMap(({ references, reached, judgement }) => {
    // Judging reorders references and drops the unknowable, but hands the same objects back.
    const reachOfReference = new Map(references.map((reference, index) => [reference, reached[index]]))
    return judgement.references.flatMap(({ item, grade }) => {
      const found = reachOfReference.get(item)
      return found === undefined || !ofKind(item.kind) ? [] : [fateOf(grade, found)]
    })
  })
}

/** The shares of each loss as a row, or no row when the runs did not ask for reach. */
export function lossRows(name: string, runs: readonly Run[], ofKind?: (kind: string) => boolean): Row[] {
  const fates = fatesOf(runs, ofKind)
  if (fates.length === 0) return []
  const shareOf = (wanted: Fate): number => fates.filter((fate) => fate === wanted).length / fates.length
  const lost = losses.map((loss) => `${loss} ${formatShare(shareOf(loss))}`).join(', ')
  const remark = `${lost} of ${fates.length.toLocaleString('en-US')}`
  return [{ name, recall: shareOf('restored'), remark }]
}

/** The losses that the sections noted, in one place. */
export const lossSection = (sections: readonly Section[]): Section => ({
  title: 'Where the rest is lost',
  rows: sections.flatMap(({ lost }) => lost ?? [])
})
