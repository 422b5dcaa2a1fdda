import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagged, nastyTexts, parse, seed, segmentsOf, textsOf, vocabulary, wordsOf } from './parse.js'

describe('words', () => {
  it('keep inner apostrophes, stops of initials and marks of numbers', () => {
    expect(textsOf('Don’t ask, the U.S. said 3.5 million or 1,000.')).toEqual(
      ['Don’t', 'ask', 'the', 'U.S.', 'said', '3.5', 'million', 'or', '1,000']
    )
  })

  it('are parted by hyphens, dashes and slashes', () => {
    expect(textsOf('well-known and/or up—down')).toEqual(['well', 'known', 'and', 'or', 'up', 'down'])
  })

  it('have the id of their lower case, with any apostrophe', () => {
    expect(wordsOf('THE The the').map(({ word }) => word)).toEqual(Array(3).fill(vocabulary.id('the')))
    expect(wordsOf('Don’t don\'t DON’T').map(({ word }) => word)).toEqual(Array(3).fill(vocabulary.id("don't")))
    expect(wordsOf('U.S. elsewhere').map(({ word }) => word)).toEqual([vocabulary.id('u.s.'), -1])
  })

  it('are composed before they are looked up, and read without soft hyphens and zero-width characters', () => {
    const cafe = vocabulary.id('café')
    expect(wordsOf('café Café cafe\u0301 CAFE\u0301').map(({ word }) => word)).toEqual([cafe, cafe, cafe, cafe])
    expect(wordsOf('so\u00adft s\u200boft').map(({ word, text }) => [word, text])).toEqual([
      [vocabulary.id('soft'), 'so\u00adft'],
      [vocabulary.id('soft'), 's\u200boft']
    ])
  })

  it('of more than 64 letters have no id', () => {
    const [long] = wordsOf('x'.repeat(65))
    expect(long).toMatchObject({ word: -1, stem: -1, text: 'x'.repeat(65) })
  })
})

describe('possessives', () => {
  it('leave the stem without ’s', () => {
    const [word, stem] = ["government's", 'government'].map((text) => vocabulary.id(text))
    for (const text of ['government’s', "Government's"]) expect(wordsOf(text)).toMatchObject([{ word, stem, possessive: 2 }])
  })

  it('of plurals end in their apostrophe', () => {
    const word = vocabulary.id('officials')
    expect(wordsOf('the officials’ view')[1]).toMatchObject({ text: 'officials’', word, possessive: 1 })
    expect(flagged('the officials’ view', 'PLURAL_POSSESSIVE')).toEqual(['officials’'])
  })

  it('are not seen in a single s', () => {
    expect(wordsOf('S. Korea, an s').map(({ possessive }) => possessive)).toEqual([0, 0, 0, 0])
  })

  it('are found in words with combining marks', () => {
    const { word, stem, possessive } = wordsOf('café’s')[0] ?? {}
    expect(stem).toBe(vocabulary.id('café'))
    expect(wordsOf('cafe\u0301’s')).toMatchObject([{ word, stem, possessive }])
  })

  it('are told from closing quotes', () => {
    expect(textsOf('the ‘officials’ view')).toEqual(['the', 'officials', 'view'])
    expect(textsOf("the 'officials' view")).toEqual(['the', 'officials', 'view'])
    expect(textsOf('by officials’')).toEqual(['by', 'officials'])
  })
})

describe('flags', () => {
  it('tell capitals, all capitals and numbers', () => {
    const source = 'The U.S. NATO iPhone a I 3rd'
    expect(flagged(source, 'CAPITAL')).toEqual(['The', 'U.S.', 'NATO', 'I'])
    expect(flagged(source, 'ALL_CAPS')).toEqual(['U.S.', 'NATO'])
    expect(flagged(source, 'NUMBER')).toEqual(['3rd'])
  })

  it('tell blanks and hyphens between words from all other marks', () => {
    const source = 'one two-three,  four\u00a0five - six\nseven (eight)'
    expect(flagged(source, 'JOINED')).toEqual(['one', 'four', 'six'])
    expect(flagged(source, 'HYPHENATED')).toEqual(['two'])
  })

  it('mark what stands in quotation marks, of either kind', () => {
    expect(flagged('He “said so” and "went on" there', 'QUOTED')).toEqual(['said', 'so', 'went', 'on'])
    expect(flagged('It’s the officials’ view, ‘they say’', 'QUOTED')).toEqual([])
  })

  it('end a quotation that was never closed with its paragraph', () => {
    expect(flagged('He “said\n\nshe left', 'QUOTED')).toEqual(['said'])
  })

  it('mark words whose capital says nothing', () => {
    expect(flagged('The end. So he said: “He left.” (Later) on', 'SENTENCE_START')).toEqual(['The', 'So', 'He', 'Later'])
  })

  it('mark lines in headline capitals', () => {
    expect(flagged('Mexico Weighs Plan to Bomb Cartels\nThe plan is bad.', 'TITLE')).toEqual(
      ['Mexico', 'Weighs', 'Plan', 'to', 'Bomb', 'Cartels']
    )
    expect(flagged('MEXICO WEIGHS STRIKES', 'TITLE')).toEqual(['MEXICO', 'WEIGHS', 'STRIKES'])
    expect(flagged('Ambassador Ronald Johnson', 'TITLE')).toEqual(['Ambassador', 'Ronald', 'Johnson'])
    expect(flagged('Ambassador Ronald Johnson spoke yesterday', 'TITLE')).toEqual([])
    expect(flagged('Ronald Johnson', 'TITLE')).toEqual([])
  })
})

describe('segments', () => {
  it('end with sentences, and at semicolons, colons and dashes', () => {
    expect(segmentsOf('He left. She stayed; they said: no — never - yes, all right')).toEqual(
      ['He left', 'She stayed', 'they said', 'no', 'never', 'yes all right']
    )
  })

  it('go on after abbreviations, initials and stops before small letters', () => {
    expect(segmentsOf('Mr. Smith met J. Doe of the U.S. Army, e.g. so')).toHaveLength(1)
    expect(segmentsOf('He asked who? and left')).toHaveLength(1)
  })

  it('go on over hard wraps', () => {
    for (const end of ['\n', '\r\n']) {
      expect(segmentsOf(`one line${end}goes on,${end}and on`)).toEqual(['one line goes on and on'])
      expect(flagged(`one line${end}goes on`, 'JOINED')).toContain('line')
      expect(flagged(`one line${end}goes on`, 'BLOCK_START')).toEqual(['one'])
    }
  })

  it('end with their block', () => {
    expect(segmentsOf('one line\nNext line\n\nlast line')).toEqual(['one line', 'Next line', 'last line'])
    expect(flagged('one line\nNext line\n\nlast line', 'BLOCK_START')).toEqual(['one', 'Next', 'last'])
  })
})

describe('any text', () => {
  it('has tokens that ascend, never overlap, stay in bounds and hold a letter, a digit or a protected region', () => {
    fc.assert(
      fc.property(nastyTexts(), (source) => {
        const { tokens } = parse(source)
        let at = 0
        for (let index = 0; index < tokens.count; index++) {
          const start = tokens.start[index] ?? NaN
          const end = tokens.end[index] ?? NaN
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(source.length)
        for (const { text, has } of wordsOf(source)) expect(has('PROTECTED') || /^\p{L}/u.test(text)).toBe(true)
      }),
      { seed, numRuns: 2000 }
    )
  })

  it('loses no letter or digit between its tokens', () => {
    fc.assert(
      fc.property(nastyTexts(), (source) => {
        const { tokens } = parse(source)
        const gap = (index: number): string => source.slice(tokens.end[index - 1] ?? 0, tokens.start[index])
        const outside = Array.from({ length: tokens.count + 1 }, (_, index) => gap(index))
        // Unit by unit: letters beyond the basic plane are no English words.
        expect(outside.join('').split('').filter((unit) => /\p{L}|[0-9]/u.test(unit))).toEqual([])
      }),
      { seed, numRuns: 2000, examples: [['a\u0301b 中文 ßſ']] }
    )
  })

  it('has segments that never go back and that a block never shares', () => {
    fc.assert(
      fc.property(nastyTexts(), (source) => {
        const words = wordsOf(source)
        for (const [index, word] of words.entries()) {
          const step = word.segment - (words[index - 1]?.segment ?? -1)
          expect([0, 1]).toContain(step)
          if (word.has('BLOCK_START')) expect(step).toBe(1)
          if (step === 1) expect(word.has('SENTENCE_START')).toBe(true)
        }
      }),
      { seed, numRuns: 2000 }
    )
  })
})
