/** The library as a web page uses it: bundled, without Node, dictionary and models handed in as bytes. */
import { readFileSync } from 'node:fs'
import { build, type BuildResult } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import * as browserSurface from '../../src/index.browser.js'
import * as surface from '../../src/index.js'
import { describeInChromium } from './visit.js'

/** Bundles an entry for browsers. A `node:` import, or any module that cannot be bundled, fails it. */
const bundled = (entry: string): Promise<BuildResult<{ write: false; metafile: true }>> =>
  build({ stdin: { contents: entry, resolveDir: 'src' }, bundle: true, platform: 'browser', format: 'iife', globalName: 'unspin', write: false, metafile: true, logLevel: 'silent' })

describe('the browser entry', () => {
  it('bundles without any import that a browser lacks', async () => {
    const { metafile } = await bundled("export * from './index.browser.js'")
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path, external }) => ({ path, external: external === true })))
    // esbuild's own helpers, of which tagged templates need one, stand in the bundle as well.
    expect(imports.filter(({ external, path }) => (external && path !== '<runtime>') || path.startsWith('node:'))).toEqual([])
    expect(imports.map(({ path }) => path)).toContain('src/html/restorer.ts')
  })

  it('is told apart from one that touches Node', async () => {
    await expect(bundled("export * from './index.js'")).rejects.toThrow(/node:fs/)
  })

  it('exports what the library does, but for the restorer that reads files', () => {
    const names = Object.keys(surface).filter((name) => name !== 'createRestorer')
    expect(Object.keys(browserSurface).sort()).toEqual(names.sort())
  })
})

describeInChromium('the browser entry in a browser', (open) => {
  let script = ''
  beforeAll(async () => {
    script = (await bundled("export * from './index.browser.js'")).outputFiles[0]?.text ?? ''
  })

  it('restores a page', async () => {
    const base64 = (path: string): string => readFileSync(path).toString('base64')
    const weights: unknown = JSON.parse(readFileSync('models/en/weights.json', 'utf8'))
    const data = { languageModel: base64('models/en/language-model.bin'), dictionary: base64('dist/data/dictionary.bin'), weights }
    const visit = await open('<!doctype html><title>Test</title><p>White <b>Home</b> officials said on Monday that the plan was final.')
    await visit.page.addScriptTag({ content: script })
    const restored: unknown = await visit.page.evaluate(`(({ weights, ...files }) => {
      const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      const data = { weights, topics: null, ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)])) }
      const page = document.querySelector('p').outerHTML
      const { text, edits } = unspin.assembleRestorer(data).restoreHtml(page)
      return { text, reverted: unspin.revert(text, edits) === page }
    })(${JSON.stringify(data)})`)
    expect(restored).toEqual({ text: '<p>White <b>House</b> officials said on Monday that the plan was final.</p>', reverted: true })
    expect(visit.complaints).toEqual([])
    expect(visit.requests).toEqual([])
  })
})
