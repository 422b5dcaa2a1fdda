import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDictionary } from '../../src/dictionary/parse.js'
import { canonical } from '../../tools/lexicon/canonical.js'

const format = (text: string): string => canonical({ path: 'a.yaml', text })

describe('the canonical form', () => {
  it('sorts rows without regard to case, drops repetitions and puts one row on a line', () => {
    expect(format('names:\n- white noise\n- "White House"\n\n- \'oval office\'\n- White House\n')).toBe(
      'names:\n  - oval office\n  - White House\n  - white noise\n'
    )
    expect(
      format(
        'words:\n  - spun: army\n    originals:\n      - military\n    pos: noun\n    families: [newswire]\n    rate: context\n'
      )
    ).toBe('words:\n  - { spun: army, originals: [military], pos: noun, families: [newswire], rate: context }\n')
  })

  it('puts the sections in order, drops empty ones and leaves the examples in theirs', () => {
    expect(
      format('words: []\nnames:\n- a b\nexamples:\n  - clean: Zeal.\n  - { garbled: A b., restored: A c. }\ndescription: d\n')
    ).toBe('description: d\nexamples:\n  - clean: Zeal.\n  - garbled: A b.\n    restored: A c.\nnames:\n  - a b\n')
  })

  it('keeps comments with their rows', () => {
    const text = '# of the file\nnames:\n  # about b\n  - b b\n  - a a # about a\n'
    expect(format(text)).toBe('# of the file\nnames:\n  - a a # about a\n  # about b\n  - b b\n')
  })

  it('wraps a long description', () => {
    const lines = format(`description: ${'word '.repeat(60).trim()}\nnames:\n  - a b\n`).split('\n')
    expect(lines[0]).toBe('description: >-')
    expect(lines.every((line) => line.length <= 100)).toBe(true)
  })

  it('returns a faulty file as it is', () => {
    expect(format('names: [a\n')).toBe('names: [a\n')
    expect(format('nmaes:\n- a b\n')).toBe('nmaes:\n- a b\n')
  })

  it('changes nothing when run again, and no entry', () => {
    const expression = fc
      .stringMatching(/^[ -~«»éß]{1,20}$/)
      .map((text) => text.trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '')
    fc.assert(
      fc.property(fc.uniqueArray(expression, { minLength: 1, maxLength: 8 }), (names) => {
        const once = format(`names:\n${names.map((name) => `  - ${JSON.stringify(name)}\n`).join('')}`)
        const read = parseDictionary([{ path: 'a.yaml', text: once }]).entries.names.map(({ name }) => name)
        return format(once) === once && [...read].sort().join('\n') === [...names].sort().join('\n')
      }),
      { seed: 5 }
    )
  })
})
