/** Edits as changed lines, the step between a restoration and its unified diff. */
import type { Edit, Restoration } from '../types.js'
import type { LineIndex} from './lines.js';
import { splitLines } from './lines.js'

/** Lines `from` (inclusive, 0-based) to `to` (exclusive) of the source give way to `lines`, each with its line feed. */
export interface LineChange {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

interface Block {
  readonly from: number
  to: number
  readonly edits: Edit[]
}

/** Edits that touch the same or neighbouring lines, together with those lines. */
function blocksOf(index: LineIndex, edits: readonly Edit[]): Block[] {
  const blocks: Block[] = []
  for (const edit of edits) {
    const from = index.lineAt(edit.span.start)
    // The line of the end offset belongs to the block even when the edit ends at its very start:
    // an edit that takes away the line feed before it joins that line to its own.
    const to = Math.min(index.lineAt(edit.span.end) + 1, index.count)
    const block = blocks.at(-1)
    if (block && from <= block.to) {
      block.edits.push(edit)
      block.to = Math.max(block.to, to)
    } else {
      blocks.push({ from, to: Math.max(from, to), edits: [edit] })
    }
  }
  return blocks
}

function rewritten(index: LineIndex, block: Block): string {
  let text = ''
  let at = index.start(block.from)
  for (const edit of block.edits) {
    text += index.text.slice(at, edit.span.start) + edit.after
    at = edit.span.end
  }
  return text + index.text.slice(at, index.start(block.to))
}

/** Drops lines that are the same on both sides from the ends of a change. */
function trimmed(from: number, before: readonly string[], after: readonly string[]): LineChange {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { from: from + head, to: from + before.length - tail, lines: after.slice(head, after.length - tail) }
}

/** The changed lines of a restoration, in order, never touching each other. */
export function lineChanges(index: LineIndex, { edits }: Pick<Restoration, 'edits'>): LineChange[] {
  return blocksOf(index, edits)
    .map((block) => trimmed(block.from, index.lines(block.from, block.to), splitLines(rewritten(index, block))))
    .filter(({ from, to, lines }) => to > from || lines.length > 0)
}
