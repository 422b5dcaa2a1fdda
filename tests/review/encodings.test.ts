/** Documents in other encodings than UTF-8 are reviewed, written and taken back in their own. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { codecOf } from '../../src/formats/codec.js'
import { carryOut, planApply, planRevert } from '../../src/review/apply.js'
import { FileReview, type ReviewOptions } from '../../src/review/files.js'
import { readJournal } from '../../src/review/journal.js'
import { folder } from '../cli/folder.js'
import { seed } from '../edit/edits.js'
import { fakeRestorer } from '../formats/fake-restorer.js'
import { at as itemsAt } from './fixtures.js'

const restorer = fakeRestorer({ 'White Home': 'White House', army: 'military' })

function open(options: Partial<ReviewOptions> = {}): FileReview {
  const files = new FileReview({ versions: { dictionary: 'd', model: 'm' }, propose: (text) => restorer.restore(text), ...options })
  onTestFinished(() => { files.close() })
  return files
}

async function encoded(text: string, label: string): Promise<Buffer> {
  const bytes = (await codecOf(label)).encode(text)
  if (!bytes) throw new Error(`${label} lacks a character`)
  return Buffer.from(bytes)
}

const TEXT = 'The café “White Home” said that the army won.\r\n'

describe('a review in windows-1252', () => {
  test('is written so, goes on without being told again, and is taken back to the byte', async () => {
    const bytes = await encoded(TEXT, 'windows-1252')
    const { at } = folder({ 'a.txt': bytes })
    await expect(open().open(at('a.txt'))).rejects.toMatchObject({ code: 'UNSPIN_ENCODING', hint: expect.stringContaining('--encoding') })
    const first = open({ encoding: 'cp1252' })
    const file = await first.open(at('a.txt'))
    first.review.decide(itemsAt(first.review, 'White Home'), { verdict: 'replaced', after: 'Élysée' })
    expect(await first.write(file)).toBe(true)
    expect(first.isUnwritten(file)).toBe(false)
    first.close()
    const written = await encoded(TEXT.replace('White Home', 'Élysée'), 'windows-1252')
    expect(readFileSync(at('a.txt'))).toEqual(written)
    expect(readJournal(at('a.txt.unspin.jsonl'))[0]).toMatchObject({ encoding: 'windows-1252' })

    const second = open()
    expect((await second.open(at('a.txt'))).document.counts()).toMatchObject({ replaced: 1, undecided: 1 })
    second.close()
    await carryOut(at('a.txt.unspin.jsonl'), planRevert)
    expect(readFileSync(at('a.txt'))).toEqual(bytes)
    await carryOut(at('a.txt.unspin.jsonl'), planApply)
    expect(readFileSync(at('a.txt'))).toEqual(written)
  })

  test('refuses words that it cannot hold before they are decided', async () => {
    const { at } = folder({ 'a.txt': await encoded(TEXT, 'windows-1252') })
    const files = open({ encoding: 'windows-1252' })
    await files.open(at('a.txt'))
    expect(() => files.review.decide(itemsAt(files.review, 'army'), { verdict: 'replaced', after: 'ⵜⵉⴼⵉⵏⴰⵖ' })).toThrow('the encoding lacks a character')
    expect(files.review.counts().replaced).toBe(0)
  })

  test('writes references into a page that says its encoding itself', async () => {
    const page = '<meta charset="windows-1252"><p>Café: the army of the White Home.</p>'
    const bytes = await encoded(page, 'windows-1252')
    const { at } = folder({ 'a.html': bytes })
    const files = open()
    const file = await files.open(at('a.html'))
    files.review.decide(itemsAt(files.review, 'army'), { verdict: 'replaced', after: 'R&D → é' })
    await files.write(file)
    const decided = page.replace('army', 'R&amp;D &#x2192; é')
    expect(readFileSync(at('a.html'))).toEqual(await encoded(decided, 'windows-1252'))
    // Written again from its source, also when the decisions changed.
    files.review.decide(itemsAt(files.review, 'White Home'), { verdict: 'accepted' })
    await files.write(file)
    expect(readFileSync(at('a.html'))).toEqual(await encoded(decided.replace('White Home', 'White House'), 'windows-1252'))
    files.close()
    await carryOut(at('a.html.unspin.jsonl'), planRevert)
    expect(readFileSync(at('a.html'))).toEqual(bytes)
  })
})

test('whatever is decided in whichever encoding, revert gives the source to the byte', async () => {
  const texts = fc.array(fc.constantFrom('army ', 'White Home', ' the ', 'é', 'ß “', '\r\n', '. '), { maxLength: 20 }).map((parts) => parts.join(''))
  const words = fc.array(fc.constantFrom('accepted', 'rejected', 'none', 'ö', ''), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(texts, words, fc.constantFrom('windows-1252', 'utf-16le', 'utf-16be', 'gb18030', 'cp1250'), async (text, chosen, label) => {
      const bytes = await encoded(label.startsWith('utf-16') ? `\ufeff${text}` : text, label)
      const { at } = folder({ 'a.txt': bytes })
      const files = open({ ...(!label.startsWith('utf-16') && { encoding: label }) })
      const file = await files.open(at('a.txt'))
      for (const [index, target] of files.review.targets().entries()) {
        const choice = chosen[index % chosen.length] ?? 'none'
        if (choice === 'accepted' || choice === 'rejected') files.review.decide([target], { verdict: choice })
        else if (choice !== 'none') files.review.decide([target], { verdict: 'replaced', after: choice })
      }
      await files.write(file)
      files.close()
      expect(readFileSync(at('a.txt'))).toEqual(await encoded(file.document.result(), label))
      if (readJournal(at('a.txt.unspin.jsonl')).length > 0) await carryOut(at('a.txt.unspin.jsonl'), planRevert)
      expect(readFileSync(at('a.txt'))).toEqual(bytes)
    }),
    { seed, numRuns: 60 }
  )
})
