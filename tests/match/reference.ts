/**
 * A naive matcher: what candidates a text has by the rules of the matcher's documentation, found with
 * strings, maps and recursion. Slow and plain on purpose; `findCandidates` must agree with it.
 */
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import type { Entries } from '../../src/dictionary/entries.js'
import { nameVariants } from '../../src/dictionary/name-variants.js'
import { expressionWords, normalise } from '../../src/dictionary/symbols.js'
import { Inflector } from '../../src/text/inflection.js'
import type { Document } from '../../src/text/document.js'
import { Expressions, spaced, wordsIn, type PhraseOption, type WordOption } from './reference-rows.js'
import { ReferenceSearch, type Arc, type ReferenceOptions } from './reference-search.js'

export class ReferenceMatcher {
  private readonly words = new Map<string, WordOption[]>()
  private readonly forms = new Expressions<WordOption>()
  private readonly phrases = new Expressions<PhraseOption>()
  private readonly names = new Expressions<string>()
  private readonly guards = new Expressions<null>()

  /**
   * @param isModelWord whether the language model knows a word.
   * @param dictionary asked only which words it knows, and in which order.
   */
  constructor(
    entries: Entries,
    isModelWord: (word: string) => boolean,
    private readonly dictionary: CompiledDictionary
  ) {
    const inflector = new Inflector(entries.english)
    for (const { spun, pos, originals, families, rate, scope } of entries.words) {
      const namesOnly = scope === 'names'
      for (const { form, feature } of inflector.forms(spun, pos)) {
        const restorations = originals
          .flatMap((original) => inflector.inflect(original, feature))
          .filter((text) => feature === 'base' || wordsIn(text).every(isModelWord))
          .filter((text) => normalise(text) !== normalise(form))
        for (const restoration of new Set(restorations)) {
          const option = { restoration, pos, feature, families, rate, namesOnly }
          if (wordsIn(form).length === 1) this.addWord(form, option)
          else {
            this.forms.add(wordsIn(form).map(spaced), option)
            if (!namesOnly) this.phrases.add(joinedWords(form), { spun: form, restoration, families, rate })
          }
        }
      }
    }
    for (const { spun, originals, families, rate } of entries.phrases) {
      for (const restoration of originals) this.phrases.add(joinedWords(spun), { spun, restoration, families, rate })
    }
    for (const { name } of entries.names) {
      for (const text of nameVariants(name, inflector, isModelWord)) this.names.add(wordsIn(text).map(spaced), text)
    }
    for (const { phrase } of entries.protected) this.guards.add(wordsIn(phrase).map(spaced), null)
  }

  private addWord(form: string, option: WordOption): void {
    const [key = ''] = wordsIn(form)
    this.words.set(key, [...(this.words.get(key) ?? []), option])
  }

  arcs(document: Document, options: ReferenceOptions): Arc[] {
    return new ReferenceSearch(document, options, this.dictionary, this.words, this.forms, this.phrases, this.names, this.guards).run()
  }
}

const joinedWords = (text: string): string[] =>
  expressionWords(text).map((word, index) => (word.hyphenated && index > 0 ? '-' : ' ') + word.text)
