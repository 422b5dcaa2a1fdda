/** Sorts and lays out dictionary files in place: `npm run lexicon:format [-- FILE…]`, by default all of `dictionaries/`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from './canonical.js'

const ROOT = 'dictionaries'

const given = process.argv.slice(2)
const paths = given.length > 0 ? given : listDictionaries(ROOT)
for (const path of paths) {
  const text = readFileSync(path, 'utf8')
  const formatted = canonical({ path, text })
  if (formatted === text) continue
  writeFileSync(path, formatted)
  console.log(path)
}

function listDictionaries(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(root, name))
}
