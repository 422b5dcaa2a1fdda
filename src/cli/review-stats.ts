/** `unspin review --stats`: how the entries fared. */
import { journalsFor } from '../review/find-journals.js'
import { readJournal } from '../review/journal.js'
import type { JournalRecord } from '../review/records.js'
import { statsOf } from '../review/stats.js'
import type { Session } from './session.js'
import { table } from './table.js'

const HEAD = ['proposed', 'accepted', 'replaced', 'rejected', 'entry']

export async function tellStats(session: Session, paths: readonly string[], format: 'text' | 'json'): Promise<void> {
  const journals: (readonly JournalRecord[])[] = []
  for (const path of paths) {
    await session.attempt(() => {
      journals.push(...journalsFor(path).map((journal) => readJournal(journal)))
      return Promise.resolve()
    })
  }
  const stats = statsOf(journals)
  if (format === 'json') return session.out.write(`${JSON.stringify(stats, null, 2)}\n`)
  if (stats.length === 0) return
  const rows = stats.map(({ entry, ...counts }) => [...HEAD.slice(0, 4).map((name) => String(Reflect.get(counts, name)).padStart(name.length)), entry])
  return session.out.write(table([HEAD, ...rows]))
}
