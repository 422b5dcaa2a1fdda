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
      .flatMap(({ text, restored, position }) => {
        const found = restorer.restore(text, { assume: 'spun' }).text
        const difference = `expected ${JSON.stringify(restored)}, found ${JSON.stringify(found)}`
        return found === restored ? [] : [`${file}:${position.line}: ${difference}`]
      })
    expect(failures).toEqual([])
  })
})

it('every layer has examples', () => {
  const layers = new Set(files.map((file) => file.split('/')[1]))
  expect(layers).toEqual(new Set(['names', 'phrases', 'words']))
})
