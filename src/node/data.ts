/** Where dictionaries, models and the compiled dictionary lie, and how they are read from disk. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Entries } from '../dictionary/entries.js'
import { assertNoFaults } from '../dictionary/fault.js'
import type { DictionaryFile } from '../dictionary/parse.js'
import { UnspinError } from '../types.js'

/** The package's root: this file lies two folders below it, in `src/node` and in `dist/node` alike. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
export const dictionariesFolder = join(packageRoot, 'dictionaries')
export const modelFolder = join(packageRoot, 'models', 'en')
/** The dictionary's files in one, as the package has them: a fifth of their size. */
export const packedDictionary = join(packageRoot, 'dist', 'data', 'dictionaries.json.gz')
/** The page of the review in the browser. */
export const builtPage = join(packageRoot, 'dist', 'review', 'page')
export const compiledDictionary = join(packageRoot, 'dist', 'data', 'dictionary.bin')

/** The default dictionary's files: those of `dictionaries/` in a checkout, else the packed ones. */
export async function defaultFiles(): Promise<DictionaryFile[]> {
  if (existsSync(dictionariesFolder)) return dictionaryFiles(dictionariesFolder)
  const files: unknown = JSON.parse(gunzipSync(await readData(packedDictionary)).toString())
  if (Array.isArray(files) && files.every(isDictionaryFile)) return files
  throw new UnspinError('UNSPIN_BINARY', 'the packed dictionary is damaged', { file: packedDictionary, hint: 'install unspin again' })
}

const isDictionaryFile = (value: unknown): value is DictionaryFile =>
  typeof value === 'object' && value !== null && 'path' in value && 'text' in value && typeof value.path === 'string' && typeof value.text === 'string'

/** All YAML files below a folder, in the order of their paths, named relative to the folder's parent. */
async function dictionaryFiles(folder: string): Promise<DictionaryFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map((entry) => join(entry.parentPath, entry.name)).sort()
  return Promise.all(paths.map(async (path) => ({ path: relative(join(folder, '..'), path).replaceAll('\\', '/'), text: await readFile(path, 'utf8') })))
}

/**
 * Entries of the default dictionary and of files added to it.
 * @throws UnspinError with file and line of the first fault.
 */
export async function readEntries(paths: readonly string[], withDefaults: boolean): Promise<Entries> {
  // yaml and zod take longer to load than the compiled dictionary, so only those who need them pay.
  const { parseDictionary } = await import('../dictionary/parse.js')
  const defaults = await defaultFiles()
  const kept = withDefaults ? defaults : defaults.filter(({ path }) => /^dictionaries\/(?:english\/|families\.yaml)/.test(path))
  const added = await Promise.all(paths.map(async (path) => ({ path, text: await readText(path) })))
  const { entries, faults } = parseDictionary([...kept, ...added])
  assertNoFaults(faults)
  return entries
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UnspinError('UNSPIN_DICTIONARY_FILE', missing ? 'no such dictionary file' : 'the dictionary file cannot be read as UTF-8 text', {
      file: path,
      hint: 'give the path of a YAML file in the dictionary format'
    })
  }
}

/** Reads a file of the package. @throws UnspinError `UNSPIN_DATA_MISSING` when the package is incomplete. */
export async function readData(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch {
    throw new UnspinError('UNSPIN_DATA_MISSING', 'a data file of the package is missing', { file: path, hint: 'run `npm run build`, or install unspin again' })
  }
}
