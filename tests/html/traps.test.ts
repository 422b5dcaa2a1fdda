/**
 * Sources with one trap each: `NAME.html` in `pages/`, `NAME.md` in `markdown/`, `NAME.xml` in `feeds/`; the same restored
 * in `NAME.restored.…`, and its text in `NAME.txt`. `vitest run tests/html/traps.test.ts --update` writes the last two;
 * read the difference before you commit it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { revertEdits } from '../../src/edit/apply.js'
import { readerOf } from '../../src/html/input-kind.js'
import type { Restorer } from '../../src/types.js'
import { smallRestorer } from './small-restorer.js'

const KINDS = [
  { kind: 'html', folder: 'pages', extension: '.html', least: 40 },
  { kind: 'markdown', folder: 'markdown', extension: '.md', least: 10 },
  { kind: 'feed', folder: 'feeds', extension: '.xml', least: 8 }
] as const
/** Traps in what is restored only on demand. */
const WITH_ATTRIBUTES = new Set(['attributes', 'head', 'json-ld', 'quotes-in-attributes'])

let restorer: Restorer
beforeAll(async () => {
  restorer = await smallRestorer()
})

describe.each(KINDS)('a trap in $folder', ({ kind, folder, extension, least }) => {
  const path = fileURLToPath(new URL(`${folder}/`, import.meta.url))
  const sources = readdirSync(path).filter((name) => name.endsWith(extension) && !name.endsWith(`.restored${extension}`))

  it('is one of many', () => {
    expect(sources.length).toBeGreaterThanOrEqual(least)
  })

  it.each(sources)('%s', async (file) => {
    const name = file.slice(0, -extension.length)
    const source = readFileSync(path + file, 'utf8')
    const read = await readerOf(kind, { attributes: WITH_ATTRIBUTES.has(name) })
    const restore = (written: string) => {
      const reading = read(written)
      return reading.inSource(restorer.restore(reading.text))
    }
    const { text, edits } = restore(source)
    await expect(text).toMatchFileSnapshot(`${path}${name}.restored${extension}`)
    await expect(read(source).text).toMatchFileSnapshot(`${path}${name}.txt`)
    expect(revertEdits(text, edits)).toBe(source)
    for (const { span, before } of edits) expect(before).toBe(source.slice(span.start, span.end))
    expect(restore(text).edits).toEqual([])
  })
})
