/** The HTML report, opened in a real browser. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { formatReport, type NamedRestoration } from '../../src/report/index.js'
import type { Restoration } from '../../src/types.js'
import { editAt, edits, restoration, restored } from '../report/fixtures.js'
import { accessibilityFaults, describeInChromium, type Visit } from './visit.js'

const source = `The White Home said so.\n\n${'Nothing changed here.\n'.repeat(3)}They informed the army right of the program.\n`
const article: Restoration = {
  ...restored(
    source,
    ['White Home', 'White House', { kind: 'name', entry: 'names/x#white-house', alternatives: [{ after: 'White Hut', confidence: 0.02, entry: 'x' }] }],
    ['informed', 'told', { confidence: 0.7 }],
    ['', ' whole', { confidence: 0.65 }],
    ['army right', 'army', { kind: 'phrase', confidence: 0.9, inQuote: true }]
  ),
  suggestions: edits(source, [['program', 'programme', { confidence: 0.4 }]])
}
const hostile = '</p></style><script>document.title="broken in"</script><img src="https://example.com/x.png" onerror="document.title=1">\u202e<b>bold'
const broken = restored(`Home ${hostile} Home`, ['Home', 'House'], [hostile, hostile, { entry: hostile }], ['Home', 'House'])

const page = formatReport(
  [{ name: 'news/a.txt', restoration: article }, { name: 'clean.txt', restoration: restored('Clean.') }, { name: hostile, restoration: broken }],
  'html'
)
const one = formatReport(article, 'html', { name: 'a.txt' })

/** A folder for pictures of the pages, to look at: `UNSPIN_SCREENSHOTS=/tmp/shots npx vitest run tests/browser`. */
const pictures = process.env['UNSPIN_SCREENSHOTS'] ?? ''

async function photograph({ page: shown }: Visit, name: string): Promise<void> {
  if (pictures === '') return
  mkdirSync(pictures, { recursive: true })
  await shown.screenshot({ path: join(pictures, `${name}.png`) })
}

const expectQuiet = ({ complaints, requests }: Visit): void => expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })

const visible = async ({ page: shown }: Visit, selector: string): Promise<string[]> =>
  (await shown.locator(`${selector} >> visible=true`).allInnerTexts()).map((text) => text.trim())

/** Takes away what only screen readers are told. */
const hideSpoken = async ({ page: shown }: Visit): Promise<unknown> => shown.evaluate("document.querySelectorAll('.sr').forEach((each) => { each.hidden = true })")

describeInChromium('the HTML report', (open) => {
  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each([['wide', 1280], ['narrow', 390]])('%s: nothing is complained of, asked for, or hard to access', async (name, width) => {
      const visit = await open(page, { colorScheme, viewport: { width, height: 800 } })
      expect(await accessibilityFaults(visit)).toEqual([])
      await photograph(visit, `${colorScheme}-${name}`)
      await visit.page.getByLabel('suggestions').check()
      await visit.page.getByLabel('side by side').check()
      await visit.page.keyboard.press('n')
      expect(await accessibilityFaults(visit)).toEqual([])
      await photograph(visit, `${colorScheme}-${name}-side`)
      expect(await visit.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expectQuiet(visit)
    })
  })

  it('shows hostile text as text', async () => {
    const visit = await open(page)
    expect(await visit.page.title()).toBe('unspin: 7 edits in 2 of 3 texts')
    expect(await visible(visit, 'main b, main img, main script')).toEqual([])
    expect(await visible(visit, '#t3 del')).toEqual(['Home', hostile.replace('\u202e', 'U+202E'), 'Home'])
    expectQuiet(visit)
  })

  it('reads as a report without a script too', async () => {
    const visit = await open(page, { javaScriptEnabled: false })
    expect(await visible(visit, '#t1 ins')).toEqual(['White House', 'told', 'whole', 'army'])
    expect(await visible(visit, '#tools, #theme, #detail, .perhaps')).toEqual([])
  })

  it('tells those who listen what is deleted and what inserted', async () => {
    const { page: shown } = await open(one)
    expect(await shown.locator('.row').first().ariaSnapshot()).toBe(
      '- paragraph:\n  - text: The\n  - \'link "[deleted: White Home ] [inserted: White House ]"\':\n    - /url: "#t1-1"\n' +
        '    - text: "[deleted:"\n    - deletion: White Home\n    - text: "] [inserted:"\n    - insertion: White House\n    - text: "]"\n  - text: said so.'
    )
  })

  it('filters by kind and confidence, and shows suggestions when asked', async () => {
    const visit = await open(one)
    const { page: shown } = visit
    const status = shown.getByRole('status')
    expect(await status.innerText()).toBe('4 of 4 edits')
    await shown.getByLabel('confidence').fill('70')
    expect(await status.innerText()).toBe('3 of 4 edits')
    expect(await visible(visit, 'ins')).toEqual(['White House', 'told', 'whole', 'army'])
    expect(await visible(visit, 'del')).toEqual(['White Home', 'informed', 'army right'])
    await shown.getByLabel('word').uncheck()
    expect(await visible(visit, 'del')).toEqual(['White Home', 'army right'])
    expect(await visible(visit, 'a[href].edit ins')).toEqual(['White House', 'army'])
    await shown.getByLabel('word').check()
    await shown.getByLabel('confidence').fill('0')
    await shown.getByLabel('suggestions').check()
    expect(await status.innerText()).toBe('4 of 4 edits, 1 suggested')
    expect(await visible(visit, '.perhaps i')).toEqual(['programme'])
    expectQuiet(visit)
  })

  it('shows both texts side by side, as they were and are', async () => {
    const visit = await open(one)
    await visit.page.keyboard.press('v')
    await hideSpoken(visit)
    expect(await visible(visit, '.was')).toEqual(['The White Home said so.', 'They informed‸ the army right of the program.'])
    expect(await visible(visit, '.now')).toEqual(['The White House said so.', 'They told whole the army of the program.'])
    await visit.page.locator('.now .edit').first().click()
    expect(await visible(visit, '#what')).toEqual(['White Home → White House'])
  })

  it('is read by keyboard: edits, views, colours, until the keys are switched off', async () => {
    const visit = await open(one)
    const { page: shown } = visit
    const chosen = async (): Promise<string[]> => visible(visit, '#what, #position')
    await shown.keyboard.press('n')
    expect(await chosen()).toEqual(['White Home → White House', '1 of 4'])
    expect(await visible(visit, '#why')).toEqual(['line 1 · name · confidence 0.97 · names/x#white-house · otherwise “White Hut” 0.02'])
    await shown.keyboard.press('p')
    expect(await chosen()).toEqual(['army right → army', '4 of 4'])
    expect((await visible(visit, '#why'))[0]).toContain('inside quotation marks')
    await shown.keyboard.press('j')
    await shown.keyboard.press('Tab')
    await shown.keyboard.press('Tab')
    expect(await chosen()).toEqual(['informed → told', '2 of 4'])
    await shown.keyboard.press('Escape')
    expect(await chosen()).toEqual([])
    await shown.keyboard.press('t')
    await shown.keyboard.press('t')
    expect(await shown.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await accessibilityFaults(visit)).toEqual([])
    await shown.getByText('Keyboard').click()
    await shown.getByLabel('use these keys').uncheck()
    await shown.keyboard.press('n')
    expect(await chosen()).toEqual([])
    expectQuiet(visit)
  })

  it('opens at the edit that its address points to', async () => {
    const visit = await open(one)
    await visit.page.goto(`${visit.page.url()}#t1-2`)
    await expect.poll(() => visible(visit, '#what')).toEqual(['informed → told'])
  })

  it('prints all of the text on white, without the tools', async () => {
    const visit = await open(page, { colorScheme: 'dark' })
    await visit.page.emulateMedia({ media: 'print' })
    await photograph(visit, 'print')
    expect(await visible(visit, '#tools, #theme, #detail, footer')).toEqual([])
    expect(await visit.page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    expect((await visit.page.pdf()).length).toBeGreaterThan(1000)
  })

  it('works with thousands of edits', async () => {
    const sentence = 'The army pressure on the road was informed in the present day.\n'
    const text = sentence.repeat(2000)
    const made = Array.from({ length: 2000 }, (_, at) => editAt(text, at * sentence.length + 4, at * sentence.length + 8, 'military', { confidence: at / 2000 }))
    const documents: NamedRestoration[] = [{ name: 'long.txt', restoration: restoration(text, made) }]
    const visit = await open(formatReport(documents, 'html'))
    await visit.page.getByLabel('side by side').check()
    await visit.page.getByLabel('confidence').fill('50')
    expect(await visit.page.getByRole('status').innerText()).toBe('1000 of 2000 edits')
    await visit.page.keyboard.press('p')
    expect(await visible(visit, '#position')).toEqual(['1000 of 1000'])
    expect(await visit.page.locator('.was .edit.current').isVisible()).toBe(true)
    expectQuiet(visit)
  })
})
