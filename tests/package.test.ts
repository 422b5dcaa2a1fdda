/** What people install: packed, installed into an empty folder, run, imported, type-checked and weighed. Needs a build. */
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const MOST_BYTES = 30_000_000
const garbled = 'White Home officials said on Monday that the plan was final.\n'
const restored = 'White House officials said on Monday that the plan was final.\n'

let folder = ''
const inFolder = (...parts: string[]): string => join(folder, ...parts)

/** Runs a command in the folder and gives its standard output. */
function run(command: string, parameters: readonly string[], input = '', cwd = folder): string {
  return execFileSync(command, parameters, { cwd, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unspin-package-'))
  writeFileSync(inFolder('package.json'), JSON.stringify({ name: 'reader', private: true, type: 'module' }))
  // The build has been made by `npm test`; packing must not make it again under the other tests' feet.
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], '', process.cwd())
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'no tarball'
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--silent']
  run('npm', ['install', `./${tarball}`, '--omit=dev', '--ignore-scripts', ...quietly])
}, 300_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function bytesBelow(path: string): number {
  const stats = lstatSync(path)
  return stats.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0) : stats.size
}

describe('the installed package', () => {
  it('restores what is piped into its binary', () => {
    expect(run(inFolder('node_modules', '.bin', 'unspin'), [], garbled)).toBe(restored)
  })

  it('compiles a dictionary of its reader beside its own', () => {
    writeFileSync(inFolder('own.yaml'), 'phrases:\n  - { spun: blue mansion, originals: [White House], families: [], rate: always }\n')
    const text = 'The Blue Mansion said on Monday that the plan was final.\n'
    const options = ['--dictionary', 'own.yaml', '--assume', 'spun']
    expect(run(inFolder('node_modules', '.bin', 'unspin'), options, text)).toContain('White House')
  })

  it('is imported as a library', () => {
    const script = `
      import { apply, createRestorer, revert } from 'unspin'
      const restorer = await createRestorer()
      const { text, edits, source } = restorer.restore(${JSON.stringify(garbled)})
      process.stdout.write(JSON.stringify({ text, same: apply(source, edits) === text && revert(text, edits) === source }))`
    expect(JSON.parse(run(process.execPath, ['--input-type=module', '--eval', script]))).toEqual({ text: restored, same: true })
  })

  it('has types that a strict program compiles against, without those of Node', () => {
    writeFileSync(inFolder('reader.ts'), [
      "import { createRestorer, formatReport, revert, UnspinError, type Edit, type Restoration, type Restorer } from 'unspin'",
      "import { restoreLines, restoreStream, type RecordCounts } from 'unspin/streams'",
      "const restorer: Restorer = await createRestorer({ minConfidence: 0.7, quotes: 'keep', analyser: null })",
      "const result: Restoration = restorer.restore('text', { assume: 'spun' })",
      'const first: Edit | undefined = result.edits[0]',
      "export const report: string = formatReport(result, 'text') + revert(result.text, result.edits) + (first?.entry ?? '')",
      "export const error: string = new UnspinError('UNSPIN_X', 'message').code",
      "for await (const line of restoreLines(['{}'], restorer, { signal: AbortSignal.timeout(9) })) line.toUpperCase()",
      "export const counts: RecordCounts | Uint8Array = (await restoreStream([], restorer).next()).value",
      '// @ts-expect-error there is no such setting',
      "restorer.restore('text', { assume: 'perhaps' })",
      '// @ts-expect-error results do not change',
      "result.text = ''"
    ].join('\n'))
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
    const compilerOptions = { ...strict, noEmit: true, module: 'nodenext', target: 'es2023', types: [] }
    writeFileSync(inFolder('tsconfig.json'), JSON.stringify({ compilerOptions, files: ['reader.ts'] }))
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    let said = ''
    try {
      said = run(process.execPath, [compiler, '--pretty', 'false'])
    } catch (error) {
      said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    }
    expect(said).toBe('')
  })

  it('brings the licences and sources of its data, and nothing that only builds it', () => {
    const names = readdirSync(inFolder('node_modules', 'unspin'), { recursive: true, encoding: 'utf8' })
    const files = names.map((name) => name.replaceAll('\\', '/'))
    expect(files).toEqual(expect.arrayContaining([
      'LICENSE', 'NOTICE', 'models/en/LICENSE.pocketsphinx', 'models/en/LICENSE.wink-embeddings', 'models/en/provenance.json',
      'dist/data/dictionaries.json.gz', 'dist/data/dictionary.bin', 'dist/review/page/index.html', 'dist/review/page/main.js', 'dist/review/page/style.css'
    ]))
    expect(files.filter((name) => /^(?:src|tests|tools|eval|bench|seeds|node_modules)(?:\/|$)/.test(name))).toEqual([])
  })

  it('takes less than 30 MB', () => {
    expect(bytesBelow(inFolder('node_modules', 'unspin'))).toBeLessThan(MOST_BYTES)
  })

  it('has the version of the repository', () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(run(inFolder('node_modules', '.bin', 'unspin'), ['--version']).trim()).toBe(version)
  })
})
