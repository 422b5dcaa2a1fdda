/** The whole conversion on small models. */
import { decodeSections } from '../../../src/binary/sections.js'
import { LanguageModel } from '../../../src/context/language-model.js'
import { forwardModel } from '../../../tools/models/forward.js'
import { encodeLanguageModel } from '../../../tools/models/language-model-writer.js'
import { readSphinxTrie } from '../../../tools/models/sphinx-trie.js'
import type { TrigramModel } from '../../../tools/models/trigram-model.js'
import type { SmallModel } from './small-model.js'
import { writeSphinxTrie } from './sphinx-trie-writer.js'

export const trigramModel = (model: SmallModel, chosen: readonly string[] = model.words): TrigramModel =>
  forwardModel(readSphinxTrie(writeSphinxTrie(model)), chosen)

export const openModel = (bytes: Uint8Array): LanguageModel => LanguageModel.open(decodeSections(bytes, 'language-model.bin'))

export const languageModel = (model: SmallModel): LanguageModel => openModel(encodeLanguageModel(trigramModel(model)))
