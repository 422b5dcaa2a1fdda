/**
 * A forward spinner: garbles clean text with the frozen table and says what it did, so that restoring
 * can be scored exactly.
 */
import type { Span } from '../../src/types.js'
import { chance, pickWeighted } from '../random.js'
import { frozenTable, spinnerFamilies, wordPattern } from './table.js'
import type { Half, Replacement, RowSource, SpinnerFamily, SpinnerTable } from './table.js'

/** What was done: a word or function word, a phrase, a word of a fixed expression, or an article brought into line. */
export type GoldKind = 'word' | 'function' | 'phrase' | 'name' | 'article'

/** A change of the spinner: `span` in the spun text, `after` what stood there in the original. */
export interface GoldEdit {
  readonly span: Span
  readonly before: string
  readonly after: string
  readonly kind: GoldKind
  /** Half and source of the table row; an article takes those of the change that it follows. */
  readonly half: Half
  readonly source: RowSource
  /** Line of the table row. */
  readonly row: number
  /** Place of the original in its row, from 0. */
  readonly rank: number
}

export interface SpinOptions {
  /** Probability with which each word or phrase that the document's table reaches is replaced: 0 to 1. */
  readonly rate: number
  /** Together with the text and nothing else, decides every choice. */
  readonly seed: string
  /** `mixture`, the default, draws one family for the document. */
  readonly family?: SpinnerFamily | 'mixture'
  /** Use only the rows of one half of the table. */
  readonly half?: Half
  /** Leave out the rows that the dictionary lacks on purpose. */
  readonly draftOnly?: boolean
  readonly table?: SpinnerTable
}

export interface SpunDocument {
  readonly text: string
  readonly family: SpinnerFamily
  readonly edits: readonly GoldEdit[]
  /** How many words and phrases could have been replaced, at the chosen rate. */
  readonly eligible: number
}

/** How often each family was seen on real pages, roughly. */
const familyShares: Readonly<Record<SpinnerFamily, number>> = {
  newswire: 0.4,
  withinside: 0.25,
  tortured: 0.2,
  boulevard: 0.1,
  'round-trip': 0.05
}

/** Weight of an original by its place in its row: the first is meant far more often than the later ones. */
const rankWeight = (rank: number): number => [1, 0.35][rank] ?? 0.15

/** How often the spinner that put another word after a/an also mended the article. */
const ARTICLE_MENDED = 0.5
const MAX_REPLACED_IN_NAME = 2

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Change {
  /** Span in the clean text. */
  readonly start: number
  readonly end: number
  readonly spun: string
  readonly kind: GoldKind
  readonly replacement: Replacement
}

/** The family of a document whose family was not given. */
export function familyOf(seed: string): SpinnerFamily {
  return pickWeighted(`${seed}/family`, spinnerFamilies, (family) => familyShares[family]) ?? 'newswire'
}

/** Spins a clean text. Applying the gold edits to the result gives the clean text back. */
export function spin(clean: string, options: SpinOptions): SpunDocument {
  const family = options.family === undefined || options.family === 'mixture' ? familyOf(options.seed) : options.family
  const spinner = new Spinner(clean, family, options)
  spinner.run()
  return { ...assemble(clean, spinner.changes, options.seed), family, eligible: spinner.eligible }
}

class Spinner {
  readonly changes: Change[] = []
  eligible = 0
  private readonly words: readonly Word[]
  private readonly table: SpinnerTable
  private readonly chosen = new Map<string, Replacement | undefined>()

  constructor(
    private readonly clean: string,
    private readonly family: SpinnerFamily,
    private readonly options: SpinOptions
  ) {
    this.table = options.table ?? frozenTable()
    this.words = [...clean.matchAll(wordPattern)].map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length
    }))
  }

  run(): void {
    let at = 0
    while (at < this.words.length) at = this.spinPhrase(at) ?? this.spinName(at) ?? this.spinWord(at)
  }

  private word(at: number): Word {
    return this.words[at] ?? { text: '', start: this.clean.length, end: this.clean.length }
  }

  private slice(from: number, to: number): string {
    return this.clean.slice(this.word(from).start, this.word(to - 1).end)
  }

  private selected(at: number): boolean {
    this.eligible++
    return chance(`${this.options.seed}/at/${at}/${this.word(at).text}`) < this.options.rate
  }

  /** Replaces the longest phrase that starts here; gives the word after it. */
  private spinPhrase(at: number): number | undefined {
    for (let to = at + this.longestFrom(at); to > at + 1; to--) {
      const source = this.slice(at, to)
      const replacement = this.replacementFor(source)
      if (!replacement) continue
      if (!this.selected(at)) return undefined
      this.change(at, to, source, replacement, 'phrase')
      return to
    }
    return undefined
  }

  /** Replaces up to two words of a fixed expression that starts here; gives the word after it. */
  private spinName(at: number): number | undefined {
    for (let to = at + this.longestFrom(at); to > at + 1; to--) {
      const source = this.slice(at, to)
      const name = this.table.names.get(source.toLowerCase())
      if (name === undefined || (/\p{Lu}/u.test(name) && source !== name && source !== name.toUpperCase())) continue
      let replaced = 0
      for (let inner = at; inner < to; inner++) {
        const word = this.word(inner).text
        const replacement = replaced < MAX_REPLACED_IN_NAME ? this.replacementFor(word) : undefined
        if (!replacement || !this.selected(inner)) continue
        this.change(inner, inner + 1, word, replacement, 'name')
        replaced++
      }
      return to
    }
    return undefined
  }

  private spinWord(at: number): number {
    const { text, start, end } = this.word(at)
    const possessive = /['’]s?$/.exec(text)?.[0] ?? ''
    const stem = text.slice(0, text.length - possessive.length)
    const replacement = this.isProper(at) ? undefined : (this.replacementFor(text) ?? this.replacementFor(stem, 'noun'))
    if (replacement && this.selected(at)) {
      const kind = replacement.row.pos === 'func' ? 'function' : replacement.row.layer
      const source = replacement.original.length === text.length ? text : stem
      const spun = withCase(source, replacement)
      this.changes.push({ start, end: end - (text.length - source.length), spun, kind, replacement })
    }
    return at + 1
  }

  private change(from: number, to: number, source: string, replacement: Replacement, kind: GoldKind): void {
    const { start } = this.word(from)
    this.changes.push({ start, end: this.word(to - 1).end, spun: withCase(source, replacement), kind, replacement })
  }

  private longestFrom(at: number): number {
    const longest = this.table.longest.get(this.word(at).text.toLowerCase()) ?? 1
    return Math.min(longest, this.words.length - at)
  }

  /** A capital inside a sentence marks a proper noun, which only counts as a word inside a known expression. */
  private isProper(at: number): boolean {
    const { text, start } = this.word(at)
    if (!/^\p{Lu}/u.test(text)) return false
    const before = this.clean.slice(at === 0 ? 0 : this.word(at - 1).end, start)
    return at > 0 && !/[\n.?!:;"“‘(—]/.test(before)
  }

  /** What the document's table makes of a form; the choice is the same throughout the document. */
  private replacementFor(source: string, pos?: string): Replacement | undefined {
    const key = source.toLowerCase().replaceAll('’', "'")
    const cached = `${pos ?? ''}/${key}`
    if (this.chosen.has(cached)) return this.usable(this.chosen.get(cached), source)
    const candidates = (this.table.byOriginal.get(key) ?? []).filter(
      (candidate) => (pos === undefined || candidate.row.pos === pos) && this.rowOf(candidate.lemma) === candidate.row.line
    )
    const choice = pickWeighted(`${this.options.seed}/form/${key}`, candidates, () => 1)
    this.chosen.set(cached, choice)
    return this.usable(choice, source)
  }

  /** Originals with capitals of their own match as they are written. */
  private usable(choice: Replacement | undefined, source: string): Replacement | undefined {
    return choice && /\p{Lu}/u.test(choice.original) && source !== choice.original ? undefined : choice
  }

  /** The row that this document uses for a lemma. Lemmas that stand late in all their rows are mostly left alone. */
  private rowOf(lemma: string): number | undefined {
    const ways = (this.table.byLemma.get(lemma.toLowerCase()) ?? []).filter(
      ({ row }) =>
        row.families.has(this.family) &&
        (this.options.half === undefined || row.half === this.options.half) &&
        !(this.options.draftOnly === true && row.source === 'held-out')
    )
    const total = ways.reduce((sum, { rank }) => sum + rankWeight(rank), 0)
    const key = `${this.options.seed}/row/${lemma.toLowerCase()}`
    return pickWeighted(key, ways, ({ rank }) => rankWeight(rank), Math.max(1, total))?.row.line
  }
}

const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** The spun form with the capitals of what it replaces. */
function withCase(source: string, { original, spun }: Replacement): string {
  if (/\p{Lu}/u.test(original)) return spun
  const words = source.split(/[ -]/)
  if (source.length > 1 && source === source.toUpperCase() && /\p{L}{2}/u.test(source)) return spun.toUpperCase()
  if (!words.every((word) => /^\p{Lu}/u.test(word))) return /^\p{Lu}/u.test(source) ? capitalised(spun) : spun
  return words.length > 1 ? spun.replace(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase()) : capitalised(spun)
}

/** Roughly the article that a spinner's own rule asks for. */
const asksForAn = (text: string): boolean => /^(?:[aeio]|u(?!ni|se|su|ti|te))/i.test(text) && !/^(?:eu|one\b|once\b)/i.test(text)

/** Writes the changes, mends half of the articles that they break, and maps everything to the spun text. */
function assemble(clean: string, changes: readonly Change[], seed: string): Pick<SpunDocument, 'text' | 'edits'> {
  const edits: GoldEdit[] = []
  let text = ''
  let at = 0
  const write = (before: string, change: Change, start: number, end: number, kind: GoldKind): void => {
    text += clean.slice(at, start)
    const { row, rank } = change.replacement
    const span = { start: text.length, end: text.length + before.length }
    edits.push({ span, before, after: clean.slice(start, end), kind, half: row.half, source: row.source, row: row.line, rank })
    text += before
    at = end
  }
  for (const change of changes) {
    const article = /(?<![\p{L}'’-])an? $/iu.exec(clean.slice(Math.max(at, change.start - 4), change.start))?.[0].trim()
    if (article !== undefined && chance(`${seed}/article/${change.start}`) < ARTICLE_MENDED) {
      const mended = (article.startsWith('A') ? 'A' : 'a') + (asksForAn(change.spun) ? 'n' : '')
      const start = change.start - article.length - 1
      if (mended !== article && article !== 'AN') write(mended, change, start, start + article.length, 'article')
    }
    write(change.spun, change, change.start, change.end, change.kind)
  }
  return { text: text + clean.slice(at), edits }
}
