import { existsSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { carryOut, planApply, planRevert } from '../../src/review/apply.js'
import { ReviewDocument } from '../../src/review/document.js'
import { FileReview, type ReviewOptions } from '../../src/review/files.js'
import { Journal, readJournal } from '../../src/review/journal.js'
import { readDocument } from '../../src/review/reading.js'
import { documentsOf, liveDecisions, shortHash } from '../../src/review/records.js'
import type { Review } from '../../src/review/review.js'
import { sourceIdOf, writtenRecord, writtenSource } from '../../src/review/written.js'
import { folder } from '../cli/folder.js'
import { seed } from '../edit/edits.js'
import { fakeRestorer } from '../formats/fake-restorer.js'
import { at as itemsAt, reviewOf } from './fixtures.js'

const restorer = fakeRestorer({ 'White Home': 'White House', army: 'military', 'via way of': 'by', 'R&D': 'research' })

function open(options: Partial<ReviewOptions> = {}): FileReview {
  const files = new FileReview({ versions: { dictionary: 'd', model: 'm' }, propose: (text) => restorer.restore(text), ...options })
  onTestFinished(() => { files.close() })
  return files
}

/** Decides item after item as told, the last choice over and over. */
function decideAll(review: Review, choices: readonly string[]): void {
  for (const [at, target] of review.targets().entries()) {
    const choice = choices[at % choices.length] ?? 'none'
    if (choice === 'accepted' || choice === 'rejected') review.decide([target], { verdict: choice })
    else if (choice !== 'none' && target.document.canHold(target.item, choice)) review.decide([target], { verdict: 'replaced', after: choice })
  }
}

const choices = fc.array(fc.constantFrom('accepted', 'accepted', 'rejected', 'none', '', 'own words', 'a < b & c', '&lt;', '"', '\u202e'), { minLength: 1, maxLength: 9 })

const texts = fc
  .array(fc.constantFrom('army ', 'White Home', 'the ', 'military ', '\r\n', '\n\n', 'é\u0301', '😀 ', 'via way of ', '. ', '"'), { maxLength: 30 })
  .map((parts) => parts.join(''))

const pages = fc
  .array(
    fc.constantFrom(
      '<p>', '</p>', '<b>', '</b>', '<em>army</em> ', 'the army ', 'White Home ', 'White <i>Home</i> ', 'White&nbsp;Home ', '<br>', '&amp; ', '\r\n', ' ',
      '<!-- army -->', 'via <a href="army">way</a> of ', 'R&amp;D ', '<script>army</script>', '&rsquo;', '<td>', '😀', 'a<', '<img alt="the army">', '&'
    ),
    { maxLength: 25 }
  )
  .map((parts) => `<!doctype html>${parts.join('')}`)

describe('whatever is decided, revert gives the source to the byte', () => {
  const property = (sources: fc.Arbitrary<string>, name: string, attributes: boolean) =>
    fc.asyncProperty(sources, choices, async (source, chosen) => {
      const { reading } = await readDocument(name, source, { attributes })
      const parts = { name, sourceId: sourceIdOf(source), restoration: restorer.restore(reading.text), inFile: reading.inSource }
      const document = new ReviewDocument({ ...parts, decisions: [] })
      const { review, kept } = reviewOf(document)
      decideAll(review, chosen)
      const { text, edits } = document.decidedInFile()
      expect(document.counts().accepted + document.counts().replaced > 0 || text === source).toBe(true)
      if (text !== source) expect(writtenSource(text, name, [writtenRecord(name, source, edits, text)])).toBe(source)
      expect(new ReviewDocument({ ...parts, decisions: liveDecisions(kept) }).decidedInFile().text).toBe(text)
    })

  test('in text', () => fc.assert(property(texts, 'a.txt', false), { seed, numRuns: 1000 }))

  test('in HTML', () => fc.assert(property(pages, 'a.html', false), { seed, numRuns: 1000 }))

  test('in HTML with its attributes', () => fc.assert(property(pages, 'a.html', true), { seed, numRuns: 300 }))

  test('on disk, by apply and revert', async () => {
    await fc.assert(
      fc.asyncProperty(texts, pages, choices, async (text, page, chosen) => {
        const sources = { 'a.txt': text, 'a.html': page }
        const { at, read } = folder(sources)
        const journal = at('all.unspin.jsonl')
        const files = open({ journal })
        for (const name of Object.keys(sources)) await files.open(at(name))
        decideAll(files.review, chosen)
        const results = new Map(files.files.map(({ document }) => [document.name, document.decidedInFile().text]))
        files.close()
        if (!existsSync(journal)) return
        for (const { unplaced } of await carryOut(journal, planApply)) expect(unplaced).toEqual([])
        for (const name of documentsOf(readJournal(journal))) expect(read(name)).toBe(results.get(name))
        for (const { unplaced } of await carryOut(journal, planRevert)) expect(unplaced).toEqual([])
        for (const [name, source] of Object.entries(sources)) expect(read(name)).toBe(source)
      }),
      { seed, numRuns: 40 }
    )
  })
})

const TEXT = 'The White Home said that the army was there.\nThe army left via way of the sea.\n'

/** A journal of accepted edits, beside its document. */
async function decided(text = TEXT, name = 'a.txt') {
  const place = folder({ [name]: text })
  const files = open()
  await files.open(place.at(name))
  files.review.acceptAbove(0.5)
  files.close()
  return { ...place, journal: place.at(`${name}.unspin.jsonl`) }
}

describe('a journal', () => {
  test('is applied again, with other decisions, from the source', async () => {
    const { at, read, journal } = await decided()
    await carryOut(journal, planApply)
    const again = open()
    await again.open(at('a.txt'))
    again.review.decide(itemsAt(again.review, 'army'), { verdict: 'rejected' })
    again.close()
    // The decisions changed after the text was written, and the text goes back to its source all the same.
    await carryOut(journal, planRevert)
    expect(read('a.txt')).toBe(TEXT)
    await carryOut(journal, planApply)
    expect(read('a.txt')).toBe(TEXT.replace('White Home', 'White House').replace('via way of', 'by'))
  })

  test('is taken back where somebody else applied it, as long as its result stands', async () => {
    const { at, read, journal } = await decided()
    writeFileSync(at('a.txt'), TEXT.replace('White Home', 'White House').replaceAll('army', 'military').replace('via way of', 'by'))
    expect((await carryOut(journal, planRevert))[0]?.unplaced).toEqual([])
    expect(read('a.txt')).toBe(TEXT)
  })

  test('is taken back by its words in a text that was worked on since', async () => {
    const { at, read, journal } = await decided()
    await carryOut(journal, planApply)
    const worked = read('a.txt').replace('left', 'departed').replace('The', 'A title\n\nThe')
    writeFileSync(at('a.txt'), worked)
    const [outcome] = await carryOut(journal, planRevert)
    expect(outcome?.unplaced.map(({ record, why }) => [record.before, why])).toEqual([['via way of', 'missing']])
    expect(read('a.txt')).toBe(worked.replace('White House', 'White Home').replaceAll('military', 'army'))
    expect((await planRevert(journal))[0]?.unplaced.map(({ why }) => why)).toEqual(['done', 'done', 'done', 'missing'])
  })

  test('finds its places in a page whose markup was changed', async () => {
    const page = '<p>The White Home said that the <b>army</b> was there.</p>'
    const { at, read, journal } = await decided(page, 'a.html')
    writeFileSync(at('a.html'), '<h1>New</h1><p class="x">The <i>White Home</i> said that the army was there.</p>')
    expect((await carryOut(journal, planApply))[0]?.unplaced).toEqual([])
    expect(read('a.html')).toBe('<h1>New</h1><p class="x">The <i>White House</i> said that the military was there.</p>')
    await carryOut(journal, planRevert)
    expect(read('a.html')).toBe('<h1>New</h1><p class="x">The <i>White Home</i> said that the army was there.</p>')
  })

  test('changes no document when one of them cannot be read', async () => {
    const place = folder({ 'a.txt': TEXT, 'b.txt': TEXT })
    const files = open({ journal: place.at('all.unspin.jsonl') })
    for (const name of ['a.txt', 'b.txt']) await files.open(place.at(name))
    files.review.acceptAbove(0.5)
    files.close()
    writeFileSync(place.at('b.txt'), Buffer.from([0xff]))
    await expect(carryOut(place.at('all.unspin.jsonl'), planApply)).rejects.toMatchObject({ code: 'UNSPIN_ENCODING' })
    expect(place.read('a.txt')).toBe(TEXT)
  })

  test('is not applied while it is under review', async () => {
    const { journal } = await decided()
    const writer = Journal.open(journal)
    await expect(carryOut(journal, planApply)).rejects.toMatchObject({ code: 'UNSPIN_REVIEW_LOCKED' })
    writer.close()
  })

  test('reaches no document outside of its folder', async () => {
    const { at, journal } = await decided()
    const outside = (name: string): void => {
      writeFileSync(journal, JSON.stringify({ unspin: 'journal', version: 1, document: name, source: shortHash(sourceIdOf('')), dictionary: '', model: '' }) + '\n')
    }
    for (const name of ['../a.txt', '/etc/passwd', 'x/../../a.txt', 'C:\\a.txt', '..\\a.txt', 'a\0b']) {
      outside(name)
      await expect(carryOut(journal, planApply), name).rejects.toMatchObject({ code: 'UNSPIN_JOURNAL_PATH' })
    }
    await expect(open({ journal: at('sub/x.unspin.jsonl') }).open(at('a.txt'))).rejects.toBeDefined()
  })
})
