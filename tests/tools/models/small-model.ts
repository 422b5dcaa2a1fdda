/** Small n-gram models for tests, as plain lists, with the naive lookup that the real readers are compared with. */

export interface SmallModel {
  /** Sorted by code unit, sentence marks included. */
  readonly words: readonly string[]
  readonly unigrams: readonly { readonly log: number; readonly backoff: number }[]
  readonly bigrams: readonly { readonly ids: readonly [number, number]; readonly log: number; readonly backoff: number }[]
  readonly trigrams: readonly { readonly ids: readonly [number, number, number]; readonly log: number }[]
}

/** log10 P(w | u v) straight from the definition of backoff, over maps. */
export function naiveLookup(model: SmallModel): (u: number, v: number, w: number) => number {
  const bigrams = new Map(model.bigrams.map((bigram) => [bigram.ids.join(' '), bigram]))
  const trigrams = new Map(model.trigrams.map((trigram) => [trigram.ids.join(' '), trigram]))
  const contexts = new Set(model.trigrams.map(({ ids: [u, v] }) => `${u} ${v}`))
  const unigram = (w: number) => model.unigrams[w]?.log ?? -7.5
  const bigram = (v: number, w: number) =>
    bigrams.get(`${v} ${w}`)?.log ?? (v < 0 ? 0 : (model.unigrams[v]?.backoff ?? 0)) + unigram(w)
  return (u, v, w) => {
    if (w < 0 || v < 0) return unigram(w)
    if (u < 0 || !contexts.has(`${u} ${v}`)) return bigram(v, w)
    return trigrams.get(`${u} ${v} ${w}`)?.log ?? (bigrams.get(`${u} ${v}`)?.backoff ?? 0) + bigram(v, w)
  }
}

/**
 * A model whose arithmetic can be done by hand: after "white" comes "house" (−0.5) or anything else, and
 * "the white" makes "house" likelier still (−0.1).
 */
export const whiteHouse: SmallModel = {
  words: ['</s>', '<s>', 'home', 'house', 'the', 'white'],
  unigrams: [
    { log: -1, backoff: 0 },
    { log: -99, backoff: -0.5 },
    { log: -3, backoff: -0.25 },
    { log: -3.5, backoff: -0.25 },
    { log: -1.25, backoff: -0.5 },
    { log: -4, backoff: -0.75 }
  ],
  bigrams: [
    { ids: [1, 4], log: -0.75, backoff: 0 },
    { ids: [3, 0], log: -1.5, backoff: 0 },
    { ids: [4, 3], log: -2, backoff: 0 },
    { ids: [4, 5], log: -2.5, backoff: -0.25 },
    { ids: [5, 3], log: -0.5, backoff: -0.5 }
  ],
  trigrams: [
    { ids: [4, 5, 3], log: -0.1 },
    { ids: [5, 3, 0], log: -0.9 }
  ]
}
