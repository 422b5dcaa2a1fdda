import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Visibility } from '../../../src/review/page/visibility.js'

interface Edit {
  passes: boolean
  undecided: boolean
}

const anEdit: fc.Arbitrary<Edit> = fc.record({ passes: fc.boolean(), undecided: fc.boolean() })
const flags = (of: readonly unknown[], is: (edit: number) => boolean): boolean[] => of.map((_, edit) => is(edit))

it('tells after any changes what counting anew would tell', () => {
  fc.assert(
    fc.property(fc.array(anEdit, { minLength: 1, maxLength: 12 }), fc.array(fc.tuple(fc.nat(11), anEdit), { maxLength: 12 }), (edits, changes) => {
      const visibility = new Visibility(edits.length, (edit) => edits[edit]?.passes === true, (edit) => edits[edit]?.undecided === true)
      for (const [edit, change] of changes) {
        if (edits[edit]) edits[edit] = change
        visibility.update(edit)
      }
      const visible = edits.map(({ passes }) => passes)
      const open = edits.map(({ passes, undecided }) => passes && undecided)
      expect(flags(edits, (edit) => visibility.isVisible(edit))).toEqual(visible)
      expect(flags(edits, (edit) => visibility.isOpen(edit))).toEqual(open)
      expect([visibility.visible, visibility.open]).toEqual([visible.filter(Boolean).length, open.filter(Boolean).length])
      expect(visible.map((_, edit) => visibility.rank(edit))).toEqual(visible.map((_, edit) => visible.slice(0, edit + 1).filter(Boolean).length))
    }),
    { seed: 11, numRuns: 300 }
  )
})

it('follows a filter that changes', () => {
  let least = 0
  const visibility = new Visibility(4, (edit) => edit >= least, () => true)
  expect(visibility.visible).toBe(4)
  least = 3
  visibility.updateAll()
  expect([visibility.visible, visibility.open, visibility.isVisible(2), visibility.rank(3)]).toEqual([1, 1, false, 1])
  expect([visibility.isVisible(-1), visibility.isOpen(4), visibility.rank(-1)]).toEqual([false, false, 0])
})
