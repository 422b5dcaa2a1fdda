/** What restoring Markdown and feeds promises, however messy they are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { revertEdits } from '../../src/edit/apply.js'
import { extractFeed } from '../../src/html/extract-feed.js'
import { extractText } from '../../src/html/extract-html.js'
import { extractMarkdown } from '../../src/html/extract-markdown.js'
import type { Extraction } from '../../src/html/extraction.js'
import type { Restorer } from '../../src/types.js'
import { restoreExtraction } from '../../src/html/restore-extraction.js'
import { messyHtml, restorer } from './messy-html.js'
import { messyMarkdown, restorer as markdownRestorer } from './messy-markdown.js'

const seed = 20240312
const numRuns = 700

/** Edits that can be taken back, that say what restoring the text says, and that leave nothing to do. */
function holds(source: string, extract: (source: string) => Extraction, restorer: Restorer): number {
  const extraction = extract(source)
  const { text, edits } = restoreExtraction(restorer, extraction)
  for (const { span, before } of edits) expect(before).toBe(source.slice(span.start, span.end))
  expect(revertEdits(text, edits)).toBe(source)
  expect(extract(text).text).toBe(restorer.restore(extraction.text).text)
  expect(restoreExtraction(restorer, extract(text)).edits).toEqual([])
  return edits.length
}

/** In text that begins a character reference by chance an edit is left out. */
const WOULD_JOIN = /&dear/

describe('Markdown', () => {
  it('is restored in place', () => {
    let edits = 0
    fc.assert(fc.property(messyMarkdown, (markdown) => {
      edits += holds(markdown, extractMarkdown, markdownRestorer)
    }), { seed, numRuns })
    expect(edits).toBeGreaterThan(numRuns)
  })
})

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const escapeAll = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', '')}]]>`
const notations = fc.constantFrom(escape, escapeAll, cdata)

describe('a feed', () => {
  const pages = fc.array(fc.tuple(messyHtml, notations), { maxLength: 4 })
  const feedOf = (fields: readonly (readonly [string, (text: string) => string])[]): string =>
    `<rss><channel>${fields.map(([html, write]) => `<item><description>${write(html)}</description></item>`).join('\n')}</channel></rss>`

  it('is restored in place', () => {
    let edits = 0
    fc.assert(fc.property(pages, (fields) => {
      fc.pre(!fields.some(([html]) => WOULD_JOIN.test(extractText(html).text)))
      edits += holds(feedOf(fields), extractFeed, restorer)
    }), { seed, numRuns })
    expect(edits).toBeGreaterThan(numRuns)
  })

  it('has the texts of its fields, whatever they are written in', () => {
    fc.assert(fc.property(pages, (fields) => {
      const texts = fields.map(([html, write]) => extractText(write === cdata ? html.replaceAll(']]>', '') : html).text)
      expect(extractFeed(feedOf(fields)).text).toBe(texts.filter((text) => text !== '').join('\n\n'))
    }), { seed, numRuns })
  })
})
