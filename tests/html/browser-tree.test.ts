/** The text that is read is the text that a browser has: compared with the tree that parse5 builds by the HTML standard. */
import { load } from 'cheerio'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { extractText } from '../../src/html/extract-html.js'
import { messyHtml } from './messy-html.js'

const seed = 20240313
const numRuns = 2000

/**
 * What is not compared: what this tree does not know of (languages, translation, directives), and where htmlparser2 differs
 * from the standard: the end of a CDATA section, quotes in an end tag, a tag that the page ends in, links in links, text
 * that a table hands to the place before it.
 */
const NOT_COMPARED = /unspin|lang|translate|hidden|<!\[CDATA|<body|<table|<svg|<\/[^>]*<|<[a-z/!]*$|<a[\s\S]*<kbd[\s\S]*<a/i

const withoutSpace = (text: string): string => text.replace(/[\s\ufffc\ufeff\0]/g, '')

it('reads the text that parse5 finds', () => {
  let compared = 0
  fc.assert(fc.property(messyHtml, (html) => {
    if (NOT_COMPARED.test(html)) return
    compared++
    const $ = load(html)
    $('script, style, pre, code, kbd, textarea, template, math').remove()
    expect(withoutSpace(extractText(html).text)).toBe(withoutSpace($('body').text()))
  }), { seed, numRuns })
  expect(compared).toBeGreaterThan(numRuns / 3)
})
