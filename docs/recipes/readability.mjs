// Takes the article out of a page with Readability and restores its text: node readability.mjs URL < page.html
import process from 'node:process'
import { text as read } from 'node:stream/consumers'
import { Readability } from '@mozilla/readability'
import { Window } from 'happy-dom'
import { createRestorer, extractText } from 'unspin'

const window = new Window({ url: process.argv[2] ?? 'http://localhost/' })
window.document.write(await read(process.stdin))
const article = new Readability(window.document).parse()
await window.happyDOM.close()
if (article === null) throw new Error('Readability finds no article')
// The content is HTML, whose paragraphs the plain text would join. Title and text are one document: the text tells what
// the title meant.
const restorer = await createRestorer()
const { text, edits } = restorer.restore(`${article.title}\n\n${extractText(article.content).text}\n`)
process.stdout.write(text)
console.error(`${edits.length} edits`)
