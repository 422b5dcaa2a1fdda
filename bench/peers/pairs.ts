/** The dictionary as a plain list, as the peers take it: each spun form with the likeliest original. */
import { decodeSections } from '../../src/binary/sections.js'
import { stringAt } from '../../src/binary/strings.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { decodeDictionary } from '../../src/dictionary/binary.js'
import { loadData } from '../../src/node/create.js'
import { readEntries } from '../../src/node/data.js'

export type Pair = readonly [spun: string, original: string]

/**
 * Every form that a word row replaces, and every phrase. Names are not among them: the list of all their corruptions, which
 * unspin finds through the words, would be endless.
 */
export async function pairsOfDictionary(): Promise<Pair[]> {
  const { languageModel, dictionary } = await loadData()
  const { vocabulary } = LanguageModel.open(decodeSections(languageModel, 'language-model.bin'))
  if (!(dictionary instanceof Uint8Array)) throw new Error('the dictionary is not compiled')
  const { symbols, words, rows, outputs } = decodeDictionary(dictionary, vocabulary, 'dictionary.bin')
  const pairs = new Map<string, string>()
  for (let symbol = 0; symbol < symbols.size; symbol++) {
    const first = words.start[symbol] ?? 0
    // Those that serve names alone come last, so the first one tells.
    if (first === words.start[symbol + 1] || rows.namesOnly[words.row[first] ?? 0] === 1) continue
    pairs.set(symbols.word(symbol), stringAt(outputs.text, words.output[first] ?? 0))
  }
  for (const { spun, originals } of (await readEntries([], true)).phrases) pairs.set(spun, originals[0] ?? '')
  return [...pairs]
}
