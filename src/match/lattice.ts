/** The candidates of a text as arcs over its tokens, in parallel arrays. */

export const WORD = 0
export const PHRASE = 1
export const NAME = 2
export const FUZZY = 3

/** Bits of an arc's flags. */
/** The replaced token has a capital in the middle of a sentence. */
export const MID_CAPITAL = 1
/** The span touches a protected phrase. */
export const TOUCHES_PROTECTED = 2
/** The token is part of a correct expression that stands intact. */
export const INSIDE_NAME = 4
/** A hyphen ties the token to a neighbour. */
export const BESIDE_HYPHEN = 8
/** The restoration is a proper name. */
export const PROPER = 16
/** At least one replaced token of a name has a capital. */
export const CAPITAL_REPLACED = 32
/** The last token matched without its possessive ending, which the restoration takes over. */
export const STEMMED = 64

/** Arcs `0 … count − 1`, ordered by their first token. Token spans are half open. */
export interface Lattice {
  readonly count: number
  readonly first: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  /** Number of the restoration in the dictionary's outputs. */
  readonly output: Int32Array
  /** Word candidate, phrase candidate or name variant, by kind. */
  readonly source: Int32Array
  /** Row of the word or phrase, −1 for names. */
  readonly row: Int32Array
  /** Families that the arc speaks for, as bits; 0 for any. */
  readonly families: Uint32Array
  readonly rate: Uint8Array
  readonly flags: Uint8Array
  /** Tokens that a name replaces; 1 for other kinds. */
  readonly replaced: Uint8Array
  /** Number of word candidates of the token. */
  readonly rivals: Uint8Array
  /** Arcs that begin at token t: `from[t]` to `from[t + 1]`. */
  readonly from: Int32Array
  /** Word candidates that a name was reached through. */
  readonly via: ReadonlyMap<number, readonly number[]>
  /** 1 for each token at which a term of science begins that stands intact, as of `Coverage`. */
  readonly intactTerm: Uint8Array
}

/** Whether an arc restores a name, spelling slips included; what is neither a word nor a name is a phrase. */
export const isName = ({ kind, row }: Lattice, arc: number): boolean => kind[arc] === NAME || (kind[arc] === FUZZY && (row[arc] ?? -1) < 0)

/** Whether an arc restores a listed phrase, spelling slips included. */
export const isPhrase = (lattice: Lattice, arc: number): boolean => lattice.kind[arc] !== WORD && !isName(lattice, arc)

export interface Arc {
  readonly first: number
  readonly end: number
  readonly kind: number
  readonly output: number
  readonly source: number
  readonly row: number
  readonly families: number
  readonly rate: number
  readonly flags: number
  readonly replaced: number
  readonly rivals: number
}

/** Collects arcs token by token. Two arcs of one span with the same restoration become one, the stronger. */
export class LatticeBuilder {
  private count = 0
  private capacity = 256
  private first = new Int32Array(this.capacity)
  private end = new Int32Array(this.capacity)
  private kind = new Uint8Array(this.capacity)
  private output = new Int32Array(this.capacity)
  private source = new Int32Array(this.capacity)
  private row = new Int32Array(this.capacity)
  private families = new Uint32Array(this.capacity)
  private rate = new Uint8Array(this.capacity)
  private flags = new Uint8Array(this.capacity)
  private replaced = new Uint8Array(this.capacity)
  private rivals = new Uint8Array(this.capacity)
  private readonly from: Int32Array
  private readonly via = new Map<number, readonly number[]>()
  private token = 0

  /** @param intactTerm as in {@link Lattice}, with a place for each token of the text. */
  constructor(private readonly intactTerm: Uint8Array) {
    this.from = new Int32Array(intactTerm.length + 1)
  }

  /** Begins the arcs of the next token. */
  startToken(token: number): void {
    this.token = token
    this.from[token] = this.count
  }

  /** Adds an arc that begins at the current token. */
  add(
    end: number, kind: number, output: number, source: number, row: number, families: number, rate: number, flags: number,
    replaced: number, rivals: number, via?: readonly number[]
  ): void {
    let arc = this.from[this.token] ?? 0
    while (arc < this.count && !(this.end[arc] === end && this.output[arc] === output)) arc++
    if (arc < this.count) {
      const known = this.families[arc] ?? 0
      const union = known === 0 || families === 0 ? 0 : known | families
      this.families[arc] = union
      // A listed phrase or a row rated higher says more than the same restoration reached another way.
      if ((this.kind[arc] ?? 0) === PHRASE || (kind !== PHRASE && (this.rate[arc] ?? 0) >= rate)) return
      families = union
    } else {
      if (this.count === this.capacity) this.grow()
      this.count++
    }
    this.first[arc] = this.token
    this.end[arc] = end
    this.kind[arc] = kind
    this.output[arc] = output
    this.source[arc] = source
    this.row[arc] = row
    this.families[arc] = families
    this.rate[arc] = rate
    this.flags[arc] = flags
    this.replaced[arc] = replaced
    this.rivals[arc] = Math.min(rivals, 255)
    if (via) this.via.set(arc, via)
  }

  /** Adds the arcs of another lattice of the same tokens that begin at the current token and are no words. */
  copy(other: Lattice, token: number): void {
    for (let arc = other.from[token] ?? 0; arc < (other.from[token + 1] ?? 0); arc++) {
      if (other.kind[arc] === WORD) continue
      this.add(
        other.end[arc] ?? 0, other.kind[arc] ?? 0, other.output[arc] ?? 0, other.source[arc] ?? 0, other.row[arc] ?? 0, other.families[arc] ?? 0,
        other.rate[arc] ?? 0, other.flags[arc] ?? 0, other.replaced[arc] ?? 0, other.rivals[arc] ?? 0, other.via.get(arc)
      )
    }
  }

  finish(): Lattice {
    const { count } = this
    this.from[this.from.length - 1] = count
    return {
      count,
      first: this.first.subarray(0, count),
      end: this.end.subarray(0, count),
      kind: this.kind.subarray(0, count),
      output: this.output.subarray(0, count),
      source: this.source.subarray(0, count),
      row: this.row.subarray(0, count),
      families: this.families.subarray(0, count),
      rate: this.rate.subarray(0, count),
      flags: this.flags.subarray(0, count),
      replaced: this.replaced.subarray(0, count),
      rivals: this.rivals.subarray(0, count),
      from: this.from,
      via: this.via,
      intactTerm: this.intactTerm
    }
  }

  private grow(): void {
    this.capacity *= 2
    const wide = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(this.capacity)
      next.set(old)
      return next
    }
    const wideBytes = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const next = new Uint8Array(this.capacity)
      next.set(old)
      return next
    }
    this.first = wide(this.first)
    this.end = wide(this.end)
    this.output = wide(this.output)
    this.source = wide(this.source)
    this.row = wide(this.row)
    this.kind = wideBytes(this.kind)
    this.rate = wideBytes(this.rate)
    this.flags = wideBytes(this.flags)
    this.replaced = wideBytes(this.replaced)
    this.rivals = wideBytes(this.rivals)
    const families = new Uint32Array(this.capacity)
    families.set(this.families)
    this.families = families
  }
}
