/**
 * The shape of each dictionary section's rows, and what a bad row is told. The only importer of zod.
 */
import { z } from 'zod'

/** A fault of one row, before its place is known. */
export interface Problem {
  readonly code: string
  readonly message: string
  readonly hint: string
}

const PARTS_OF_SPEECH = ['noun', 'verb', 'adjective', 'adverb', 'function'] as const
/** Fields whose names are met by accident in spun prose. */
const FIELDS = ['science'] as const
const RATES = ['always', 'often', 'context'] as const

const refuse = (code: string, message: string, hint: string): { params: Problem } => ({ params: { code, message, hint } })

const expression = z
  .string()
  .refine((text) => text !== '', refuse('UNSPIN_DICTIONARY_EMPTY', 'an expression is empty', 'write the words, or remove it'))
  .refine(
    (text) => text === text.trim() && !/\s{2}|[\t\n]/.test(text),
    refuse(
      'UNSPIN_DICTIONARY_SPACING',
      'an expression has stray white space',
      'separate words by one space, and nothing around them'
    )
  )
  .refine(
    (text) => !/[‘’“”]/.test(text) && text === text.normalize('NFC'),
    refuse(
      'UNSPIN_DICTIONARY_CHARACTERS',
      'an expression has curly quotes or decomposed letters',
      "write ' and precomposed letters (NFC)"
    )
  )

const originals = z
  .array(expression)
  .min(1)
  .refine(
    (list) => new Set(list).size === list.length,
    refuse('UNSPIN_DICTIONARY_REPEATED_ORIGINAL', 'an original is listed twice', 'keep the first; the order is the likelihood')
  )
const families = z.array(z.string())
const rate = z.enum(RATES)

const unchanged = refuse('UNSPIN_DICTIONARY_UNCHANGED', 'an original equals the spun expression', 'remove that original')

const wordRow = z
  .strictObject({ spun: expression, originals, pos: z.enum(PARTS_OF_SPEECH), families, rate, scope: z.literal('names').exactOptional() })
  .refine(({ spun, originals }) => !originals.some((original) => original.toLowerCase() === spun.toLowerCase()), unchanged)
const phraseRow = z
  .strictObject({ spun: expression, originals, families, rate })
  .refine(({ spun, originals }) => !originals.includes(spun), unchanged)
const protectedRow = z.strictObject({ phrase: expression, reason: z.string().min(1), example: z.string().min(1) })
const familyRow = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  description: z.string().min(1),
  fingerprints: z.array(z.string().regex(/ ← /)).min(1)
})
const sentence = z.string().min(1)
const exampleRow = z
  .strictObject({ garbled: sentence.optional(), restored: sentence.optional(), clean: sentence.optional() })
  .refine(
    ({ garbled, restored, clean }) =>
      clean === undefined ? garbled !== undefined && restored !== undefined : !garbled && !restored,
    refuse(
      'UNSPIN_DICTIONARY_EXAMPLE',
      'an example is neither garbled and restored, nor clean',
      'give `garbled` and `restored`, or `clean` alone'
    )
  )
  .refine(
    ({ garbled, restored }) => garbled === undefined || garbled !== restored,
    refuse('UNSPIN_DICTIONARY_EXAMPLE', 'the garbled example equals its restoration', 'write it as `clean`')
  )

const forms = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value))
const verbRow = z.strictObject({
  base: z.string(),
  past: forms,
  participle: forms,
  third: z.string().optional(),
  gerund: z.string().optional()
})
const pluralRow = z.strictObject({ singular: z.string(), plural: forms })
const comparativeRow = z.strictObject({ base: z.string(), comparative: forms, superlative: forms })
const spellingRow = z.strictObject({ american: z.string(), british: z.string(), pos: z.enum(PARTS_OF_SPEECH) })

/** Row schema of every section that a dictionary file may have, in the order in which the formatter writes them. */
export const sections = {
  description: z.string(),
  field: z.enum(FIELDS),
  examples: exampleRow,
  words: wordRow,
  phrases: phraseRow,
  names: expression,
  terms: expression,
  protected: protectedRow,
  families: familyRow,
  verbs: verbRow,
  plurals: pluralRow,
  'head-ends-before': expression,
  comparatives: comparativeRow,
  uncomparable: expression,
  doubling: expression,
  abbreviations: expression,
  small: expression,
  an: expression,
  a: expression,
  acronyms: expression,
  spelling: spellingRow,
  'british-doubling': expression
} as const

export type SectionName = keyof typeof sections
type Rows = { readonly [Name in SectionName]: z.infer<(typeof sections)[Name]> }
export type Row<Name extends SectionName> = Rows[Name]
export type Checked<Name extends SectionName> = { readonly row: Row<Name> } | { readonly problems: readonly Problem[] }

/** Whether a section is one text and no list. */
export const isScalarSection = (name: SectionName): boolean => name === 'description' || name === 'field'

export const isSectionName = (name: string): name is SectionName => Object.hasOwn(sections, name)

/** The same, typed so that a section's name gives its row's type. */
const schemas: { readonly [Name in SectionName]: z.ZodType<Rows[Name]> } = sections

/** Checks one row of a section. A bad row yields every problem that it has. */
export function checkRow<Name extends SectionName>(section: Name, value: unknown): Checked<Name> {
  const result = schemas[section].safeParse(value)
  return result.success ? { row: result.data } : { problems: result.error.issues.map((issue) => describe(issue, value)) }
}

function describe(issue: z.core.$ZodIssue, row: unknown): Problem {
  const key = issue.path.filter((step) => typeof step === 'string').at(-1)
  const where = key === undefined ? 'the row' : `\`${key}\``
  if (key !== undefined && valueAt(row, issue.path) === undefined)
    return problem('MISSING_KEY', `${where} is missing`, 'add it; see the other rows of the file')
  switch (issue.code) {
    case 'unrecognized_keys':
      return problem(
        'UNKNOWN_KEY',
        `unknown key ${issue.keys.map((name) => `\`${name}\``).join(', ')}`,
        'remove it, or mend its spelling'
      )
    case 'invalid_type':
      return describeType(issue, valueAt(row, issue.path), where)
    case 'invalid_value':
      return problem(
        `UNKNOWN_${(key ?? 'value').toUpperCase()}`,
        `unknown ${key ?? 'value'} "${String(valueAt(row, issue.path))}"`,
        `it is one of ${issue.values.join(', ')}`
      )
    case 'too_small':
      return problem('EMPTY', `${where} is empty`, 'give it at least one value, or remove the row')
    case 'invalid_format':
      return problem(
        'FORMAT',
        `${where} is not written as expected`,
        key === 'fingerprints' ? 'write `spun ← original`' : 'small letters, digits and hyphens'
      )
    case 'custom':
      return custom(issue.params)
    default:
      return problem('TYPE', `${where} is of the wrong type`, 'see the other rows of the dictionary')
  }
}

function describeType(issue: { expected: string }, value: unknown, where: string): Problem {
  if (issue.expected === 'string') return problem('NOT_STRING', `${where} has ${kindOf(value)} for a text`, 'put it in quotes')
  if (issue.expected === 'array')
    return problem('NOT_LIST', `${where} is ${kindOf(value)}, not a list`, 'put it in square brackets')
  return problem('NOT_ROW', `the row is ${kindOf(value)}`, 'write it as { key: value, … }')
}

const problem = (code: string, message: string, hint: string): Problem => ({ code: `UNSPIN_DICTIONARY_${code}`, message, hint })

function custom(params: Record<string, unknown> | undefined): Problem {
  const { code, message, hint } = params ?? {}
  return { code: String(code), message: String(message), hint: String(hint) }
}

function valueAt(row: unknown, path: readonly PropertyKey[]): unknown {
  let value = row
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`
}
