/** The forms in which a correct expression occurs: as it is written, and its plural. */
import type { Inflector } from '../text/inflection.js'
import { normalise } from './symbols.js'

/**
 * A name as written and, for a common noun, its plural: the head before "of" ("points of view"),
 * else the last word ("executive orders"). A plural that the model does not know is left out.
 * Proper names keep their one form.
 */
export function nameVariants(name: string, inflector: Inflector, known: (word: string) => boolean): string[] {
  if (/\p{Lu}/u.test(name)) return [name]
  const plural = inflector.inflect(name, 'plural')[0]
  if (plural === undefined || plural === name) return [name]
  const changed = plural.split(/[\s-]+/).find((word, index) => word !== name.split(/[\s-]+/)[index])
  return changed !== undefined && known(normalise(changed)) ? [name, plural] : [name]
}
