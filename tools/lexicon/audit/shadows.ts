/** Phrase rows that change nothing: their restoration is reached without them, or something always stands in their way. */
import type { CompiledDictionary } from '../../../src/dictionary/compiled.js'
import type { Entries } from '../../../src/dictionary/entries.js'
import { stringAt } from '../../../src/binary/strings.js'
import { findCandidates } from '../../../src/match/candidates.js'
import { NAME } from '../../../src/match/lattice.js'
import { parseDocument } from '../../../src/text/document.js'

/** Restorations of the whole expression, standing between two words, with the kind of each. */
function restorationsOf(spun: string, dictionary: CompiledDictionary): { kind: number; text: string }[] {
  const { symbols, outputs } = dictionary
  const vocabulary = { id: (word: string) => symbols.id(word), idOfUnits: symbols.idOfUnits.bind(symbols), isAbbreviation: () => false }
  const document = parseDocument(`it ${spun} it`, vocabulary)
  const lattice = findCandidates(document, dictionary, { families: -1, keepQuotes: false, names: true })
  const end = document.tokens.count - 1
  const found: { kind: number; text: string }[] = []
  for (let arc = lattice.from[1] ?? 0; arc < (lattice.from[2] ?? 0); arc++) {
    if (lattice.end[arc] !== end) continue
    found.push({ kind: lattice.kind[arc] ?? NAME, text: stringAt(outputs.text, lattice.output[arc] ?? 0) })
  }
  return found
}

/**
 * As lines: file, line, row, and what makes it idle.
 * @param phraseless the dictionary without its phrases: a lattice keeps one arc of those that restore a span alike,
 * and of a name and a phrase it keeps the phrase.
 */
export function shadowedPhrases({ phrases }: Entries, dictionary: CompiledDictionary, phraseless: CompiledDictionary): string[] {
  return phrases.flatMap(({ spun, originals, position }) => {
    const place = `${position.file}:${String(position.line)}: ${spun} ← ${originals.join(', ')}`
    if (restorationsOf(spun, dictionary).length === 0) return [`${place}: a protected phrase or a correct name covers it`]
    const names = restorationsOf(spun, phraseless).filter(({ kind }) => kind === NAME)
    return originals.length === 1 && names.some(({ text }) => text === originals[0]) ? [`${place}: a name reaches it`] : []
  })
}
