/**
 * English inflection by generation: rules for the regular forms, tables for the rest. Nothing here
 * lemmatises; the dictionary generates the forms of its lemmas once and looks words up.
 */
import type { InflectionRules, PartOfSpeech } from './english.js'

/** What an inflected form expresses. `pastOrParticiple` is a form that serves as both ("said"). */
export type Feature =
  'base' | 'plural' | 'third' | 'past' | 'participle' | 'pastOrParticiple' | 'gerund' | 'comparative' | 'superlative'

export interface Form {
  readonly form: string
  readonly feature: Feature
}

const SIBILANT = /(?:s|x|z|ch|sh)$/
const CONSONANT_Y = /[^aeiou]y$/
/** One vowel letter between consonants, the last of which is not w, x or y: "stop", "quit". */
const SHORT_SYLLABLE = /^(?:[^aeiouy]*|s?qu)[aeiou][bdfgklmnprtvz]$/
const IRREGULAR_AS_LAST_PART = /(?:woman|child)$/

export class Inflector {
  constructor(private readonly english: InflectionRules) {}

  /**
   * Every form of a lemma, each once with its feature, the base first. Adjectives yield comparatives of
   * one word only; adverbs and function words yield comparatives that the tables list.
   */
  forms(lemma: string, pos: PartOfSpeech): Form[] {
    const forms: Form[] = [{ form: lemma, feature: 'base' }]
    const add = (feature: Feature, words: readonly string[]): void => {
      for (const form of words) {
        if (!forms.some((known) => known.form === form)) forms.push({ form, feature })
      }
    }
    if (pos === 'noun') add('plural', this.plurals(lemma))
    if (pos === 'verb') this.addVerbForms(lemma, add)
    if (pos === 'adjective' || pos === 'adverb') {
      const listed = this.english.comparatives.has(lemma)
      if (listed || (pos === 'adjective' && !lemma.includes(' '))) {
        add('comparative', this.compared(lemma, 'comparative').filter(isOneWord))
        add('superlative', this.compared(lemma, 'superlative').filter(isOneWord))
      }
    }
    return forms
  }

  /**
   * The word in the given form, preferred form first. `pastOrParticiple` gives both where they differ.
   * In expressions the word that inflects is found: the last of "law enforcement officer", the noun
   * before the preposition in "chief of staff", the first of the verb "carry out".
   */
  inflect(word: string, feature: Feature): string[] {
    switch (feature) {
      case 'base':
        return [word]
      case 'plural':
        return this.plurals(word).slice(0, 1)
      case 'third':
        return [onFirst(word, (verb) => [this.third(verb)])[0] ?? word]
      case 'past':
        return onFirst(word, (verb) => this.pasts(verb)).slice(0, 1)
      case 'participle':
        return onFirst(word, (verb) => this.participles(verb)).slice(0, 1)
      case 'pastOrParticiple':
        return [...new Set([...this.inflect(word, 'past'), ...this.inflect(word, 'participle')])]
      case 'gerund':
        return onFirst(word, (verb) => [this.gerund(verb)])
      case 'comparative':
      case 'superlative':
        return this.compared(word, feature).slice(0, 1)
    }
  }

  private addVerbForms(lemma: string, add: (feature: Feature, words: readonly string[]) => void): void {
    const pasts = onFirst(lemma, (verb) => this.pasts(verb))
    const participles = onFirst(lemma, (verb) => this.participles(verb))
    add('third', this.inflect(lemma, 'third'))
    add(
      'pastOrParticiple',
      pasts.filter((form) => participles.includes(form))
    )
    add('past', pasts)
    add('participle', participles)
    add('gerund', this.inflect(lemma, 'gerund'))
  }

  private plurals(noun: string): string[] {
    const words = noun.split(' ')
    const preposition = words.findIndex((word, at) => at > 0 && this.english.headEndsBefore.has(word))
    const head = (preposition < 0 ? words.length : preposition) - 1
    return this.pluralsOfWord(words[head] ?? '').map((plural) => words.with(head, plural).join(' '))
  }

  private pluralsOfWord(noun: string): readonly string[] {
    const lower = noun.toLowerCase()
    const listed = this.english.plurals.get(lower)
    if (listed) return noun === lower ? listed : listed.map((plural) => withInitialOf(noun, plural))
    const part = IRREGULAR_AS_LAST_PART.exec(noun)?.[0]
    const partPlurals = part === undefined ? undefined : this.english.plurals.get(part)
    if (part !== undefined && partPlurals) return partPlurals.map((plural) => noun.slice(0, -part.length) + plural)
    return [noun.endsWith("'") ? noun : withS(noun)]
  }

  private third(verb: string): string {
    const listed = this.english.verbs.get(verb)?.third
    if (listed !== undefined) return listed
    return /[^aeiou]o$/.test(verb) ? `${verb}es` : withS(verb)
  }

  private pasts(verb: string): readonly string[] {
    return this.english.verbs.get(verb)?.past ?? [this.regularPast(verb)]
  }

  private participles(verb: string): readonly string[] {
    return this.english.verbs.get(verb)?.participle ?? [this.regularPast(verb)]
  }

  private regularPast(verb: string): string {
    if (verb.endsWith('e')) return `${verb}d`
    if (CONSONANT_Y.test(verb)) return `${verb.slice(0, -1)}ied`
    return `${this.stem(verb)}ed`
  }

  private gerund(verb: string): string {
    const listed = this.english.verbs.get(verb)?.gerund
    if (listed !== undefined) return listed
    if (/[^aeiou]ie$|^[^aeiou]+ie$/.test(verb)) return `${verb.slice(0, -2)}ying`
    if (/[^eoy]e$/.test(verb) && verb.length > 2) return `${verb.slice(0, -1)}ing`
    return `${this.stem(verb)}ing`
  }

  /** The word as it stands before -ed and -ing: with its last consonant doubled, or with k after c ("panicked"). */
  private stem(word: string): string {
    if (this.english.doubling.has(word) || SHORT_SYLLABLE.test(word)) return word + word.slice(-1)
    return /[aeiou]c$/.test(word) ? `${word}k` : word
  }

  private compared(word: string, degree: 'comparative' | 'superlative'): readonly string[] {
    const listed = this.english.comparatives.get(word)?.[degree]
    if (listed) return listed
    const ending = degree === 'comparative' ? 'er' : 'est'
    if (!this.takesEnding(word)) return [`${degree === 'comparative' ? 'more' : 'most'} ${word}`]
    if (word.endsWith('e')) return [word + ending.slice(1)]
    if (CONSONANT_Y.test(word)) return [`${word.slice(0, -1)}i${ending}`]
    return [(SHORT_SYLLABLE.test(word) ? word + word.slice(-1) : word) + ending]
  }

  /** One syllable, or two of which the last is -y; words in -ly are mostly adverbs, the others are listed. */
  private takesEnding(word: string): boolean {
    if (!/^[a-z]+$/.test(word) || this.english.uncomparable.has(word)) return false
    const syllables = word.replace(/e$/, '').match(/[aeiouy]+/g)?.length ?? 0
    return syllables <= 1 || (syllables === 2 && /[^l]y$/.test(word))
  }
}

const isOneWord = (word: string): boolean => !word.includes(' ')

/** Applies to the first word of an expression, which in a verb is the verb ("carry out"). */
function onFirst(expression: string, inflect: (verb: string) => readonly string[]): string[] {
  const end = expression.indexOf(' ')
  if (end < 0) return [...inflect(expression)]
  const rest = expression.slice(end)
  return inflect(expression.slice(0, end)).map((form) => form + rest)
}

function withS(word: string): string {
  if (CONSONANT_Y.test(word)) return `${word.slice(0, -1)}ies`
  return SIBILANT.test(word) ? `${word}es` : `${word}s`
}

/** "Child" → "Children": tables are lower case, names are not. */
function withInitialOf(source: string, word: string): string {
  const initial = source.slice(0, 1)
  return initial === initial.toLowerCase() ? word : initial + word.slice(1)
}
