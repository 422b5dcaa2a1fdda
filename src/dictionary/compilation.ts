/** What is being put together while a dictionary is compiled. */
import { Inflector } from '../text/inflection.js'
import type { Vocabulary } from '../text/vocabulary.js'
import { MOST_FAMILIES } from './compiled.js'
import type { Entries } from './entries.js'
import { OutputCollector } from './outputs.js'
import { capitalBits, expressionWords } from './symbols.js'
import { TrieBuilder } from './trie.js'

export interface Row {
  readonly entry: number
  readonly pos: number
  readonly rate: number
  readonly families: number
  readonly ownFanout: number
  readonly namesOnly: boolean
}

export interface WordCandidate {
  readonly output: number
  readonly row: number
  readonly rank: number
  readonly feature: number
  readonly fanout: number
  readonly habits: number
  readonly words: readonly string[]
}

/** Entries in, candidates and rows out; symbols are numbered as they come. */
export class Compilation {
  readonly own = new Map<string, number>()
  readonly rows: Row[] = []
  /** By spun form: its words joined by blanks. */
  readonly candidates = new Map<string, WordCandidate[]>()
  readonly outputs: OutputCollector
  readonly inflector: Inflector
  readonly phrases = new TrieBuilder()
  readonly phraseOutput: number[] = []
  readonly phraseRow: number[] = []
  readonly phraseRank: number[] = []
  readonly phraseHabits: number[] = []
  readonly phraseCapitals: number[] = []
  private readonly habits = new Map<string, number>()
  private readonly familyBit: ReadonlyMap<string, number>

  constructor(
    readonly entries: Entries,
    readonly model: Vocabulary
  ) {
    this.inflector = new Inflector(entries.english)
    this.outputs = new OutputCollector((word) => model.id(word), entries.english)
    const families = entries.families.slice(0, MOST_FAMILIES)
    this.familyBit = new Map(families.map((family, index) => [family.id, 1 << index]))
    for (const [index, { fingerprints }] of families.entries()) {
      for (const fingerprint of fingerprints) this.habits.set(fingerprint, this.habitsOf(fingerprint) | (1 << index))
    }
  }

  /** Id of a normalised word, which becomes the dictionary's own when the model lacks it. */
  symbol(word: string): number {
    const known = this.model.id(word)
    if (known >= 0) return known
    let own = this.own.get(word)
    if (own === undefined) this.own.set(word, (own = this.model.size + this.own.size))
    return own
  }

  families(ids: readonly string[]): number {
    return ids.reduce((bits, id) => bits | (this.familyBit.get(id) ?? 0), 0)
  }

  /** Families of which a substitution, written `spun ← original`, is a habit, as bits. */
  habitsOf(substitution: string): number {
    return this.habits.get(substitution) ?? 0
  }

  addPhrase(spun: string, originals: readonly string[], row: number, ranks: readonly number[]): void {
    const families = this.rows[row]?.families ?? 0
    const path = expressionWords(spun).map(({ text, hyphenated }, index) => this.symbol(text) * 2 + (hyphenated && index > 0 ? 1 : 0))
    if (path.length === 0) return
    for (const [index, original] of originals.entries()) {
      this.phrases.add(path, this.phraseOutput.length)
      this.phraseOutput.push(this.outputs.add(original))
      this.phraseRow.push(row)
      this.phraseRank.push(ranks[index] ?? index)
      this.phraseCapitals.push(capitalBits(spun))
      this.phraseHabits.push(this.habitsOf(`${spun} ← ${original}`) | lone(families))
    }
  }
}

/** The bit of a family that stands alone, else 0: what only one family writes is its habit. */
const lone = (families: number): number => ((families & (families - 1)) === 0 ? families : 0)
