/** When the analyser is asked, and what its answer does. */
import { describe, expect, it } from 'vitest'
import { brownDocuments } from '../../eval/brown.js'
import { readSeeds } from '../../eval/seed.js'
import { spin } from '../../eval/spinner/spin.js'
import { loadData } from '../../src/node/create.js'
import { assembleRestorer } from '../../src/restorer.js'
import type { Analyser } from '../../src/types.js'

/** Takes each block for one sentence and every word for the same part of speech; counts the sentences that it tags. */
function analyserOf(tag: string): Analyser & { asked: number } {
  return {
    asked: 0,
    sentences: (block) => [{ start: 0, end: block.length }],
    tags(sentence) {
      this.asked++
      return Array.from(sentence.matchAll(/[\p{L}'’-]+/gu), ({ 0: word, index }) => ({ span: { start: index, end: index + word.length }, tag }))
    }
  }
}

const data = await loadData()
const thorough = readSeeds().get('001_fb92ceaae6831f8a.txt') ?? ''
const slight = brownDocuments('tune').slice(0, 4).map(({ id, text }) => spin(text, { rate: 0.3, seed: `tags/${id}` }).text)

describe('the analyser', () => {
  it('is asked about the edits of a slightly spun text, and takes back what it contradicts', () => {
    const silent = assembleRestorer(data, { analyser: null })
    const contrary = analyserOf('PUNCT')
    const asking = assembleRestorer(data, { analyser: contrary })
    const count = (restorer: typeof silent): number => slight.reduce((sum, text) => sum + restorer.restore(text).edits.length, 0)
    expect(count(asking)).toBeLessThan(count(silent))
    expect(contrary.asked).toBeGreaterThan(0)
  })

  it('is asked nothing about a text that was spun throughout', () => {
    const contrary = analyserOf('PUNCT')
    const edits = assembleRestorer(data, { analyser: contrary }).restore(thorough).edits.length
    expect(contrary.asked).toBe(0)
    expect(edits).toBeGreaterThan(100)
    expect(edits).toBe(assembleRestorer(data, { analyser: null }).restore(thorough).edits.length)
  })
})
