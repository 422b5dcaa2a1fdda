/** The words of a document as the language model knows them. */
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { Document } from '../text/document.js'
import { PROTECTED } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'

/** Model words of token t: `from[t]` to `from[t + 1]` in `words`; a word that only the dictionary knows may have several. */
export interface ModelWords {
  readonly from: Int32Array
  readonly words: Int32Array
}

/** @param size number of the model's words; the dictionary's own symbols follow them. */
export function modelWordsOf({ tokens }: Document, { ownModel, ownModelStart }: CompiledDictionary, size: number): ModelWords {
  const from = new Int32Array(tokens.count + 1)
  const words: number[] = []
  for (let token = 0; token < tokens.count; token++) {
    from[token] = words.length
    const word = ((tokens.flags[token] ?? 0) & PROTECTED) !== 0 ? UNKNOWN : (tokens.word[token] ?? UNKNOWN)
    const stem = tokens.stem[token] ?? UNKNOWN
    if (word >= size) {
      for (let at = ownModelStart[word - size] ?? 0; at < (ownModelStart[word - size + 1] ?? 0); at++) words.push(ownModel[at] ?? UNKNOWN)
    } else if (word >= 0) words.push(word)
    else words.push(stem < size ? stem : UNKNOWN)
  }
  from[tokens.count] = words.length
  return { from, words: Int32Array.from(words) }
}
