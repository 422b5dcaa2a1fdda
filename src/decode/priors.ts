/**
 * Log10 odds that a token was spun, from the document's evidence: computed only where an arc might live by them.
 * Most arcs of a clean text are dead even with the best odds that any family has in their block.
 */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import { type Lattice, NAME, PHRASE, PROPER, WORD } from '../match/lattice.js'
import { BLOCK_WORDS } from './likelihood.js'
import { type Evidence, familyShare, priorOdds } from './evidence.js'
import type { Assume } from '../types.js'
import type { DecoderSettings } from './settings.js'

/** Share of the odds that each further replaced word of a name adds. */
const FURTHER_WORD = 0.4
/**
 * Share of the odds of the prose that common names lose, and the odds from which on they do, log10: higher where the text
 * is only said to be spun, since a text's own words have shown nothing by that.
 */
const ACCIDENTS = 1
const ACCIDENTS_FROM = { auto: -0.4, clean: -0.4, spun: 0.4 } as const
/** Flat rate that stands in for the evidence when it is switched off. */
const FLAT_RATE = 0.2
const FLAT_ODDS = Math.log10(FLAT_RATE / (1 - FLAT_RATE))
/** More than 32-bit floats can be off by. */
const ROUNDING = 0.001

export class Priors {
  private readonly known: Float32Array
  private readonly best: Float64Array
  private readonly prose: BlockOdds
  private readonly names: BlockOdds

  /** @param flat leaves the evidence out, to measure what it gives. */
  constructor(
    private readonly lattice: Lattice,
    private readonly dictionary: CompiledDictionary,
    private readonly evidence: Evidence,
    ofNames: Evidence,
    private readonly settings: DecoderSettings,
    private readonly flat: boolean,
    private readonly assume: Assume
  ) {
    this.known = new Float32Array(lattice.count).fill(NaN)
    this.prose = new BlockOdds(evidence, settings)
    this.names = ofNames === evidence ? this.prose : new BlockOdds(ofNames, settings)
    this.best = this.bestByBlock()
  }

  /** Odds of an arc. */
  of(arc: number): number {
    let odds = this.known[arc] ?? 0
    if (Number.isNaN(odds)) {
      this.known[arc] = this.flat ? FLAT_ODDS : this.find(arc)
      odds = this.known[arc] ?? 0
    }
    return odds
  }

  /** No arc that begins at the token has better odds than these. */
  bound(token: number): number {
    return this.flat ? FLAT_ODDS + ROUNDING : (this.best[Math.floor(token / BLOCK_WORDS)] ?? 0)
  }

  private find(arc: number): number {
    const { lattice } = this
    const first = lattice.first[arc] ?? 0
    const families = lattice.families[arc] ?? 0
    const odds = lattice.kind[arc] === NAME
      ? withFurtherWords(this.names.of(first, families) - this.accidents(first, arc), lattice.replaced[arc] ?? 1)
      : this.prose.of(first, families)
    return odds + this.settings.habit * familyShare(this.evidence, first, this.habitsOf(arc))
  }

  /** What common names lose where the prose was spun: words that were replaced one by one often walk to a name that nobody wrote. */
  private accidents(token: number, arc: number): number {
    return ((this.lattice.flags[arc] ?? 0) & PROPER) !== 0 ? 0 : ACCIDENTS * Math.max(0, this.prose.of(token, 0) - ACCIDENTS_FROM[this.assume])
  }

  /** Families of which an arc's substitution is a habit, as bits. */
  private habitsOf(arc: number): number {
    const { words, phrases } = this.dictionary
    const source = this.lattice.source[arc] ?? 0
    const kind = this.lattice.kind[arc]
    if (kind === WORD) return words.habits[source] ?? 0
    return kind === PHRASE ? (phrases.habits[source] ?? 0) : 0
  }

  /** The odds of an arc that every family could have produced and has the habit of. */
  private bestByBlock(): Float64Array {
    const habit = Math.max(0, this.settings.habit)
    return this.evidence.spun.map((spun, block) => {
      const token = block * BLOCK_WORDS
      const most = withFurtherWords(this.names.of(token, 0), MOST_REPLACED)
      return Math.max(this.prose.of(token, 0), most) + habit * spun + ROUNDING
    })
  }
}

/** More tokens than a name can replace. */
const MOST_REPLACED = 8

/** Where spinning is likelier than not, each replaced word of a name was likely on its own; else one accident covers all. */
const withFurtherWords = (odds: number, replaced: number): number => (odds > 0 ? odds * (1 + FURTHER_WORD * (replaced - 1)) : odds)

/** Odds of every combination of families, computed once a block. */
class BlockOdds {
  private readonly blocks: Map<number, number>[]

  constructor(
    private readonly evidence: Evidence,
    private readonly settings: DecoderSettings
  ) {
    this.blocks = Array.from(evidence.spun, () => new Map<number, number>())
  }

  of(token: number, families: number): number {
    const known = this.blocks[Math.min(this.blocks.length - 1, Math.floor(token / BLOCK_WORDS))]
    const found = known?.get(families)
    if (found !== undefined) return found
    const odds = priorOdds(this.evidence, token, families, this.settings)
    known?.set(families, odds)
    return odds
  }
}
