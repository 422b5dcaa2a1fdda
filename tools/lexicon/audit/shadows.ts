/** Phrase rows that change nothing: their restoration is reached without them, or something always stands in their way. */
import type { CompiledDictionary } from '../../../src/dictionary/compiled.js'
import type { Entries } from '../../../src/dictionary/entries.js'
import { stringAt } from '../../../src/binary/strings.js'
import { findCandidates } from '../../../src/match/candidates.js'
import { NAME } from '../../../src/match/lattice.js'
import { parseDocument } from '../../../src/text/document.js'

/** As lines: file, line, row, and what makes it idle. */
export function shadowedPhrases({ phrases }: Entries, dictionary: CompiledDictionary): string[] {
  const { symbols, outputs } = dictionary
  const vocabulary = { id: (word: string) => symbols.id(word), idOfUnits: symbols.idOfUnits.bind(symbols), isAbbreviation: () => false }
  return phrases.flatMap(({ spun, originals, position }) => {
    const document = parseDocument(`it ${spun} it`, vocabulary)
    const lattice = findCandidates(document, dictionary, { families: -1, keepQuotes: false, names: true })
    const end = document.tokens.count - 1
    const found = new Set<string>()
    let own = false
    for (let arc = lattice.from[1] ?? 0; arc < (lattice.from[2] ?? 0); arc++) {
      if (lattice.end[arc] !== end) continue
      if (lattice.kind[arc] === NAME) found.add(stringAt(outputs.text, lattice.output[arc] ?? 0))
      else own = true
    }
    const place = `${position.file}:${String(position.line)}: ${spun} ← ${originals.join(', ')}`
    if (!own && found.size === 0) return [`${place}: a protected phrase or a correct name covers it`]
    return originals.length === 1 && found.has(originals[0] ?? '') ? [`${place}: a name reaches it`] : []
  })
}
