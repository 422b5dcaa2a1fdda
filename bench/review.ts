/**
 * `npm run bench:review`: how quickly the page of a review answers with an article of 5,000 edits, in Chromium. Prints a
 * table; see bench/README.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium, type Page } from 'playwright-core'
import { FileReview } from '../src/review/files.js'
import { reviewInBrowser } from '../src/review/web/index.js'
import { findChromium } from '../tests/browser/chromium.js'
import { explainingRestorer } from '../tests/review/web/reviewing.js'

const SENTENCE = 'The White Home informed the army of a plan to march on the capital before the end of the week, and nobody there was surprised.'
const PARAGRAPHS = 834
const KEYS = 200
const SCROLLS = 400
/** What a screen of 60 pictures a second allows for one. */
const FRAME = 1000 / 60

/** Sends keys one after the other, each when the picture after the one before was drawn. @returns milliseconds a key */
const keys = (name: string, count: number): string => `(async () => {
  const times = []
  for (let at = 0; at < ${count}; at++) {
    const start = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${name}', bubbles: true, cancelable: true }))
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    times.push(performance.now() - start)
  }
  return times
})()`

/** Scrolls by most of a screen in every frame. @returns milliseconds between frames */
const scrolling = `(async () => {
  const pane = document.querySelector('.page')
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  pane.scrollTop = 0
  const times = []
  let before = await frame()
  for (let at = 0; at < ${SCROLLS}; at++) {
    pane.scrollBy(0, 500)
    const now = await frame()
    times.push(now - before)
    before = now
  }
  return times
})()`

function row(work: string, times: readonly number[], main: number): string[] {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
  const slow = sorted.filter((time) => time > 2 * FRAME).length
  return [work, String(times.length), main.toFixed(1), at(0.5), at(0.95), at(1), `${((100 * slow) / times.length).toFixed(1)} %`]
}

/** Milliseconds of processor time that the page's main thread has spent: other programs do not count in it. */
async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
  }
}

async function measure(page: Page, url: string): Promise<string[][]> {
  const spent = await mainThread(page)
  const rows: string[][] = []
  const time = async (work: string, run: () => Promise<number[]>): Promise<void> => {
    const before = await spent()
    const times = await run()
    rows.push(row(work, times, ((await spent()) - before) / times.length))
  }
  const script = (code: string) => (): Promise<number[]> => page.evaluate<number[]>(code)
  await time('open the page with the article', async () => {
    const start = performance.now()
    await page.goto(url)
    await page.waitForSelector('.edit.current')
    return [performance.now() - start]
  })
  await time('frame without work, to compare', script(keys('F13', KEYS)))
  await time('j: next edit', script(keys('j', KEYS)))
  await time('y: accept, go on', script(keys('y', KEYS)))
  await page.waitForSelector('#saving.saved')
  await time('u: undo', script(keys('u', KEYS)))
  await page.waitForSelector('#saving.saved')
  await time('scroll by 500 pixels', script(scrolling))
  await page.keyboard.press('v')
  await time('scroll, original beside restored', script(scrolling))
  return rows
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('no Chromium: install it, or set UNSPIN_CHROMIUM to its path')
const folder = mkdtempSync(join(tmpdir(), 'unspin-bench-'))
const restorer = explainingRestorer()
const files = new FileReview({ versions: { dictionary: 'bench', model: 'bench' }, propose: (text) => restorer.restore(text) })
const path = join(folder, 'long.txt')
writeFileSync(path, `${SENTENCE} ${SENTENCE}\n`.repeat(PARAGRAPHS))
const web = await reviewInBrowser({
  files,
  documents: [{ name: 'long.txt', patchName: 'long.txt', open: () => files.open(path) }],
  describe: (entry) => restorer.describe(entry),
  minConfidence: restorer.minConfidence
})
await web.read
const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const rows = await measure(page, web.url)
  const header = [`${6 * PARAGRAPHS} edits, milliseconds`, 'times', 'main thread', 'median', '95 %', 'most', `over ${(2 * FRAME).toFixed(0)} ms`]
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)))
  for (const cells of all) process.stdout.write(`${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`)
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${browser.version()}\n`)
} finally {
  await browser.close()
  await web.close()
  files.close()
  rmSync(folder, { recursive: true, force: true })
}
