/** The naive search of one document, by the rules of the matcher's documentation. */
import { distance } from 'fastest-levenshtein'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import type { Document } from '../../src/text/document.js'
import type { Rate } from '../../src/types.js'
import { spaced, wordsIn, type Expressions, type PhraseOption, type WordOption } from './reference-rows.js'
import { readWords, type Word } from './reference-words.js'

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

/** What a name's walk has taken so far. */
interface Walk {
  readonly key: string
  /** Words of the name reached so far. */
  readonly length: number
  /** Tokens that stand for themselves, and originals. */
  readonly parts: number
  readonly replaced: number
  readonly slipped: boolean
  readonly families: readonly (readonly string[])[]
  /** For each replaced token: has it a capital, and which words of the name does it stand for? */
  readonly claims: readonly { readonly capital: boolean; readonly from: number; readonly to: number }[]
}

/** Tokens, half open. */
type Stretch = readonly [first: number, end: number]

const MOST_NAME_TOKENS = 7
const MOST_REPLACED = 3
const LEAST_FUZZY_TOKENS = 3
const rateOrder: readonly Rate[] = ['context', 'often', 'always']

export class ReferenceSearch {
  private readonly tokens: readonly Word[]
  private readonly found = new Map<string, Arc & { readonly strength: number }>()
  /** Spans of protected phrases and of correct expressions that stand intact. */
  private readonly guarded: readonly Stretch[]
  private readonly intact: readonly Stretch[]

  constructor(
    document: Document,
    private readonly options: ReferenceOptions,
    private readonly dictionary: CompiledDictionary,
    private readonly words: ReadonlyMap<string, readonly WordOption[]>,
    private readonly forms: Expressions<WordOption>,
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
      if (this.options.keepQuotes && word.quoted) continue
      if (word.number) this.phrase(first, first, '', false)
      if (word.blocked) continue
      const guarded = this.covered(this.guarded, first, first + 1, 1)
      for (const { restoration, families, rate, namesOnly } of guarded ? [] : this.wordOptions(word)) {
        if (!namesOnly && this.considers([families])) this.keep({ first, end: first + 1, restoration, kind: 'word' }, rateOrder.indexOf(rate))
      }
      this.phrase(first, first, '', false)
      this.name(first, first, { key: '', length: 0, parts: 0, replaced: 0, slipped: false, families: [], claims: [] })
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
  private standing<Value>(
    expressions: Expressions<Value>, accept: (value: Value, first: number, end: number) => boolean
  ): Stretch[] {
    const spans: Stretch[] = []
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
  private covered(spans: readonly Stretch[], first: number, end: number, length: number): boolean {
    return spans.some(([from, to]) => to - from >= length && from < end && first < to)
  }

  /** A token is looked up as it stands or, when that gives nothing, as the noun that a possessive ending was put on. */
  private wordOptions({ text, stem, bare }: Word): readonly WordOption[] {
    const whole = bare ? [] : (this.words.get(text) ?? [])
    if (whole.length > 0 || stem === null) return whole
    const takesEnding = ({ pos, feature }: WordOption): boolean => pos === 'noun' && (feature === 'base' || feature === 'plural')
    return (this.words.get(stem) ?? []).filter(takesEnding)
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
    if (!word.bare && this.phrases.goesOn(key, literal)) this.takePhrase(first, at, key + literal, slipped, true)
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
      for (const { spun, restoration, rate, families } of this.phrases.values.get(key) ?? []) {
        if (!this.hasCapitals(first, spun)) continue
        if (rate !== 'always' && this.covered(this.intact, first, end, end - first)) continue
        const kind = slipped ? 'fuzzy' : 'phrase'
        if (this.considers([families])) this.keep({ first, end, restoration, kind }, rateOrder.indexOf(rate))
      }
    }
    if (goOn && this.tokens[at]?.joint !== null) this.phrase(first, end, key, slipped)
  }

  /** A phrase that is written with capitals stands with them. */
  private hasCapitals(first: number, spun: string): boolean {
    const written = spun.split(/[\s-]+/)
    return written.every((word, index) => !/\p{Lu}/u.test(word) || this.tokens[first + index]?.capital === true)
  }

  /** The word, going on from a beginning, that the token misspells: the nearest, of equals the first of the vocabulary. */
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
    const literal = !word.bare && this.names.goesOn(key, spaced(word.text))
    if (literal) this.takeName(first, at, longer(walk, [word.text]), true)
    else {
      const { stem } = word
      if (stem !== null && this.names.goesOn(key, spaced(stem))) this.takeName(first, at, longer(walk, [stem]), false)
      const slip = word.unknown && key !== '' && !walk.slipped ? this.nearest(this.names, key, word) : null
      if (slip !== null) {
        this.takeName(first, at, { ...longer(walk, [slip.slice(1)]), slipped: true, replaced: walk.replaced + 1 }, true)
      }
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
    this.nameForms(first, at, walk)
  }

  /** Originals of several tokens together; the first token's capital speaks for all. */
  private nameForms(first: number, from: number, walk: Walk): void {
    let key = ''
    for (let at = from; at - first < MOST_NAME_TOKENS; at++) {
      const word = this.tokens[at]
      if (!word || (at > from && word.bare) || !this.forms.goesOn(key, spaced(word.text))) return
      key += spaced(word.text)
      for (const { restoration, families } of at > from ? (this.forms.values.get(key) ?? []) : []) {
        const words = wordsIn(restoration)
        const reached = longer(walk, words)
        if (!this.isBeginning(reached.key)) continue
        const claim = { capital: this.tokens[from]?.capital === true, from: walk.length, to: walk.length + words.length }
        const { replaced } = walk
        this.takeName(first, at, { ...reached, replaced: replaced + 1, families: [...walk.families, families], claims: [...walk.claims, claim] }, true)
      }
      if (word.joint === null) return
    }
  }

  private isBeginning(key: string): boolean {
    return this.names.next.has(key) || this.names.values.has(key)
  }

  private takeName(first: number, at: number, walk: Walk, goOn: boolean): void {
    const end = at + 1
    if (walk.replaced > 0 && walk.parts > 1 && !this.covered(this.guarded, first, end, end - first)) {
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
  ({ ...walk, key: walk.key + words.map(spaced).join(''), length: walk.length + words.length, parts: walk.parts + 1 })

/** A replaced token needs its capital wherever it stands for a word of the name that has one. */
function fitsCapitals(name: string, { claims }: Walk): boolean {
  const words = name.split(/[\s-]+/)
  return claims.every(({ capital, from, to }) => capital || !words.slice(from, to).some((word) => /\p{Lu}/u.test(word)))
}
