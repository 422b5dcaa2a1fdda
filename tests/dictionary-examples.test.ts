/** Every example of the dictionary, with the evidence stated: the garbled must be restored, the clean must stay. */
import { describe, expect, it } from 'vitest'
import { createRestorer } from '../src/index.js'
import { readEntries } from '../src/node/data.js'

const entries = await readEntries([], true)
// From the files rather than the compiled dictionary, so that an example never meets a stale one.
const restorer = await createRestorer({ entries })

const files = [...new Set(entries.examples.map(({ position }) => position.file))]

describe('the examples of', () => {
  it.each(files)('%s', (file) => {
    const failures = entries.examples
      .filter(({ position }) => position.file === file)
      .map(({ text, restored, position }) => ({ line: position.line, restored, found: restorer.restore(text, { assume: 'spun' }).text }))
      .filter(({ restored, found }) => restored !== found)
    expect(failures.map(({ line, restored, found }) => `${file}:${line}: expected ${JSON.stringify(restored)}, found ${JSON.stringify(found)}`)).toEqual([])
  })
})

it('every layer has examples', () => {
  for (const layer of ['names', 'phrases', 'words']) expect(files.filter((file) => file.startsWith(`dictionaries/${layer}/`)).length).toBeGreaterThan(0)
})
