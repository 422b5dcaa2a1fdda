/** What the naive matcher looks up: options by word, and expressions with all their beginnings. */
import { expressionWords } from '../../src/dictionary/symbols.js'
import type { PartOfSpeech } from '../../src/dictionary/entries.js'
import type { Feature } from '../../src/text/inflection.js'
import type { Rate } from '../../src/types.js'

export interface Row {
  readonly families: readonly string[]
  readonly rate: Rate
}

export interface WordOption extends Row {
  readonly restoration: string
  readonly pos: PartOfSpeech
  readonly feature: Feature
  /** Serves the walk of names only. */
  readonly namesOnly: boolean
}

export interface PhraseOption extends Row {
  /** As the dictionary writes it: its capitals must stand. */
  readonly spun: string
  readonly restoration: string
}

/** Expressions by their words, joined by blanks (and hyphens, where these count), with all their beginnings. */
export class Expressions<Value> {
  readonly values = new Map<string, Value[]>()
  /** Beginning → the words, with the joint before them, that go on from it. */
  readonly next = new Map<string, Set<string>>()

  add(words: readonly string[], value: Value): void {
    let key = ''
    for (const word of words) {
      const following = this.next.get(key) ?? new Set()
      this.next.set(key, following.add(word))
      key += word
    }
    this.values.set(key, [...(this.values.get(key) ?? []), value])
  }

  goesOn(key: string, word: string): boolean {
    return this.next.get(key)?.has(word) ?? false
  }
}

export const wordsIn = (text: string): string[] => expressionWords(text).map((word) => word.text)
export const spaced = (word: string): string => ` ${word}`
