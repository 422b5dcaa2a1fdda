/** Everything that the command line writes as JSON, made by the real engine, against the schema that ships. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { createRestorer } from '../../src/node/create.js'
import { resultSchema } from '../../src/report/index.js'
import type { Restorer } from '../../src/types.js'
import { folder } from './folder.js'
import { invoke } from './in-process.js'

const ajv = new Ajv2020({ allErrors: true, strict: true })
ajv.addSchema(resultSchema, 'unspin')

function expectValid(data: unknown, definition: string): void {
  const validate = ajv.getSchema(`unspin#/$defs/${definition}`)
  expect(validate?.(data), JSON.stringify(validate?.errors)).toBe(true)
}

const garbled = readFileSync(new URL('../../seeds/001_fb92ceaae6831f8a.txt', import.meta.url), 'utf8')
const dictionary = fileURLToPath(new URL('small.yaml', import.meta.url))
const quoted = 'In the present day the "White Home" officials said.\n'

let loading: Promise<Restorer> | undefined
// One restorer for all runs; only the dictionaries are what the flags would say.
const loadRestorer = (): Promise<Restorer> =>
  (loading ??= createRestorer({ dictionaries: [dictionary], defaultDictionary: true, minConfidence: 0.9, assume: 'spun' }))

const output = async (argv: string[], stdin: string): Promise<string> => (await invoke(argv, stdin, { loadRestorer })).stdout

test.each([garbled, quoted, ''])('of a text', async (text) => {
  const result = JSON.parse(await output(['--format', 'json'], text))
  expectValid(result, 'result')
  for (const argv of [['--format', 'jsonl'], ['check', '--format', 'json'], ['explain', '--format', 'json']]) {
    expect(JSON.parse(await output(argv, text))).toEqual(result)
  }
  expectValid(JSON.parse(await output(['diagnose', '--format', 'json'], text)), 'diagnosisReport')
})

test('of several texts', async () => {
  const { at } = folder({ 'a.txt': quoted, 'b.txt': garbled })
  const results: { edits: unknown[]; suggestions: unknown[] }[] = JSON.parse(
    await output(['--format', 'json', at('a.txt'), at('b.txt')], '')
  )
  expect(results).toHaveLength(2)
  // Without findings there would be nothing to validate.
  for (const { edits } of results) expect(edits).not.toHaveLength(0)
  expect(results.flatMap(({ suggestions }) => suggestions)).not.toHaveLength(0)
  expectValid(results, 'results')
})

test('of a comparison', async () => {
  const { at } = folder({ 'a.txt': quoted })
  expectValid(JSON.parse(await output(['compare', '--format', 'json', at('a.txt'), '-'], 'Today the "White House" said.\n')), 'result')
})

test('of records and of faulty lines', async () => {
  const lines = [JSON.stringify({ title: quoted, body: garbled }), '{}', '{"body":null}', '{"body":1}', '[]', 'not json']
  for (const [fields, definition] of [[['body'], 'findings'], [['title', 'body'], 'fieldFindings']] as const) {
    const argv = ['--jsonl', ...fields.flatMap((field) => ['--field', field])]
    const written: { unspin: unknown }[] = (await output(argv, `${lines.join('\n')}\n`)).trimEnd().split('\n').map((line) => JSON.parse(line))
    expect(written).toHaveLength(lines.length)
    for (const [at, { unspin }] of written.entries()) {
      expectValid(unspin, at < 3 ? definition : 'failure')
      if (at < 3) expectValid(unspin, 'findings')
    }
    // Without findings of its own, a definition would prove nothing.
    expect(written[0]).toMatchObject({ unspin: { edits: expect.arrayContaining([expect.anything()]) } })
  }
})
