/**
 * What decisions teach: rejections become exceptions, own words become rows, for a person to check. Pure: decisions in,
 * a dictionary file out.
 */
import { compareText } from '../dictionary/order.js'
import { checkRow } from '../dictionary/schema.js'
import type { DecisionRecord, Rule } from './records.js'

/** An entry that was never right. */
export interface DisabledEntry {
  readonly entry: string
  readonly rejected: number
  /** Whether a person said "never". */
  readonly never: boolean
}

export interface ProtectedRow {
  readonly phrase: string
  readonly reason: string
  readonly example: string
}

export interface PhraseRow {
  readonly spun: string
  /** The most frequent first. */
  readonly originals: readonly string[]
  readonly count: number
}

export interface Lessons {
  readonly disabled: readonly DisabledEntry[]
  readonly protected: readonly ProtectedRow[]
  readonly phrases: readonly PhraseRow[]
  /** Rejections that no expression tells from the entry's right uses. */
  readonly untold: number
}

/** Rejections, without a single acceptance, that speak against an entry as a whole. */
const ENOUGH_REJECTIONS = 3
/** Longer changes are rewritten passages, not expressions to look up. */
const MAX_WORDS = 6
/** Letters of a neighbour that is likely to tell one use of an expression from another. */
const TELLING = 4

/** What is to be learned from live decisions and rules. Decisions that a rule or a limit of confidence made teach nothing. */
export function learn(decisions: readonly DecisionRecord[], rules: ReadonlyMap<string, Rule>): Lessons {
  const own = decisions.filter(({ by, decision }) => by === undefined && decision !== 'reopened')
  const rejected = own.filter(({ decision }) => decision === 'rejected')
  const disabled = disabledEntries(own, rules)
  const off = new Set(disabled.map(({ entry }) => entry))
  const phrases = phraseRows(own.filter(({ decision }) => decision === 'replaced'))
  const spun = new Set(phrases.map((row) => row.spun.toLowerCase()))
  const guards = new Map<string, ProtectedRow>()
  let untold = 0
  for (const record of rejected.filter(({ entry }) => !off.has(entry))) {
    const row = protectedRow(record, own)
    if (!row || spun.has(row.phrase.toLowerCase())) untold++
    else if (!guards.has(row.phrase.toLowerCase())) guards.set(row.phrase.toLowerCase(), row)
  }
  return { disabled, protected: [...guards.values()].sort((a, b) => compareText(a.phrase, b.phrase)), phrases, untold }
}

function disabledEntries(own: readonly DecisionRecord[], rules: ReadonlyMap<string, Rule>): DisabledEntry[] {
  const entries = new Set([...own.map(({ entry }) => entry), ...rules.keys()])
  return [...entries].sort(compareText).flatMap((entry) => {
    const about = own.filter((record) => record.entry === entry)
    const rejected = about.filter(({ decision }) => decision === 'rejected').length
    const never = rules.get(entry) === 'never'
    return never || (rejected >= ENOUGH_REJECTIONS && rejected === about.length) ? [{ entry, rejected, never }] : []
  })
}

/** Characters as dictionaries write them. */
const straight = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').normalize('NFC')
const plain = (text: string): string => straight(text).trim()

/** An expression that tells this rejected use from the uses that were right, or null. */
function protectedRow(record: DecisionRecord, own: readonly DecisionRecord[]): ProtectedRow | null {
  const used = own.filter(({ decision }) => decision !== 'rejected').map(({ left, before, right }) => plain(left + before + right).toLowerCase())
  const phrase = candidatesFor(record).find((each) => !used.some((text) => text.includes(each.toLowerCase())))
  if (phrase === undefined) return null
  const row = { phrase, reason: `kept in review, not "${plain(record.proposed)}"`, example: plain(record.left + record.before + record.right) }
  return 'row' in checkRow('protected', row) ? row : null
}

/** Ever narrower expressions: the standing one, if it has several words; with one neighbour that says something; with both. */
function candidatesFor({ left, before, right }: DecisionRecord): string[] {
  const standing = plain(before)
  const next = /^ ([\p{L}\p{N}\p{M}]+)/u.exec(straight(right))?.[1]
  const previous = /([\p{L}\p{N}\p{M}]+) $/u.exec(straight(left))?.[1]
  const tells = (word: string | undefined): word is string => word !== undefined && word.length >= TELLING
  return [
    ...(standing.includes(' ') ? [standing] : []),
    ...(tells(next) ? [`${standing} ${next}`] : []),
    ...(tells(previous) ? [`${previous} ${standing}`] : []),
    ...(next !== undefined && previous !== undefined ? [`${previous} ${standing} ${next}`] : [])
  ].filter((phrase) => /\p{L}/u.test(phrase))
}

function phraseRows(replaced: readonly DecisionRecord[]): PhraseRow[] {
  const rows = new Map<string, { spun: string; counts: Map<string, number> }>()
  for (const record of replaced) {
    const [spun, original] = expressionsOf(record)
    if (original.split(' ').length > MAX_WORDS) continue
    const families: string[] = []
    if (!('row' in checkRow('phrases', { spun, originals: [original], families, rate: 'context' }))) continue
    const row = rows.get(spun.toLowerCase()) ?? { spun, counts: new Map<string, number>() }
    row.counts.set(original, (row.counts.get(original) ?? 0) + 1)
    rows.set(spun.toLowerCase(), row)
  }
  return [...rows.values()]
    .map(({ spun, counts }) => {
      const originals = [...counts].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b))
      return { spun, originals: originals.map(([original]) => original).filter((each) => each !== spun), count: originals.reduce((sum, [, count]) => sum + count, 0) }
    })
    .filter(({ originals }) => originals.length > 0)
    .sort((a, b) => compareText(a.spun, b.spun))
}

const ARTICLE = /^an? (?=\S)/i
const CAPITALISED = /^\p{Lu}\p{Ll}*(?= |$)/u

/** What stands and what a person wrote, without the articles before both and the capital of a sentence that begins with them. */
function expressionsOf({ before, after, kind }: DecisionRecord): [spun: string, original: string] {
  const both = [plain(before), plain(after)] as const
  const [spun, original] = both.every((text) => ARTICLE.test(text)) ? both.map((text) => text.replace(ARTICLE, '')) : both
  const words = [spun ?? '', original ?? ''] as const
  const begins = kind !== 'name' && words.every((text) => CAPITALISED.test(text)) && !/ \p{Lu}/u.test(words[0])
  const lower = (text: string): string => (begins ? text.replace(CAPITALISED, (word) => word.toLowerCase()) : text)
  return [lower(words[0]), lower(words[1])]
}

/** The lessons as a dictionary file. JSON strings are YAML strings, so quoting them needs no rules of its own. */
export function formatLessons({ disabled, protected: guards, phrases, untold }: Lessons): string {
  const quote = (text: string): string => JSON.stringify(text)
  const section = (name: string, rows: readonly string[]): string => (rows.length === 0 ? '' : `${name}:\n${rows.map((row) => `  - ${row}\n`).join('')}`)
  const switches = disabled.map(({ entry, rejected, never }) => `#   ${quote(entry)}: ${never ? 'never, by a rule' : `rejected ${rejected} times, never accepted`}\n`)
  return [
    switches.length === 0 ? '' : `# Entries to switch off, by "disable" in unspin.config.json:\n${switches.join('')}`,
    untold === 0 ? '' : `# Nothing tells ${untold} rejected use${untold === 1 ? '' : 's'} from those that were right.\n`,
    'description: Learned from reviews; check each row.\n',
    section('phrases', phrases.map(({ spun, originals }) => `{ spun: ${quote(spun)}, originals: [${originals.map(quote).join(', ')}], families: [], rate: context }`)),
    section('protected', guards.map(({ phrase, reason, example }) => `{ phrase: ${quote(phrase)}, reason: ${quote(reason)}, example: ${quote(example)} }`))
  ].join('')
}
