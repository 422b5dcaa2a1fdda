/** Asks the analyser whether a word stands as the part of speech that its row speaks of. */
import { ADJECTIVE, ADVERB, type CompiledDictionary, NOUN, VERB } from '../dictionary/compiled.js'
import { type Lattice, WORD } from '../match/lattice.js'
import { blocksOf, type Document } from '../text/document.js'
import type { Analyser, Span } from '../types.js'
import { calibrate } from './calibration.js'
import type { DecodedEdit, Decoding } from './decode.js'
import { meanRate } from './evidence.js'
import type { DecoderSettings } from './settings.js'

/** Tags that each part of speech may carry: taggers confuse participles with adjectives and nouns with names. */
const tagsOf: ReadonlyMap<number, ReadonlySet<string>> = new Map([
  [NOUN, new Set(['NOUN', 'PROPN'])],
  [VERB, new Set(['VERB', 'AUX', 'ADJ'])],
  [ADJECTIVE, new Set(['ADJ', 'VERB', 'NOUN', 'PROPN'])],
  [ADVERB, new Set(['ADV', 'ADJ', 'ADP', 'SCONJ', 'CCONJ', 'PART'])]
])

/**
 * From this expected share of replaced words on nobody is asked. Tags are guesses from the neighbours, and here most of
 * those are the spinner’s: where 60% of what could be spun was, the answers changed neither precision nor recall by .001.
 */
const MOST_RATE = 0.6

/**
 * Lowers word edits whose part of speech is contradicted. Only those are asked about that would fall
 * below the threshold: loading an analyser costs more than restoring an article.
 */
export function checkPartsOfSpeech(
  { edits, evidence, circumstances }: Decoding, document: Document, lattice: Lattice, dictionary: CompiledDictionary, settings: DecoderSettings,
  analyser: Analyser, minConfidence: number
): readonly DecodedEdit[] {
  if (meanRate(evidence) >= MOST_RATE) return edits
  const { contradiction } = settings
  const tagger = new BlockTagger(document, analyser)
  return edits.map((edit) => {
    if (lattice.kind[edit.arc] !== WORD) return edit
    const total = edit.total + contradiction
    const confidence = calibrate(total, edit.kind, circumstances(edit.arc, false), settings)
    const isInQuestion = edit.confidence >= minConfidence && confidence < minConfidence
    if (!isInQuestion) return edit
    const accepted = tagsOf.get(dictionary.rows.pos[lattice.row[edit.arc] ?? 0] ?? -1)
    const tag = accepted === undefined ? undefined : tagger.tagAt(document.tokens.start[lattice.first[edit.arc] ?? 0] ?? 0)
    if (tag === undefined || accepted?.has(tag)) return edit
    return { ...edit, total, partOfSpeech: contradiction, confidence }
  })
}

/** Tags sentences once each, when first asked about. */
class BlockTagger {
  private readonly blocks: readonly Span[]
  private readonly sentences = new Map<number, readonly Span[]>()
  private readonly tags = new Map<number, ReadonlyMap<number, string>>()

  constructor(
    private readonly document: Document,
    private readonly analyser: Analyser
  ) {
    this.blocks = blocksOf(document)
  }

  tagAt(offset: number): string | undefined {
    const block = spanAt(this.blocks, offset)
    if (!block) return undefined
    const sentence = spanAt(this.sentencesOf(block), offset - block.start)
    return sentence && this.tagsOf(block.start + sentence.start, block.start + sentence.end).get(offset)
  }

  private sentencesOf(block: Span): readonly Span[] {
    let found = this.sentences.get(block.start)
    if (!found) this.sentences.set(block.start, (found = this.analyser.sentences(this.document.source.slice(block.start, block.end))))
    return found
  }

  private tagsOf(start: number, end: number): ReadonlyMap<number, string> {
    let found = this.tags.get(start)
    if (!found) {
      const words = this.analyser.tags(this.document.source.slice(start, end))
      this.tags.set(start, (found = new Map(words.map(({ span, tag }) => [start + span.start, tag]))))
    }
    return found
  }
}

/** The span that holds an offset, of spans that ascend and do not overlap. */
function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const span = spans[low]
  return span !== undefined && span.start <= offset ? span : undefined
}
