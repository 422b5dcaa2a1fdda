/** What else may have stood where a name is to be restored: the other arcs over its tokens, by how likely each is alone. */
import { isName, type Lattice } from '../match/lattice.js'

/** The odds of other arcs, summed as log10(1 + Σ 10^total), by how they lie to a name. */
export interface Rivals {
  /** Of those over the same tokens, which restore something else there. */
  readonly same: number
  /** Of those over a part of its tokens, which agree that something is wrong there: they speak for the name. */
  readonly within: number
  /** Of those that reach beyond its tokens: longer ones, and such as part the text another way. */
  readonly across: number
}

/**
 * Also what words and phrases are given: a word with a single original would grow too sure by it, since the sense that it
 * stands in may have no row.
 */
export const NO_RIVALS: Rivals = { same: 0, within: 0, across: 0 }

/** A total above it says no more than that an arc is certain, log10 odds. */
export const MOST_TOTAL = 6

/** Finds the rivals of names among the arcs that may matter. */
export class RivalFinder {
  /** 10^total of each arc; 0 for those that cannot matter. */
  private readonly odds: Float64Array
  private longest = 1

  /** @param live arcs that may matter; in a first reading without most words, which are too unlikely there to tell. @param totalAlone their log10 odds, each taken alone. */
  constructor(
    private readonly lattice: Lattice,
    live: readonly number[],
    totalAlone: (arc: number) => number
  ) {
    this.odds = new Float64Array(lattice.count)
    for (const arc of live) {
      this.odds[arc] = 10 ** Math.min(MOST_TOTAL, totalAlone(arc))
      this.longest = Math.max(this.longest, (lattice.end[arc] ?? 0) - (lattice.first[arc] ?? 0))
    }
  }

  of(arc: number): Rivals {
    const { lattice, odds, longest } = this
    if (!isName(lattice, arc)) return NO_RIVALS
    const first = lattice.first[arc] ?? 0
    const end = lattice.end[arc] ?? 0
    let same = 0
    let within = 0
    let across = 0
    for (let other = lattice.from[Math.max(0, first - longest + 1)] ?? 0; other < (lattice.from[end] ?? 0); other++) {
      const ofOther = odds[other] ?? 0
      const otherFirst = lattice.first[other] ?? 0
      const otherEnd = lattice.end[other] ?? 0
      if (ofOther === 0 || other === arc || otherEnd <= first) continue
      if (otherFirst === first && otherEnd === end) same += ofOther
      else if (otherFirst >= first && otherEnd <= end) within += ofOther
      else across += ofOther
    }
    return { same: Math.log10(1 + same), within: Math.log10(1 + within), across: Math.log10(1 + across) }
  }
}
