import { describe, expect, it } from 'vitest'
import { isChosen, readingsOf } from '../../../src/review/page/choices.js'
import { folderOf, shown, signed, spoken, twoDecimals, wordingOf } from '../../../src/review/page/wording.js'
import type { ProposedEdit } from '../../../src/review/web/contract.js'

const edit: ProposedEdit = {
  start: 0, end: 4, before: 'army', after: 'military', entry: 'words/test#army', via: [], kind: 'word', confidence: 0.999,
  alternatives: [{ after: 'forces', confidence: 0.2, entry: 'words/test#army' }], reasons: [], inQuote: false, origin: 'edit'
}

describe('wording', () => {
  it('is what an edit makes of its words', () => {
    expect(wordingOf(edit, { verdict: 'undecided' })).toBe('military')
    expect(wordingOf(edit, { verdict: 'rejected' })).toBe('army')
    expect(wordingOf(edit, { verdict: 'replaced', after: '' })).toBe('')
  })

  it('claims no certainty', () => {
    expect([twoDecimals(0.999), twoDecimals(0.55), twoDecimals(0)]).toEqual(['0.99', '0.55', '0.00'])
    expect([signed(1.234), signed(-0.5)]).toEqual(['+1.23', '−0.50'])
  })

  it('leaves out the folder that all articles are in', () => {
    expect(folderOf(['news/a.txt', 'news/b.txt', 'news/old/c.txt'])).toBe('news/')
    expect(folderOf(['a/b/c.txt', 'a/b.txt', 'a/bc/d.txt'])).toBe('a/')
    expect([folderOf(['a/b.txt']), folderOf(['a.txt', 'a/b.txt']), folderOf(['/x/a', '/x/b']), folderOf([])]).toEqual(['', '', '/x/', ''])
  })

  it('can be heard', () => {
    expect(spoken(edit, { verdict: 'undecided' })).toBe('army to military, open, confidence 0.99')
    expect(spoken({ ...edit, before: '' }, { verdict: 'replaced', after: '' })).toBe('nothing to nothing, reworded, confidence 0.99')
  })

  it('names what would disguise the text around it', () => {
    expect(shown('a\u202eb\tc\n')).toEqual([{ text: 'a' }, { code: 'U+202E' }, { text: 'b\tc\n' }])
    expect(shown('\u0000\u2066x\u200b')).toEqual([{ code: 'U+0000' }, { code: 'U+2066' }, { text: 'x' }, { code: 'U+200B' }])
    expect(shown('Ünïcödé – “fine” 😀 👩‍👩‍👧')).toEqual([{ text: 'Ünïcödé – “fine” 😀 👩‍👩‍👧' }])
  })
})

describe('the readings of an edit', () => {
  it('are the proposal and what the model passed over, each with its key', () => {
    const [proposal, other] = readingsOf(edit)
    expect(proposal).toMatchObject({ key: 'y', words: 'military', choice: { verdict: 'accepted' } })
    expect(other).toMatchObject({ key: '1', words: 'forces', choice: { verdict: 'replaced', after: 'forces' } })
    expect(other && isChosen(other, { verdict: 'replaced', after: 'forces' })).toBe(true)
    expect(other && isChosen(other, { verdict: 'replaced', after: 'own' })).toBe(false)
    expect(proposal && isChosen(proposal, { verdict: 'accepted' })).toBe(true)
  })
})
