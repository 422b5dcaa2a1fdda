/** Compiles the default dictionary into `dist/data/dictionary.bin`, and packs its files beside it; a step of the build. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { decodeSections } from '../binary/sections.js'
import { LanguageModel } from '../context/language-model.js'
import { encodeDictionary } from '../dictionary/binary.js'
import { compile } from '../dictionary/compile.js'
import { UnspinError } from '../types.js'
import { compiledDictionary, defaultFiles, modelFolder, packedDictionary, readData, readEntries } from './data.js'

try {
  const model = LanguageModel.open(decodeSections(await readData(join(modelFolder, 'language-model.bin')), 'language-model.bin'))
  const bytes = encodeDictionary(compile(await readEntries([], true), model.vocabulary))
  await mkdir(dirname(compiledDictionary), { recursive: true })
  await writeFile(compiledDictionary, bytes)
  await writeFile(packedDictionary, gzipSync(JSON.stringify(await defaultFiles()), { level: 9 }))
} catch (error) {
  if (!(error instanceof UnspinError)) throw error
  process.stderr.write(`${error.file ?? 'dictionaries'}:${String(error.line ?? 0)}: ${error.message}\n`)
  process.exitCode = 2
}
