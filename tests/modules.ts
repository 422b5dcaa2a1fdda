/** Reads TypeScript modules for the tests that are about the code itself, with TypeScript's own parser. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

export interface Module {
  /** Relative to the folder of all modules, with `/`. */
  readonly path: string
  readonly source: ts.SourceFile
  /** Specifiers as written, types included; null for an import of something that is not a string. */
  readonly imports: readonly (string | null)[]
}

/** A node and everything in it. */
export function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return nodes
}

/** The text of a string literal, or null for anything else. */
export const literalText = (node: ts.Node | undefined): string | null => (node && ts.isStringLiteralLike(node) ? node.text : null)

/** What a node imports: a declaration, a re-export, `import()`, `require()` or `import('…').Type`; undefined if nothing. */
function importOf(node: ts.Node): string | null | undefined {
  if (ts.isImportDeclaration(node)) return literalText(node.moduleSpecifier)
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier && literalText(node.moduleSpecifier)
  if (ts.isExternalModuleReference(node)) return literalText(node.expression)
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? literalText(node.argument.literal) : null
  if (!ts.isCallExpression(node)) return undefined
  const { expression } = node
  const calls = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  return calls ? literalText(node.arguments[0]) : undefined
}

export function moduleOf(path: string, text: string): Module {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports = nodesOf(source).map(importOf).filter((specifier) => specifier !== undefined)
  return { path, source, imports }
}

/** All modules below a folder, in order of their paths. */
export const modulesIn = (folder: string): Module[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => moduleOf(path, readFileSync(join(folder, path), 'utf8')))

export const isRelative = (specifier: string): boolean => specifier.startsWith('.')

/** The path of the module that a relative specifier names. */
export const targetOf = (module: Module, specifier: string): string =>
  posix.join(posix.dirname(module.path), specifier).replace(/\.js$/, '.ts')

/** The paths of the project's own modules that a module imports. */
export const targetsOf = (module: Module): string[] =>
  module.imports.flatMap((specifier) => (specifier !== null && isRelative(specifier) ? [targetOf(module, specifier)] : []))
