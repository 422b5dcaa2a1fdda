/**
 * Name candidates: a walk of the trie of correct expressions in which each token stands for itself
 * or for any original that the word rows list for it, and several tokens together for an original of
 * a row whose spun form has several words. At least one must be replaced.
 */
import { RATE_CONTEXT, RATE_OFTEN } from '../dictionary/compiled.js'
import { BEGINS_NAME, CONTINUES_NAME, mayBePair } from '../dictionary/roles.js'
import { step } from '../dictionary/trie.js'
import { CAPITAL, HYPHENATED, JOINED, PROTECTED } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { coversSpan } from './coverage.js'
import { closestChild, isUnknownWord } from './fuzzy.js'
import { CAPITAL_REPLACED, FUZZY, NAME, PROPER, STEMMED } from './lattice.js'
import { considers, type Search } from './search.js'
import { goesOnAsForm } from './word-candidates.js'
import { takesPossessive, tokenFlags } from './words.js'

const MOST_TOKENS = 7
const MOST_REPLACED = 3

/** A partial walk: which tokens were replaced by what, and where in the name they fell. */
interface Walk {
  readonly first: number
  /** Word candidate used for each token, or one of the marks below. */
  readonly used: number[]
  /** Depth in the name at which each token begins. */
  readonly depths: number[]
  slips: number
}

/** The token stands for itself. */
const ITSELF = -1
/** The token is a further word of the spun form that began before it. */
const CONTINUED = -2

export function addNameArcs(search: Search, first: number): void {
  if (((search.document.tokens.flags[first] ?? 0) & PROTECTED) !== 0 || !mayBegin(search, first)) return
  visit(search, { first, used: [], depths: [], slips: 0 }, first, 0, 0, 0)
}

/** Whether a name may begin with two tokens, in any reading of both. One token alone is the word layer's business. */
function mayBegin(search: Search, first: number): boolean {
  const { candidates, dictionary: { words }, document: { tokens: { word, stem } }, roles } = search
  if (!isJoined(search, first)) return false
  if (beginsForm(search, first)) return true
  if (((roles[first] ?? 0) & BEGINS_NAME) === 0) return false
  if (mayGoOn(search, word[first] ?? UNKNOWN, first + 1, 1) || (stem[first] !== word[first] && mayGoOn(search, stem[first] ?? UNKNOWN, first + 1, 1))) return true
  for (let candidate = candidates.start[first] ?? 0; candidate < (candidates.end[first] ?? 0); candidate++) {
    const end = words.symbolStart[candidate + 1] ?? 0
    if (mayGoOn(search, words.symbol[end - 1] ?? UNKNOWN, first + 1, end - (words.symbolStart[candidate] ?? 0))) return true
  }
  return false
}

function visit(search: Search, walk: Walk, token: number, node: number, depth: number, replaced: number): void {
  const { tokens } = search.document
  const { trie } = search.dictionary.names
  if (token >= tokens.count || token - walk.first >= MOST_TOKENS) return
  walk.depths.push(depth)
  const word = tokens.word[token] ?? UNKNOWN
  // The apostrophe of a plural possessive is no part of the name, and ends it.
  const literal = (tokens.possessive[token] ?? 0) === 1 ? 0 : step(trie, node, word)
  if (literal !== 0) advance(search, walk, token, literal, depth + 1, replaced, ITSELF, false, word)
  else if ((tokens.possessive[token] ?? 0) > 0) {
    const stem = step(trie, node, tokens.stem[token] ?? UNKNOWN)
    if (stem !== 0) advance(search, walk, token, stem, depth + 1, replaced, ITSELF, true, UNKNOWN)
  }
  if (literal === 0 && walk.slips === 0 && word === UNKNOWN) {
    const slip = closestChild(search, trie, node, token, (key) => key)
    if (slip !== 0) {
      walk.slips++
      advance(search, walk, token, slip, depth + 1, replaced + 1, ITSELF, false, UNKNOWN)
      walk.slips--
    }
  }
  if (replaced < MOST_REPLACED) {
    replaceToken(search, walk, token, node, depth, replaced)
    replaceForm(search, walk, token, node, depth, replaced)
  }
  walk.depths.pop()
}

function replaceToken(search: Search, walk: Walk, token: number, node: number, depth: number, replaced: number): void {
  const { candidates } = search
  const stemmed = candidates.stemmed[token] === 1
  for (let candidate = candidates.start[token] ?? 0; candidate < (candidates.end[token] ?? 0); candidate++) {
    if (stemmed && !takesPossessive(search.dictionary, candidate)) continue
    const next = stepAll(search, node, candidate)
    if (next !== 0) advance(search, walk, token, next, depth + lengthOf(search, candidate), replaced + 1, candidate, stemmed, lastOf(search, candidate))
  }
}

/** Takes spun forms of several words that begin at a token: "cellular phone" for the cell of "solar cell". */
function replaceForm(search: Search, walk: Walk, token: number, node: number, depth: number, replaced: number): void {
  const { tokens } = search.document
  const { forms } = search.dictionary.words
  if (!beginsForm(search, token)) return
  let form = step(forms, 0, tokens.word[token] ?? -1)
  const { length } = walk.used
  for (let last = token + 1; form !== 0 && last < tokens.count && last - walk.first < MOST_TOKENS; last++) {
    if (!goesOnAsForm(tokens, last)) break
    form = step(forms, form, tokens.word[last] ?? -1)
    if (form === 0) break
    for (let at = forms.valueStart[form] ?? 0; at < (forms.valueStart[form + 1] ?? 0); at++) {
      const candidate = forms.value[at] ?? 0
      const next = stepAll(search, node, candidate)
      if (next === 0) continue
      const reached = depth + lengthOf(search, candidate)
      walk.used.push(candidate)
      for (let inside = token + 1; inside < last; inside++) walk.used.push(CONTINUED)
      for (let inside = token; inside < last; inside++) walk.depths.push(reached)
      advance(search, walk, last, next, reached, replaced + 1, CONTINUED, false, lastOf(search, candidate))
      walk.used.length = length
      walk.depths.length -= last - token
    }
  }
}

/** Whether a spun form of several words begins at a token. */
const beginsForm = ({ candidates }: Search, token: number): boolean => candidates.form[token] === 1

/**
 * Whether a name may go on with a token behind a symbol (unknown: behind any): whether the two are neighbours there in some
 * name, in any reading of the token. Spares the walk of nearly all beginnings.
 * @param depth words of the name up to and with the symbol
 */
function mayGoOn(search: Search, before: number, token: number, depth: number): boolean {
  const { candidates, dictionary, document: { tokens }, roles } = search
  const { words } = dictionary
  const pairs = depth === 1 ? dictionary.roles.beginnings : dictionary.roles.continuations
  const word = tokens.word[token] ?? UNKNOWN
  const stem = tokens.stem[token] ?? UNKNOWN
  if (before === UNKNOWN || beginsForm(search, token) || isUnknownWord(tokens, token)) return true
  if (((roles[token] ?? 0) & CONTINUES_NAME) === 0) return false
  if (mayBePair(pairs, before, word) || (stem !== word && mayBePair(pairs, before, stem))) return true
  for (let candidate = candidates.start[token] ?? 0; candidate < (candidates.end[token] ?? 0); candidate++) {
    if (mayBePair(pairs, before, words.symbol[words.symbolStart[candidate] ?? 0] ?? UNKNOWN)) return true
  }
  return false
}

/** Last word of a candidate. */
const lastOf = ({ dictionary: { words } }: Search, candidate: number): number =>
  words.symbol[(words.symbolStart[candidate + 1] ?? 0) - 1] ?? UNKNOWN

const lengthOf = ({ dictionary: { words } }: Search, candidate: number): number =>
  (words.symbolStart[candidate + 1] ?? 0) - (words.symbolStart[candidate] ?? 0)

/** The node that a candidate's words lead to, or 0. */
function stepAll({ dictionary: { names, words } }: Search, node: number, candidate: number): number {
  const end = words.symbolStart[candidate + 1] ?? 0
  let next = node
  let at = words.symbolStart[candidate] ?? 0
  do next = step(names.trie, next, words.symbol[at++] ?? -1)
  while (next !== 0 && at < end)
  return next
}

const isJoined = ({ document: { tokens } }: Search, token: number): boolean =>
  ((tokens.flags[token] ?? 0) & (JOINED | HYPHENATED)) !== 0

/** Takes one token into the walk: emits the names that end here and goes on. @param last the name's word reached, if known. */
function advance(
  search: Search, walk: Walk, token: number, node: number, depth: number, replaced: number,
  candidate: number, stemmed: boolean, last: number
): void {
  const { valueStart } = search.dictionary.names.trie
  const ends = replaced > 0 && valueStart[node] !== valueStart[node + 1]
  const goesOn = !stemmed && isJoined(search, token) && mayGoOn(search, last, token + 1, depth)
  if (!ends && !goesOn) return
  walk.used.push(candidate)
  // One token (or one form) alone is the word layer's business, even where its original has several words.
  if (ends && walk.used.some((used, index) => index > 0 && used !== CONTINUED)) emit(search, walk, token + 1, node, depth, replaced, stemmed)
  if (goesOn) visit(search, walk, token + 1, node, depth, replaced)
  walk.used.pop()
}

function emit(search: Search, walk: Walk, end: number, node: number, depth: number, replaced: number, stemmed: boolean): void {
  const { cover, dictionary, document, lattice } = search
  const { names, rows, words } = dictionary
  const { tokens } = document
  const from = names.trie.valueStart[node] ?? 0
  const to = names.trie.valueStart[node + 1] ?? 0
  if (from === to || coversSpan(cover.protectedLength, walk.first, end)) return
  let families = 0
  let anyFamily = false
  const via: number[] = []
  for (const candidate of walk.used) {
    if (candidate < 0) continue
    const row = words.row[candidate] ?? 0
    via.push(candidate)
    const bits = rows.families[row] ?? 0
    if (bits === 0) anyFamily = true
    families |= bits
  }
  if (!considers(search, anyFamily ? 0 : families)) return
  for (let at = from; at < to; at++) {
    const variant = names.trie.value[at] ?? 0
    if (isInsideIntact(search, walk.first, end, names.length[variant] ?? 0)) continue
    const capitals = names.capitals[variant] ?? 0
    const capitalReplaced = hasCapitalReplaced(search, walk, end)
    if (capitals !== 0 && !capitalsMatch(search, walk, end, depth, capitals)) continue
    const flags =
      tokenFlags(tokens, walk.first, cover) | (capitals !== 0 ? PROPER : 0) | (capitalReplaced ? CAPITAL_REPLACED : 0) |
      (stemmed ? STEMMED : 0)
    // Names speak for no family: their rows may serve several.
    lattice.add(end, walk.slips > 0 ? FUZZY : NAME, names.output[variant] ?? 0, variant, -1, 0, names.seldom[variant] === 1 ? RATE_CONTEXT : RATE_OFTEN, flags, replaced, 1, via)
  }
}

/** An intact expression of at least the same length is never broken up. */
function isInsideIntact({ cover }: Search, first: number, end: number, length: number): boolean {
  for (let token = first; token < end; token++) if ((cover.intactLength[token] ?? 0) >= length) return true
  return false
}

function hasCapitalReplaced({ document }: Search, walk: Walk, end: number): boolean {
  for (let token = walk.first; token < end; token++) {
    if (walk.used[token - walk.first] !== ITSELF && ((document.tokens.flags[token] ?? 0) & CAPITAL) !== 0) return true
  }
  return false
}

/** A replaced token must have a capital where the name has one: "Geneva conference" is not "Geneva Conventions". */
function capitalsMatch({ document }: Search, walk: Walk, end: number, length: number, capitals: number): boolean {
  for (let token = walk.first; token < end; token++) {
    const index = token - walk.first
    if ((walk.used[index] ?? ITSELF) < 0 || ((document.tokens.flags[token] ?? 0) & CAPITAL) !== 0) continue
    const next = walk.depths[index + 1] ?? length
    for (let word = walk.depths[index] ?? 0; word < next; word++) if ((capitals & (1 << word)) !== 0) return false
  }
  return true
}
