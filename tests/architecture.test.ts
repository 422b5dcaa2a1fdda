/**
 * The rules that hold src/ together. Each is a function from modules to what breaks it; each is run
 * on src/ and on a module made up to break it, so that a rule that sees nothing is seen.
 */
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { isRelative, literalText, moduleOf, modulesIn, nodesOf, targetOf, targetsOf } from './modules.js'
import type { Module } from './modules.js'

/** Which layers each one stands on. A layer may import all that it stands on, however far down; type imports count. */
const STANDS_ON = {
  types: [],
  binary: ['types'],
  text: ['binary'],
  dictionary: ['text'],
  context: ['text'],
  match: ['dictionary', 'context'],
  decode: ['match'],
  edit: ['decode'],
  restore: ['edit'],
  html: ['restore'],
  report: ['restore'],
  formats: ['html', 'report'],
  node: ['formats'],
  review: ['formats'],
  cli: ['review', 'node'],
  index: ['node', 'browser'],
  streams: ['formats'],
  browser: ['html', 'report']
} as const satisfies Record<string, readonly string[]>

type Layer = keyof typeof STANDS_ON

/** Files that stand in src/ itself. Every other file belongs to the layer that its folder is named after. */
const LAYER_OF_FILE: Readonly<Record<string, Layer>> = {
  'types.ts': 'types',
  'diagnosis.ts': 'restore',
  'restore.ts': 'restore',
  'restorer.ts': 'restore',
  'index.ts': 'index',
  'streams.ts': 'streams',
  'index.browser.ts': 'browser'
}

/** The one place that may import a package: a file, or a folder with its slash; schemas stand beside what they are of. */
const IMPORTER: Readonly<Record<string, string | readonly string[]>> = {
  commander: 'cli/',
  diff: 'formats/',
  entities: 'html/',
  'fastest-levenshtein': 'match/',
  htmlparser2: 'html/',
  'iconv-lite': 'formats/codec.ts',
  ignore: 'formats/ignore-files.ts',
  tinyglobby: 'formats/choose-files.ts',
  'wink-eng-lite-web-model': 'node/',
  'wink-nlp': 'node/',
  yaml: 'dictionary/parse.ts',
  zod: ['dictionary/schema.ts', 'formats/config-schema.ts']
}

/** Applying, reverting, composing and resolving edits needs no engine, and must go on needing none. */
const EDIT_ALGEBRA = ['edit/apply.ts', 'edit/compose.ts', 'edit/resolve.ts']

/** What is decided, and where it takes effect, is worked out apart from files and terminals. */
const REVIEW_MODEL = ['document', 'item', 'match', 'place', 'placing', 'records', 'review'].map((name) => `review/${name}.ts`)

const PAGE = 'review/page/'
const PAGE_TYPES = ['types.ts', 'review/web/contract.ts']

const TOUCHES_NODE: readonly string[] = ['node', 'formats', 'review', 'cli'] satisfies Layer[]
const NODE_GLOBALS = new Set(['process', 'Buffer', 'require', '__dirname', '__filename', 'setImmediate'])
const MAX_LINES = 300
const MAX_WORDS_IN_LIST = 12

const isLayer = (name: string): name is Layer => Object.hasOwn(STANDS_ON, name)

function layerOf(path: string): Layer | undefined {
  const [folder = '', file] = path.split('/')
  if (file === undefined) return LAYER_OF_FILE[path]
  return isLayer(folder) ? folder : undefined
}

function below(layer: Layer): Set<Layer> {
  const direct: readonly Layer[] = STANDS_ON[layer]
  return new Set(direct.flatMap((each) => [each, ...below(each)]))
}

type Rule = (modules: readonly Module[]) => string[]

const everyFileHasALayer: Rule = (modules) => modules.map(({ path }) => path).filter((path) => !layerOf(path))

const importsGoDown: Rule = (modules) =>
  modules.flatMap((module) =>
    targetsOf(module).flatMap((target) => {
      const from = layerOf(module.path)
      const to = layerOf(target)
      return !from || !to || from === to || below(from).has(to) ? [] : [`${module.path} → ${target}`]
    })
  )

const importsStayInside: Rule = (modules) => {
  const paths = new Set(modules.map(({ path }) => path))
  return modules.flatMap((module) =>
    module.imports.flatMap((specifier) => {
      if (specifier === null) return [`${module.path} → something computed`]
      if (posix.isAbsolute(specifier)) return [`${module.path} → ${specifier}`]
      return isRelative(specifier) && !paths.has(targetOf(module, specifier)) ? [`${module.path} → ${specifier}`] : []
    })
  )
}

const noCycles: Rule = (modules) => {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path)
    if (from !== -1) cycles.push([...trail.slice(from), path].join(' → '))
    const module = byPath.get(path)
    if (from !== -1 || done.has(path) || !module) return
    for (const target of targetsOf(module)) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  return cycles
}

const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier)

/** An identifier that stands for a value of its own, not for a member or a name in a declaration. */
function namesGlobal(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !NODE_GLOBALS.has(node.text)) return false
  const { parent } = node
  const isName = 'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent)
  return !isName && !('propertyName' in parent && parent.propertyName === node)
}

const onlyTheEdgeTouchesNode: Rule = (modules) =>
  modules
    .filter(({ path }) => !TOUCHES_NODE.includes(layerOf(path) ?? '') || REVIEW_MODEL.includes(path))
    .flatMap(({ path, imports, source }) => [
      ...imports.filter((specifier) => specifier !== null && isBuiltin(specifier)).map((specifier) => `${path} → ${specifier}`),
      ...nodesOf(source).filter(namesGlobal).map(({ text }) => `${path} uses ${text}`)
    ])

/** The page runs in a browser: of the rest of src/ it knows the shape of data alone, and nothing imports it. */
const thePageStandsAlone: Rule = (modules) =>
  modules.flatMap((module) =>
    targetsOf(module)
      .filter((target) => module.path.startsWith(PAGE) !== target.startsWith(PAGE) && !(module.path.startsWith(PAGE) && PAGE_TYPES.includes(target)))
      .map((target) => `${module.path} → ${target}`)
  )

const packagesHaveOneImporter: Rule = (modules) =>
  modules.flatMap(({ path, imports }) =>
    imports.flatMap((specifier) => {
      if (specifier === null || isRelative(specifier) || isBuiltin(specifier)) return []
      const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
      const importers = [IMPORTER[name] ?? []].flat()
      const allowed = importers.some((importer) => path === importer || (importer.endsWith('/') && path.startsWith(importer)))
      return allowed ? [] : [`${path} → ${name}`]
    })
  )

const editAlgebraIsPure: Rule = (modules) =>
  modules
    .filter(({ path }) => EDIT_ALGEBRA.includes(path))
    .flatMap((module) => targetsOf(module).map((target) => ({ path: module.path, target })))
    .filter(({ target }) => target !== 'types.ts' && !EDIT_ALGEBRA.includes(target))
    .map(({ path, target }) => `${path} → ${target}`)

const wordsIn = (texts: readonly string[]): number => texts.filter((text) => /^[a-z]+(?:['’-][a-z]+)*$/.test(text)).length

/**
 * Lower-case words in an array (or the arrays in it), in a string that is split at once, or in the branches of a pattern.
 * An array `as const` makes up a type: its words are names of the program's own.
 */
function listedWords(node: ts.Node): number {
  if (ts.isArrayLiteralExpression(node)) {
    const names = ts.isAsExpression(node.parent) && ts.isConstTypeReference(node.parent.type)
    return names ? 0 : wordsIn(nodesOf(node).flatMap((each) => literalText(each) ?? []))
  }
  if (ts.isRegularExpressionLiteral(node)) return wordsIn(node.text.split(/[|()?:/]+/).filter((branch) => branch.length > 1))
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'split') return 0
  return wordsIn((literalText(node.expression) ?? '').split(/[\s,|]+/))
}

const noWordLists: Rule = (modules) =>
  modules.flatMap(({ path, source }) =>
    nodesOf(source)
      .filter((node) => listedWords(node) > MAX_WORDS_IN_LIST)
      .map((node) => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
  )

const filesAreShort: Rule = (modules) =>
  modules.flatMap(({ path, source }) => {
    const lines = source.text.replace(/\n$/, '').split('\n').length
    return lines > MAX_LINES ? [`${path}: ${lines} lines`] : []
  })

const modules = modulesIn(join(import.meta.dirname, '../src'))

const words = 'in the of at by for with from on into over under after before'
const quoted = words.split(' ').map((word) => `'${word}'`)

/** A rule, with modules that break it and what it must say of them. */
const RULES: readonly [string, Rule, Readonly<Record<string, string>>, readonly string[]][] = [
  [
    'every file belongs to a layer',
    everyFileHasALayer,
    { 'other/x.ts': '', 'x.ts': '', 'text/x.ts': '', 'types.ts': '' },
    ['other/x.ts', 'x.ts']
  ],
  [
    'imports go down the layers',
    importsGoDown,
    {
      'text/x.ts': "import type { A } from '../match/y.js'\nimport '../types.js'",
      'match/y.ts': "export * from '../text/x.js'\ntype A = import('../edit/z.js').A",
      'dictionary/x.ts': "await import('../context/x.js')",
      'node/x.ts': "import '../review/x.js'\nimport '../formats/x.js'",
      'cli/x.ts': "import '../index.js'\nimport '../node/x.js'"
    },
    [
      'text/x.ts → match/y.ts',
      'match/y.ts → edit/z.ts',
      'dictionary/x.ts → context/x.ts',
      'node/x.ts → review/x.ts',
      'cli/x.ts → index.ts'
    ]
  ],
  [
    'imports stay inside src/ and name files that exist',
    importsStayInside,
    { 'cli/x.ts': "import '../../tools/a.js'\nimport './y.js'\nimport '/a.js'\nawait import(name)\nimport './x.js'" },
    ['cli/x.ts → ../../tools/a.js', 'cli/x.ts → ./y.js', 'cli/x.ts → /a.js', 'cli/x.ts → something computed']
  ],
  [
    'imports make no cycles, types included',
    noCycles,
    { 'text/a.ts': "import './b.js'", 'text/b.ts': "import './c.js'", 'text/c.ts': "import type { A } from './b.js'" },
    ['text/b.ts → text/c.ts → text/b.ts']
  ],
  [
    'only the edge touches Node',
    onlyTheEdgeTouchesNode,
    {
      'edit/x.ts': "import { a } from 'node:fs'\nimport 'path'\nprocess.exit(1)\nconst x = { process }\nthis.process.run()",
      'review/review.ts': "import 'node:fs'",
      'review/x.ts': "import 'node:fs'",
      'cli/x.ts': "import 'node:fs'\nprocess.exit(1)"
    },
    ['edit/x.ts → node:fs', 'edit/x.ts → path', 'edit/x.ts uses process', 'edit/x.ts uses process', 'review/review.ts → node:fs']
  ],
  [
    'the page stands alone',
    thePageStandsAlone,
    {
      'review/page/x.ts': "import './y.js'\nimport type { A } from '../web/contract.js'\nimport '../../types.js'\nimport '../web/api.js'",
      'review/web/x.ts': "import '../page/x.js'"
    },
    ['review/page/x.ts → review/web/api.ts', 'review/web/x.ts → review/page/x.ts']
  ],
  [
    'every package has one importer',
    packagesHaveOneImporter,
    {
      'report/x.ts': "import 'diff'",
      'formats/x.ts': "import 'diff'\nimport '@a/b/c'",
      'dictionary/x.ts': "import { z } from 'zod'",
      'node/x.ts': "require('wink-nlp')\nrequire('yaml')"
    },
    ['report/x.ts → diff', 'formats/x.ts → @a/b', 'dictionary/x.ts → zod', 'node/x.ts → yaml']
  ],
  [
    'the algebra of edits imports types alone',
    editAlgebraIsPure,
    { 'edit/apply.ts': "import '../types.js'\nimport '../text/x.js'", 'edit/other.ts': "import '../text/x.js'" },
    ['edit/apply.ts → text/x.ts']
  ],
  [
    'lists of words belong to dictionaries/',
    noWordLists,
    {
      'text/a.ts': `\nnew Set([${quoted.join(', ')}])`,
      'text/b.ts': `'${words}'.split(' ')`,
      'text/c.ts': `/^(?:${words.replaceAll(' ', '|')})$/`,
      'text/d.ts': `new Map([${quoted.map((word) => `[${word}, 1]`).join()}])`,
      'text/e.ts': `[${quoted.join()}] as const\n['A phrase', ${quoted.slice(0, 12).join()}]\n'${words}'\n/[a-z]+|x/`
    },
    ['text/a.ts:2', 'text/b.ts:1', 'text/c.ts:1', 'text/d.ts:1']
  ],
  ['files are short', filesAreShort, { 'text/x.ts': '\n'.repeat(301), 'text/y.ts': '\n'.repeat(300) }, ['text/x.ts: 301 lines']]
]

describe('the architecture of src/', () => {
  it.each(RULES)('%s', (_, rule) => {
    expect(rule(modules)).toEqual([])
  })

  it('has the modules that the rules are about', () => {
    expect(modules.map(({ path }) => path)).toEqual(expect.arrayContaining(['types.ts', 'index.ts', ...EDIT_ALGEBRA, ...REVIEW_MODEL]))
  })
})

describe('the rules', () => {
  it.each(RULES)('see what breaks them: %s', (_, rule, files, found) => {
    expect(rule(Object.entries(files).map(([path, text]) => moduleOf(path, text)))).toEqual(found)
  })
})
