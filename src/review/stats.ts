/** How the dictionary's entries fared in reviews. Pure. */
import { type HeaderRecord, type JournalRecord, liveDecisions } from './records.js'

/** Counts of edits that an entry proposed; those neither accepted, replaced nor rejected are undecided. */
export interface EntryStats {
  readonly entry: string
  readonly proposed: number
  readonly accepted: number
  readonly replaced: number
  readonly rejected: number
}

type Counts = { -readonly [Name in Exclude<keyof EntryStats, 'entry'>]: number }

/** What each journal tells of the entries, summed; those that were refused most come first. */
export function statsOf(journals: readonly (readonly JournalRecord[])[]): EntryStats[] {
  const all = new Map<string, Counts>()
  for (const records of journals) {
    for (const [entry, counts] of countsOf(records)) {
      const sum = countsFor(all, entry)
      sum.proposed += Math.max(counts.proposed, counts.accepted + counts.replaced + counts.rejected)
      sum.accepted += counts.accepted
      sum.replaced += counts.replaced
      sum.rejected += counts.rejected
    }
  }
  const refused = ({ rejected, replaced }: EntryStats): number => rejected + replaced
  return [...all]
    .map(([entry, counts]) => ({ entry, ...counts }))
    .sort((a, b) => refused(b) - refused(a) || b.proposed - a.proposed || (a.entry < b.entry ? -1 : 1))
}

function countsOf(records: readonly JournalRecord[]): Map<string, Counts> {
  const all = new Map<string, Counts>()
  for (const header of lastHeaders(records)) {
    for (const [entry, count] of Object.entries(header.proposed ?? {})) countsFor(all, entry).proposed += count
  }
  for (const record of liveDecisions(records)) {
    const counts = countsFor(all, record.entry)
    // The headers count what was proposed; a suggestion counts once somebody looked at it.
    if (record.suggestion) counts.proposed++
    if (record.decision !== 'reopened') counts[record.decision]++
  }
  return all
}

function countsFor(all: Map<string, Counts>, entry: string): Counts {
  const counts = all.get(entry) ?? { proposed: 0, accepted: 0, replaced: 0, rejected: 0 }
  all.set(entry, counts)
  return counts
}

/** The last header of each document: earlier ones are of texts or dictionaries of the past. */
function lastHeaders(records: readonly JournalRecord[]): HeaderRecord[] {
  const headers = new Map<string, HeaderRecord>()
  for (const record of records) if ('unspin' in record) headers.set(record.document, record)
  return [...headers.values()]
}
