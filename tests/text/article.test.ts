import { describe, expect, it } from 'vitest'
import { wantsAn } from '../../src/text/article.js'
import { loadEnglish } from '../dictionary/load.js'

const english = loadEnglish()

describe('wantsAn', () => {
  it.each(
    `apple hour honest honor heir herb onerous unidentified unimportant uninformed urgent utter usher X-ray FBI MRI NFL S-shaped
    M-16 F 8 80 8.5 11 18th 11,000 1860 NPR HIV umbrella Euler LAPD SUV FDA`.split(/\s+/)
  )('an %s', (word) => {
    expect(wantsAn(word, english)).toBe(true)
  })

  it.each(
    `military unit university European one once useful usual utility unanimous ubiquitous Herbert horse NATO NASA U.S. U.N. UFO
    U-turn 1 10 110 1,100 180 100 T-shirt COVID USB Uganda FEMA herbivore one-time eulogy Ukrainian SWAT`.split(/\s+/)
  )('a %s', (word) => {
    expect(wantsAn(word, english)).toBe(false)
  })

  it('reads the first word of an expression, past quotation marks', () => {
    expect(wantsAn('“honest” man', english)).toBe(true)
    expect(wantsAn('unit of energy', english)).toBe(false)
    expect(wantsAn('', english)).toBe(false)
  })

  it('reads capitals as words in a line that is all capitals', () => {
    expect(wantsAn('FAMILY', english)).toBe(true)
    expect(wantsAn('FAMILY', english, { shouted: true })).toBe(false)
  })

  it('ignores accents', () => {
    expect(wantsAn('école', english)).toBe(true)
  })
})
