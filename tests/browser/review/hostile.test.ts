/** Articles that would like to be more than text. */
import { expect, it } from 'vitest'
import { explainingRestorer } from '../../review/web/reviewing.js'
import { describeInChromium } from '../visit.js'
import { openReview, press, saved, serveReview } from './served.js'

const MARKUP = '<script>window.caught = 1</script><img src=x onerror="window.caught = 2"><a href="javascript:window.caught=3">x</a>'
const CLOSING = '</p></article></script></title></style><svg onload=window.caught=4>{{constructor}} ${caught}'
const HOSTILE = `${MARKUP}\n${CLOSING} army \u202egnorw\u202c army.\n`

describeInChromium('a hostile article', (open) => {
  it('is shown as the text that it is, in every view', async () => {
    const name = '"><img src=x onerror=window.caught=5>.txt'
    const restorer = explainingRestorer({ army: '<img src=y onerror=window.caught=6>' })
    const served = await serveReview({ [name]: HOSTILE }, restorer)
    const { page, complaints, requests } = await openReview(open, served)
    const intact = async (): Promise<void> => {
      expect(await page.evaluate('window.caught')).toBeUndefined()
      expect(await page.locator('body script, body img, body svg, body iframe, body a[href^=javascript], main style').count()).toBe(0)
    }
    const shown = await page.locator('#article').innerText()
    expect(shown).toContain(MARKUP)
    expect(shown).toContain(CLOSING)
    expect(await page.locator('#title').innerText()).toContain('"><img src=x onerror=window.caught=5>.txt')
    expect(await page.locator('#explanation').innerText()).toContain('<img src=y onerror=window.caught=6>')
    await intact()
    await press(page, 'e')
    await page.keyboard.type('"><script>window.caught=7</script>')
    await press(page, 'Enter', 'v')
    await saved(page)
    await intact()
    await press(page, 'y', 's')
    await page.locator('#patch .added').first().waitFor()
    expect(await page.locator('#patch').innerText()).toContain('<script>window.caught=7</script>')
    await page.click('#apply')
    await page.locator('#outcome', { hasText: 'Wrote' }).waitFor()
    await intact()
    expect(complaints).toEqual([])
    expect(requests.filter((request) => new URL(request).origin !== served.url.origin)).toEqual([])
  })

  it('cannot turn the text around, or hide in it', async () => {
    const { page } = await openReview(open, await serveReview({ 'a\u202etxt.exe': 'An \u202earmy\u202c of\u200b \u2066x.\n' }))
    const text = await page.locator('body').textContent()
    expect(text).toContain('U+202E')
    expect(text).toContain('U+200B')
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })

  it('of one line of a megabyte can be read and decided on', async () => {
    const line = `${'word '.repeat(100_000)}The White Home said no.${' word'.repeat(100_000)}`
    const served = await serveReview({ 'long.txt': line, 'solid.txt': 'x'.repeat(1_000_000) })
    const { page } = await openReview(open, served)
    expect(await page.evaluate('document.querySelector("#article").textContent.length')).toBeGreaterThan(1_000_000)
    const current = page.locator('.edit.current')
    expect(await current.innerText()).toBe('White Home White House')
    expect(await current.isVisible()).toBe(true)
    await press(page, 'y')
    await saved(page)
    expect(served.decided('long.txt')).toEqual({ 'White Home': 'accepted' })
    await page.click('#documents a:has-text("solid.txt")')
    await page.locator('#title', { hasText: 'solid.txt' }).waitFor()
    expect(await page.evaluate('document.querySelector("#article").textContent.length')).toBe(1_000_000)
  })
})

describeInChromium('the page', (open) => {
  it('refuses scripts and markup that are put into it', async () => {
    const { page, complaints } = await openReview(open, await serveReview({ 'a.txt': 'An army.\n' }))
    const put = `(() => {
      const script = document.createElement('script')
      try { script.text = 'window.caught = 1' } catch { return 'refused' }
      document.body.append(script)
    })()`
    expect(await page.evaluate(put)).toBe('refused')
    expect(await page.evaluate(`(() => { try { document.body.innerHTML = '<b>' } catch { return 'refused' } })()`)).toBe('refused')
    expect(await page.evaluate('window.caught')).toBeUndefined()
    expect(complaints.length).toBeGreaterThan(0)
  })

  it('cannot be framed, nor read or written to by a page from elsewhere', async () => {
    const served = await serveReview({ 'a.txt': 'An army.\n' })
    const hostile = `<!doctype html><html lang="en"><title>x</title><iframe src="${served.url.href}"></iframe><script>
      const api = ${JSON.stringify(`${served.url.origin}/api/`)}
      const token = ${JSON.stringify(served.url.searchParams.get('token'))}
      const tried = async (path, options) => fetch(api + path, options).then((answer) => answer.text(), () => 'refused')
      window.tried = Promise.all([
        tried('review', { headers: { 'x-unspin-token': token } }),
        tried('documents/0'),
        fetch(api + 'decide', { method: 'POST', mode: 'no-cors', body: '{"document":0,"edit":0,"verdict":"accepted"}' }).then(() => 'sent', () => 'refused'),
        tried('decide', { method: 'POST', headers: { 'content-type': 'application/json', 'x-unspin-token': token }, body: '{"document":0,"edit":0,"verdict":"accepted"}' })
      ])
    </script>`
    const { page } = await open(hostile)
    const [read, bare, , posted] = await page.evaluate<string[]>('window.tried')
    expect([read, bare, posted]).toEqual(['refused', 'refused', 'refused'])
    expect(served.files.files[0]?.document.counts()).toMatchObject({ undecided: 1, accepted: 0 })
    expect(await page.frames()[1]?.locator('#article').count().catch(() => 0)).toBe(0)
  })
})
