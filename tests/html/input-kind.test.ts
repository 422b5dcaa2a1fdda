import { expect, it } from 'vitest'
import { inputKindOf } from '../../src/html/input-kind.js'

it.each([
  ['', '<!DOCTYPE html><p>', 'html'],
  ['', '<?xml version="1.0"?>\n<!-- a > b -->\n<html lang="en">', 'html'],
  ['page', '\ufeff\n<div class="a<b">', 'html'],
  ['', '<p>', 'html'],
  ['', '<H1>', 'html'],
  ['', '<br/>', 'html'],
  ['', '<article\nid=a>', 'html'],
  ['', '<rss version="2.0">', 'feed'],
  ['', '<feed xmlns="http://www.w3.org/2005/Atom">', 'feed'],
  ['', '<p', 'text'],
  ['', '<price> of oil', 'text'],
  ['', '<a@b.example> wrote:', 'text'],
  ['', '<https://a.example>', 'text'],
  ['', 'Less <p> is more', 'text'],
  ['', '', 'text'],
  ['a.txt', '<p>', 'text'],
  ['a.md.gz', '<p>', 'markdown'],
  ['a.HTML', 'no tag', 'html']
])('tells the kind of %j that begins with %j', (name, source, kind) => {
  expect(inputKindOf(name, source)).toBe(kind)
})
