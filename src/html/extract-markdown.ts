/** Markdown → its prose. */
import { decodePieces, type Piece } from './character-references.js'
import { Directives } from './directives.js'
import type { Encode, Extraction } from './extraction.js'
import { Layer } from './layer.js'
import { markdownBlocks, type MarkdownBlock } from './markdown-blocks.js'
import { inlineParts, type InlinePart } from './markdown-inline.js'
import { TextBuilder } from './text-builder.js'

/** Marks that a replacement must not make. A backslash does not keep a tick from closing a code span. */
const encode: Encode = (text) => text.replace(/[\\`*_[\]<|~]|&(?=#?\w+;)/g, (mark) => (mark === '`' ? '&#96;' : `\\${mark}`))

/**
 * The prose of a Markdown source, with a map to it. Blocks are parted by a blank line, lines of a paragraph by a space.
 * Absent are code spans and blocks, addresses and definitions of links, images, front matter, HTML blocks and templates
 * (`{{ … }}`), and what directives disable; inside a paragraph U+FFFC stands in the place of words that are left alone.
 */
export function extractMarkdown(markdown: string): Extraction {
  const builder = new TextBuilder(markdown)
  const directives = new Directives(markdown)
  const { parts, labels } = markdownBlocks(markdown)
  for (const part of parts) {
    if ('comment' in part) directives.read(part.comment, part.end)
    else {
      addBlock(markdown, part, labels, builder, directives)
      builder.endBlock()
    }
  }
  return builder.finish()
}

/** The lines of a block as one text; each line end, with the marks that the next line begins with, is white space of one unit. */
function layerOf(markdown: string, { lines }: MarkdownBlock): Layer {
  return new Layer(
    lines.flatMap(({ start, end }, index): Piece[] => {
      const line = { text: markdown.slice(start, end), start, end, verbatim: true }
      const previous = lines[index - 1]
      return previous ? [{ text: '\n', start: previous.end, end: start, verbatim: false }, line] : [line]
    })
  )
}

function addBlock(markdown: string, block: MarkdownBlock, labels: ReadonlySet<string>, builder: TextBuilder, directives: Directives): void {
  const layer = layerOf(markdown, block)
  for (const part of inlineParts(layer.text, labels)) {
    if (part.kind === 'comment') {
      const [first] = layer.parts(part.span)
      const comment = layer.text.slice(part.span.start + '<!--'.length, part.span.end - '-->'.length)
      directives.read(comment, (first?.start ?? 0) + part.span.end - part.span.start)
    } else if (part.kind === 'break') builder.endLine()
    else if (part.kind === 'left') builder.leaveOut()
    else addText(layer, part, builder, directives)
  }
}

function addText(layer: Layer, { span: { start, end }, kind }: InlinePart, builder: TextBuilder, directives: Directives): void {
  const decoded = kind === 'escape'
    ? [{ text: layer.text.slice(start + 1, end), start, end, verbatim: false }]
    : decodePieces(layer.text, start, end, 'strict')
  for (const piece of layer.pieces(decoded)) {
    if (!piece.verbatim) {
      if (directives.parts(piece.start, piece.end).every(({ enabled }) => enabled)) builder.add([piece], encode)
      else if (piece.text.trim() !== '') builder.leaveOut()
      continue
    }
    for (const { span, enabled } of directives.parts(piece.start, piece.end)) {
      const text = piece.text.slice(span.start - piece.start, span.end - piece.start)
      if (enabled) builder.add([{ text, ...span, verbatim: true }], encode)
      else if (text.trim() !== '') builder.leaveOut()
    }
  }
}
