/** Compiled dictionaries kept between runs: compiling takes seconds, and is the same each time. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { decodeSections } from '../binary/sections.js'
import { LanguageModel } from '../context/language-model.js'
import { encodeDictionary } from '../dictionary/binary.js'
import { compile } from '../dictionary/compile.js'
import { compiledDictionary, dictionariesFolder, packageRoot, readEntries } from './data.js'

/** Compiled dictionaries that nobody used for so long are deleted. */
const KEEP_MILLISECONDS = 30 * 24 * 3600 * 1000

/** Where this system keeps what can be made again; `UNSPIN_CACHE_DIR` names another place. */
export function cacheFolder(): string {
  const { env, platform } = process
  if (env['UNSPIN_CACHE_DIR']) return env['UNSPIN_CACHE_DIR']
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'unspin', 'Cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'unspin')
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'unspin')
}

/**
 * Bytes of the compiled default dictionary and the files added to it, from the cache or compiled. A cache that cannot be
 * read or written costs time and nothing else.
 * @throws UnspinError with file and line of the first fault in the files.
 */
export async function compiledWith(paths: readonly string[], withDefaults: boolean, languageModel: Uint8Array): Promise<Uint8Array> {
  const folder = cacheFolder()
  const file = join(folder, `dictionary-${await keyOf(paths, withDefaults, languageModel)}.bin`)
  const known = await readWhole(file)
  if (known) {
    await utimes(file, new Date(), new Date()).catch(() => undefined)
    return known
  }
  const model = LanguageModel.open(decodeSections(languageModel, 'language-model.bin'))
  const bytes = encodeDictionary(compile(await readEntries(paths, withDefaults), model.vocabulary))
  await keep(folder, file, bytes).catch(() => undefined)
  return bytes
}

/** Everything that the compiled bytes depend on: program, model, our dictionary files, those added and their names. */
async function keyOf(paths: readonly string[], withDefaults: boolean, languageModel: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([paths, withDefaults, languageModel.length]))
  hash.update(languageModel.subarray(0, 65536))
  for (const file of [join(packageRoot, 'package.json'), compiledDictionary, ...paths]) {
    const bytes = await readFile(file).catch(() => '')
    hash.update(`${bytes.length}:`).update(bytes)
  }
  // An installed package has no such folder: its compiled dictionary, hashed above, stands for the files.
  const names = (await readdir(dictionariesFolder, { recursive: true }).catch(() => [])).sort()
  for (const name of names) {
    const { size, mtimeMs } = await stat(join(dictionariesFolder, name))
    hash.update(`${name}:${size}:${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 32)
}

/** A file that ends with the hash of the rest of it; undefined when it is missing or damaged. */
async function readWhole(file: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes || bytes.length < HASH_LENGTH) return undefined
  const content = bytes.subarray(0, -HASH_LENGTH)
  return hashOf(content).equals(bytes.subarray(-HASH_LENGTH)) ? content : undefined
}

const HASH_LENGTH = 32

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

async function keep(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = join(folder, `${randomUUID()}.tmp`)
  try {
    await writeFile(temporary, Buffer.concat([bytes, hashOf(bytes)]))
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
  for (const name of await readdir(folder)) {
    const old = join(folder, name)
    const ours = /^(?:dictionary-[\da-f]{32}\.bin|[\da-f-]{36}\.tmp)$/.test(name)
    if (ours && Date.now() - (await stat(old)).mtimeMs > KEEP_MILLISECONDS) await rm(old, { force: true })
  }
}
