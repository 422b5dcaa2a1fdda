/** Decoded arcs → edits: what stands, what it becomes, why, and the articles that change beside it. */
import type { DecodedEdit, Decoding } from '../decode/decode.js'
import { ABBREVIATION, type CompiledDictionary } from '../dictionary/compiled.js'
import { entryId } from '../dictionary/entry-names.js'
import { type Lattice, NAME, PROPER } from '../match/lattice.js'
import { wantsAn } from '../text/article.js'
import { copyCase } from '../text/casing.js'
import type { Document } from '../text/document.js'
import { CAPITAL, JOINED, PROTECTED, QUOTED } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { Alternative, Edit } from '../types.js'
import { reasonsOf } from './reasons.js'
import type { Wording } from './wording.js'

const MOST_ALTERNATIVES = 5
/** Readings less likely than this are no help to a person. */
const LEAST_ALTERNATIVE = 0.01

export interface Realisation {
  readonly document: Document
  readonly dictionary: CompiledDictionary
  readonly lattice: Lattice
  readonly decoding: Decoding
  readonly wording: Wording
}

/** An edit for each decoded arc that changes the text, each with its own group, and the articles beside them. */
export function realise(realisation: Realisation, decoded: readonly DecodedEdit[]): Edit[] {
  const edits: Edit[] = []
  let group = 0
  for (const [index, edit] of decoded.entries()) {
    const made = realiseEdit(realisation, edit, group)
    if (made.before === made.after) continue
    const article = articleBefore(realisation, edit.arc, made, decoded[index - 1])
    if (article) edits.push(article)
    edits.push(withArticleInside(realisation, edit.arc, made))
    group++
  }
  return edits
}

/** Restoration of one arc as an edit, on its own. */
export function realiseEdit(realisation: Realisation, decoded: DecodedEdit, group: number): Edit {
  const { document, lattice, decoding, dictionary, wording } = realisation
  const { arc, confidence, kind } = decoded
  const { tokens, source } = document
  const first = lattice.first[arc] ?? 0
  const last = (lattice.end[arc] ?? first + 1) - 1
  const after = wording.of(arc)
  const stop = losesStop(realisation, last, after) ? 1 : 0
  const span = { start: tokens.start[first] ?? 0, end: (tokens.end[last] ?? 0) + stop }
  return {
    span,
    before: source.slice(span.start, span.end),
    after,
    entry: entryOf(dictionary, lattice, arc),
    via: viaOf(dictionary, lattice, arc),
    kind,
    confidence,
    alternatives: alternativesOf(realisation, arc),
    reasons: reasonsOf(decoded, decoding),
    inQuote: ((tokens.flags[first] ?? 0) & QUOTED) !== 0,
    group
  }
}

/**
 * Whether the stop after a span goes with it: that of an abbreviation in the middle of a sentence ("Occasions Sq. was full"),
 * unless the restoration ends in one too. Before a capital the stop may end the sentence as well, so that it stays.
 */
function losesStop({ document: { source, tokens }, dictionary: { symbols, symbolFlags } }: Realisation, last: number, after: string): boolean {
  const isAbbreviation = (symbol: number): boolean => ((symbolFlags[symbol] ?? 0) & ABBREVIATION) !== 0
  const next = last + 1
  if (source.charAt(tokens.end[last] ?? 0) !== '.' || !isAbbreviation(tokens.word[last] ?? UNKNOWN)) return false
  if (next >= tokens.count || tokens.segment[next] !== tokens.segment[last] || ((tokens.flags[next] ?? 0) & CAPITAL) !== 0) return false
  return !isAbbreviation(symbols.id(/[\p{L}\p{M}]*$/u.exec(after)?.[0].toLowerCase() ?? ''))
}

/** Id of the entry behind an arc. */
function entryOf({ entries, names, rows }: CompiledDictionary, lattice: Lattice, arc: number): string {
  const row = lattice.row[arc] ?? -1
  return entryId(entries, row >= 0 ? (rows.entry[row] ?? 0) : (names.entry[lattice.source[arc] ?? 0] ?? 0))
}

/** Ids of the word rows that a name was reached through. */
function viaOf({ entries, rows, words }: CompiledDictionary, lattice: Lattice, arc: number): string[] {
  return (lattice.via.get(arc) ?? []).map((candidate) => entryId(entries, rows.entry[words.row[candidate] ?? 0] ?? 0))
}

function alternativesOf({ lattice, dictionary, decoding, wording }: Realisation, chosen: number): Alternative[] {
  const first = lattice.first[chosen] ?? 0
  const found: { arc: number; confidence: number }[] = []
  for (let arc = lattice.from[first] ?? 0; arc < (lattice.from[first + 1] ?? 0); arc++) {
    if (arc === chosen || lattice.end[arc] !== lattice.end[chosen]) continue
    const confidence = decoding.confidenceAlone(arc)
    if (confidence >= LEAST_ALTERNATIVE) found.push({ arc, confidence })
  }
  const best = found.sort((a, b) => b.confidence - a.confidence).slice(0, MOST_ALTERNATIVES)
  return best.map(({ arc, confidence }) => ({ after: wording.of(arc), confidence, entry: entryOf(dictionary, lattice, arc) }))
}

/** The edit of an `a` or `an` right before a restoration that takes the other one, or null. */
function articleBefore({ document, dictionary, lattice }: Realisation, arc: number, edit: Edit, previous: DecodedEdit | undefined): Edit | null {
  const { tokens, source } = document
  const token = (lattice.first[arc] ?? 0) - 1
  if (token < 0 || (previous !== undefined && (lattice.end[previous.arc] ?? 0) > token)) return null
  const flags = tokens.flags[token] ?? 0
  if ((flags & JOINED) === 0 || (flags & PROTECTED) !== 0) return null
  const span = { start: tokens.start[token] ?? 0, end: tokens.end[token] ?? 0 }
  const before = source.slice(span.start, span.end)
  if (!/^an?$/i.test(before)) return null
  const an = wantsAn(edit.after, dictionary.english)
  const article = an ? 'an' : 'a'
  if (before.toLowerCase() === article) return null
  const after = before === 'AN' ? 'A' : copyCase(before, article)
  return {
    span, before, after, entry: edit.entry, via: [], kind: 'article', confidence: edit.confidence, alternatives: [],
    reasons: [{ code: 'article', value: Math.log10(edit.confidence / (1 - edit.confidence)), message: `“${article}” goes before “${edit.after}”` }],
    inQuote: edit.inQuote, group: edit.group
  }
}

/** A restoration that ends in an article takes the form that the next word asks for. */
function withArticleInside({ document, dictionary, lattice }: Realisation, arc: number, edit: Edit): Edit {
  const { tokens, source } = document
  const next = lattice.end[arc] ?? 0
  const match = /(?:^|\s)(an?)$/i.exec(edit.after)
  const article = match?.[1]
  const isName = lattice.kind[arc] === NAME && ((lattice.flags[arc] ?? 0) & PROPER) !== 0
  if (article === undefined || isName || next >= tokens.count || ((tokens.flags[next - 1] ?? 0) & JOINED) === 0) return edit
  const wanted = wantsAn(source.slice(tokens.start[next], tokens.end[next]), dictionary.english) ? 'an' : 'a'
  return { ...edit, after: edit.after.slice(0, -article.length) + copyCase(article, wanted) }
}
