/** An article cut into blocks that a browser can lay out one by one. Pure: text and edits in, pieces out. */
import type { ProposedEdit } from '../web/contract.js'

/** A stretch of plain text, or an edit by its place in the article. */
export type Piece = { readonly text: string } | { readonly edit: number }

export interface Block {
  readonly pieces: readonly Piece[]
  /** UTF-16 code units. */
  readonly length: number
  /** True where the line is too long for one block, and goes on in the next. */
  readonly continues: boolean
}

/** A line longer than this is cut: laying out one endless paragraph anew for each decision takes too long. */
const LONGEST = 4_000

/** A section of blocks is full at this length: some screens of text. */
const SECTION = 6_000

interface Cut {
  readonly at: number
  /** Whether the line goes on behind it. */
  readonly continues: boolean
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** The best place to cut a long line at or before `limit`: behind a blank, else between two characters. */
function cutBefore(source: string, from: number, limit: number): number {
  const blank = source.lastIndexOf(' ', limit - 1)
  if (blank > from) return blank + 1
  return isLowSurrogate(source.charCodeAt(limit)) ? limit - 1 : limit
}

/** Starts of the blocks behind the first, never inside an edit. */
function cutsOf(source: string, edits: readonly ProposedEdit[]): Cut[] {
  const cuts: Cut[] = []
  let edit = 0
  let from = 0
  while (from < source.length) {
    const line = source.indexOf('\n', from)
    let at = line === -1 ? source.length : line + 1
    if (at - from > LONGEST) at = cutBefore(source, from, from + LONGEST)
    while ((edits[edit]?.end ?? Infinity) <= at) edit++
    const inside = edits[edit]
    if (inside && inside.start < at) at = inside.end
    if (at < source.length) cuts.push({ at, continues: source[at - 1] !== '\n' })
    from = at
  }
  return cuts
}

/** The blocks of an article: its lines, and the parts of lines that are very long. Edits ascend and do not overlap. */
export function blocksOf(source: string, edits: readonly ProposedEdit[]): Block[] {
  const blocks: Block[] = []
  let edit = 0
  let from = 0
  for (const cut of [...cutsOf(source, edits), { at: source.length, continues: false }]) {
    const pieces: Piece[] = []
    let at = from
    for (let next = edits[edit]; next && next.start < cut.at + Number(cut.at === source.length); next = edits[edit]) {
      if (next.start > at) pieces.push({ text: source.slice(at, next.start) })
      pieces.push({ edit: edit++ })
      at = next.end
    }
    if (cut.at > at) pieces.push({ text: source.slice(at, cut.at) })
    if (pieces.length > 0) blocks.push({ pieces, length: cut.at - from, continues: cut.continues })
    from = cut.at
  }
  return blocks
}

/** Blocks in sections: a browser looks after each part that it may leave out in every frame, so a part is no single line. */
export function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = []
  let room = 0
  for (const block of blocks) {
    const last = sections.at(-1)
    if (last && block.length <= room) last.push(block)
    else {
      sections.push([block])
      room = SECTION
    }
    room -= block.length
  }
  return sections
}
