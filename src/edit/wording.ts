/** How a restoration is written where it goes: capitals, possessive endings, the document's own spelling. */
import { stringAt, stringCount } from '../binary/strings.js'
import { AMERICAN, BRITISH, type CompiledDictionary } from '../dictionary/compiled.js'
import { NAME, type Lattice, MID_CAPITAL, PROPER, STEMMED } from '../match/lattice.js'
import { copyCase } from '../text/casing.js'
import type { Document } from '../text/document.js'
import { ALL_CAPS, CAPITAL, SENTENCE_START, TITLE } from '../text/tokens.js'

/** Which spelling a document keeps; `none` when it shows neither. */
export type Spelling = 'american' | 'british' | 'none'

/** Counts the document's words that only one of the two spellings has. */
export function spellingOf({ tokens }: Document, { symbolFlags }: CompiledDictionary): Spelling {
  let american = 0
  let british = 0
  for (let token = 0; token < tokens.count; token++) {
    const flags = symbolFlags[tokens.stem[token] ?? -1] ?? 0
    if ((flags & AMERICAN) !== 0) american++
    if ((flags & BRITISH) !== 0) british++
  }
  if (american === british) return 'none'
  return american > british ? 'american' : 'british'
}

/** Writes the restorations of one document. */
export class Wording {
  private readonly typographic: boolean

  constructor(
    private readonly document: Document,
    private readonly dictionary: CompiledDictionary,
    private readonly lattice: Lattice,
    private readonly spelling: Spelling
  ) {
    this.typographic = document.source.includes('’')
  }

  /** The text that an arc puts in place of its span. */
  of(arc: number): string {
    const { lattice, dictionary } = this
    const { source, tokens } = this.document
    const first = lattice.first[arc] ?? 0
    const last = (lattice.end[arc] ?? first + 1) - 1
    const flags = lattice.flags[arc] ?? 0
    const spelled = this.spell(stringAt(dictionary.outputs.text, lattice.output[arc] ?? 0))
    const plain = this.typographic ? spelled.replaceAll("'", '’') : spelled
    const suffixLength = (flags & STEMMED) !== 0 ? (tokens.possessive[last] ?? 0) : 0
    const end = tokens.end[last] ?? 0
    const standing = source.slice(tokens.start[first], end - suffixLength)
    const suffix = source.slice(end - suffixLength, end)
    return withPossessive(this.inCase(arc, first, last, standing, plain), suffix)
  }

  private inCase(arc: number, first: number, last: number, standing: string, plain: string): string {
    const { tokens } = this.document
    const flags = this.lattice.flags[arc] ?? 0
    const proper = this.lattice.kind[arc] === NAME && (flags & PROPER) !== 0
    // Nothing to carry over, which is the common case, and cheaper to see here.
    if (!proper && ((tokens.flags[first] ?? 0) & CAPITAL) === 0) return plain
    const titleLine = ((tokens.flags[first] ?? 0) & TITLE) !== 0 || ((flags & MID_CAPITAL) !== 0 && this.allCapitals(first, last))
    if (proper) {
      let shouted = last > first
      for (let token = first; token <= last; token++) if (((tokens.flags[token] ?? 0) & ALL_CAPS) === 0) shouted = false
      return shouted ? plain.toUpperCase() : plain
    }
    const inside = ((tokens.flags[first] ?? 0) & SENTENCE_START) === 0
    return copyCase(standing, plain, { titleLine, inside, smallWords: this.dictionary.english.smallWords })
  }

  /** Whether every word of the span but the small ones has a capital: only then is the whole a title. */
  private allCapitals(first: number, last: number): boolean {
    const { tokens, source } = this.document
    const { smallWords } = this.dictionary.english
    for (let token = first; token <= last; token++) {
      if (((tokens.flags[token] ?? 0) & CAPITAL) === 0 && !smallWords.has(source.slice(tokens.start[token], tokens.end[token]))) return false
    }
    return true
  }

  private spell(text: string): string {
    const { dictionary, spelling } = this
    if (spelling === 'none') return text
    const { symbols, symbolFlags } = dictionary
    const otherWay = spelling === 'american' ? BRITISH : AMERICAN
    return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
      const lower = word.toLowerCase()
      const symbol = symbols.id(lower)
      // The pairs are read only once one is needed: few restorations have such a word.
      if (symbol < 0 || ((symbolFlags[symbol] ?? 0) & otherWay) === 0) return word
      const other = spellingMap(dictionary, spelling).get(lower)
      return other === undefined ? word : copyCase(word, other)
    })
  }
}

interface SpellingMaps {
  readonly american: ReadonlyMap<string, string>
  readonly british: ReadonlyMap<string, string>
}

/** Decoding thousands of pairs for every text would cost more than restoring it. */
const spellings = new WeakMap<CompiledDictionary, SpellingMaps>()

/** Words that the document spells the other way → its own spelling. */
function spellingMap(dictionary: CompiledDictionary, spelling: 'american' | 'british'): ReadonlyMap<string, string> {
  let maps = spellings.get(dictionary)
  if (!maps) spellings.set(dictionary, (maps = readSpellings(dictionary)))
  return maps[spelling]
}

function readSpellings({ english }: CompiledDictionary): SpellingMaps {
  const american = new Map<string, string>()
  const british = new Map<string, string>()
  for (let index = 0; index < stringCount(english.spelling); index++) {
    const [ours = '', theirs = ''] = stringAt(english.spelling, index).split(' ')
    british.set(ours, theirs)
    american.set(theirs, ours)
  }
  return { american, british }
}

/** "authorities’s" gives "government’s"; a restoration in s takes the apostrophe alone where a plural stood before. */
function withPossessive(text: string, suffix: string): string {
  if (suffix === '') return text
  const apostrophe = suffix.charAt(0)
  const endsInS = /s$/i.test(text)
  if (suffix.length === 1) return endsInS ? text + apostrophe : `${text}${apostrophe}s`
  return /(?:ies|[^s]s)$/i.test(text) && !/(?:us|is)$/i.test(text) ? text + apostrophe : text + suffix
}
