/** All candidates of a document: words, phrases and names, as one lattice. */
import { type CompiledDictionary, RATE_ALWAYS, RATE_CONTEXT } from '../dictionary/compiled.js'
import { HAS_ALWAYS, HAS_ORIGINALS } from '../dictionary/roles.js'
import type { Document } from '../text/document.js'
import { NUMBER, PROTECTED, QUOTED } from '../text/tokens.js'
import { coverage, type Coverage } from './coverage.js'
import { type Lattice, LatticeBuilder } from './lattice.js'
import { addNameArcs } from './names.js'
import { addPhraseArcs } from './phrases.js'
import type { Search } from './search.js'
import { tokenRoles } from './token-roles.js'
import { type WordCandidates, wordCandidates } from './word-candidates.js'
import { addWordArcs } from './words.js'

export interface MatchOptions {
  /** Families to consider, as bits over the dictionary's list. */
  readonly families: number
  /** Leave quoted text alone. */
  readonly keepQuotes: boolean
  /** Walk the trie of correct expressions (off only to measure what it gives). */
  readonly names: boolean
}

/** The word candidates of each token, and what keeps tokens from being edited: protected expressions, and flags of which one suffices. */
export interface WordPlaces {
  readonly candidates: WordCandidates
  readonly cover: Coverage
  readonly skipped: number
}

/** All candidates of a document at once. */
export const findCandidates = (document: Document, dictionary: CompiledDictionary, options: MatchOptions): Lattice =>
  new CandidateFinder(document, dictionary, options).all()

/** Finds the candidates of a document in two steps, so that a text which needs the first alone is spared the second. */
export class CandidateFinder {
  private readonly search: Omit<Search, 'lattice'>
  private readonly skipped: number
  private known: Lattice | null = null

  constructor(
    document: Document,
    dictionary: CompiledDictionary,
    private readonly options: MatchOptions
  ) {
    const { tokens } = document
    const roles = tokenRoles(tokens, dictionary.roles)
    this.skipped = PROTECTED | (options.keepQuotes ? QUOTED : 0)
    const cover = coverage(tokens, dictionary, roles, options.names, this.skipped)
    const candidates = wordCandidates(tokens, dictionary, roles)
    this.search = { document, dictionary, cover, families: options.families, candidates, roles }
  }

  /** Where word candidates may be: what {@link listed} leaves out of them is all that {@link all} adds. */
  get words(): WordPlaces {
    return { candidates: this.search.candidates, cover: this.search.cover, skipped: this.skipped }
  }

  /** Phrases, names, and the words that are rated `always`: few, in a clean text. */
  listed(): Lattice {
    this.known ??= this.collect(RATE_ALWAYS, null)
    return this.known
  }

  /** Every candidate. */
  all(): Lattice {
    return this.collect(RATE_CONTEXT, this.known)
  }

  /** @param leastRate of the words. @param listed the lattice that has the phrases and names already, if any. */
  private collect(leastRate: number, listed: Lattice | null): Lattice {
    const { tokens } = this.search.document
    const { roles, cover } = this.search
    const lattice = new LatticeBuilder(cover.intactTerm)
    const search: Search = { ...this.search, lattice }
    const worded = leastRate === RATE_ALWAYS ? HAS_ALWAYS : HAS_ORIGINALS
    for (let token = 0; token < tokens.count; token++) {
      lattice.startToken(token)
      const flags = tokens.flags[token] ?? 0
      // A number is left alone, but a listed phrase may begin with one ("12 months in the past").
      if ((flags & NUMBER) !== 0 && (flags & this.skipped & ~PROTECTED) === 0) addPhraseArcs(search, token)
      if ((flags & this.skipped) !== 0) continue
      if (((roles[token] ?? 0) & worded) !== 0) addWordArcs(search, token, leastRate)
      if (listed !== null) lattice.copy(listed, token)
      else {
        addPhraseArcs(search, token)
        if (this.options.names) addNameArcs(search, token)
      }
    }
    return lattice.finish()
  }
}
