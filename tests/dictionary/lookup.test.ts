import { describe, expect, it } from 'vitest'
import { compile } from '../../src/dictionary/compile.js'
import { lookup } from '../../src/dictionary/lookup.js'
import { entries, model } from './small.js'

const dictionary = compile(entries, model)
const found = (expression: string): string[] => lookup(dictionary, expression).map(({ role, id }) => `${role} ${id}`)

describe('lookup', () => {
  it('finds what a spinner writes, whatever its capitals and its form', () => {
    expect(found('army')).toEqual(['spun words/test#army-noun'])
    expect(found('Declared')).toEqual(['spun words/test#declare-verb'])
    expect(found('WITH OUT')).toEqual(['spun phrases/test#with-out'])
    expect(found('well being')).toEqual(['spun words/test#well-being-noun'])
  })

  it('finds what a writer wrote', () => {
    expect(found('law')).toEqual(['original words/test#regulation-noun', 'original words/test#rule-noun'])
    expect(found('said')).toEqual(['original words/test#declare-verb'])
    expect(found('department of defense')).toEqual(['original phrases/test#division-of-protection'])
  })

  it('finds correct and protected expressions', () => {
    expect(found('points of view')).toEqual(['name names/test#point-of-view'])
    expect(found('supreme court')).toEqual(['name names/test#supreme-court'])
    expect(lookup(dictionary, 'army of ants')).toMatchObject([{ role: 'protected' }])
  })

  it('finds nothing for parts of entries and for strangers', () => {
    for (const expression of ['supreme', 'division of', 'with-out', 'zebra', '', ' ', '“”']) expect(found(expression)).toEqual([])
  })

  it('says what stands where', () => {
    expect(lookup(dictionary, 'army')).toEqual([{
      id: 'words/test#army-noun',
      file: 'dictionaries/words/test.yaml',
      line: 2,
      summary: 'army ← military, forces (noun, often; newswire)',
      role: 'spun'
    }])
  })
})
