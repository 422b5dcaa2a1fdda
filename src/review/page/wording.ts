/** How edits and figures read. Pure. */
import type { Counts, ProposedEdit, Standing, Verdict } from '../web/contract.js'

/** A probability with two decimals, rounded down: 1.00 would claim certainty. */
export const twoDecimals = (probability: number): string => (Math.floor(probability * 100 + 1e-6) / 100).toFixed(2)

export const counted = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`

/** What an edit makes of its words as it stands. */
export const wordingOf = (edit: ProposedEdit, { verdict, after }: Standing): string =>
  verdict === 'rejected' ? edit.before : verdict === 'replaced' ? (after ?? edit.after) : edit.after

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  undecided: 'open',
  accepted: 'accepted',
  rejected: 'rejected',
  replaced: 'reworded'
}

export const total = ({ undecided, accepted, rejected, replaced }: Counts): number => undecided + accepted + rejected + replaced

/** The folder that all of some paths lead through, with its slash; none for one path alone. */
export function folderOf([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return ''
  let folder = first
  for (const path of [first, ...others]) {
    while (folder !== '' && !(folder.endsWith('/') && path.startsWith(folder))) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  }
  return folder
}

/** An edit in one breath, for a screen reader. */
export function spoken(edit: ProposedEdit, standing: Standing): string {
  const from = edit.before === '' ? 'nothing' : edit.before
  const to = standing.verdict === 'replaced' ? (standing.after ?? '') : edit.after
  return plainly(`${from} to ${to === '' ? 'nothing' : to}, ${VERDICTS[standing.verdict]}, confidence ${twoDecimals(edit.confidence)}`)
}

/** A stretch of text, or a character that would disguise the text around it. */
export type Shown = { readonly text: string } | { readonly code: string }

// Controls, bidirectional marks, and what takes no room: an article could hide words behind them.
const DISGUISES = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu
const HARMLESS = new Set(['\n', '\r', '\t'])

/** Text as it is shown: characters that cannot be seen are named instead. */
export function shown(text: string): Shown[] {
  const parts: Shown[] = []
  let from = 0
  for (const { 0: character, index } of text.matchAll(DISGUISES)) {
    if (HARMLESS.has(character)) continue
    if (index > from) parts.push({ text: text.slice(from, index) })
    parts.push({ code: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` })
    from = index + 1
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** Text for where there is nothing but text: titles, messages, descriptions. */
export const plainly = (text: string): string => shown(text).map((part) => ('text' in part ? part.text : part.code)).join('')
