/** What axe-core finds, in every state of the page, light and dark, wide and narrow. */
import { expect, it } from 'vitest'
import { accessibilityFaults, describeInChromium } from '../visit.js'
import { closeDialog, openReview, press, saved, serveReview } from './served.js'

const TEXTS = { 'a.txt': 'The White Home informed the army.\n\nThe army informed the White Home.\n', 'b.txt': 'An army.\n', 'bad.bin': '\0\0\0' }

describeInChromium('the page is accessible', (open) => {
  it.each([
    ['light', 1440], ['dark', 1440], ['light', 900], ['dark', 390]
  ] as const)('%s, %i wide', async (colorScheme, width) => {
    const served = await serveReview(TEXTS)
    const visit = await openReview(open, served, { colorScheme, viewport: { width, height: 800 } })
    const { page } = visit
    await press(page, 'y', 'n', 'e')
    await page.keyboard.type('own words')
    await press(page, 'Enter')
    await saved(page)
    expect(await accessibilityFaults(visit)).toEqual([])
    await press(page, 'v', 'd', 'e')
    expect(await accessibilityFaults(visit)).toEqual([])
    await press(page, 'Escape', '/')
    await page.keyboard.type('army')
    await press(page, 'Enter', '?')
    expect(await accessibilityFaults(visit)).toEqual([])
    await closeDialog(page)
    await press(page, 'A')
    expect(await accessibilityFaults(visit)).toEqual([])
    await closeDialog(page)
    await press(page, 's')
    await page.locator('#patch .added').first().waitFor()
    expect(await accessibilityFaults(visit)).toEqual([])
  })

  it('tells a screen reader of each edit, and of each decision', async () => {
    const { page } = await openReview(open, await serveReview(TEXTS))
    expect(await page.locator('.edit.current').getAttribute('aria-description')).toBe('White Home to White House, open, confidence 0.95')
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.getAttribute("aria-description")')
    await press(page, 'j')
    await expect.poll(focused).toBe('informed to told, open, confidence 0.85')
    await press(page, 'k', 'y', 'k')
    await expect.poll(focused).toBe('White Home to White House, accepted, confidence 0.95')
    // One stop for the Tab key in the whole article, however many edits it has.
    expect(await page.locator('#article [tabindex="0"]').count()).toBe(1)
  })
})
