/** `npm run picture`: makes docs/review.png, the picture of the review's page in the README, in Chromium. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { createRestorer } from '../../src/index.js'
import { FileReview } from '../../src/review/files.js'
import { reviewInBrowser } from '../../src/review/web/index.js'
import { findChromium } from '../../tests/browser/chromium.js'

/** The articles of the picture, by the names that it shows. */
const ARTICLES = {
  'articles/cartels.txt': 'seeds/001_fb92ceaae6831f8a.txt',
  'articles/first.txt': 'seeds/000_7bd3a804edb43ed7.txt',
  'articles/second.txt': 'seeds/002_59571a229a44cb25.txt'
}

/** Decides on some edits, so that every state is in the picture, and stops at one that has other readings. */
async function work(page: Page): Promise<void> {
  for (const key of ['y', 'y', 'y', 'y', 'n', 'y', 'y']) await page.keyboard.press(key)
  const chosen = page.locator('#article .edit.undecided', { hasText: 'depends on' }).first()
  if ((await chosen.count()) > 0) {
    await chosen.click()
    await page.keyboard.press('1')
  }
  const explained = page.locator('#article .edit.undecided', { hasText: 'regulation' }).first()
  if ((await explained.count()) > 0) await explained.click()
  await page.waitForSelector('#saving.saved')
  await page.waitForSelector('#explanation .share button')
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('no Chromium: install it, or set UNSPIN_CHROMIUM to its path')
const folder = mkdtempSync(join(tmpdir(), 'unspin-picture-'))
mkdirSync(join(folder, 'articles'))
for (const [name, seed] of Object.entries(ARTICLES)) copyFileSync(seed, join(folder, name))
const restorer = await createRestorer()
const files = new FileReview({ versions: { dictionary: 'picture', model: 'picture' }, propose: (text) => restorer.restore(text) })
const web = await reviewInBrowser({
  files,
  documents: Object.keys(ARTICLES).map((name) => ({ name, patchName: name, open: () => files.open(join(folder, name)) })),
  describe: (entry) => restorer.describe(entry),
  minConfidence: restorer.minConfidence
})
const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
try {
  await web.read
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await page.goto(web.url)
  await page.waitForSelector('.edit.current')
  await work(page)
  mkdirSync('docs', { recursive: true })
  await page.screenshot({ path: 'docs/review.png' })
} finally {
  await browser.close()
  await web.close()
  files.close()
  rmSync(folder, { recursive: true, force: true })
}
