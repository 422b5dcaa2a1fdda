/** Whole reviews in a real browser: by keys alone, by the mouse alone, with reloads, with two tabs. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createRestorer } from '../../../src/index.js'
import { describeInChromium } from '../visit.js'
import { countOf, openReview, press, saved, serveReview, waitForCounts } from './served.js'

const SEED = readFileSync('seeds/001_fb92ceaae6831f8a.txt', 'utf8')
const TEXTS = {
  'a.txt': 'The White Home informed the army.\n\nThe army said no.\n',
  'b.txt': 'An army marched.\n',
  'c.txt': 'Nothing here.\n'
}

describeInChromium('a review', (open) => {
  it('is done by keys alone, from the first edit to the written file', async () => {
    const served = await serveReview({ 'seed.txt': SEED }, await createRestorer())
    const { page, complaints, requests } = await openReview(open, served)
    const start = await countOf(page, 'undecided')
    expect(start).toBeGreaterThan(100)

    await press(page, 'y', 'n', 'y')
    await waitForCounts(page, { accepted: 2, rejected: 1 })

    await press(page, '/')
    await page.keyboard.type('regulation')
    await press(page, 'Enter', '1')
    await waitForCounts(page, { replaced: 1 })
    await press(page, 'e')
    await page.keyboard.type('statutes of')
    await press(page, 'Enter')
    const own = page.locator('.edit.replaced', { hasText: 'statutes of' })
    await expect.poll(() => own.count()).toBe(1)
    await press(page, 'u')
    await expect.poll(() => own.count()).toBe(0)
    await press(page, 'U', 'Escape')
    await expect.poll(() => own.count()).toBe(1)

    await press(page, 'A', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'Tab', 'Tab', 'Enter')
    // Edits are accepted before the page goes on to one that is still open; a key between the two would decide again.
    await page.locator('#messages', { hasText: /^\d+ edits accepted/ }).waitFor()
    expect(await countOf(page, 'accepted')).toBeGreaterThan(80)
    for (let left = await countOf(page, 'undecided'); left > 0; left--) {
      await press(page, left % 3 === 0 ? 'n' : 'y')
      await waitForCounts(page, { undecided: left - 1 })
    }
    await saved(page)

    await press(page, 's')
    await page.locator('#patch .added').first().waitFor()
    expect(await page.locator('#patch').innerText()).toContain('--- a/seed.txt')
    await page.keyboard.press('Shift+Tab')
    await press(page, 'Shift+Tab', 'Shift+Tab', 'Enter')
    await page.locator('#outcome', { hasText: 'Wrote 1 file' }).waitFor()
    const [file] = served.files.files
    expect(served.folder.read('seed.txt')).toBe(file?.document.result())
    expect(served.folder.read('seed.txt')).not.toBe(SEED)
    expect(served.folder.read('seed.txt')).toContain('statutes of')
    expect(file?.document.counts(({ origin }) => origin !== 'suggestion').undecided).toBe(0)
    expect(complaints).toEqual([])
    expect(requests.filter((request) => new URL(request).origin !== served.url.origin)).toEqual([])
  })

  it('is done by the mouse alone', async () => {
    const served = await serveReview({ 'c.txt': TEXTS['c.txt'], 'seed.txt': SEED }, await createRestorer())
    const { page, complaints } = await openReview(open, served)
    await page.click('#documents a:has-text("seed.txt")')
    const first = page.locator('#article .edit').first()
    await first.click()
    await page.click('#explanation button.accept')
    await expect.poll(() => first.getAttribute('class')).toContain('accepted')
    await page.click('#explanation button.reject')
    await waitForCounts(page, { rejected: 1 })
    await page.click('#undo')
    await waitForCounts(page, { rejected: 0 })
    await page.click('#redo')
    await waitForCounts(page, { rejected: 1 })

    await page.locator('#article .edit', { hasText: 'regulation' }).first().click()
    await page.click('#explanation .choices li:nth-child(2) button')
    await waitForCounts(page, { replaced: 1 })
    await page.locator('#article .edit.undecided', { hasText: 'White Home' }).first().click()
    await page.click('#explanation .share button:has-text("Accept all")')
    await expect.poll(() => page.locator('#article .edit.undecided', { hasText: 'White Home' }).count()).toBe(0)

    await page.selectOption('#verdict', 'rejected')
    await expect.poll(() => page.locator('#article .edit:not(.passed)').count()).toBe(1)
    await page.click('#clear')
    await page.click('#beside')
    await expect.poll(() => page.locator('#article .original').count()).toBeGreaterThan(5)
    await page.click('#beside')

    await page.click('#accept-above')
    await page.locator('#bulk-limit').fill('0.2')
    await page.click('#bulk-accept')
    await waitForCounts(page, { undecided: 0 })
    await page.click('#finish')
    await page.click('#apply')
    await page.locator('#outcome', { hasText: 'Wrote 1 file' }).waitFor()
    await page.click('#summary-close')
    await page.locator('#documents a[aria-current]', { hasText: 'written' }).waitFor()
    expect(served.folder.read('seed.txt')).not.toContain('White Home')
    expect(complaints).toEqual([])
  })

  it('goes on where it was after a reload, undo included', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    await press(page, 'y', 'n', 'j')
    await saved(page)
    await expect.poll(() => new URL(page.url()).hash).toBe('#/0/3')
    expect(page.url()).not.toContain('token')
    await page.reload()
    await page.waitForSelector('.edit.current[data-edit="3"]')
    expect(new URL(page.url()).hash).toBe('#/0/3')
    await waitForCounts(page, { accepted: 1, rejected: 1, undecided: 2 })
    await press(page, 'u')
    await waitForCounts(page, { rejected: 0 })
    expect(served.decided('a.txt')).toEqual({ 'White Home': 'accepted', informed: 'reopened' })
  })

  it('is the same in two tabs', async () => {
    const served = await serveReview(TEXTS)
    const [{ page: one }, { page: two }] = [await openReview(open, served), await openReview(open, served)]
    await press(one, 'y')
    await waitForCounts(two, { accepted: 1 })
    await press(two, 'j', 'n')
    await waitForCounts(one, { rejected: 1 })
    // Undoing takes back what was done last, in whichever tab.
    await press(one, 'u')
    await waitForCounts(two, { rejected: 0 })
    await press(one, 'Y')
    await waitForCounts(one, { accepted: 2 })
    await waitForCounts(two, { accepted: 2 })
  })

  it('keeps decisions in the page while nobody takes them, and says so', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    expect(await page.locator('#saving').getAttribute('aria-live')).toBe('off')
    await page.route('**/api/decide', (route) => route.abort())
    await press(page, 'y', 'n')
    await page.locator('#saving.waiting[aria-live="polite"]', { hasText: 'unspin does not answer; 2 decisions not saved' }).waitFor()
    await waitForCounts(page, { accepted: 1 })
    await page.unroute('**/api/decide')
    await saved(page)
    expect(served.decided('a.txt')).toEqual({ 'White Home': 'accepted', informed: 'rejected' })
  })

  it('takes a decision back that was refused, and says why', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    served.files.close()
    await press(page, 'y')
    await page.locator('#messages', { hasText: 'Not done: the journal was closed' }).waitFor()
    await waitForCounts(page, { accepted: 0 })
  })

  it('leads through the articles, and through what is filtered', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    const current = () => page.locator('.edit.current').innerText()
    await expect.poll(current).toBe('White Home White House')
    await press(page, 'j', 'j')
    await expect.poll(current).toBe('army military')
    await press(page, '=', 'j', 'j')
    await expect.poll(current).toBe('army military')
    await press(page, 'Escape', 'k')
    await expect.poll(current).toBe('informed told')
    await press(page, 'J')
    await page.locator('#title', { hasText: 'b.txt' }).waitFor()
    await press(page, 'y')
    await page.locator('#closing', { hasText: 'The one edit of this article is decided.' }).waitFor()
    await press(page, 'J')
    await page.locator('#title', { hasText: 'a.txt' }).waitFor()
    await press(page, '/')
    await page.keyboard.type('nowhere')
    await press(page, 'Enter')
    await expect.poll(() => page.locator('.edit.current').count()).toBe(0)
    await expect.poll(() => page.locator('#visible').innerText()).toBe('0 edits, 0 open')
  })

  it('makes rules of an entry and takes them back, by keys and by the mouse', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    await press(page, 'j', 'j', '-')
    await page.locator('#messages', { hasText: 'From now on this entry is always rejected: 3 edits in 2 articles.' }).waitFor()
    expect(served.rules.get('words/test#army')).toBe('never')
    expect(await page.locator('.edit.current').innerText()).toBe('White Home White House')
    await press(page, 'u')
    await page.locator('#messages', { hasText: 'Undone: never words/test#army, 3 edits.' }).waitFor()
    expect([served.rules.get('words/test#army'), await countOf(page, 'rejected')]).toEqual(['ask', 0])

    await page.locator('#article .edit', { hasText: 'informed' }).click()
    await page.click('#rule-always[aria-pressed="false"]')
    await page.locator('#messages', { hasText: 'always accepted: 1 edit.' }).waitFor()
    await page.locator('#article .edit', { hasText: 'told' }).click()
    await page.click('#rule-always[aria-pressed="true"]')
    await page.locator('#rule-always[aria-pressed="false"]').waitFor()
    expect([served.rules.get('words/test#informed'), await countOf(page, 'accepted')]).toEqual(['ask', 1])
  })

  it('tells at its end what is left, and nothing untrue when nobody answers', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await openReview(open, served)
    expect(await page.locator('#closing').isVisible()).toBe(false)
    await press(page, 'y', 'y', 'n', 'y')
    await page.locator('#closing', { hasText: 'All 4 edits of this article are decided.' }).waitFor()
    await page.click('#closing button')
    await page.locator('#title', { hasText: 'b.txt' }).waitFor()
    await press(page, 'y', 'J', 's')
    expect(await page.locator('#summary-left').isVisible()).toBe(false)
    await page.click('#apply:has-text("Write 2 files")')
    await page.locator('#apply', { hasText: 'Every file is written' }).waitFor()
    await page.click('#summary-close')
    await page.click('#documents a:has-text("c.txt")')
    await page.locator('#closing', { hasText: 'There is nothing to restore in this article. Nothing is left open in any article.' }).waitFor()
    await served.close()
    await press(page, 's')
    await page.locator('#outcome', { hasText: 'unspin does not answer' }).waitFor()
    expect(await page.locator('#patch').innerText()).not.toContain('no edit is accepted')
  })

  it('explains the current edit, and what was passed over', async () => {
    const { page } = await openReview(open, await serveReview(TEXTS))
    const panel = await page.locator('#explanation').innerText()
    expect(panel).toContain('words/test#White Home in a few words')
    expect(panel).toContain('words/test.yaml:3')
    expect(panel).toContain('another reading')
    expect(panel).toMatch(/how much better the restoration reads\s+\+1\.50/)
    expect(panel).toMatch(/together, confidence 0\.95\s+\+1\.25/)
    expect(panel).toContain('This stretch looks 0.50 spun, in the manner of newswire.')
  })

  it('lets typing go on while an earlier decision is being saved', async () => {
    const { page } = await openReview(open, await serveReview(TEXTS))
    await page.route('**/api/decide', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 150))
      await route.continue()
    })
    await press(page, 'y', 'e')
    await page.keyboard.type('let')
    await saved(page)
    await page.keyboard.type(' know')
    await press(page, 'Enter')
    await page.locator('.edit.replaced', { hasText: 'let know' }).waitFor()
  })

  it('says that nothing can be read, and where that is told', async () => {
    const served = await serveReview({ 'bad.bin': '\0\0\0' })
    const { page } = await open(served.url)
    await page.locator('#closing', { hasText: 'The article cannot be read; the list says why.' }).waitFor()
    expect(await page.locator('#progress').innerText()).toBe('1 article, nothing open, 1 cannot be read')
    expect(await page.locator('#documents .fault').innerText()).toContain('not plain text')
  })

  it('says where to go without the token', async () => {
    const served = await serveReview(TEXTS)
    const { page } = await open(new URL(`http://127.0.0.1:${served.url.port}/`))
    expect(await page.locator('body').innerText()).toContain('open the address that unspin printed')
  })
})
