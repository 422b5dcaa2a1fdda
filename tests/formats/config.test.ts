import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { checkConfig, configSchema } from '../../src/formats/config-schema.js'
import { readConfig } from '../../src/formats/config.js'
import { UnspinError } from '../../src/types.js'
import { folder } from '../cli/folder.js'

const published = fileURLToPath(new URL('../../config.schema.json', import.meta.url))

const VALID = {
  $schema: './node_modules/unspin/config.schema.json',
  minConfidence: 0.7,
  assume: 'spun',
  quotes: 'keep',
  families: ['newswire'],
  dictionaries: ['mine.yaml'],
  defaultDictionary: false,
  disable: ['words/*'],
  input: 'html',
  attributes: true,
  extensions: ['.csv'],
  ignore: ['drafts/']
}

async function failure(json: string): Promise<unknown> {
  const { at } = folder({ 'unspin.config.json': json })
  try {
    return await readConfig(at('unspin.config.json'))
  } catch (error) {
    if (!(error instanceof UnspinError)) throw error
    expect(error.file).toBe(at('unspin.config.json'))
    return { code: error.code, message: error.message, line: error.line }
  }
}

describe('a configuration file', () => {
  test('has its dictionaries relative to itself', async () => {
    const { at, path } = folder({ 'unspin.config.json': `\ufeff${JSON.stringify(VALID)}` })
    const { values, folder: own } = await readConfig(at('unspin.config.json'))
    expect(own).toBe(path)
    expect(values).toEqual({ ...VALID, dictionaries: [at('mine.yaml')] })
  })

  test.each([
    ['{\n  "minConfidence": 2\n}', 2, 'minConfidence: Too big: expected number to be <=1'],
    ['{\n\n  "assume":\n    "perhaps"\n}', 4, 'assume: expected one of "auto"|"spun"|"clean"'],
    ['{ "quotes": "keep",\n "familys": [] }', 2, 'there is no setting "familys"'],
    ['{\n "families": ["newswire", 5] }', 2, 'families[1]: expected string, received number'],
    ['{ "extensions": ["txt"] }', 1, /^extensions\[0\]: Invalid string/],
    ['[]', 1, 'the configuration is not an object: expected object, received array'],
    ['null', 1, 'the configuration is not an object: expected object, received null'],
    ['{\n "quotes": "keep",\n}', 3, /^not JSON: /],
    ['{\n "quotes":', 2, 'not JSON: Unexpected end of JSON input'],
    ['', 1, 'not JSON: Unexpected end of JSON input']
  ])('that is faulty is told of with its line: %j', async (json, line, message) => {
    expect(await failure(json)).toEqual({
      code: 'UNSPIN_CONFIG',
      line,
      message: typeof message === 'string' ? message : expect.stringMatching(message)
    })
  })
})

describe('the schema that ships', () => {
  test('is the one that files are checked with', () => {
    const text = `${JSON.stringify(configSchema(), null, 2)}\n`
    // UPDATE=1 writes it anew after a change of the settings.
    if (process.env['UPDATE']) writeFileSync(published, text)
    expect(readFileSync(published, 'utf8')).toBe(text)
  })

  test('takes what is valid and refuses what is not, as the check does', () => {
    const schema: unknown = JSON.parse(readFileSync(published, 'utf8'))
    const validate = new Ajv().compile(typeof schema === 'object' && schema !== null ? schema : {})
    const cases: unknown[] = [VALID, {}, [], null, { minConfidence: 2 }, { other: 1 }, { extensions: ['txt'] }, { families: [''] }, { input: 'pdf' }]
    for (const value of cases) expect(validate(value)).toBe('values' in checkConfig(value))
    expect(cases.filter((value) => validate(value))).toHaveLength(2)
  })
})
