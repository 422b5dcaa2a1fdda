/** What restoring HTML promises of every page, however messy. */
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { applyEdits, revertEdits } from '../../src/edit/apply.js'
import { extractText } from '../../src/html/extract-html.js'
import { withMarkup } from '../../src/html/restorer.js'
import type { Edit, Span } from '../../src/types.js'
import { messyHtml, restorer as textRestorer } from './messy-html.js'

const seed = 20240311
const numRuns = 2000
/** Of properties that hold for each edit or run by itself. */
const fewerRuns = 1000
const restorer = withMarkup(textRestorer)
const forAll = (property: (html: string) => void, runs = numRuns): void => {
  fc.assert(fc.property(messyHtml, property), { seed, numRuns: runs })
}

/** Everything that htmlparser2's own parser takes for markup, by its account of the places. */
function markup(html: string): Span[] {
  const spans: Span[] = []
  const note = (): number => spans.push({ start: parser.startIndex, end: parser.endIndex + 1 })
  const parser = new Parser({ onopentag: note, onclosetag: (_, implied) => (implied ? undefined : note()), oncomment: note, onprocessinginstruction: note })
  parser.end(html)
  return spans
}

/** Text in which `dear` cannot become `lt;`. */
const WOULD_JOIN = /&dear/

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

describe('restoreHtml, of messy pages', () => {
  it('makes edits of the source that can be taken back byte for byte', () => {
    let edits = 0
    forAll((html) => {
      const restoration = restorer.restoreHtml(html)
      expect(restoration.source).toBe(html)
      for (const { span, before } of restoration.edits) expect(before).toBe(html.slice(span.start, span.end))
      expect(applyEdits(html, restoration.edits)).toBe(restoration.text)
      expect(revertEdits(restoration.text, restoration.edits)).toBe(html)
      edits += restoration.edits.length
    })
    expect(edits).toBeGreaterThan(numRuns)
  })

  it('is what restoring the extracted text is', () => {
    forAll((html) => {
      const { text } = extractText(html)
      fc.pre(!WOULD_JOIN.test(text))
      expect(extractText(restorer.restoreHtml(html).text).text).toBe(textRestorer.restore(text).text)
    })
  })

  it('makes no edit by which an ampersand before it would become part of a character reference', () => {
    const { text, edits } = restorer.restoreHtml('<p>R&dear, my dear & dear parent')
    expect(text).toBe('<p>R&dear, my lt; & lt; moms &amp; dads')
    expect(edits.map(({ before }) => before)).toEqual(['dear', 'dear', 'parent'])
  })

  it('finds nothing more the second time', () => {
    forAll((html) => {
      expect(restorer.restoreHtml(restorer.restoreHtml(html).text).edits).toEqual([])
    })
  })

  it('never edits a tag, a comment or a declaration', () => {
    forAll((html) => {
      const spans = markup(html)
      for (const { span } of restorer.restoreHtml(html).edits) expect(spans.filter((each) => overlaps(each, span))).toEqual([])
    }, fewerRuns)
  })

  it('gives all edits of one expression one group, and each expression its own', () => {
    forAll((html) => {
      const groups = new Map<number, Edit[]>()
      for (const edit of restorer.restoreHtml(html).edits) groups.set(edit.group, [...(groups.get(edit.group) ?? []), edit])
      for (const group of groups.values()) expect(new Set(group.map(({ entry }) => entry)).size).toBe(1)
      const { text } = extractText(html)
      fc.pre(!WOULD_JOIN.test(text))
      expect(groups.size).toBe(textRestorer.restore(text).edits.length)
    }, fewerRuns)
  })
})

describe('extractText, of messy pages', () => {
  it('maps every run to the source that it was read from', () => {
    forAll((html) => {
      const { text, runs, source } = extractText(html)
      expect(source).toBe(html)
      let at = 0
      for (const run of runs) {
        expect(run.at).toBeGreaterThanOrEqual(at)
        expect(text.slice(at, run.at)).toMatch(/^(?:\n{0,2}\ufffc?)$/)
        at = run.at + run.length
        const written = html.slice(run.start, run.end)
        if (run.length === 0) expect(written).toMatch(/^(?:\s|&#32;?)+$/)
        else if (run.verbatim) expect(written).toBe(text.slice(run.at, at))
        else expect(extractText(`x${written}x`).text).toBe(`x${text.slice(run.at, at)}x`)
      }
      expect(at).toBe(text.length)
    }, fewerRuns)
  })
})
