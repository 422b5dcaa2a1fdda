/** Names an edit by what it changes and what stands around it, so that it is known again when lines above it move. */
import { hashOf } from '../text/vocabulary.js'
import type { Edit } from '../types.js'

/** How much of the text on each side belongs to the fingerprint, in UTF-16 code units. */
const AROUND = 40

const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0')

/** 64 bits: two hashes of 32, the second begun in another state. */
const digest = (text: string): string => hex(hashOf(text)) + hex(hashOf(`unspin\u0000${text}`))

/** Fingerprints of one text's edits. Those that would be the same are told apart by a count, in the order of asking. */
export class Fingerprints {
  private readonly seen = new Map<string, number>()

  constructor(private readonly source: string) {}

  of({ span, before, after, entry }: Edit): string {
    const oneLine = (from: number, to: number): string => this.source.slice(Math.max(0, from), to).replace(/\s+/g, ' ')
    const around = [oneLine(span.start - AROUND, span.start), oneLine(span.end, span.end + AROUND)]
    const fingerprint = digest([entry, before, after, ...around].join('\u0000'))
    const count = (this.seen.get(fingerprint) ?? 0) + 1
    this.seen.set(fingerprint, count)
    return `${fingerprint}:${count}`
  }
}
