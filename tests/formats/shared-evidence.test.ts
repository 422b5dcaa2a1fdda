import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/edit/apply.js'
import { restoreTogether } from '../../src/formats/shared-evidence.js'
import type { Restoration } from '../../src/types.js'
import { fakeRestorer } from './fake-restorer.js'

const seed = 20240306
const { restore } = fakeRestorer({ Home: 'House', 'end\n\nstart': 'middle', a: '' })

describe('restoreTogether', () => {
  it('gives nothing for nothing, and a single text as it is', async () => {
    expect(await restoreTogether([], restore)).toEqual([])
    expect(await restoreTogether(['Home'], restore)).toEqual([restore('Home')])
  })

  it('cuts edits, suggestions and windows to their texts', async () => {
    const suggesting = (text: string): Restoration => ({ ...restore(text), edits: [], suggestions: restore(text).edits })
    const [first, second] = await restoreTogether(['no', 'x Home'], suggesting)
    expect(first?.suggestions).toEqual([])
    expect(second?.suggestions).toMatchObject([{ span: { start: 2, end: 6 }, before: 'Home' }])
    const parts = await restoreTogether(['one Home', '', 'two'], restore)
    expect(parts.map(({ text }) => text)).toEqual(['one House', '', 'two'])
    expect(parts.map(({ diagnosis: { windows } }) => windows.map(({ start, end }) => [start, end]))).toEqual([[[0, 8]], [], [[0, 3]]])
  })

  it('drops an edit over the break between two texts, with its group', async () => {
    const grouped = (text: string): Restoration => {
      const whole = restore(text)
      return { ...whole, edits: whole.edits.map((edit, at) => ({ ...edit, group: at < 2 ? 7 : 8 })) }
    }
    expect((await restoreTogether(['Home end', 'start Home'], grouped)).map(({ text }) => text)).toEqual(['Home end', 'start House'])
  })

  it('gives each text edits that fit it, whatever the texts are', async () => {
    const text = fc.array(fc.constantFrom('Home', 'end', 'start', '\n', '\n\n', ' ', '😀', 'a'), { maxLength: 6 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (texts) => {
        const parts = await restoreTogether(texts, restore)
        expect(parts.map(({ source }) => source)).toEqual(texts)
        for (const { source, edits, text: restored } of parts) expect(applyEdits(source, edits)).toBe(restored)
      }),
      { seed, numRuns: 1000 }
    )
  })
})
