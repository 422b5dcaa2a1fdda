/** Reviews of many articles, and of a very long one. How quick they are is measured by `bench/review.ts`. */
import { expect, it } from 'vitest'
import { describeInChromium } from '../visit.js'
import { countOf, openReview, press, saved, serveReview, waitForCounts } from './served.js'

describeInChromium('a large review', (open) => {
  it('of 500 articles decides about an entry in all of them at once', async () => {
    const texts = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`article-${String(at).padStart(3, '0')}.txt`, `Day ${at}: the army informed us.\n`]))
    const served = await serveReview(texts)
    const { page } = await openReview(open, served)
    expect(await page.locator('#documents li').count()).toBe(500)
    await page.locator('#explanation .share', { hasText: '500 open edits by this entry in 500 articles' }).waitFor()
    await press(page, 'Y')
    await page.locator('#messages', { hasText: '500 edits accepted in 500 articles' }).waitFor()
    expect(served.decided('article-499.txt')).toEqual({ army: 'accepted' })
    await press(page, 'u')
    await page.locator('#messages', { hasText: 'Undone: 500 edits accepted' }).waitFor()
    expect(served.decided('article-499.txt')).toEqual({ army: 'reopened' })
    await press(page, 'K')
    await page.locator('#title', { hasText: 'article-499.txt' }).waitFor()
    await page.selectOption('#order', 'open')
    expect(await page.locator('#documents li').count()).toBe(500)
  })

  it('of 5,000 edits answers keys from the first to the last', async () => {
    const paragraph = 'The White Home informed the army of a plan to march on the capital before the end of the week.'
    const served = await serveReview({ 'long.txt': `${paragraph} ${paragraph}\n`.repeat(834) })
    const { page } = await openReview(open, served)
    expect(await countOf(page, 'undecided')).toBe(5004)
    await press(page, 'y', 'n', 'y')
    await press(page, 'k', 'k', 'k', 'k')
    await expect.poll(() => page.locator('.edit.current').getAttribute('data-edit')).toBe('5003')
    expect(await page.locator('.edit.current').isVisible()).toBe(true)
    await press(page, 'y')
    await saved(page)
    await waitForCounts(page, { accepted: 3, undecided: 5000 })
    await page.locator('#documents .done', { hasText: '4 of 5004' }).waitFor()
  })
})
