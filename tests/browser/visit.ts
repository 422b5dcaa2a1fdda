/** Opens pages in a real Chromium and watches them: what they say on the console, what they ask the network for. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumFor } from './chromium.js'

/** A page that was opened. The lists grow while it is used. */
export interface Visit {
  readonly page: Page
  /** Warnings and errors of the console, uncaught exceptions, and what a content security policy refused. */
  readonly complaints: readonly string[]
  /** Addresses that were asked for, beside the page itself. */
  readonly requests: readonly string[]
}

/** Opens a page at an address, or the given HTML as a file of its own. The page closes with the test group. */
export type Open = (target: URL | string, options?: BrowserContextOptions) => Promise<Visit>

const REPORTED: ReadonlySet<string> = new Set(['warning', 'error', 'assert'])

async function visit(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  // A page is slow to come where all tests run at once on two cores.
  context.setDefaultTimeout(240_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (REPORTED.has(message.type())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  // A change of the part after # asks for nothing.
  page.on('request', (request) => {
    if (request.url() !== address) requests.push(request.url())
  })
  await page.goto(address)
  return { page, complaints, requests }
}

/**
 * A group of tests with a browser, launched once. Without Chromium the group is left out, with a notice, or fails where
 * UNSPIN_REQUIRE_BROWSER or CI is set.
 */
export function describeInChromium(name: string, tests: (open: Open) => void): void {
  const executablePath = chromiumFor(name)
  describe.skipIf(executablePath === undefined)(name, () => {
    let browser: Browser
    let folder = ''
    let files = 0
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'unspin-browser-'))
      browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), chromiumSandbox: false })
    })
    afterAll(async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    })
    tests(async (target, options = {}) => {
      if (target instanceof URL) return visit(browser, target.href, options)
      const file = join(folder, `page-${++files}.html`)
      writeFileSync(file, target)
      return visit(browser, pathToFileURL(file).href, options)
    })
  })
}

/** What axe-core finds wrong with the page as it stands, one line a fault with the element. */
export async function accessibilityFaults({ page }: Visit): Promise<string[]> {
  await page.evaluate(axe.source)
  const found: Pick<axe.AxeResults, 'violations'> = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`))
}
