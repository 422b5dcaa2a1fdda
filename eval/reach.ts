/** Reach: whether the reference is among the engine's candidates at all, whatever the decoder makes of them. */
import { Wording, spellingOf } from '../src/edit/wording.js'
import type { Lattice } from '../src/match/lattice.js'
import { prepare } from '../src/restore.js'
import type { Engine } from '../src/restore.js'
import type { Tokens } from '../src/text/tokens.js'
import type { Span } from '../src/types.js'
import type { ReferenceEdit } from './metrics.js'

/** Longest candidate, in tokens, that may begin before a reference and still cover it. */
const LOOK_BACK = 8

const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'")

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** The candidates of one text. */
class Candidates {
  constructor(
    private readonly source: string,
    private readonly tokens: Tokens,
    private readonly lattice: Lattice,
    private readonly wording: Wording
  ) {}

  /** Whether some path through the candidates, or one candidate over several references, reads as the reference does. */
  reaches(reference: ReferenceEdit, all: readonly ReferenceEdit[]): boolean {
    const first = this.tokenAt(reference.span.start)
    const end = this.tokenAt(reference.span.end - 1) + 1
    const span = { start: this.startOf(first), end: this.endOf(end - 1) }
    const own = reference.after.map((after) => this.written(span, [{ ...reference, after: [after] }]))
    return own.some((wanted) => this.spells(wanted, first, end)) || this.coveredTogether(reference, all, first, end)
  }

  private coveredTogether(reference: ReferenceEdit, all: readonly ReferenceEdit[], first: number, end: number): boolean {
    for (let token = Math.max(0, first - LOOK_BACK); token < end; token++) {
      for (const arc of this.arcsFrom(token)) {
        const last = (this.lattice.end[arc] ?? 0) - 1
        const span = { start: this.startOf(token), end: this.endOf(last) }
        if (!within(reference.span, span)) continue
        const inside = all.filter((other) => overlap(other.span, span))
        if (!inside.every((other) => within(other.span, span))) continue
        if (plain(this.wording.of(arc)) === this.written(span, inside)) return true
      }
    }
    return false
  }

  /** Whether tokens `from … end − 1`, each kept or replaced, can be written as `wanted`. */
  private spells(wanted: string, from: number, end: number): boolean {
    if (from === end) return wanted === ''
    const step = (written: string, next: number): boolean => {
      const gap = next < end ? this.source.slice(this.endOf(next - 1), this.startOf(next)) : ''
      const text = plain(written + gap)
      return wanted.startsWith(text) && this.spells(wanted.slice(text.length), next, end)
    }
    if (step(this.source.slice(this.startOf(from), this.endOf(from)), from + 1)) return true
    return this.arcsFrom(from).some((arc) => {
      const next = this.lattice.end[arc] ?? end
      return next <= end && step(this.wording.of(arc), next)
    })
  }

  private written(span: Span, references: readonly ReferenceEdit[]): string {
    let text = ''
    let at = span.start
    for (const reference of references) {
      text += this.source.slice(at, reference.span.start) + (reference.after[0] ?? '')
      at = reference.span.end
    }
    return plain(text + this.source.slice(at, span.end))
  }

  private arcsFrom(token: number): number[] {
    const first = this.lattice.from[token] ?? 0
    return Array.from({ length: (this.lattice.from[token + 1] ?? first) - first }, (_, index) => first + index)
  }

  /** The last token that begins at or before a position. */
  private tokenAt(position: number): number {
    let low = 0
    let high = this.tokens.count - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.startOf(middle) <= position) low = middle
      else high = middle - 1
    }
    return low
  }

  private startOf(token: number): number {
    return this.tokens.start[token] ?? 0
  }

  private endOf(token: number): number {
    return this.tokens.end[token] ?? 0
  }
}

/** For each reference, in order, whether the engine has what it wants among its candidates. Case does not count. */
export function reached(engine: Engine, source: string, references: readonly ReferenceEdit[]): boolean[] {
  const { document, input } = prepare(engine, source, { assume: 'spun', minConfidence: 0, keepQuotes: false })
  if (!input) return references.map(() => false)
  const { lattice, dictionary } = input
  const wording = new Wording(document, dictionary, lattice, spellingOf(document, dictionary))
  const candidates = new Candidates(source, document.tokens, lattice, wording)
  return references.map((reference) => candidates.reaches(reference, references))
}
