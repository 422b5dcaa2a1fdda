/** Documents on disk in their encodings: read, and written so that every byte that no decision touches stays. */
import { applyEdits } from '../edit/apply.js'
import { encodeChanged, encodeText, readText, type SourceText, writableText } from '../formats/source-text.js'
import type { Restoration } from '../types.js'
import type { HeaderRecord } from './records.js'

/**
 * Reads a document in the encoding that is asked for, else in the one that it was reviewed in, else as it says itself.
 * @throws UnspinError as `readText` does
 */
export function readDocumentText(path: string, header: HeaderRecord | undefined, asked?: string): Promise<SourceText> {
  const encoding = asked ?? header?.encoding
  return readText(path, encoding === undefined ? {} : { encoding })
}

/**
 * A restoration as the document's encoding can hold it: characters that it lacks are references in markup; elsewhere what
 * needs them is left out, with all edits of its group.
 */
export function encodable(document: SourceText, restoration: Restoration): Restoration {
  if (document.codec.name.startsWith('utf-')) return restoration
  const lost = new Set<number>()
  const written = restoration.edits.map((edit) => {
    const after = writableText(document, edit.after)
    if (after === null) lost.add(edit.group)
    return { ...edit, after: after ?? edit.after }
  })
  const edits = written.filter(({ group }) => !lost.has(group))
  return { ...restoration, edits, text: applyEdits(restoration.source, edits) }
}

/** The bytes of a document that becomes what a restoration of its source, which it may be no more, makes of it. */
export function bytesOf(standing: SourceText, { source, edits, text }: Pick<Restoration, 'source' | 'edits' | 'text'>): Uint8Array {
  return standing.text === source ? encodeChanged(standing, edits) : encodeText(standing, text)
}
