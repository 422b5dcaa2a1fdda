/** What the terminal review shows: an edit in its sentence, the keys, where things stand. Pure. */
import { editLine } from '../../report/check.js'
import type { LineIndex } from '../../report/lines.js'
import { paint, quoted, twoDecimals, visible } from '../../report/paint.js'
import { sentenceAround } from '../../report/sentence.js'
import { mark } from '../../report/words.js'
import type { Counts, ReviewDocument } from '../document.js'
import type { Item } from '../item.js'
import { folded } from './lines.js'

export interface View {
  readonly columns: number
  readonly color: boolean
}

/** Reasons that are told with an edit; `unspin explain` tells all. */
const MOST_REASONS = 2
/** Terms that say nothing about this edit in particular. */
const GENERAL = new Set(['bias', 'calibration'])
const INDENT = '  '

/** One edit as it is asked about. `index` is that of the document's source, `path` what the document is called. */
export function card({ document, item }: { document: ReviewDocument; item: Item }, index: LineIndex, path: string, view: View): string {
  const { line, column } = index.place(item.span.start)
  const { bold, dim } = paint(view.color)
  const place = bold(`${visible(path)}:${line}:${column}:`)
  const notes = [...(item.origin === 'suggestion' ? ['only a suggestion'] : []), ...(item.inQuote ? ['inside quotation marks'] : []), ...decidedNote(document, item)]
  const head = `${place} ${editLine({ ...item, group: 0 }, view.color)} ${dim([`[${item.entry}]`, ...notes].join(', '))}`
  return [
    folded(head, view.columns, '', INDENT),
    folded(sentence(document, item, view.color), view.columns, INDENT),
    ...reasons(item).map((text) => folded(dim(text), view.columns, INDENT)),
    ...item.alternatives.map(({ after, confidence }, at) => folded(`${at + 1}: ${quoted(after)} ${twoDecimals(confidence)}`, view.columns, INDENT))
  ].join('')
}

function decidedNote(document: ReviewDocument, item: Item): string[] {
  const decision = document.decisionOn(item)
  if (!decision) return []
  return [decision.verdict === 'replaced' ? `replaced by ${quoted(decision.after)}` : decision.verdict]
}

/** The sentence on one line, with what was decided around the edit made in it already. */
function sentence(document: ReviewDocument, item: Item, color: boolean): string {
  const { source } = document
  const { start, end } = sentenceAround(source, item.span)
  let text = ''
  let at = start
  const inLine = (part: string): string => visible(part.replace(/\s+/g, ' '))
  for (const each of document.items) {
    if (each.span.start < at || each.span.end > end) continue
    const after = document.decisionOn(each)?.after
    if (each !== item && after === undefined) continue
    text += inLine(source.slice(at, each.span.start))
    text += each === item ? mark({ before: inLine(item.before), after: inLine(item.after) }, color) : inLine(after ?? '')
    at = each.span.end
  }
  return text + inLine(source.slice(at, end))
}

function reasons({ reasons: terms }: Item): string[] {
  const told = terms.filter(({ code, value }) => value > 0 && !GENERAL.has(code)).slice(0, MOST_REASONS)
  if (told.length === 0) return []
  return [`why: ${told.map(({ value, message }) => `${message} (+${value.toFixed(2)})`).join('; ')}`]
}

/** The question under an edit: the keys that can be answered, as `git add -p` asks. */
export function question(item: Item, number: number, count: number, color: boolean): string {
  const { length } = item.alternatives
  const numbers = length === 0 ? [] : [length === 1 ? '1' : `1-${length}`]
  const keys = ['y', 'n', 'a', 'd', ...numbers, 'e', 's', 'A', 'N', 'u', 'q', '?']
  return paint(color).bold(`(${number}/${count}) Accept [${keys.join(',')}]? `)
}

const KEYS: readonly (readonly [string, string])[] = [
  ['y', 'accept this edit'],
  ['n', 'reject it: the text stays as it is here'],
  ['a', 'accept it and all others of its entry in this document'],
  ['d', 'reject it and all later ones in this document'],
  ['1-5', 'take this other reading'],
  ['e', 'type words of your own'],
  ['s', 'leave it undecided for now'],
  ['A', 'always accept this entry in this project'],
  ['N', 'never accept this entry in this project'],
  ['u', 'take the last decision back'],
  ['q', 'leave; everything decided is kept'],
  ['Enter', 'show the edit again'],
  ['?', 'show this help']
]

export const help = (columns: number): string =>
  KEYS.map(([key, meaning]) => folded(meaning, columns, `${INDENT}${key.padEnd(5)} `, ' '.repeat(8))).join('')

/** Whether an item is asked about even where suggestions are not: it is proposed, or was decided before. */
export const isAsked = (document: ReviewDocument, item: Item): boolean => item.origin !== 'suggestion' || document.wasDecided(item)

/** Counts in words, those that are not zero: `3 accepted, 1 replaced, 2 undecided`. */
export function standing({ accepted, replaced, rejected, undecided }: Counts): string {
  const parts = ([[accepted, 'accepted'], [replaced, 'replaced'], [rejected, 'rejected'], [undecided, 'undecided']] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
  return parts.join(', ') || 'nothing to decide'
}
