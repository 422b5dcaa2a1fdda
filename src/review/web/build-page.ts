/** Puts the page's own HTML, styles and icon beside its compiled modules; a step of the build. */
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = fileURLToPath(new URL('../../../src/review/page/', import.meta.url))
const to = fileURLToPath(new URL('../page/', import.meta.url))

await mkdir(to, { recursive: true })
for (const name of await readdir(from)) {
  if (/\.(?:html|css|svg)$/.test(name)) await copyFile(join(from, name), join(to, name))
}
