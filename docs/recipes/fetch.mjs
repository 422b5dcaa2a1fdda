// Fetches pages and writes those that look spun, restored, into a folder: node fetch.mjs FOLDER URL…
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { createRestorer } from 'unspin'

const [folder = 'pages', ...urls] = process.argv.slice(2)
const restorer = await createRestorer()
await mkdir(folder, { recursive: true })
for (const url of urls) {
  // One page that does not come is no reason to miss the others.
  const response = await fetch(url).catch((error) => ({ ok: false, status: error.message, statusText: error.cause?.message ?? '' }))
  if (!response.ok) {
    console.error(`${url}: ${response.status} ${response.statusText}`)
    continue
  }
  const { text, edits, diagnosis } = restorer.restoreHtml(await response.text())
  console.log(JSON.stringify({ url, spun: Number(diagnosis.spun.toFixed(2)), edits: edits.length }))
  if (edits.length > 0) await writeFile(join(folder, `${encodeURIComponent(url)}.html`), text)
}
