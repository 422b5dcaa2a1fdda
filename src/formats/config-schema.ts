/** What may stand in a configuration file. `config.schema.json` is made from this, and a test holds them together. */
import { z } from 'zod'
import { INPUT_KINDS } from '../html/input-kind.js'

const texts = z.array(z.string().min(1))

const schema = z
  .strictObject({
    $schema: z.string().describe('where this schema is, for editors'),
    minConfidence: z.number().min(0).max(1).describe('restore only what is at least this likely to be right'),
    assume: z.enum(['auto', 'spun', 'clean']).describe('what is known of the texts; auto weighs the evidence'),
    quotes: z.enum(['restore', 'keep']).describe('whether what stands in quotation marks is restored'),
    families: texts.describe('expect only these families of spinners'),
    dictionaries: texts.describe('YAML files whose entries are added; relative to this file'),
    defaultDictionary: z.boolean().describe('whether the default dictionary is used'),
    disable: texts.describe('ids of dictionary entries to do without; * stands for any characters'),
    input: z.enum(['auto', ...INPUT_KINDS]).describe('what the texts are written in; auto goes by name and content'),
    encoding: z.string().min(1).describe('what the texts are encoded in; without it they say so themselves, or are UTF-8'),
    attributes: z.boolean().describe('whether titles, alternative texts and descriptions in HTML are restored'),
    extensions: z.array(z.string().regex(/^\.[^./\\]+$/)).describe('extensions, with the dot, of the files that a folder yields'),
    ignore: texts.describe('what folders and globs leave out, in the syntax of .gitignore; relative to this file')
  })
  .partial()

/** Settings of a folder and what is below it, as written. */
export type ConfigValues = z.infer<typeof schema>

/** The JSON Schema of configuration files. */
export const configSchema = (): Record<string, unknown> => ({
  title: 'unspin.config.json',
  ...z.toJSONSchema(schema, { target: 'draft-7' })
})

export interface ConfigFault {
  readonly message: string
  readonly hint?: string
  /** The key that is at fault; none for a value that is no object. */
  readonly key?: string
}

const KEYS = Object.keys(schema.shape).filter((key) => key !== '$schema')

/** The values, or the first fault in them. */
export function checkConfig(value: unknown): { readonly values: ConfigValues } | { readonly fault: ConfigFault } {
  const result = schema.safeParse(value)
  if (result.success) return { values: result.data }
  const [issue] = result.error.issues
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return { fault: { message: `there is no setting "${key}"`, hint: `the settings are ${KEYS.join(', ')}`, key } }
  }
  const [key, ...rest] = issue?.path ?? []
  const place = rest.map((each) => `[${String(each)}]`).join('')
  const why = (issue?.message ?? 'invalid').replace(/^Invalid input: /, '').replace(/^Invalid option: /, '')
  if (key === undefined) return { fault: { message: `the configuration is not an object: ${why}` } }
  return { fault: { message: `${String(key)}${place}: ${why}`, key: String(key) } }
}
