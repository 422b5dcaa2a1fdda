import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRestorer } from '../../src/node/create.js'
import * as data from '../../src/node/data.js'

vi.mock('../../src/node/data.js', async (original) => {
  const actual = await original<typeof data>()
  return { ...actual, readEntries: vi.fn(actual.readEntries) }
})

const text = 'White Home officials said that the White Home agreed.'
const yaml = 'phrases:\n  - { spun: White Home, originals: [White House], families: [newswire], rate: always }\n'

let place: string
let dictionary: string
const cached = (): string[] => readdirSync(join(place, 'cache')).sort()
const restored = async (): Promise<string> => {
  const restorer = await createRestorer({ dictionaries: [dictionary], defaultDictionary: false, cache: true, assume: 'spun', analyser: null })
  return restorer.restore(text).text
}

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'unspin-cache-'))
  dictionary = join(place, 'mine.yaml')
  writeFileSync(dictionary, yaml)
  vi.stubEnv('UNSPIN_CACHE_DIR', join(place, 'cache'))
  vi.mocked(data.readEntries).mockClear()
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true })
})

describe('the cache of compiled dictionaries', () => {
  test('compiles once, and again when a file has changed', async () => {
    expect([await restored(), await restored()]).toEqual(Array(2).fill('White House officials said that the White House agreed.'))
    expect(data.readEntries).toHaveBeenCalledTimes(1)
    expect(cached()).toEqual([expect.stringMatching(/^dictionary-[\da-f]{32}\.bin$/)])
    writeFileSync(dictionary, yaml.replace('White House', 'Blue House'))
    expect(await restored()).toContain('Blue House')
    expect(data.readEntries).toHaveBeenCalledTimes(2)
    expect(cached()).toHaveLength(2)
  })

  test('compiles again what is damaged', async () => {
    await restored()
    const [name = ''] = cached()
    const path = join(place, 'cache', name)
    const whole = readFileSync(path)
    for (const damage of [() => truncateSync(path, 10), () => truncateSync(path, whole.length - 1), () => writeFileSync(path, whole.fill(7, 500, 510))]) {
      damage()
      expect(await restored()).toContain('White House')
    }
    expect(data.readEntries).toHaveBeenCalledTimes(4)
  })

  test('does without a place to keep anything', async () => {
    writeFileSync(join(place, 'cache'), 'a file')
    expect(await restored()).toContain('White House')
  })

  test('forgets what nobody used for long', async () => {
    await restored()
    const [old = ''] = cached()
    const long = new Date(Date.now() - 31 * 24 * 3600 * 1000)
    utimesSync(join(place, 'cache', old), long, long)
    writeFileSync(join(place, 'cache', 'other.bin'), '')
    utimesSync(join(place, 'cache', 'other.bin'), long, long)
    writeFileSync(dictionary, `${yaml}\n`)
    await restored()
    expect(cached()).not.toContain(old)
    expect(cached()).toHaveLength(2)
  })

  test('tells of faults with file and line, and keeps nothing of them', async () => {
    writeFileSync(dictionary, `${yaml}  - { spun: x }\n`)
    await expect(restored()).rejects.toMatchObject({ file: dictionary, line: 3 })
    expect(() => cached()).toThrow()
  })
})
