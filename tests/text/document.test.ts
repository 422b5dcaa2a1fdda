import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, rebuild, sentencesOf, type Document } from '../../src/text/document.js'
import type { Span } from '../../src/types.js'
import { nastyTexts, parse, seed } from './parse.js'

const cut = (source: string, level: (document: Document) => Span[]): string[] =>
  level(parse(source)).map(({ start, end }) => source.slice(start, end))

const blocks = (source: string): string[] => cut(source, blocksOf)
const sentences = (source: string): string[] => cut(source, sentencesOf)

describe('blocks', () => {
  it('are paragraphs, headings and lines, each with the white space after it', () => {
    expect(blocks('Heading\n\nOne line.\r\nNext line.\n')).toEqual(['Heading\n\n', 'One line.\r\n', 'Next line.\n'])
  })

  it('hold hard-wrapped lines together', () => {
    expect(blocks('One line\nthat goes on,\nand on.\n\nNext')).toEqual(['One line\nthat goes on,\nand on.\n\n', 'Next'])
  })

  it('begin with the quote or bracket that opens them', () => {
    expect(blocks('One.\n\n“Two,” he said.\n(Three.)\n“‘Four’”')).toEqual(
      ['One.\n\n', '“Two,” he said.\n', '(Three.)\n', '“‘Four’”']
    )
  })

  it('begin with their list mark', () => {
    expect(blocks('Two points:\n\n* one\n- two\n')).toEqual(['Two points:\n\n', '* one\n', '- two\n'])
  })

  it('of a text without words are the text', () => {
    expect(blocks('')).toEqual([])
    expect(blocks(' …\n\n—')).toEqual([' …\n\n—'])
  })
})

describe('sentences', () => {
  it('end after a stop, with the white space after it', () => {
    expect(sentences('He left. Did she? She did!  All… Over')).toEqual(['He left. ', 'Did she? ', 'She did!  ', 'All… ', 'Over'])
  })

  it('begin with their quotes, and end with them', () => {
    expect(sentences('He said: “It is over. Go home.” (She stayed.) “Why?” he asked.')).toEqual(
      ['He said: “It is over. ', 'Go home.” ', '(She stayed.) ', '“Why?” he asked.']
    )
  })

  it('go on after abbreviations, semicolons and dashes', () => {
    expect(sentences('Mr. Smith left; Mrs — no, J. Doe — stayed at 3.5 p.m. as always.')).toHaveLength(1)
  })

  it('end with their block', () => {
    expect(sentences('A heading\n\nA sentence. And\nanother')).toEqual(['A heading\n\n', 'A sentence. ', 'And\nanother'])
  })
})

describe.each([['blocks', blocksOf], ['sentences', sentencesOf]] as const)('%s of any text', (_, level) => {
  it('give the source back, none of them empty', () => {
    fc.assert(
      fc.property(nastyTexts(40), (source) => {
        const document = parse(source)
        const spans = level(document)
        expect(rebuild(document, spans)).toBe(source)
        for (const { start, end } of spans) expect(end).toBeGreaterThan(start)
      }),
      { seed, numRuns: 2000 }
    )
  })

  it('never part a word', () => {
    fc.assert(
      fc.property(nastyTexts(40), (source) => {
        const document = parse(source)
        const { tokens } = document
        for (const { start } of level(document)) {
          for (let token = 0; token < tokens.count; token++) {
            expect((tokens.start[token] ?? 0) < start && start < (tokens.end[token] ?? 0)).toBe(false)
          }
        }
      }),
      { seed, numRuns: 1000 }
    )
  })
})

it('every block ends where a sentence ends', () => {
  fc.assert(
    fc.property(nastyTexts(40), (source) => {
      const document = parse(source)
      const ends = new Set(sentencesOf(document).map(({ end }) => end))
      expect(blocksOf(document).filter(({ end }) => !ends.has(end))).toEqual([])
    }),
    { seed, numRuns: 1000 }
  )
})
