/** Phrase candidates: explicit corruptions, found by walking their trie. */
import { RATE_ALWAYS } from '../dictionary/compiled.js'
import { BEGINS_PHRASE, IS_PHRASE, mayBePair } from '../dictionary/roles.js'
import { step } from '../dictionary/trie.js'
import { CAPITAL, HYPHENATED, JOINED } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'
import { coversSpan } from './coverage.js'
import { closestChild, isUnknownWord } from './fuzzy.js'
import { FUZZY, PHRASE, STEMMED } from './lattice.js'
import { considers, type Search } from './search.js'
import { tokenFlags } from './words.js'

/** A slip is forgiven only inside a phrase of at least this many words. */
const FUZZY_LENGTH = 3

export function addPhraseArcs(search: Search, first: number): void {
  const { tokens } = search.document
  const { trie } = search.dictionary.phrases
  if (!mayBegin(search, first)) return
  let node = 0
  let slips = 0
  for (let token = first; token < tokens.count; token++) {
    const flags = tokens.flags[token] ?? 0
    const hyphen = token > first && ((tokens.flags[token - 1] ?? 0) & HYPHENATED) !== 0 ? 1 : 0
    const word = tokens.word[token] ?? -1
    const plural = (tokens.possessive[token] ?? 0) === 1
    let next = word < 0 || plural ? 0 : step(trie, node, word * 2 + hyphen)
    if (next === 0 && (tokens.possessive[token] ?? 0) > 0) {
      const stem = tokens.stem[token] ?? -1
      next = stem < 0 ? 0 : step(trie, node, stem * 2 + hyphen)
      if (next !== 0) addValues(search, first, token + 1, next, slips, STEMMED)
      return
    }
    if (next === 0 && token > first && slips === 0) {
      next = word >= 0 ? step(trie, node, word * 2 + 1 - hyphen) : closestChild(search, trie, node, token, (key) => key >> 1)
      slips++
    }
    if (next === 0) return
    addValues(search, first, token + 1, next, slips, 0)
    if ((flags & (JOINED | HYPHENATED)) === 0) return
    node = next
  }
}

/** Whether a phrase may begin with a token alone or, in any reading, with it and the next. A possessive ends a phrase. */
function mayBegin({ document: { tokens }, dictionary, roles }: Search, first: number): boolean {
  const role = roles[first] ?? 0
  if ((role & IS_PHRASE) !== 0) return true
  const next = first + 1
  if ((role & BEGINS_PHRASE) === 0 || next >= tokens.count) return false
  const before = tokens.word[first] ?? UNKNOWN
  const word = tokens.word[next] ?? UNKNOWN
  const stem = tokens.stem[next] ?? UNKNOWN
  const { phrases } = dictionary.roles
  return mayBePair(phrases, before, word) || (stem !== word && mayBePair(phrases, before, stem)) || isUnknownWord(tokens, next)
}

function addValues(search: Search, first: number, end: number, node: number, slips: number, stemmed: number): void {
  const { cover } = search
  const { phrases, rows } = search.dictionary
  const { trie } = phrases
  const from = trie.valueStart[node] ?? 0
  const to = trie.valueStart[node + 1] ?? 0
  if (from === to || (slips > 0 && end - first < FUZZY_LENGTH)) return
  if (coversSpan(cover.protectedLength, first, end)) return
  const insideIntact = coversSpan(cover.intactLength, first, end)
  for (let at = from; at < to; at++) {
    const candidate = trie.value[at] ?? 0
    const row = phrases.row[candidate] ?? 0
    const rate = rows.rate[row] ?? 0
    const families = rows.families[row] ?? 0
    if ((insideIntact && rate !== RATE_ALWAYS) || !considers(search, families)) continue
    if (!hasCapitals(search, first, end, phrases.capitals[candidate] ?? 0)) continue
    const flags = tokenFlags(search.document.tokens, first, cover) | stemmed
    search.lattice.add(end, slips > 0 ? FUZZY : PHRASE, phrases.output[candidate] ?? 0, candidate, row, families, rate, flags, 1, 1)
  }
}

/** Whether the tokens stand with a capital wherever the entry has one: "the white home kit" is not "White Home". */
function hasCapitals({ document }: Search, first: number, end: number, capitals: number): boolean {
  if (capitals === 0) return true
  for (let token = first; token < end; token++) {
    if ((capitals & (1 << (token - first))) !== 0 && ((document.tokens.flags[token] ?? 0) & CAPITAL) === 0) return false
  }
  return true
}
