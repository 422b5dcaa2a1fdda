import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutOf } from '../../src/formats/json-layout.js'
import { checkFields, restoreRecord } from '../../src/formats/json-record.js'
import { UnspinError } from '../../src/types.js'
import { fakeRestorer } from './fake-restorer.js'

const seed = 20240305
const restorer = fakeRestorer({ 'White Home': 'White House', know: 'k', é: 'e', '😀': ':)', '"': '”' })

const NONE = '{"edits":[],"suggestions":[],"diagnosis":{"spun":0,"families":[],"windows":[],"language":"en"}}'
const spunUpTo = (end: number): string =>
  '"diagnosis":{"spun":0.5,"families":[{"id":"newswire","share":0.5}],' +
  `"windows":[{"start":0,"end":${end},"spun":0.5,"family":"newswire"}],"language":"en"}`
const house = (start: number): string =>
  `{"start":${start},"end":${start + 10},"before":"White Home","after":"White House","entry":"words/test#White Home",` +
  `"via":[],"kind":"word","confidence":0.9,"alternatives":[],"reasons":[],"inQuote":false,"group":0}`

/** One edit at `start` of a text of `length`. */
const one = (start: number, length: number): string => `{"edits":[${house(start)}],"suggestions":[],${spunUpTo(length)}}`

describe('restoreRecord', () => {
  it.each([
    ['a plain record', '{"text":"the White Home"}', `{"text":"the White House","unspin":${one(4, 14)}}`],
    [
      'white space, order and numbers as written',
      '\t{ "id" : 12345678901234567890 , "text" : "White Home" , "x":1.0e+2 } ',
      `\t{ "id" : 12345678901234567890 , "text" : "White House" , "x":1.0e+2,"unspin":${one(0, 10)} } `
    ],
    [
      'escapes outside the edit',
      '{"text":"\\u00c9\\/ \\ud83d White Home\\u0021"}',
      `{"text":"\\u00c9\\/ \\ud83d White House\\u0021","unspin":${one(5, 16)}}`
    ],
    ['a text without edits', '{"text":"\\u0063lean\\/","n":-0}', `{"text":"\\u0063lean\\/","n":-0,"unspin":${NONE}}`],
    ['an empty text', '{"text":""}', `{"text":"","unspin":${NONE}}`],
    ['a missing field', '{"body":"White Home"}', `{"body":"White Home","unspin":${NONE}}`],
    ['a null field', '{"text": null }', `{"text": null,"unspin":${NONE} }`],
    ['an empty object', '{ }', `{"unspin":${NONE} }`],
    ['a nested field of the same name', '{"a":{"text":"White Home"}}', `{"a":{"text":"White Home"},"unspin":${NONE}}`],
    [
      'a repeated field, of which the last counts',
      '{"text":"White Home 1","text":"White Home"}',
      `{"text":"White Home 1","text":"White House","unspin":${one(0, 10)}}`
    ],
    ['a repeated field whose last is null', '{"text":"Home","text":null}', `{"text":"Home","text":null,"unspin":${NONE}}`],
    ['a name with escapes', '{"te\\u0078t":"White Home"}', `{"te\\u0078t":"White House","unspin":${one(0, 10)}}`],
    ['findings of an earlier run', '{"unspin":{"old":[1]},"text":"White Home"}', `{"unspin":${one(0, 10)},"text":"White House"}`],
    ['an error record', '{"unspin":{"error":{"raw":"x"}}}', '{"unspin":{"error":{"raw":"x"}}}'],
    ['a text with the error of an earlier run', '{"text":"x","unspin":{"error":1}}', `{"text":"x","unspin":${NONE}}`],
    ['findings written twice', '{"unspin":1,"unspin":2,"text":""}', `{"unspin":1,"unspin":${NONE},"text":""}`],
    ['a field called __proto__ beside it', '{"__proto__":[1],"text":"x"}', `{"__proto__":[1],"text":"x","unspin":${NONE}}`]
  ])('keeps every other byte: %s', async (_, json, expected) => {
    expect((await restoreRecord(json, restorer)).json).toBe(expected)
  })

  it('counts edits', async () => {
    expect((await restoreRecord('{"text":"White Home, White Home"}', restorer)).edits).toBe(2)
    expect((await restoreRecord('{"text":"x"}', restorer)).edits).toBe(0)
  })

  it('names the field of each edit where there are several', async () => {
    const json = '{"title":"White Home","text":"a White Home","lead":null}'
    const { json: restored } = await restoreRecord(json, restorer, { fields: ['text', 'title', 'lead', 'none', 'text'] })
    expect(restored).toMatch(/^{"title":"White House","text":"a White House","lead":null,"unspin":{"edits":\[{"field":"text",/)
    expect(JSON.parse(restored).unspin).toMatchObject({
      edits: [{ field: 'text', start: 2 }, { field: 'title', start: 0 }],
      diagnosis: { windows: [{ field: 'text', end: 12 }, { field: 'title', end: 10 }] }
    })
  })

  it('weighs all fields as one document', async () => {
    const seen: string[] = []
    const spy = { ...restorer, restore: (text: string) => (seen.push(text), restorer.restore(text)) }
    const json = '{"a":"White Home","b":{"c":"clean"},"d":null,"e":"a White Home"}'
    const restored = JSON.parse((await restoreRecord(json, spy, { fields: ['a', 'b.c', 'd', 'e'] })).json)
    expect(seen).toEqual(['White Home\n\nclean\n\na White Home'])
    expect(restored).toMatchObject({ a: 'White House', b: { c: 'clean' }, d: null, e: 'a White House' })
    expect(restored.unspin).toMatchObject({
      edits: [{ field: 'a', start: 0, end: 10, group: 0 }, { field: 'e', start: 2, end: 12, group: 1 }],
      diagnosis: { spun: 0.5, windows: [{ field: 'a', end: 10 }, { field: 'b.c', end: 5 }, { field: 'e', end: 12 }] }
    })
  })

  it.each([
    ['a nested field', '{"a":{"x":1,"b":"White Home"}}', '{"a":{"x":1,"b":"White House"}'],
    ['a name with a dot, which wins', '{"a":{"b":"White Home 1"},"a.b":"White Home"}', '{"a":{"b":"White Home 1"},"a.b":"White House"'],
    ['a nested name with dots', '{"a":{"b":1},"x":0}', '{"a":{"b":1},"x":0', 'a.b.c', 'must be an object'],
    ['the longest name', '{"a":{"b.c":{"d":"White Home"},"b":{"c.d":"White Home"}}}', '{"a":{"b.c":{"d":"White House"},"b":{"c.d":"White Home"}}', 'a.b.c.d'],
    ['the last of two', '{"a":{"b":"White Home"},"a":{"b":"know","b":"White Home"}}', '{"a":{"b":"White Home"},"a":{"b":"know","b":"White House"}'],
    ['nothing below a missing member', '{"b":"White Home"}', '{"b":"White Home"'],
    ['nothing below null', '{"a":null,"b":"White Home"}', '{"a":null,"b":"White Home"'],
    ['an empty name', '{"":{"":"White Home"}}', '{"":{"":"White House"}', '.'],
    ['no member of a text', '{"a":"White Home"}', '', 'a.b', '"a" must be an object with "b" in it, but this is a string']
  ])('follows a path: %s', async (_, json, expected, field = 'a.b', refusal = '') => {
    const restored = restoreRecord(json, restorer, { fields: [field] })
    if (refusal !== '') await expect(restored).rejects.toThrow(refusal)
    else expect((await restored).json.split(',"unspin":')[0]).toBe(expected)
  })

  it('hands the settings on', async () => {
    const seen: unknown[] = []
    const spy = { ...restorer, restore: (text: string, settings?: object) => (seen.push(settings), restorer.restore(text)) }
    await restoreRecord('{"text":"x"}', spy, { restore: { assume: 'spun' } })
    expect(seen).toEqual([{ assume: 'spun' }])
  })

  it.each([
    ['{"text":', 'UNSPIN_JSON_SYNTAX', /^this is not JSON: /],
    ["{'text':1}", 'UNSPIN_JSON_SYNTAX', /^this is not JSON: /],
    ['{"text":"tab\tinside"}', 'UNSPIN_JSON_SYNTAX', /^this is not JSON: /],
    ['["text"]', 'UNSPIN_JSON_NOT_OBJECT', /^a record must be an object, but this is an array$/],
    ['"text"', 'UNSPIN_JSON_NOT_OBJECT', /a string$/],
    ['null', 'UNSPIN_JSON_NOT_OBJECT', /null$/],
    ['{"text":5}', 'UNSPIN_FIELD_TYPE', /^the member "text" must be a string, but this is a number$/],
    ['{"text":["a"]}', 'UNSPIN_FIELD_TYPE', /an array$/],
    ['{"text":{"a":1}}', 'UNSPIN_FIELD_TYPE', /an object$/],
    ['{"text":false}', 'UNSPIN_FIELD_TYPE', /a boolean$/]
  ])('refuses %s', async (json, code, message) => {
    const error: unknown = await restoreRecord(json, restorer).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnspinError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('changes nothing but the field and the findings, for any object', async () => {
    const words = fc.constantFrom('White Home', 'know', '/', 'é', '😀', '"', '\\', '\n', '\ud83d', ' ', 'clean')
    const text = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(''))
    const name = fc.oneof(fc.constantFrom('text', 'title', 'unspin', '__proto__'), fc.string({ unit: 'binary', maxLength: 5 }))
    const value = fc.oneof(fc.jsonValue().map((each) => JSON.stringify(each)), text.map((each) => JSON.stringify(each)))
    const written = fc
      .tuple(value, fc.boolean(), fc.constantFrom('', ' ', '\t '))
      .map(([json, escaped, space]) => `${space}${escaped ? asciiOf(json) : json}${space}`)
    const record = fc
      .array(fc.tuple(name, written), { maxLength: 6 })
      .map((members) => `{${members.map(([key, literal]) => `${JSON.stringify(key)}:${literal}`).join(',')}}`)
    await fc.assert(
      fc.asyncProperty(record, async (json) => {
        const parsed = JSON.parse(json)
        const own = Object.hasOwn(parsed, 'text')
        if (own && parsed.text !== null && typeof parsed.text !== 'string') {
          await expect(restoreRecord(json, restorer)).rejects.toThrow('must be a string')
          return
        }
        const { json: restored } = await restoreRecord(json, restorer)
        if (own && parsed.text !== null) expect(JSON.parse(restored).text).toBe(restorer.restore(parsed.text).text)
        expect(skeleton(restored)).toBe(skeleton(withFindings(json)))
      }),
      { seed, numRuns: 2000 }
    )
  })
})

/** JSON with everything but printable ASCII escaped. */
const asciiOf = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The record with the last `text` and the last `unspin` cut out. */
function skeleton(json: string): string {
  const { members } = layoutOf(json)
  const cut = ['text', 'unspin'].flatMap((name) => members.findLast((member) => member.name === name)?.value ?? [])
  const backwards = cut.sort((a, b) => b.start - a.start)
  return backwards.reduce((rest, { start, end }) => `${rest.slice(0, start)}…${rest.slice(end)}`, json)
}

/** The record with a member `unspin`, added at the end if it has none. */
function withFindings(json: string): string {
  const { members, open } = layoutOf(json)
  const last = members.at(-1)
  if (members.some(({ name }) => name === 'unspin')) return json
  const at = last?.value.end ?? open
  return `${json.slice(0, at)}${last ? ',' : ''}"unspin":0${json.slice(at)}`
}

describe('checkFields', () => {
  it('refuses no field, and the member that findings go into', () => {
    expect(() => checkFields([])).toThrow('no field')
    expect(() => checkFields(['text', 'unspin'])).toThrow('cannot be restored')
    expect(() => checkFields(['unspin.edits'])).toThrow('cannot be restored')
    expect(() => checkFields(['text'])).not.toThrow()
  })
})
