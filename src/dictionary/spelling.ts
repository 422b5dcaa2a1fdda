/** Spelling pairs of lemmas → spelling pairs of every inflected form. */
import type { InflectionRules } from '../text/english.js'
import { Inflector } from '../text/inflection.js'
import type { PartOfSpeech } from './entries.js'

interface SpellingPair {
  readonly american: string
  readonly british: string
  readonly pos: PartOfSpeech
}

/**
 * American → British, each form that differs. British English also doubles the last letter of the
 * listed verbs (travelled), and of its own -l verbs (enrol, enrolled).
 */
export function spellingForms(
  rules: InflectionRules,
  pairs: readonly SpellingPair[],
  britishDoubling: ReadonlySet<string>
): Map<string, string> {
  const american = new Inflector(rules)
  const british = new Inflector({ ...rules, doubling: new Set([...rules.doubling, ...britishDoubling]) })
  const spelling = new Map<string, string>()
  const add = (pair: SpellingPair): void => {
    for (const { form, feature } of american.forms(pair.american, pair.pos)) {
      const other = british.inflect(pair.british, feature)[0]
      if (other !== undefined && other !== form && !spelling.has(form)) spelling.set(form, other)
    }
  }
  for (const pair of pairs) add(pair)
  for (const verb of britishDoubling) add({ american: verb, british: verb, pos: 'verb' })
  return spelling
}
