/**
 * Programs that do a part of what unspin does, or something like it. Each is loaded in a process of its own, from the
 * bench's own folder; nothing here is a dependency of unspin.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadBuilt } from '../built.js'
import type { Pair } from './pairs.js'

/** Does its work on one text. */
export type Work = (text: string) => unknown

export interface Subject {
  readonly label: string
  /** What it does and does not do, beside unspin. */
  readonly does: string
  /** Packages to install, with their versions. */
  readonly packages: readonly string[]
  /** For what remembers texts that it saw: it is loaded anew for each measurement, untimed, and works on the first texts alone. */
  readonly renewed?: { readonly texts: number }
  load(pairs: readonly Pair[], folder: string): Promise<Work>
}

type Callable = (...parameters: unknown[]) => unknown

const isCallable = (value: unknown): value is Callable => typeof value === 'function'

/** A function that an untyped package must have. @throws Error when it does not */
function callable(holder: unknown, name: string): Callable {
  const value: unknown = holder !== null && (typeof holder === 'object' || typeof holder === 'function') ? Reflect.get(holder, name) : undefined
  if (!isCallable(value)) throw new Error(`there is no ${name}`)
  return value
}

/** A method, bound to its object. */
const method = (holder: unknown, name: string): Callable => callable(holder, name).bind(holder)

const created = (holder: unknown, name: string, ...parameters: unknown[]): unknown => Reflect.construct(callable(holder, name), parameters)

const fromFolder = (folder: string, path: string): Promise<unknown> => import(pathToFileURL(join(folder, 'node_modules', path)).href)

const SPECIAL = /[.*+?^${}()|[\]\\]/g

const replaceAllInLoop: Subject = {
  label: 'replaceAll in a loop',
  does: 'replaces each listed form by its first original, inside other words too; no names, no context, no offsets',
  packages: [],
  load: (pairs) =>
    Promise.resolve((text) => pairs.reduce((replaced, [spun, original]) => replaced.replaceAll(spun, original), text))
}

const giantAlternation: Subject = {
  label: 'one giant alternation',
  does: 'replaces each listed form, whole words in the case of the list, by its first original; no names, no context',
  packages: [],
  load(pairs) {
    const originals = new Map(pairs)
    const forms = [...originals.keys()].sort((a, b) => b.length - a.length).map((form) => form.replace(SPECIAL, '\\$&'))
    const pattern = new RegExp(`\\b(?:${forms.join('|')})\\b`, 'g')
    return Promise.resolve((text) => text.replace(pattern, (form) => originals.get(form) ?? form))
  }
}

const ahoCorasick = (label: string, name: string, path: string, { className, search }: { className?: string; search: string }): Subject => ({
  label,
  does: 'finds each listed form wherever it stands, inside other words too; replaces nothing',
  packages: [name],
  async load(pairs, folder) {
    const module = await fromFolder(folder, path)
    return method(created(module, className ?? 'default', pairs.map(([spun]) => spun)), search)
  }
})

const cspell: Subject = {
  label: 'cspell-lib 9',
  does: 'looks every word up in an English dictionary and in the list of forms (single words alone); no context, no restoration',
  packages: ['cspell-lib@9.8.0'],
  async load(pairs, folder) {
    const check = callable(await fromFolder(folder, 'cspell-lib/dist/index.js'), 'spellCheckDocument')
    const flagWords = pairs.map(([spun]) => spun).filter((spun) => /^[a-z]+$/.test(spun))
    const options = { generateSuggestions: false, noConfigSearch: true }
    return (text) => check({ uri: 'file:///article.txt', text, languageId: 'plaintext', locale: 'en' }, options, { language: 'en', flagWords })
  }
}

const wink: Subject = {
  label: 'wink-nlp, full pipe',
  does: 'sentences, parts of speech, negation, sentiment, entities; knows no entries and restores nothing',
  packages: [],
  load() {
    const require = createRequire(import.meta.url)
    const model: unknown = require('wink-eng-lite-web-model')
    const create: unknown = require('wink-nlp')
    if (!isCallable(create)) throw new Error('wink-nlp is no function')
    return Promise.resolve(method(create(model), 'readDoc'))
  }
}

const compromise: Subject = {
  label: 'compromise',
  does: 'sentences, parts of speech, chunks; knows no entries and restores nothing',
  packages: ['compromise@14.17.0'],
  async load(_, folder) {
    const nlp = callable(await fromFolder(folder, 'compromise/src/three.js'), 'default')
    return (text) => nlp(text)
  }
}

const harper: Subject = {
  label: 'harper.js',
  does: 'spelling and rules of grammar (Rust, as WebAssembly); knows no entries of ours',
  packages: ['harper.js@2.10.0'],
  renewed: { texts: 4 },
  async load(_, folder) {
    const module = await fromFolder(folder, 'harper.js/dist/index.js')
    const bytes = await readFile(join(folder, 'node_modules/harper.js/dist/harper_wasm_bg.wasm'))
    const url = `data:application/wasm;base64,${bytes.toString('base64')}`
    const linter = created(module, 'LocalLinter', { binary: callable(module, 'createBinaryModuleFromUrl')(url) })
    await method(linter, 'setup')()
    return method(linter, 'lint')
  }
}

const unspin = (label: string, does: string, analyser: boolean): Subject => ({
  label,
  does,
  packages: [],
  async load() {
    const restorer = await (await loadBuilt()).createRestorer(analyser ? {} : { analyser: null })
    return (text) => restorer.restore(text)
  }
})

export const SUBJECTS: readonly Subject[] = [
  unspin('unspin: restore', 'all of it: names, phrases, words in all forms, context, evidence, confidence', true),
  unspin('unspin: restore without analyser', 'the same without the parts of speech', false),
  replaceAllInLoop,
  giantAlternation,
  ahoCorasick('@monyone/aho-corasick', '@monyone/aho-corasick@1.1.11', '@monyone/aho-corasick/dist/fast.mjs', { className: 'AhoCorasick', search: 'matchInText' }),
  ahoCorasick('ahocorasick', 'ahocorasick@1.0.2', 'ahocorasick/src/main.js', { search: 'search' }),
  ahoCorasick('modern-ahocorasick', 'modern-ahocorasick@3.3.0', 'modern-ahocorasick/dist/index.js', { search: 'search' }),
  cspell,
  wink,
  compromise,
  harper
]
