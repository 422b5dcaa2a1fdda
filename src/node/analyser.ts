/** wink-nlp as the analyser: sentence boundaries and parts of speech. The only importer of wink-nlp. */
import { createRequire } from 'node:module'
import type winkNlp from 'wink-nlp'
import type { ItemSentence, ItemToken, WinkMethods } from 'wink-nlp'
import type { Analyser, Span, TaggedWord } from '../types.js'

/** Loads on first use, at once: it takes longer than starting Node, and most texts never need it. */
export function winkAnalyser(): Analyser {
  let loaded: WinkMethods | null = null
  const wink = (): WinkMethods => (loaded ??= load())
  return {
    sentences(block) {
      const spans: Span[] = []
      const found: string[] = []
      wink().readDoc(block).sentences().each((sentence: ItemSentence) => found.push(sentence.out()))
      let at = 0
      for (const text of found) {
        const end = endOfWords(block, at, text)
        spans.push({ start: at, end })
        at = end
      }
      const last = spans.pop()
      return last ? [...spans, { start: last.start, end: block.length }] : []
    },
    tags(sentence) {
      const { its, readDoc } = wink()
      const words: TaggedWord[] = []
      let at = 0
      readDoc(sentence).tokens().each((token: ItemToken) => {
        // wink gives no offsets: its tokens come in order, so each is found after the one before it.
        const text = token.out()
        const start = sentence.indexOf(text, at)
        if (start < 0) return
        at = start + text.length
        words.push({ span: { start, end: at }, tag: token.out(its.pos) })
      })
      return words
    }
  }
}

function load(): WinkMethods {
  const require = createRequire(import.meta.url)
  const create: typeof winkNlp = require('wink-nlp')
  return create(require('wink-eng-lite-web-model'), ['sbd', 'pos'])
}

/** Offset behind a sentence that starts at `from`: wink may have lost white space, so only the rest is counted. */
function endOfWords(block: string, from: number, sentence: string): number {
  let left = sentence.replace(/\s/g, '').length
  let at = from
  while (at < block.length && left > 0) if (!/\s/.test(block.charAt(at++))) left--
  return at
}
