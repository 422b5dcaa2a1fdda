/** All candidates of a document: words, phrases and names, as one lattice. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { Document } from '../text/document.js'
import { NUMBER, PROTECTED, QUOTED } from '../text/tokens.js'
import { coverage } from './coverage.js'
import { type Lattice, LatticeBuilder } from './lattice.js'
import { addNameArcs } from './names.js'
import { addPhraseArcs } from './phrases.js'
import type { Search } from './search.js'
import { tokenRoles } from './token-roles.js'
import { wordCandidates } from './word-candidates.js'
import { addWordArcs } from './words.js'

export interface MatchOptions {
  /** Families to consider, as bits over the dictionary's list. */
  readonly families: number
  /** Leave quoted text alone. */
  readonly keepQuotes: boolean
  /** Walk the trie of correct expressions (off only to measure what it gives). */
  readonly names: boolean
}

export function findCandidates(document: Document, dictionary: CompiledDictionary, options: MatchOptions): Lattice {
  const { tokens } = document
  const lattice = new LatticeBuilder(tokens.count)
  const roles = tokenRoles(tokens, dictionary.roles)
  const cover = coverage(tokens, dictionary, roles, options.names)
  const candidates = wordCandidates(tokens, dictionary, roles)
  const search: Search = { document, dictionary, cover, families: options.families, lattice, candidates, roles }
  const skipped = PROTECTED | (options.keepQuotes ? QUOTED : 0)
  for (let token = 0; token < tokens.count; token++) {
    lattice.startToken(token)
    const flags = tokens.flags[token] ?? 0
    // A number is left alone, but a listed phrase may begin with one ("12 months in the past").
    if ((flags & NUMBER) !== 0 && (flags & skipped & ~PROTECTED) === 0) addPhraseArcs(search, token)
    if ((flags & skipped) !== 0) continue
    addWordArcs(search, token)
    addPhraseArcs(search, token)
    if (options.names) addNameArcs(search, token)
  }
  return lattice.finish()
}
