/** Deterministic chance: the same key always gives the same number, so that no figure depends on order or clock. */
import { hashOf } from '../src/text/vocabulary.js'

/** A number in [0, 1) that the key decides: FNV-1a, finished by the mixer of mulberry32 (Tommy Ettinger, public domain). */
export function chance(key: string): number {
  let mixed = (hashOf(key) + 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** The item that the key picks among weighted ones, or undefined when the pick falls in the rest up to `total`. */
export function pickWeighted<Item>(
  key: string,
  items: readonly Item[],
  weight: (item: Item) => number,
  total = items.reduce((sum, item) => sum + weight(item), 0)
): Item | undefined {
  let left = chance(key) * total
  for (const item of items) {
    left -= weight(item)
    if (left < 0) return item
  }
  return undefined
}

/** Every n-th item such that about `wanted` remain, always the same ones. */
export function subsample<Item>(items: readonly Item[], wanted: number): Item[] {
  if (items.length <= wanted) return [...items]
  const step = items.length / wanted
  return Array.from({ length: wanted }, (_, index) => items[Math.floor(index * step)]).filter((item) => item !== undefined)
}
