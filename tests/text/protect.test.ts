import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { protectedRegions } from '../../src/text/protect.js'
import { flagged, nastyTexts, seed, textsOf } from './parse.js'

const regions = (source: string): string[] => protectedRegions(source).map(({ start, end }) => source.slice(start, end))

describe('protected regions', () => {
  it.each([
    ['see https://example.org/army-pressure?a=b for more', 'https://example.org/army-pressure?a=b'],
    ['at www.white.home today', 'www.white.home'],
    ['on whitehome.com today', 'whitehome.com'],
    ['on news.white-home.co.uk/army/pressure today', 'news.white-home.co.uk/army/pressure'],
    ['write to army.pressure@white-home.org now', 'army.pressure@white-home.org'],
    ['thanks to @army_pressure for it', '@army_pressure'],
    ['under #ArmyPressure they say', '#ArmyPressure'],
    ['call `army pressure` here', '`army pressure`'],
    ['```\nthe army\n\npressure\n```', '```\nthe army\n\npressure\n```'],
    ['in C:\\army\\pressure.txt lies', 'C:\\army\\pressure.txt'],
    ['as in \\emph{army pressure} so', '\\emph{army pressure}'],
    ['from /home/army/pressure to here', '/home/army/pressure'],
    ['from ./army/pressure.sh to here', './army/pressure.sh'],
    ['run pressure.py first', 'pressure.py']
  ])('of %j are %j', (source, region) => {
    expect(regions(source)).toEqual([region])
    expect(flagged(source, 'PROTECTED')).toEqual([region])
  })

  it.each([
    'and/or he/she on the 24/7 army',
    'a rise of 3 @ 5 each, # 5 of 7',
    'He left.The end',
    'He said C: or D:',
    'it is 3:4 and a:b — “army” pressure'
  ])('do not cover the prose of %j', (source) => {
    expect(regions(source)).toEqual([])
  })

  it('are one token each, beside words that stay words', () => {
    expect(textsOf('(see https://a.b/c-d) the `x y`-like')).toEqual(['see', 'https://a.b/c-d)', 'the', '`x y`', 'like'])
  })

  it('merge where they overlap', () => {
    expect(regions('`https://a.com/b c` and https://a.com/x@y.com')).toEqual(['`https://a.com/b c`', 'https://a.com/x@y.com'])
  })

  it('of any text ascend, do not overlap and stay in bounds', () => {
    fc.assert(
      fc.property(nastyTexts(), (source) => {
        let at = 0
        for (const { start, end } of protectedRegions(source)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(source.length)
      }),
      { seed, numRuns: 2000 }
    )
  })
})
