import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeSections } from '../../src/binary/sections.js'
import { LanguageModel } from '../../src/context/language-model.js'
import { languageOf } from '../../src/text/language.js'
import { tokenize } from '../../src/text/tokenize.js'
import { wordIds } from './parse.js'

const file = new URL('../../models/en/language-model.bin', import.meta.url)
const { vocabulary } = LanguageModel.open(decodeSections(readFileSync(file), 'language-model.bin'))

const language = (source: string): string => languageOf(tokenize(source, wordIds(vocabulary)), vocabulary.size)

describe('languageOf', () => {
  it.each([
    'The government has said that it will not wait for the court to decide the case, and that the law stands.',
    'In response to a number of sources, officers have mentioned bombing cartels with or with out Mexico’s consent.',
    'Nous: the lads were dead chuffed with the gaffer’s team talk, which was a right old rant about work rate and desire.'
  ])('takes %j for English', (text) => {
    expect(language(text)).toBe('en')
  })

  it.each([
    'Le gouvernement a déclaré qu’il n’attendrait pas la décision du tribunal et que la loi restait en vigueur.',
    'Die Regierung hat erklärt, dass sie nicht auf die Entscheidung des Gerichts warten werde und das Gesetz weiterhin gelte.',
    'O governo disse que não vai esperar que o tribunal decida o caso e que a lei continuará em vigor até nova ordem.',
    `El gobierno ha dicho que no esperará a que el tribunal decida el caso, y que la ley seguirá vigente hasta nuevo aviso. Según el
    ministro, la decisión se tomó después de varias semanas de reuniones con los sindicatos y con los representantes de las empresas.`,
    'Правительство заявило, что не будет ждать решения суда по этому делу и что закон остаётся в силе до нового распоряжения.',
    'Il governo ha dichiarato che non aspetterà la decisione del tribunale e che la legge resta in vigore.'
  ])('does not take %j for English', (text) => {
    expect(language(text)).toBe('und')
  })

  it('takes a few words for English, whatever they are', () => {
    expect(language('')).toBe('en')
    expect(language('Bayerische Motoren Werke gewinnt')).toBe('en')
  })

  it('counts neither names nor addresses nor numbers', () => {
    const names = 'Wojciechowski Szczepański Żółkiewski Grzegorzewska Brzęczyszczykiewicz Dąbrowski Wójcik Kamiński'
    const text = `${names} and ${names}, all of them from the same small town in the south, met at 10 https://gmina.pl/a`
    expect(language(text)).toBe('en')
  })
})
