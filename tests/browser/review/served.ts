/** A review served to the browser of a test. */
import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { readJournal } from '../../../src/review/journal.js'
import type { Verdict } from '../../../src/review/web/contract.js'
import { reviewInBrowser } from '../../../src/review/web/index.js'
import type { Restorer } from '../../../src/types.js'
import { reviewing, type Reviewing } from '../../review/web/reviewing.js'
import type { Open, Visit } from '../visit.js'

export interface Served extends Reviewing {
  readonly url: URL
  /** How the decisions stand, one a word that was decided on, as the journal of a document has them. */
  decided(name: string): Record<string, string>
  /** Stops serving, as ending unspin in its terminal does. */
  close(): Promise<void>
}

/** Serves files by their names until the test ends; all of them are read. */
export async function serveReview(texts: Readonly<Record<string, string>>, restorer?: Restorer): Promise<Served> {
  const review = reviewing(texts, restorer && { restorer })
  const { url, read, close } = await reviewInBrowser(review.options)
  onTestFinished(close)
  await read
  return {
    ...review,
    url: new URL(url),
    close,
    decided: (name) =>
      Object.fromEntries(
        readJournal(review.folder.at(`${name}.unspin.jsonl`)).flatMap((record) =>
          'decision' in record ? [[record.before, record.decision === 'replaced' ? `→ ${record.after}` : record.decision]] : []
        )
      )
  }
}

/** Opens the page of a review, and waits until its article is there. */
export async function openReview(open: Open, served: Served, options?: Parameters<Open>[1]): Promise<Visit> {
  const visit = await open(served.url, options)
  await visit.page.waitForSelector('.edit.current, #article p')
  return visit
}

/** How many edits on the page stand in a way. */
export const countOf = (page: Page, verdict: Verdict): Promise<number> => page.locator(`#article .edit.${verdict}:not(.passed)`).count()

/** Waits until so many edits on the page stand in each way. */
export async function waitForCounts(page: Page, counts: Readonly<Partial<Record<Verdict, number>>>): Promise<void> {
  const verdicts = (['undecided', 'accepted', 'rejected', 'replaced'] as const).filter((verdict) => counts[verdict] !== undefined)
  const now = async () => Object.fromEntries(await Promise.all(verdicts.map(async (verdict) => [verdict, await countOf(page, verdict)] as const)))
  await expect.poll(now).toEqual(counts)
}

export const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Closes a dialog by its key. The browser does so after the key, and keys that come before it has are the dialog's. */
export async function closeDialog(page: Page): Promise<void> {
  await page.locator('dialog[open]').waitFor()
  await press(page, 'Escape')
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
}

export const saved = async (page: Page): Promise<void> => {
  await page.locator('#saving.saved').waitFor()
}
