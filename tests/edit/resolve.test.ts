import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveOverlaps } from '../../src/edit/resolve.js'
import type { Candidate } from '../../src/edit/resolve.js'
import { seed } from './edits.js'

interface Named extends Candidate {
  readonly name: string
}

const candidate = (name: string, start: number, end: number, confidence: number, group?: number): Named => ({
  name,
  span: { start, end },
  confidence,
  ...(group === undefined ? {} : { group })
})

const names = ({ kept, dropped }: { kept: Named[]; dropped: Named[] }): [string, string] => [
  kept.map(({ name }) => name).join(' '),
  dropped.map(({ name }) => name).join(' ')
]

describe('resolveOverlaps', () => {
  it('keeps everything that does not overlap, in order', () => {
    const apart = [candidate('c', 9, 12, 0.1), candidate('a', 0, 4, 0.2), candidate('b', 4, 9, 0.3)]
    expect(names(resolveOverlaps(apart))).toEqual(['a b c', ''])
  })

  it('prefers the more confident', () => {
    expect(names(resolveOverlaps([candidate('long', 0, 20, 0.5), candidate('sure', 4, 6, 0.6)]))).toEqual(['sure', 'long'])
  })

  it('prefers the longer of two equally confident', () => {
    expect(names(resolveOverlaps([candidate('short', 0, 4, 0.5), candidate('long', 2, 9, 0.5)]))).toEqual(['long', 'short'])
  })

  it('prefers the earlier of two equally confident and long', () => {
    expect(names(resolveOverlaps([candidate('later', 3, 7, 0.5), candidate('earlier', 0, 4, 0.5)]))).toEqual(['earlier', 'later'])
  })

  it('keeps the first given of two for the same span', () => {
    expect(names(resolveOverlaps([candidate('first', 0, 4, 0.5), candidate('second', 0, 4, 0.5)]))).toEqual(['first', 'second'])
  })

  it('lets a candidate stand whose only rival gave way to a third', () => {
    const chain = [candidate('a', 0, 4, 0.5), candidate('b', 3, 8, 0.7), candidate('c', 7, 12, 0.9)]
    expect(names(resolveOverlaps(chain))).toEqual(['a c', 'b'])
  })

  it('keeps an insertion beside an edit, before the one that starts there', () => {
    const touching = [candidate('right', 4, 8, 0.5), candidate('insertion', 4, 4, 0.5), candidate('left', 0, 4, 0.5)]
    expect(names(resolveOverlaps(touching))).toEqual(['left insertion right', ''])
  })

  it('drops an insertion inside an edit, and one of two at the same offset', () => {
    expect(names(resolveOverlaps([candidate('inside', 2, 2, 0.4), candidate('edit', 0, 4, 0.5)]))).toEqual(['edit', 'inside'])
    expect(names(resolveOverlaps([candidate('one', 2, 2, 0.4), candidate('two', 2, 2, 0.5)]))).toEqual(['two', 'one'])
  })

  it('keeps or drops a group together, with the confidence of its weakest member', () => {
    const won = [candidate('g1', 0, 4, 0.9, 7), candidate('g2', 10, 14, 0.6, 7), candidate('rival', 12, 16, 0.5)]
    expect(names(resolveOverlaps(won))).toEqual(['g1 g2', 'rival'])
    const lost = [candidate('g1', 0, 4, 0.9, 7), candidate('g2', 10, 14, 0.6, 7), candidate('rival', 12, 16, 0.7)]
    expect(names(resolveOverlaps(lost))).toEqual(['rival', 'g1 g2'])
  })

  it('drops a group whose members overlap each other', () => {
    const torn = [candidate('g1', 0, 4, 0.9, 7), candidate('g2', 3, 6, 0.9, 7), candidate('rival', 3, 5, 0.2)]
    expect(names(resolveOverlaps(torn))).toEqual(['rival', 'g1 g2'])
  })

  it('gives nothing for nothing', () => {
    expect(resolveOverlaps([])).toEqual({ kept: [], dropped: [] })
  })

  const many = fc.array(
    fc
      .record({ start: fc.nat(30), length: fc.nat(6), confidence: fc.nat(5), group: fc.option(fc.nat(3), { nil: undefined }) })
      .map(({ start, length, confidence, group }) => candidate('x', start, start + length, confidence / 5, group))
  )

  it('keeps a set free of overlaps that no dropped group could join', () => {
    const clash = (a: Candidate, b: Candidate): boolean =>
      (a.span.start < b.span.end && b.span.start < a.span.end) ||
      (a.span.start === a.span.end && b.span.start === b.span.end && a.span.start === b.span.start)
    fc.assert(
      fc.property(many, (candidates) => {
        const { kept, dropped } = resolveOverlaps(candidates)
        expect(new Set([...kept, ...dropped])).toEqual(new Set(candidates))
        for (const a of kept) for (const b of kept) expect(a !== b && clash(a, b)).toBe(false)
        for (const loser of dropped) {
          const all = loser.group === undefined ? [loser] : candidates.filter(({ group }) => group === loser.group)
          expect(all.every((member) => dropped.includes(member))).toBe(true)
          const blocked = all.some((member) => kept.some((winner) => clash(member, winner)) ||
            all.some((other) => other !== member && clash(member, other)))
          expect(blocked).toBe(true)
        }
      }),
      { seed }
    )
  })

  it('does not depend on the order given, except between equals', () => {
    const distinct = many.map((candidates) => candidates.map((each, index) => ({ ...each, confidence: index / 100 })))
    fc.assert(
      fc.property(distinct, (candidates) => {
        const spans = (list: Named[]): string[] =>
          list.map(({ span, confidence }) => `${span.start}-${span.end}:${confidence}`).sort()
        const forwards = resolveOverlaps(candidates)
        const backwards = resolveOverlaps(candidates.toReversed())
        expect(spans(backwards.kept)).toEqual(spans(forwards.kept))
      }),
      { seed }
    )
  })
})
