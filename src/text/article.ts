/** The choice between `a` and `an`: by sound, which the first letter tells but for the listed prefixes. */
import type { ArticleRules } from './english.js'

/** Letters whose names begin with a vowel sound. */
const VOWEL_SOUNDING_LETTERS = /^[AEFHILMNORSX]/
const INITIALISM = /^(?:\p{Lu}\.?)+$/u
const MAX_INITIALISM = 6

export interface ArticleContext {
  /** True in a line all in capitals, where capitals do not tell an initialism. */
  readonly shouted?: boolean
}

interface Prefixes {
  /** Prefix → takes `an`. */
  readonly verdicts: ReadonlyMap<string, boolean>
  readonly longest: number
}

/** The rules are asked for every output of a dictionary, so their index is built once. */
const indexes = new WeakMap<ArticleRules, Prefixes>()

/** Tells whether an expression takes `an`. Only its first word counts, and of a hyphened word the first part. */
export function wantsAn(expression: string, rules: ArticleRules, { shouted = false }: ArticleContext = {}): boolean {
  const whole = /[\p{L}\d][^\s]*/u.exec(expression)?.[0] ?? ''
  const word = /^[^-–—/]*/.exec(whole)?.[0] ?? ''
  if (/^\d/.test(word)) return numeralWantsAn(word)
  if (!shouted && isInitialism(word, rules)) return VOWEL_SOUNDING_LETTERS.test(word)
  const lower = whole.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const { verdicts, longest } = indexOf(rules)
  for (let length = Math.min(longest, lower.length); length > 0; length--) {
    const verdict = verdicts.get(lower.slice(0, length))
    if (verdict !== undefined) return verdict
  }
  return /^[aeiou]/.test(lower)
}

function indexOf(rules: ArticleRules): Prefixes {
  const known = indexes.get(rules)
  if (known) return known
  const verdicts = new Map<string, boolean>()
  for (const prefix of rules.aPrefixes) verdicts.set(prefix, false)
  for (const prefix of rules.anPrefixes) verdicts.set(prefix, true)
  const index = { verdicts, longest: Math.max(0, ...[...verdicts.keys()].map((prefix) => prefix.length)) }
  indexes.set(rules, index)
  return index
}

function isInitialism(word: string, rules: ArticleRules): boolean {
  const letters = word.replace(/['’]?s?$/, '').replace(/\./g, '')
  return letters.length <= MAX_INITIALISM && INITIALISM.test(letters) && !rules.acronyms.has(letters)
}

/** Eight, eleven, eighteen and what begins with them: 8, 80, 8.5, 11, 11,000, 18th, 1860 (eighteen-sixty). */
function numeralWantsAn(word: string): boolean {
  if (word.startsWith('8')) return true
  const [digits = ''] = /^\d+/.exec(word) ?? []
  if (!/^1[18]/.test(digits)) return false
  return digits.length === 2 || (digits.length === 4 && !/^1[18],/.test(word))
}
