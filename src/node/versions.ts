/** Which dictionary and model made a result, as short hashes of their files: for journals of decisions. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { compiledDictionary, modelFolder, readData } from './data.js'

const DIGITS = 12

async function hashOfFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(await readData(path))
  return hash.digest('hex').slice(0, DIGITS)
}

/**
 * Versions of what a restorer with these settings is made from. Equal versions propose the same.
 * @throws UnspinError `UNSPIN_DATA_MISSING` for a file that is not there
 */
export async function engineVersions(
  dictionaries: readonly string[] = [],
  defaultDictionary = true
): Promise<{ readonly dictionary: string; readonly model: string }> {
  const models = ['language-model.bin', 'topics.bin', 'weights.json'].map((name) => join(modelFolder, name))
  const [dictionary, model] = await Promise.all([
    hashOfFiles([...(defaultDictionary ? [compiledDictionary] : []), ...dictionaries]),
    hashOfFiles(models)
  ])
  return { dictionary, model }
}
