import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { brownText, corpusIds, detokenize, detokenizeDocument, isNews, readSplits, splitOf } from '../../eval/brown.js'

const cases: readonly (readonly [why: string, tagged: string, text: string])[] = [
  ['a plain sentence', 'It/pps has/hvz cost/vbn $100/nns million/cd ./.', 'It has cost $100 million.'],
  ['quotes, with the mark moved inside', "``/`` no/at evidence/nn ''/'' ,/, he/pps said/vbd ./.", '"no evidence," he said.'],
  ['a full stop moved inside', "of/in ``/`` irregularities/nns ''/'' ./.", 'of "irregularities."'],
  ['quotes in quotes', "``/`` more/ap '/' pro/jj '/' than/in '/' con/jj '/' ''/'' ,/,", `"more 'pro' than 'con,'"`],
  ['a doubled question mark', "``/`` Can't/md* you/ppss see/vb ''/'' ?/. ?/.", `"Can't you see?"`],
  ['a doubled semicolon', 'an/at affair/nn ;/. ;/. if/cs it/pps were/bed', 'an affair; if it were'],
  ['brackets', 'Leader/nn-tl Dirksen/np (/( Ill./np )/) and/cc', 'Leader Dirksen (Ill.) and'],
  ['a dash', 'voted/vbd no/rb --/-- and/cc there/ex', 'voted no — and there'],
  ['the dash of broken speech', "want/vb to/to see/vb ''/'' --/--", 'want to see —"'],
  ['a hyphenated word and a colon', 'a/at hard-fought/jj primary/nn :/: one/cd', 'a hard-fought primary: one'],
  ['a possessive', "Georgia's/np$ registration/nn laws/nns", "Georgia's registration laws"],
  ['a slash in a word and on its own', 'and/or/cc 1/2/cd input/nn //in output/nn', 'and/or 1/2 input/output'],
  ['inches', "1/4''/nn thick/jj", '1/4" thick'],
  ['an abbreviation that ends the sentence', 'Ivan/np Allen/np Jr./np ./.', 'Ivan Allen Jr.']
]

describe('detokenize', () => {
  test.each(cases)('%s', (_why, tagged, text) => {
    expect(detokenize(tagged)).toBe(text)
  })

  test('directs curly quotes', () => {
    expect(detokenize("``/`` It's/pps+bez '/' on/in '/' ''/'' ./.", 'curly')).toBe('“It’s ‘on.’”')
  })
})

describe('detokenizeDocument', () => {
  test('joins the sentences of a paragraph and sets headlines apart', () => {
    const source =
      '\tOne/cd here/rb ./.\nTwo/cd ./.\n\n\nMerger/nn-hl proposed/vbn-hl \nHowever/wrb ,/, three/cd ./.\n\n\n\tFour/cd ./.\n'
    expect(detokenizeDocument(source)).toBe('One here. Two.\n\nMerger proposed\n\nHowever, three.\n\nFour.\n')
  })

  test('leaves out sentences with a symbol in place of a formula', () => {
    expect(detokenizeDocument('\tIf/cs Af/nn is/bez small/jj ./.\nThen/rb stop/vb ./.\n')).toBe('Then stop.\n')
  })

  test('keeps a closing quote that stands on a line of its own with its paragraph', () => {
    expect(detokenizeDocument("\t``/`` Stop/vb !/. !/.\n\n''/'' \n")).toBe('"Stop!"\n')
  })
})

describe('the corpus', () => {
  test('comes out without tags, loose marks or doubled blanks', () => {
    const text = corpusIds().slice(0, 60).map(brownText).join('')
    expect(text.match(/\w\/(?:nn|vb|jj|at|in)\b/g)).toBeNull()
    expect(text.match(/ [,.;:?!)]|[([] | {2}|``|''/g)).toBeNull()
    expect(text.split(/\s+/).length).toBeGreaterThan(110_000)
  })

  test('is divided as the committed list says, every document once', () => {
    const splits = readSplits()
    expect([...splits.keys()]).toEqual(corpusIds())
    expect([...splits].filter(([id, split]) => splitOf(id) !== split)).toEqual([])
    expect(readFileSync('eval/brown/splits.tsv', 'utf8').startsWith('document\tsplit\n')).toBe(true)
  })

  test('has about half its documents in fit, a third in report, and press in each', () => {
    const splits = [...readSplits()]
    const share = (wanted: string): number => splits.filter(([, split]) => split === wanted).length / splits.length
    expect(share('fit')).toBeCloseTo(0.5, 1)
    expect(share('tune')).toBeCloseTo(0.2, 1)
    expect(share('report')).toBeCloseTo(0.3, 1)
    for (const wanted of ['fit', 'tune', 'report']) {
      for (const category of ['ca', 'cb', 'cc']) {
        const found = splits.filter(([id, split]) => split === wanted && id.startsWith(category))
        expect(found.length).toBeGreaterThan(0)
        expect(found.every(([id]) => isNews(id))).toBe(true)
      }
    }
  })
})
