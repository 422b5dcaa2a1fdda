/**
 * Pages with one trap each, in `pages/`: `NAME.html`, the same restored in `NAME.restored.html`, and its text in
 * `NAME.txt`. `vitest run tests/html/pages.test.ts --update` writes the last two; read the difference before you commit it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { revertEdits } from '../../src/edit/apply.js'
import { extractText } from '../../src/html/extract-html.js'
import type { MarkupRestorer } from '../../src/html/restorer.js'
import { smallRestorer } from './small-restorer.js'

const folder = fileURLToPath(new URL('pages/', import.meta.url))
const pages = readdirSync(folder).filter((name) => name.endsWith('.html') && !name.endsWith('.restored.html'))
/** Traps in what is restored only on demand. */
const WITH_ATTRIBUTES = new Set(['attributes', 'head', 'json-ld', 'quotes-in-attributes'])

let restorer: MarkupRestorer
beforeAll(async () => {
  restorer = await smallRestorer()
})

describe('a page with a trap', () => {
  it('there are at least thirty', () => {
    expect(pages.length).toBeGreaterThanOrEqual(30)
  })

  it.each(pages)('%s', async (page) => {
    const name = page.slice(0, -'.html'.length)
    const html = readFileSync(folder + page, 'utf8')
    const chosen = WITH_ATTRIBUTES.has(name) ? { attributes: true } : {}
    const { text, edits } = restorer.restoreHtml(html, chosen)
    await expect(text).toMatchFileSnapshot(`${folder}${name}.restored.html`)
    await expect(extractText(html, chosen).text).toMatchFileSnapshot(`${folder}${name}.txt`)
    expect(revertEdits(text, edits)).toBe(html)
    for (const { span, before } of edits) expect(before).toBe(html.slice(span.start, span.end))
    expect(restorer.restoreHtml(text, chosen).edits).toEqual([])
  })
})
