import { describe, expect, it } from 'vitest'
import { Standings } from '../../../src/review/page/standings.js'
import type { Article, Change } from '../../../src/review/web/contract.js'

const article: Article = {
  id: 2, name: 'a.txt', source: '', edits: [], entries: {}, evidence: [], seq: 10,
  standings: [{ verdict: 'undecided' }, { verdict: 'rejected' }]
}
const change = (seq: number, verdict: Change['verdict'], edit = 0, document = 2): Change => ({ document, edit, seq, verdict })

describe('standings', () => {
  it('take over what the server says of this article, once', () => {
    const standings = new Standings(article)
    expect(standings.merge([change(11, 'accepted'), change(12, 'accepted', 0, 3), change(13, 'accepted', 7)])).toEqual([0])
    expect(standings.of(0)).toEqual({ verdict: 'accepted' })
    expect(standings.merge([change(11, 'accepted')])).toEqual([])
    expect(standings.of(7)).toEqual({ verdict: 'undecided' })
  })

  it('pass over what is older than the article', () => {
    const standings = new Standings(article)
    expect(standings.merge([change(9, 'accepted', 1)])).toEqual([])
    expect(standings.of(1)).toEqual({ verdict: 'rejected' })
  })

  it('show a decision before it is answered, whatever another tab did meanwhile', () => {
    const standings = new Standings(article)
    standings.expect(0, { verdict: 'replaced', after: 'own' })
    standings.merge([change(11, 'rejected')])
    expect(standings.of(0)).toEqual({ verdict: 'replaced', after: 'own' })
    standings.merge([{ ...change(12, 'replaced'), after: 'own' }])
    standings.settle(0)
    expect(standings.of(0)).toEqual({ verdict: 'replaced', after: 'own' })
    standings.merge([change(13, 'rejected')])
    expect(standings.of(0)).toEqual({ verdict: 'rejected' })
  })

  it('follow the server when its answer came behind a later decision of another tab', () => {
    const standings = new Standings(article)
    standings.expect(0, { verdict: 'accepted' })
    // The server took ours as 11 and the other tab's as 12, and its event came before our answer.
    standings.merge([change(12, 'rejected')])
    expect(standings.of(0)).toEqual({ verdict: 'accepted' })
    standings.merge([change(11, 'accepted')])
    standings.settle(0)
    expect(standings.of(0)).toEqual({ verdict: 'rejected' })
  })

  it('take over an article read anew, where it is newer', () => {
    const standings = new Standings(article)
    standings.merge([change(12, 'accepted')])
    expect(standings.renew({ ...article, seq: 11, standings: [{ verdict: 'rejected' }, { verdict: 'replaced', after: 'own' }] })).toEqual([1])
    expect([standings.of(0), standings.of(1)]).toEqual([{ verdict: 'accepted' }, { verdict: 'replaced', after: 'own' }])
    expect(standings.renew({ ...article, seq: 13, standings: [{ verdict: 'accepted' }, { verdict: 'accepted' }] })).toEqual([1])
  })
})
