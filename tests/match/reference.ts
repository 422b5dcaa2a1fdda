/**
 * A naive matcher: what candidates a text has by the rules of the matcher's documentation, found with
 * strings, maps and recursion. Slow and plain on purpose; `findCandidates` must agree with it.
 */
import { distance } from 'fastest-levenshtein'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import type { Entries, PartOfSpeech } from '../../src/dictionary/entries.js'
import { nameVariants } from '../../src/dictionary/name-variants.js'
import { expressionWords, normalise } from '../../src/dictionary/symbols.js'
import { Inflector, type Feature } from '../../src/text/inflection.js'
import type { Document } from '../../src/text/document.js'
import { ALL_CAPS, CAPITAL, HYPHENATED, JOINED, PROTECTED, QUOTED } from '../../src/text/tokens.js'
import type { Rate } from '../../src/types.js'

export type Kind = 'word' | 'phrase' | 'name' | 'fuzzy'

/** Tokens `first` to `end`, half open, and what they may be restored to, as the dictionary writes it. */
export interface Arc {
  readonly first: number
  readonly end: number
  readonly restoration: string
  readonly kind: Kind
}

export interface ReferenceOptions {
  /** Families to consider; null for all. */
  readonly families: ReadonlySet<string> | null
  readonly keepQuotes: boolean
}

interface Row {
  readonly families: readonly string[]
  readonly rate: Rate
}

interface WordOption extends Row {
  readonly restoration: string
  readonly pos: PartOfSpeech
  readonly feature: Feature
}

interface PhraseOption extends Row {
  readonly restoration: string
}

/** Expressions by their words, joined by blanks (and hyphens, where these count), with all their beginnings. */
class Expressions<Value> {
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

/** A token as the rules see it. */
interface Word {
  readonly text: string
  /** The text with all that stands there, as a misspelling is compared. */
  readonly written: string
  /** The text without a possessive ending, where there is one. */
  readonly stem: string | null
  /** The ending is an apostrophe alone. */
  readonly bare: boolean
  readonly capital: boolean
  readonly shouted: boolean
  readonly blocked: boolean
  readonly quoted: boolean
  /** `-` or a blank to the next token; null when anything else parts them. */
  readonly joint: ' ' | '-' | null
  /** In neither the model nor the dictionary. */
  readonly unknown: boolean
}

/** What a name's walk has taken so far. */
interface Walk {
  readonly key: string
  /** Words of the name reached so far. */
  readonly length: number
  readonly replaced: number
  readonly slipped: boolean
  readonly families: readonly (readonly string[])[]
  /** For each replaced token: has it a capital, and which words of the name does it stand for? */
  readonly claims: readonly { readonly capital: boolean; readonly from: number; readonly to: number }[]
}

const MOST_NAME_TOKENS = 7
const MOST_REPLACED = 3
const LEAST_FUZZY_TOKENS = 3
const rateOrder: readonly Rate[] = ['context', 'often', 'always']

export class ReferenceMatcher {
  private readonly words = new Map<string, WordOption[]>()
  private readonly phrases = new Expressions<PhraseOption>()
  private readonly names = new Expressions<string>()
  private readonly guards = new Expressions<null>()

  /** @param isModelWord whether the language model knows a word. @param dictionary asked only which words it knows, and in which order. */
  constructor(
    entries: Entries,
    isModelWord: (word: string) => boolean,
    private readonly dictionary: CompiledDictionary
  ) {
    const inflector = new Inflector(entries.english)
    for (const { spun, pos, originals, families, rate } of entries.words) {
      for (const { form, feature } of inflector.forms(spun, pos)) {
        const restorations = originals
          .flatMap((original) => inflector.inflect(original, feature))
          .filter((text) => feature === 'base' || wordsIn(text).every(isModelWord))
          .filter((text) => normalise(text) !== normalise(form))
        for (const restoration of new Set(restorations)) {
          if (wordsIn(form).length === 1) this.addWord(form, { restoration, pos, feature, families, rate })
          else this.phrases.add(joinedWords(form), { restoration, families, rate })
        }
      }
    }
    for (const { spun, originals, families, rate } of entries.phrases) {
      for (const restoration of originals) this.phrases.add(joinedWords(spun), { restoration, families, rate })
    }
    for (const { name } of entries.names) {
      for (const text of nameVariants(name, inflector, isModelWord)) this.names.add(wordsIn(text).map(spaced), text)
    }
    for (const { phrase } of entries.protected) this.guards.add(wordsIn(phrase).map(spaced), null)
  }

  private addWord(form: string, option: WordOption): void {
    const [key = ''] = wordsIn(form)
    this.words.set(key, [...(this.words.get(key) ?? []), option])
  }

  arcs(document: Document, options: ReferenceOptions): Arc[] {
    return new Search(document, options, this.dictionary, this.words, this.phrases, this.names, this.guards).run()
  }
}

const wordsIn = (text: string): string[] => expressionWords(text).map((word) => word.text)
const spaced = (word: string): string => ` ${word}`
const joinedWords = (text: string): string[] =>
  expressionWords(text).map((word, index) => (word.hyphenated && index > 0 ? '-' : ' ') + word.text)

class Search {
  private readonly tokens: readonly Word[]
  private readonly found = new Map<string, Arc & { readonly strength: number }>()
  /** Spans of protected phrases and of correct expressions that stand intact. */
  private readonly guarded: readonly (readonly [number, number])[]
  private readonly intact: readonly (readonly [number, number])[]

  constructor(
    document: Document,
    private readonly options: ReferenceOptions,
    private readonly dictionary: CompiledDictionary,
    private readonly words: ReadonlyMap<string, readonly WordOption[]>,
    private readonly phrases: Expressions<PhraseOption>,
    private readonly names: Expressions<string>,
    guards: Expressions<null>
  ) {
    this.tokens = readWords(document, dictionary)
    this.guarded = this.standing(guards, () => true)
    this.intact = this.standing(names, (name, first, end) =>
      name === name.toLowerCase() || this.tokens[first]?.capital === true || this.tokens[end - 1]?.capital === true)
  }

  run(): Arc[] {
    for (const [first, word] of this.tokens.entries()) {
      if (word.blocked || (this.options.keepQuotes && word.quoted)) continue
      for (const { restoration, families, rate } of this.wordOptions(word)) {
        if (this.considers([families])) this.keep({ first, end: first + 1, restoration, kind: 'word' }, rateOrder.indexOf(rate))
      }
      this.phrase(first, first, '', false)
      this.name(first, first, { key: '', length: 0, replaced: 0, slipped: false, families: [], claims: [] })
    }
    return [...this.found.values()]
  }

  /** Of two ways to one restoration a listed phrase stays, then the higher rate, then the first. */
  private keep(arc: Arc, rate: number): void {
    const key = `${arc.first} ${arc.end} ${arc.restoration}`
    const strength = arc.kind === 'phrase' ? rateOrder.length : rate
    const known = this.found.get(key)
    if (!known || known.strength < strength) this.found.set(key, { ...arc, strength })
  }

  /** Rows of no family are always considered. */
  private considers(rows: readonly (readonly string[])[]): boolean {
    const { families } = this.options
    return families === null || rows.some((row) => row.length === 0 || row.some((family) => families.has(family)))
  }

  /** Spans over which an expression stands as it is; its last word may be a possessive. */
  private standing<Value>(expressions: Expressions<Value>, accept: (value: Value, first: number, end: number) => boolean): [number, number][] {
    const spans: [number, number][] = []
    for (let first = 0; first < this.tokens.length; first++) {
      let key = ''
      for (let at = first; at < this.tokens.length; at++) {
        const word = this.tokens[at]
        if (!word) break
        const literal = expressions.goesOn(key, spaced(word.text))
        const next = literal ? word.text : word.stem
        if (next === null || !expressions.goesOn(key, spaced(next))) break
        key += spaced(next)
        if (expressions.values.get(key)?.some((value) => accept(value, first, at + 1)) === true) spans.push([first, at + 1])
        if (!literal || word.joint === null) break
      }
    }
    return spans
  }

  /** Whether one of the spans, at least `length` tokens long, lies over a token of the stretch. */
  private covered(spans: readonly (readonly [number, number])[], first: number, end: number, length: number): boolean {
    return spans.some(([from, to]) => to - from >= length && from < end && first < to)
  }

  /** A token is looked up as it stands or, when that gives nothing, as the noun that a possessive ending was put on. */
  private wordOptions({ text, stem, bare }: Word): readonly WordOption[] {
    const whole = bare ? [] : (this.words.get(text) ?? [])
    if (whole.length > 0 || stem === null) return whole
    return (this.words.get(stem) ?? []).filter(({ pos, feature }) => pos === 'noun' && (feature === 'base' || feature === 'plural'))
  }

  /**
   * Phrases word by word. Where none goes on as the text does, one slip is forgiven after the first word:
   * a hyphen for a blank or a blank for a hyphen, or a misspelling. A possessive ends a phrase.
   */
  private phrase(first: number, at: number, key: string, slipped: boolean): void {
    const word = this.tokens[at]
    if (!word) return
    const joint = at > first ? (this.tokens[at - 1]?.joint ?? ' ') : ' '
    const literal = joint + word.text
    if (this.phrases.goesOn(key, literal)) this.takePhrase(first, at, key + literal, slipped, true)
    else if (word.stem !== null) {
      if (this.phrases.goesOn(key, joint + word.stem)) this.takePhrase(first, at, key + joint + word.stem, slipped, false)
    } else if (at > first && !slipped) {
      const other = (joint === ' ' ? '-' : ' ') + word.text
      const slip = word.unknown ? this.nearest(this.phrases, key, word) : this.phrases.goesOn(key, other) ? other : null
      if (slip !== null) this.takePhrase(first, at, key + slip, true, true)
    }
  }

  private takePhrase(first: number, at: number, key: string, slipped: boolean, goOn: boolean): void {
    const end = at + 1
    const enough = !slipped || end - first >= LEAST_FUZZY_TOKENS
    if (enough && !this.covered(this.guarded, first, end, end - first)) {
      for (const { restoration, rate, families } of this.phrases.values.get(key) ?? []) {
        if (rate !== 'always' && this.covered(this.intact, first, end, end - first)) continue
        if (this.considers([families])) this.keep({ first, end, restoration, kind: slipped ? 'fuzzy' : 'phrase' }, rateOrder.indexOf(rate))
      }
    }
    if (goOn && this.tokens[at]?.joint !== null) this.phrase(first, end, key, slipped)
  }

  /** The word that goes on from a beginning and of which the token is a misspelling; the nearest, of equals the first of the vocabulary. */
  private nearest<Value>(expressions: Expressions<Value>, key: string, { written, shouted, blocked }: Word): string | null {
    if (written.length < 5 || written.length > 24 || shouted || blocked) return null
    const most = written.length >= 9 ? 2 : 1
    const near = [...(expressions.next.get(key) ?? [])]
      .map((next) => ({ next, word: next.slice(1), slips: distance(next.slice(1), written) }))
      .filter(({ word, slips }) => word.length >= 5 && word.charAt(0) === written.charAt(0) && slips <= most)
    const order = (word: string): number => this.dictionary.symbols.id(word)
    near.sort((a, b) => a.slips - b.slips || order(a.word) - order(b.word) || (a.next < b.next ? -1 : 1))
    return near[0]?.next ?? null
  }

  /** Correct expressions of which each token is a word, or a row's original of it. */
  private name(first: number, at: number, walk: Walk): void {
    const word = this.tokens[at]
    if (!word || at - first >= MOST_NAME_TOKENS) return
    const { key } = walk
    const literal = this.names.goesOn(key, spaced(word.text))
    if (literal) this.takeName(first, at, longer(walk, [word.text]), true)
    else {
      const { stem } = word
      if (stem !== null && this.names.goesOn(key, spaced(stem))) this.takeName(first, at, longer(walk, [stem]), false)
      const slip = word.unknown && key !== '' && !walk.slipped ? this.nearest(this.names, key, word) : null
      if (slip !== null) this.takeName(first, at, { ...longer(walk, [slip.slice(1)]), slipped: true, replaced: walk.replaced + 1 }, true)
    }
    if (walk.replaced >= MOST_REPLACED || word.blocked) return
    const whole = !word.bare && this.words.has(word.text)
    for (const { restoration, families } of this.wordOptions(word)) {
      const words = wordsIn(restoration)
      const reached = longer(walk, words)
      if (!this.isBeginning(reached.key)) continue
      this.takeName(first, at, {
        ...reached,
        replaced: walk.replaced + 1,
        families: [...walk.families, families],
        claims: [...walk.claims, { capital: word.capital, from: walk.length, to: walk.length + words.length }]
      }, whole)
    }
  }

  private isBeginning(key: string): boolean {
    return this.names.next.has(key) || this.names.values.has(key)
  }

  private takeName(first: number, at: number, walk: Walk, goOn: boolean): void {
    const end = at + 1
    if (walk.replaced > 0 && walk.length > 1 && !this.covered(this.guarded, first, end, end - first)) {
      for (const restoration of this.names.values.get(walk.key) ?? []) {
        if (this.covered(this.intact, first, end, walk.length) || !fitsCapitals(restoration, walk)) continue
        if (walk.families.length > 0 && !this.considers(walk.families)) continue
        this.keep({ first, end, restoration, kind: walk.slipped ? 'fuzzy' : 'name' }, 0)
      }
    }
    if (goOn && this.tokens[at]?.joint !== null) this.name(first, end, walk)
  }
}

const longer = (walk: Walk, words: readonly string[]): Walk =>
  ({ ...walk, key: walk.key + words.map(spaced).join(''), length: walk.length + words.length })

/** A replaced token needs its capital wherever it stands for a word of the name that has one. */
function fitsCapitals(name: string, { claims }: Walk): boolean {
  const words = name.split(/[\s-]+/)
  return claims.every(({ capital, from, to }) => capital || !words.slice(from, to).some((word) => /\p{Lu}/u.test(word)))
}

function readWords({ source, tokens }: Document, { symbols }: CompiledDictionary): Word[] {
  return Array.from({ length: tokens.count }, (_, index) => {
    const flags = tokens.flags[index] ?? 0
    const start = tokens.start[index] ?? 0
    const region = (flags & PROTECTED) !== 0 && !/^\d/.test(source.charAt(start))
    const possessive = tokens.possessive[index] ?? 0
    // A plural's apostrophe is no part of the word.
    const end = (tokens.end[index] ?? 0) - (possessive === 1 ? 1 : 0)
    const text = region ? '\ufffd' : normalise(source.slice(start, end)).replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
    const stem = possessive === 2 ? text.slice(0, -2) : possessive === 1 ? text : null
    return {
      text,
      written: normalise(source.slice(start, tokens.end[index])),
      stem,
      bare: possessive === 1,
      capital: (flags & CAPITAL) !== 0,
      shouted: (flags & ALL_CAPS) !== 0,
      blocked: (flags & PROTECTED) !== 0,
      quoted: (flags & QUOTED) !== 0,
      joint: (flags & JOINED) !== 0 ? ' ' : (flags & HYPHENATED) !== 0 ? '-' : null,
      unknown: !region && [text, stem ?? text].every((each) => symbols.id(each) < 0)
    }
  })
}
