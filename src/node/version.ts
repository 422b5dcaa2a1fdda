/** A short name for everything besides the text that a restoration depends on. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolOptions } from './pool.js'
import { compiledDictionary, modelFolder, packageRoot, readData } from './data.js'

/** Twelve digits that differ when program, models, dictionaries or options do. */
export async function versionOf(options: PoolOptions): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(options))
  const models = ['language-model.bin', 'topics.bin', 'weights.json'].map((name) => join(modelFolder, name))
  const files = [join(packageRoot, 'package.json'), ...models, compiledDictionary]
  for (const path of files) hash.update(await readData(path))
  // One that cannot be read is told of when it is loaded.
  for (const path of options.dictionaries ?? []) hash.update(await readFile(path).catch(() => ''))
  return hash.digest('hex').slice(0, 12)
}
