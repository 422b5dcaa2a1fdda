// Restores a page, then takes its title and paragraphs with Cheerio: node cheerio.mjs < page.html
import process from 'node:process'
import { text as read } from 'node:stream/consumers'
import { load } from 'cheerio'
import { createRestorer } from 'unspin'

// Restoring comes first: it needs the whole page for evidence, and leaves every tag where it was.
const { text } = (await createRestorer()).restoreHtml(await read(process.stdin))
const $ = load(text)
console.log($('h1').first().text())
$('article p').each((_, paragraph) => console.log(`\n${$(paragraph).text()}`))
