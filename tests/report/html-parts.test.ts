/** The parts of the HTML report that are strings: they must be what the policy allows, and JavaScript that is typed. */
import { createHash } from 'node:crypto'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { scriptHash, styleHash } from '../../src/report/html/integrity.js'
import { script } from '../../src/report/html/script.js'
import { style } from '../../src/report/html/style.js'

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

test('the hashes are those of the style and the script: copy what is wrong from here', () => {
  expect({ styleHash, scriptHash }).toEqual({ styleHash: hashOf(style), scriptHash: hashOf(script) })
})

test('nothing in them ends its element or asks for anything', () => {
  for (const text of [style, script]) expect(text).not.toMatch(/<\/|<!--|url\(|@import|fetch|XMLHttpRequest|https?:/)
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function/)
})

/** What TypeScript finds wrong with browser JavaScript, with all checks on, in each of the texts. */
function faultsOf(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  const options: ts.CompilerOptions = {
    allowJs: true, checkJs: true, strict: true, noUncheckedIndexedAccess: true, noUnusedLocals: true, noUnusedParameters: true,
    noEmit: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: []
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (file, ...rest) => {
    const text = texts[file]
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
  }
  const program = ts.createProgram(Object.keys(texts), options, host)
  const faults = (file: string): string[] =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  return Object.fromEntries(Object.keys(texts).map((file) => [file, faults(file)]))
}

test('the script has no type errors', () => {
  const faults = faultsOf({ 'report.js': script, 'faulty.js': '{ document.getElementById("x").hidden = 1 }' })
  expect(faults['report.js']).toEqual([])
  expect(faults['faulty.js']).toHaveLength(2)
})
