/** How documents under review are read: their prose, and the way back into what it is written in. */
import { INPUT_KINDS, type InputKind, inputKindOf, readerOf, type Reading } from '../html/input-kind.js'
import type { HeaderRecord } from './records.js'

export type { InputKind } from '../html/input-kind.js'

/** Reads a document as told, else by its name and by what it begins with. */
export async function readDocument(
  path: string,
  source: string,
  { input = inputKindOf(path, source), attributes = false }: { readonly input?: InputKind; readonly attributes?: boolean }
): Promise<{ readonly input: InputKind; readonly reading: Reading }> {
  return { input, reading: (await readerOf(input, { attributes }))(source) }
}

/** Reads a document as it was read when it was reviewed. */
export async function readAsReviewed(path: string, source: string, header: HeaderRecord | undefined): Promise<Reading> {
  const known = INPUT_KINDS.find((kind) => kind === header?.input)
  const input = known ?? (header ? 'text' : inputKindOf(path, source))
  return (await readDocument(path, source, { input, attributes: header?.attributes ?? false })).reading
}
