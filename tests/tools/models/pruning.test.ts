import { describe, expect, it } from 'vitest'
import { prune } from '../../../tools/models/pruning.js'
import { trigramModel } from './convert.js'
import { whiteHouse } from './small-model.js'

const model = trigramModel(whiteHouse)

const kept = (theta2: number, theta3: number): { bigrams: number; contexts: number; trigrams: number } => {
  const pruned = prune(model, { theta2, theta3 })
  return { bigrams: pruned.bigrams.words.length, contexts: pruned.contexts.words.length, trigrams: pruned.trigrams.words.length }
}

describe('prune', () => {
  it('keeps everything at threshold 0', () => {
    expect(prune(model, { theta2: 0, theta3: 0 })).toEqual(model)
  })

  it('weighs the difference from the backoff estimate by how often the n-gram occurs', () => {
    // "the white": 10^(-1.25 - 2.5) · |-2.5 - (-0.5 - 4)| = 10^-3.75 · 2
    const difference = 2 * 10 ** -3.75
    const only = (theta2: number) => [...prune(model, { theta2, theta3: 0 }).bigrams.words]
    expect(only(difference * 0.999)).toContain(5)
    expect(only(difference * 1.001)).not.toContain(5)
  })

  it('compares a trigram with what its bigram and backoff weight would say', () => {
    // "the white house": 10^(-1.25 - 2.5 - 0.1) · |-0.1 - (-0.25 - 0.5)| = 10^-3.85 · 0.65
    const difference = 0.65 * 10 ** -3.85
    expect(kept(0, difference * 0.999).trigrams).toBe(1)
    expect(kept(0, difference * 1.001).trigrams).toBe(0)
  })

  it('takes the start of a sentence for as frequent as its end', () => {
    // "<s> the": 10^(-1 - 0.75) · |-0.75 - (-0.5 - 1.25)| = 10^-1.75, the greatest of all
    expect(prune(model, { theta2: 0.9 * 10 ** -1.75, theta3: 0 }).bigrams.words).toEqual(Uint32Array.of(4))
  })

  it('drops a history with its last trigram and leaves the backoff weights of the others alone', () => {
    const pruned = prune(model, { theta2: 0, theta3: 0.6 * 10 ** -3.85 })
    expect(pruned.contexts.words).toEqual(Uint32Array.of(5))
    expect(pruned.contextBackoffs).toEqual(model.contextBackoffs.slice(0, 1))
    expect(pruned.trigrams.starts).toEqual(Uint32Array.of(0, 1))
    expect(kept(1, 1)).toEqual({ bigrams: 0, contexts: 0, trigrams: 0 })
  })
})
