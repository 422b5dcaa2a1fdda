import { beforeAll, describe, expect, test } from 'vitest'
import { fateOf, fatesOf, lossRows, lossSection } from '../../eval/losses.js'
import { judge } from '../../eval/metrics.js'
import type { ReferenceEdit } from '../../eval/metrics.js'
import { Runner } from '../../eval/runner.js'
import type { Run } from '../../eval/runner.js'
import { loadData } from '../../src/node/create.js'
import { buildEngine } from '../../src/restorer.js'
import type { Engine } from '../../src/restore.js'
import { entries, word } from './entries.js'
import { listRestorer, restorationOf } from './restorers.js'
import type { Replacements } from './restorers.js'

const source = 'aa bb cc dd ee'
const at = (before: string, after: readonly string[], more: Partial<ReferenceEdit> = {}): ReferenceEdit => {
  const start = source.indexOf(before)
  return { span: { start, end: start + before.length }, after, kind: 'word', ...more }
}

function runOf(references: readonly ReferenceEdit[], reached: readonly boolean[], replacements: Replacements): Run {
  const restoration = restorationOf(source, replacements)
  return { id: 'test', words: 5, references, reached, restoration, judgement: judge(source, references, restoration.edits) }
}

const references = [at('aa', ['AA']), at('bb', ['BB', 'B']), at('cc', ['CC']), at('dd', ['DD']), at('ee', ['EE'], { kind: 'article' })]
const replacements = { aa: 'AA', bb: 'B', cc: 'X', dd: 'X' }

describe('the fate of a reference', () => {
  test.each([
    ['exact', true, 'restored'],
    ['acceptable', true, 'restored'],
    ['exact', false, 'restored'],
    ['detected', true, 'wrong choice'],
    ['detected', false, 'not in the lexicon'],
    ['none', true, 'below the threshold'],
    ['none', false, 'not in the lexicon']
  ] as const)('%s, among the candidates %s: %s', (grade, reached, fate) => {
    expect(fateOf(grade, reached)).toBe(fate)
  })

  test('is told for all but articles, unless a kind is asked for', () => {
    const run = runOf(references, [true, true, true, false, false], replacements)
    expect(fatesOf([run])).toEqual(['restored', 'restored', 'wrong choice', 'not in the lexicon'])
    expect(fatesOf([run], (kind) => kind === 'article')).toEqual(['not in the lexicon'])
  })

  test('belongs to the reference, though judging leaves out what nobody can restore', () => {
    const some = [at('aa', ['AA'], { unknowable: true }), at('bb', ['BB']), at('cc', ['CC'])]
    expect(fatesOf([runOf(some, [false, true, false], {})])).toEqual(['below the threshold', 'not in the lexicon'])
  })
})

describe('the row of losses', () => {
  test('has shares of the references that sum to 1', () => {
    const runs = [runOf(references, [true, true, true, false, false], replacements), runOf(references, [true, true, true, true, false], {})]
    const remark = 'not in the lexicon .125, wrong choice .125, below the threshold .500 of 8'
    expect(lossRows('both', runs)).toEqual([{ name: 'both', recall: 0.25, remark }])
  })

  test('is left out when nobody asked for reach, or there is nothing to lose', () => {
    expect(lossRows('silent', [runOf(references, [], replacements)])).toEqual([])
    expect(lossRows('clean', [runOf([], [], replacements)])).toEqual([])
  })

  test('comes into one section, in the order of the table', () => {
    const row = (name: string): { name: string } => ({ name })
    const sections = [{ title: 'a', rows: [], lost: [row('1')] }, { title: 'b', rows: [] }, { title: 'c', rows: [], lost: [row('2')] }]
    expect(lossSection(sections)).toEqual({ title: 'Where the rest is lost', rows: [row('1'), row('2')] })
  })
})

describe('the losses of an engine', () => {
  let engine: Engine

  beforeAll(async () => {
    engine = buildEngine(await loadData({ entries: entries({ words: [word('army', ['military']), word('pressure', ['force', 'power'])] }) }))
  })

  test('follow from its candidates and from what was applied', () => {
    const text = 'The army and the pressure of the nation were felt by all the people of the town.'
    const wanted = (before: string, after: string): ReferenceEdit => {
      const start = text.indexOf(before)
      return { span: { start, end: start + before.length }, after: [after], kind: 'word' }
    }
    const piece = { text, references: [wanted('army', 'military'), wanted('pressure', 'power'), wanted('nation', 'country')] }
    const run = new Runner(listRestorer({ pressure: 'force' }), engine).run('test', piece)
    expect(fatesOf([run])).toEqual(['below the threshold', 'wrong choice', 'not in the lexicon'])
  })
})
