/** Messy pages for property tests: whatever tag soup the web holds, with spun expressions at every kind of place. */
import fc from 'fast-check'
import { fakeRestorer } from '../formats/fake-restorer.js'

/** A small dictionary; some replacements need escaping, shrink, grow or change the number of words. */
export const dictionary = {
  'White Home': 'White House',
  'in the present day': 'today',
  'with out': 'without',
  'software program': 'software',
  parent: 'moms & dads',
  'right into a': 'into a',
  'Q&A': 'questions "and" answers',
  'Wall Road Journal': 'Wall Street Journal',
  café: 'coffee\u00a0house'
}

export const restorer = fakeRestorer({ ...dictionary, 'less than': '<', dear: 'lt;' })

const expression = fc.constantFrom(
  'White Home', 'in the present day', 'with out', 'software program', 'parent', 'less than', 'right into a', 'Q&amp;A', 'Q&A',
  'Wall Road Journal', 'caf&eacute;', 'caf&#233;', 'café', 'dear'
)

const mark = fc.constantFrom(
  '<b>', '</b>', '<i class=x>', '</i>', '<a href="White Home">', "<a title='White Home'>", '</a>', '<span>', '</span>', '<em/>', '<wbr>',
  '<!-- White Home -->', '<!--> White Home -->', '<![CDATA[ White Home ]]>', '<?php White Home ?>', '</ White Home>', '<img alt="White Home">'
)

const block = fc.constantFrom(
  '<p>', '</p>', '<div>', '</div>', '<li>', '</li>', '<ul>', '</ul>', '<table>', '<tr>', '<td>', '</td>', '</table>', '<h1>', '</h2>',
  '<br>', '<br/>', '</br>', '<hr>', '<!doctype html>', '<body lang=en>', '</body>', '<blockquote lang="">'
)

const leftAlone = fc.constantFrom(
  '<code>White Home</code>', '<pre>White\n Home', '</pre>', '<script>"<p>White Home"</script>', '<style>/* White Home */</style>',
  '<textarea>White Home</textarea>', '<kbd>', '</kbd>', '<span translate=no>', '<span translate="yes">', '<div class="a notranslate">',
  '<p lang="de">', '<i lang=en-GB>', '<template>', '</template>', '<svg><title>White Home</title></svg>', '<math><mi>White Home</math>',
  '<!-- unspin-disable -->', '<!-- unspin-enable -->', '<!-- unspin-disable-next-line -->', '<section hidden>', '</section>'
)

const space = fc.constantFrom(' ', '\n', '\r\n', '\t', '  \n ', '&nbsp;', '&#32;', '')
const scrap = fc.constantFrom('&', '&am', '&lt', '&ltx', '<', '< ', '>', '"', '\u0000', '\ufeff', '😀', '&#x1F600;', '&NotEqualTilde;', 'x', '.', '&bogus;')

/** An expression as one finds it: broken by tags and white space anywhere. */
const broken = fc
  .tuple(expression, fc.array(fc.tuple(fc.nat(20), fc.oneof(mark, space)), { maxLength: 3 }))
  .map(([text, cuts]) =>
    cuts.reduce<string>((cut, [at, tag]) => {
      const place = at % (cut.length + 1)
      return cut.slice(0, place) + tag + cut.slice(place)
    }, text)
  )

const piece = fc.oneof(
  { arbitrary: broken, weight: 4 },
  { arbitrary: expression, weight: 3 },
  { arbitrary: space, weight: 5 },
  { arbitrary: mark, weight: 3 },
  { arbitrary: block, weight: 3 },
  { arbitrary: scrap, weight: 2 },
  { arbitrary: leftAlone, weight: 1 }
)

const pieces = fc.array(piece, { maxLength: 25, size: 'max' })

/** A page, sometimes cut off in the middle. */
export const messyHtml: fc.Arbitrary<string> = fc
  .tuple(pieces, fc.option(fc.nat(200), { freq: 5 }))
  .map(([parts, end]) => parts.join('').slice(0, end ?? undefined))
