/** The browser tests' own tools: each must see what it is there to see. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { folder } from '../cli/folder.js'
import { chromiumFor, findChromium, requiresChromium } from './chromium.js'
import { accessibilityFaults, describeInChromium } from './visit.js'

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body><main><h1>Page</h1>${body}</main></body></html>`

it('finds Chromium by its variable first, then on the PATH', () => {
  const { at, path } = folder({ 'not-a-program/chromium': '' })
  mkdirSync(at('bin'))
  writeFileSync(at('bin/chromium'), '', { mode: 0o755 })
  const PATH = `${path}/not-a-program::${path}/bin`
  expect(findChromium({ PATH })).toBe(at('bin/chromium'))
  expect(findChromium({ PATH: '' })).toBeUndefined()
  expect(findChromium({ PATH: '', UNSPIN_CHROMIUM: at('bin/chromium') })).toBe(at('bin/chromium'))
  expect(() => findChromium({ PATH, UNSPIN_CHROMIUM: '/nowhere' })).toThrow('not a program')
})

it('tells what is left out without a browser, and fails where one is required', () => {
  const notices: string[] = []
  expect(chromiumFor('a page', {}, (text) => notices.push(text))).toBeUndefined()
  expect(notices).toEqual([expect.stringMatching(/^LEFT OUT: .*"a page".*apt-get install chromium/)])
  for (const env of [{ CI: 'true' }, { UNSPIN_REQUIRE_BROWSER: '1' }]) expect(() => chromiumFor('a page', env)).toThrow('no Chromium')
  expect(requiresChromium({ CI: 'false', UNSPIN_REQUIRE_BROWSER: '0' })).toBe(false)
})

describeInChromium('the harness', (open) => {
  it('finds nothing wrong with a plain page', async () => {
    const visit = await open(page('<p>Text</p>'))
    expect(await accessibilityFaults(visit)).toEqual([])
    expect(visit).toMatchObject({ complaints: [], requests: [] })
  })

  it('sees errors, exceptions and warnings', async () => {
    const { complaints } = await open(page('<script>console.warn(1); console.error(2); console.log(3); throw new Error("4")</script>'))
    expect(complaints).toEqual(['warning: 1', 'error: 2', 'exception: 4'])
  })

  it('sees what a content security policy refuses', async () => {
    const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    const { complaints } = await open(page('<script>throw new Error("it ran")</script>', policy))
    expect(complaints).toEqual([expect.stringContaining('Content Security Policy')])
  })

  it('sees requests', async () => {
    const { requests } = await open(page('<img src="missing.png" alt="">'))
    expect(requests).toEqual([expect.stringMatching(/missing\.png$/)])
  })

  it('sees faults of accessibility', async () => {
    const faults = await accessibilityFaults(await open(page('<p style="color:#aaa">Pale</p><img src="data:,">')))
    expect(faults).toEqual([expect.stringMatching(/^color-contrast: /), expect.stringMatching(/^image-alt: /)])
  })
})
