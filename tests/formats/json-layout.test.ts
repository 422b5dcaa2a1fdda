import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutOf } from '../../src/formats/json-layout.js'

const seed = 20240302

const written = (json: string): [string, string][] =>
  layoutOf(json).members.map(({ name, value }) => [name, json.slice(value.start, value.end)])

describe('layoutOf', () => {
  it.each([
    ['{}', []],
    [' { } ', []],
    ['{"a":1}', [['a', '1']]],
    ['\t{ "a" : -1.50E+2 , "b" : true }\r', [['a', '-1.50E+2'], ['b', 'true']]],
    ['{"a":"}","b":"\\"{","c":"\\\\"}', [['a', '"}"'], ['b', '"\\"{"'], ['c', '"\\\\"']]],
    ['{"a":{"a":[{"]":"]"}]} ,"b":[]}', [['a', '{"a":[{"]":"]"}]}'], ['b', '[]']]],
    ['{"\\u0061":null,"a":12345678901234567890}', [['a', 'null'], ['a', '12345678901234567890']]],
    ['{"":"", "__proto__":[1, 2]}', [['', '""'], ['__proto__', '[1, 2]']]]
  ])('finds the members of %s', (json, members) => {
    expect(written(json)).toEqual(members)
  })

  it('finds what JSON.stringify wrote, however deep', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.constantFrom(0, 2, '\t'), (object, indent) => {
        expect(written(JSON.stringify(object, null, indent)).map(([name, value]) => [name, JSON.parse(value)])).toEqual(
          Object.entries(JSON.parse(JSON.stringify(object)))
        )
      }),
      { seed }
    )
  })

  it('does not run out of stack', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"b":1}`
    expect(written(deep).map(([name]) => name)).toEqual(['a', 'b'])
  })
})
