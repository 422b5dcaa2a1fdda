/** Messy Markdown for property tests. */
import fc from 'fast-check'
import { fakeRestorer } from '../formats/fake-restorer.js'
import { dictionary } from './messy-html.js'

/** Replacements begin and end with letters: whether a star beside a word is a mark depends on what it touches. */
export const restorer = fakeRestorer({ ...dictionary, 'less than': 'fewer_than [a] *few*, a `b` <c>, d|e and &amp; f' })

const expression = fc.constantFrom(
  'White Home', 'White\nHome', 'in the present day', 'with out', '**White** Home', 'White *Home', 'software program', 'parent', 'less than',
  'Q&amp;A', 'Q&A', '[White](x) Home', 'café', '&mdash; White&#32;Home', '_White_ Home', 'White\n> Home', 'right `x` into a'
)
const inline = fc.constantFrom(
  '**', '*', '_', '~~', '`', '``', '`White Home`', '[', ']', '](White Home)', '![White Home](x)', '[White Home]', '[White Home][]', '<b>',
  '</b>', '<kbd>White Home</kbd>', '<br>', '<!-- White Home -->', '<!--', '-->', '<https://White.Home>', '\\', '\\*', '&', '&lt;', '<', '|',
  '{{ White Home }}', '[^1]', '<!-- unspin-disable-next-line -->', '\u0000', '😀', 'x'
)
const line = fc.constantFrom(
  '\n', '\n\n', '\r\n', '  \n', '\\\n', '\n> ', '\n- ', '\n  ', '\n    ', '\n\t', '\n1. ', '\n# ', '\n---\n', '\n===\n', '\n```\n', '\n~~~js\n',
  '\n<div>\n', '\n| ', '\n|---|---|\n', '\n[White Home]: x\n', '\n\n    ', '\n<!-- unspin-disable -->\n', '\n<!-- unspin-enable -->\n',
  '\n<script>\n', '</script>', '---\n', '+++\n'
)
const space = fc.constantFrom(' ', '  ', '')

export const messyMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: expression, weight: 5 },
      { arbitrary: space, weight: 4 },
      { arbitrary: inline, weight: 3 },
      { arbitrary: line, weight: 3 }
    ),
    { maxLength: 25, size: 'max' }
  )
  .map((parts) => parts.join(''))
