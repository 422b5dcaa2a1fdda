/**
 * JSON Schema (draft 2020-12) of what unspin writes as JSON. The schema itself describes one result; its `$defs` hold
 * `results` (a list), `findings` (the member `unspin` of a JSON line), `fieldFindings` (that member when several fields
 * were asked for), `failure` (that member for a bad line) and `diagnosisReport` (what `unspin diagnose --format json`
 * writes for one text).
 */

const probability = { type: 'number', minimum: 0, maximum: 1 } as const
const offset = { type: 'integer', minimum: 0 } as const
const strings = { type: 'array', items: { type: 'string' } } as const

/** A closed object whose members are all required but for those named. */
function object(properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key))
  return { type: 'object', properties, required, additionalProperties: false }
}

const reference = (name: string) => ({ $ref: `#/$defs/${name}` })
const listOf = (name: string) => ({ type: 'array', items: reference(name) })

const diagnosis = {
  spun: { ...probability, description: 'Probability, averaged over the words, that the text was spun.' },
  families: listOf('family'),
  windows: listOf('window'),
  language: { type: 'string', description: 'ISO 639-1 code, or "und".' },
  unstable: { const: true, description: 'Present when no fixed point was found and the text was left as it came.' }
}

const findings = { edits: listOf('edit'), suggestions: listOf('edit'), diagnosis: reference('diagnosis') }

const field = { type: 'string', description: 'In records with several fields: the field that the offsets count in.' }

const edit = {
  start: { ...offset, description: 'First UTF-16 code unit of the edit in the source.' },
  end: { ...offset, description: 'One past the last UTF-16 code unit.' },
  before: { type: 'string', description: 'What the source reads from start to end.' },
  after: { type: 'string' },
  entry: { type: 'string', description: 'Dictionary entry: layer/file#key.' },
  via: { ...strings, description: 'Word entries through which a name was reached.' },
  kind: { enum: ['phrase', 'name', 'word', 'fuzzy', 'article'] },
  confidence: { ...probability, description: 'Calibrated probability that the edit is right.' },
  alternatives: { type: 'array', items: reference('alternative'), maxItems: 5 },
  reasons: { ...listOf('reason'), description: 'Terms of the score in log10 odds; they add up to the total.' },
  inQuote: { type: 'boolean' },
  group: { type: 'integer', description: 'Edits of one group are applied or dropped together.' },
  field
}

const window = { start: offset, end: offset, spun: probability, family: { type: ['string', 'null'] }, field }

export const resultSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'unspin result',
  ...reference('result'),
  $defs: {
    result: object({ name: { type: 'string' }, text: { type: 'string', description: 'The restored text.' }, ...findings }),
    results: listOf('result'),
    findings: object(findings),
    fieldFindings: object({ edits: listOf('fieldEdit'), suggestions: listOf('fieldEdit'), diagnosis: reference('fieldDiagnosis') }),
    failure: object({
      error: object(
        {
          code: { type: 'string' },
          message: { type: 'string' },
          line: { type: 'integer', minimum: 1 },
          raw: { type: 'string', description: 'The line as it came.' },
          rawBase64: { type: 'string', contentEncoding: 'base64', description: 'The line as it came, where it is not UTF-8.' }
        },
        ['raw', 'rawBase64']
      )
    }),
    edit: object(edit, ['field']),
    fieldEdit: object(edit),
    alternative: object({ after: { type: 'string' }, confidence: probability, entry: { type: 'string' } }),
    reason: object({ code: { type: 'string' }, value: { type: 'number' }, message: { type: 'string' } }),
    diagnosis: object(diagnosis, ['unstable']),
    fieldDiagnosis: object({ ...diagnosis, windows: listOf('fieldWindow') }, ['unstable']),
    diagnosisReport: object({ name: { type: 'string' }, ...diagnosis }, ['unstable']),
    family: object({ id: { type: 'string' }, share: probability }),
    window: object(window, ['field']),
    fieldWindow: object(window)
  }
} as const
