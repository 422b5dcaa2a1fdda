/** What an input is written in, and how its text is reached. Loads nothing until a source has to be read. */
import type { Diagnosis, Restoration } from '../types.js'
import type { Extraction } from './extraction.js'
import type { ExtractOptions } from './extract-html.js'

/** Kinds of input, plain text first. */
export const INPUT_KINDS = ['text', 'html', 'markdown', 'feed'] as const

export type InputKind = (typeof INPUT_KINDS)[number]

/** A source with its text: what is found in the text is told in offsets of the source. */
export interface Reading {
  readonly text: string
  inSource(restoration: Restoration): Restoration
  diagnosisInSource(diagnosis: Diagnosis): Diagnosis
}

/** Reads a source of one kind. Never throws: whatever is written there is a source of that kind, if a bad one. */
export type Read = (source: string) => Reading

/** Plain text is its own source. */
export const readPlainText: Read = (text) => ({
  text,
  inSource: (restoration) => restoration,
  diagnosisInSource: (diagnosis) => diagnosis
})

/** How sources of a kind are read. */
export async function readerOf(kind: InputKind, options: ExtractOptions = {}): Promise<Read> {
  if (kind === 'text') return readPlainText
  const { inSource, diagnosisInSource } = await import('./restore-extraction.js')
  const extract = await extractorOf(kind, options)
  return (source) => {
    const extraction = extract(source)
    return {
      text: extraction.text,
      inSource: (restoration) => inSource(extraction, restoration),
      diagnosisInSource: (diagnosis) => diagnosisInSource(extraction, diagnosis)
    }
  }
}

async function extractorOf(kind: Exclude<InputKind, 'text'>, options: ExtractOptions): Promise<(source: string) => Extraction> {
  if (kind === 'markdown') return (await import('./extract-markdown.js')).extractMarkdown
  const { extractText } = await import('./extract-html.js')
  if (kind === 'html') return (source) => extractText(source, options)
  const { extractFeed } = await import('./extract-feed.js')
  return (source) => extractFeed(source, options)
}

const KIND_OF_EXTENSION: Readonly<Record<string, InputKind>> = {
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  rss: 'feed',
  atom: 'feed'
}

/** Where a root element is looked for. */
const HEAD = 4096
const PROLOG = /^\ufeff?(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->)*/
const FEED_ROOT = /^<(?:rss|feed|rdf:RDF)[\s>]/
const HTML_ROOT = /^<(?:!doctype\s+html|html|head|body)[\s>]/i
/** What articles begin with when they were cut out of a page, and what browsers look for (WHATWG MIME Sniffing, 7.1). */
const PARTS = [
  'a', 'article', 'aside', 'b', 'base', 'blockquote', 'br', 'center', 'dd', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h[1-6]',
  'header', 'hr', 'i', 'iframe', 'img', 'li', 'link', 'main', 'meta', 'nav', 'ol', 'p', 'pre', 'script', 'section', 'small', 'span', 'strong', 'style',
  'table', 'tbody', 'td', 'title', 'tr', 'u', 'ul'
] as const
const HTML_PART = new RegExp(`^<(?:${PARTS.join('|')})(?:[\\s/][^>]*)?>`, 'i')

/** The kind that the extension of a name says. */
export function namedKindOf(name: string): InputKind | undefined {
  const extension = /\.([^./\\]+?)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(KIND_OF_EXTENSION, extension) ? KIND_OF_EXTENSION[extension] : undefined
}

/** The kind of an input: by its name's extension, else by what it begins with. */
export const inputKindOf = (name: string, source: string): InputKind => namedKindOf(name) ?? sniffed(source.slice(0, HEAD))

function sniffed(head: string): InputKind {
  const start = head.slice(PROLOG.exec(head)?.[0].length ?? 0)
  if (FEED_ROOT.test(start)) return 'feed'
  return HTML_ROOT.test(start) || HTML_PART.test(start) ? 'html' : 'text'
}
