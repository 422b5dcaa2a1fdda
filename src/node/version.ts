/** A short name for everything besides the text that a restoration depends on. */
import { createHash, type Hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolOptions } from './pool.js'
import { compiledDictionary, modelFolder, packageRoot, readData } from './data.js'

const models = ['language-model.bin', 'topics.bin', 'weights.json'].map((name) => join(modelFolder, name))

/** Twelve digits that differ when what was put in first or one of the files does. */
async function digitsOf(hash: Hash, ownFiles: readonly string[], given: readonly string[] = []): Promise<string> {
  for (const path of ownFiles) hash.update(await readData(path))
  // One that cannot be read is told of when it is loaded.
  for (const path of given) hash.update(await readFile(path).catch(() => ''))
  return hash.digest('hex').slice(0, 12)
}

/** Twelve digits that differ when program, models, dictionaries or options do. */
export const versionOf = (options: PoolOptions): Promise<string> =>
  digitsOf(
    createHash('sha256').update(JSON.stringify(options)),
    [join(packageRoot, 'package.json'), ...models, compiledDictionary],
    options.dictionaries
  )

/** The same for dictionary and models apart, for records of what made a proposal. */
export async function engineVersions({ dictionaries, defaultDictionary }: PoolOptions): Promise<{ dictionary: string; model: string }> {
  const defaults = defaultDictionary === false ? [] : [compiledDictionary]
  const [dictionary, model] = await Promise.all([
    digitsOf(createHash('sha256'), defaults, dictionaries),
    digitsOf(createHash('sha256'), models)
  ])
  return { dictionary, model }
}
