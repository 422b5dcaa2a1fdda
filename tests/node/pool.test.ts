/** Threads, with the built worker and a dictionary of a few entries. */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRestorer } from '../../src/node/create.js'
import { RestorerPool, type AsyncRestorer } from '../../src/node/pool.js'
import { versionOf } from '../../src/node/version.js'
import type { Restorer } from '../../src/types.js'

const dictionary = fileURLToPath(new URL('../cli/small.yaml', import.meta.url))
const options = { dictionaries: [dictionary], defaultDictionary: false, assume: 'spun', maxLength: 1000 } as const
const texts = Array.from({ length: 20 }, (_, at) => `Text ${at}: White Home officials said that the Division of Protection agreed.`)

const threads = new RestorerPool(2)
let pool: AsyncRestorer
let restorer: Restorer
beforeAll(async () => {
  pool = await threads.restorer(options)
  restorer = await createRestorer(options)
})
afterAll(async () => {
  await threads.close()
})

test('threads give what one restorer gives', async () => {
  expect(await Promise.all(texts.map((text) => pool.restore(text)))).toEqual(texts.map((text) => restorer.restore(text)))
  expect(await pool.diagnose(texts.slice(0, 5).join(' '))).toEqual(restorer.diagnose(texts.slice(0, 5).join(' ')))
  expect(await pool.restore(texts[0] ?? '', { minConfidence: 1 })).toEqual(restorer.restore(texts[0] ?? '', { minConfidence: 1 }))
})

test('a brief restoration has the same edits without their reasons', async () => {
  const [text = ''] = texts
  const full = restorer.restore(text)
  const brief = await pool.restore(text, { brief: true })
  expect(brief).toEqual({ ...full, suggestions: [], edits: full.edits.map((edit) => ({ ...edit, reasons: [], alternatives: [] })) })
  expect(full.edits.length).toBeGreaterThan(0)
})

test('an error comes back as it was thrown', async () => {
  await expect(pool.restore('x'.repeat(1001))).rejects.toMatchObject({ name: 'UnspinError', code: 'UNSPIN_TOO_LONG', hint: 'split it, or raise maxLength' })
  await expect(threads.restorer({ ...options, families: ['none'] })).rejects.toMatchObject({ code: 'UNSPIN_FAMILY_UNKNOWN' })
})

test('what is under way when threads are ended fails', async () => {
  const one = new RestorerPool(1)
  const other = await one.restorer(options)
  const answers = Promise.allSettled(texts.map((text) => other.restore(text)))
  await one.close()
  expect((await answers).map((each) => each.status === 'rejected' && each.reason.code)).toEqual(texts.map(() => 'UNSPIN_POOL_CLOSED'))
  await expect(other.restore('a')).rejects.toMatchObject({ code: 'UNSPIN_POOL_CLOSED' })
})

test('the version changes with the options', async () => {
  const version = await versionOf(options)
  expect(version).toMatch(/^[\da-f]{12}$/)
  expect(await versionOf(options)).toBe(version)
  expect(await versionOf({ ...options, assume: 'clean' })).not.toBe(version)
})
