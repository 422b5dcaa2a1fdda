/**
 * `npm run checksums`: one hash for each corpus over everything that restoring it gives, to show that a change left the
 * output as it was. See bench/README.md.
 */
import { createHash } from 'node:crypto'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Restorer } from '../src/types.js'
import { loadBuilt } from './built.js'
import { checkedCorpora, type CheckedCorpus } from './checked-corpora.js'
import { describeAll, describeEdits } from './outcome.js'
import { formatColumns } from './table.js'

/** Enough of SHA-256 to tell outputs apart, and short enough to be compared by eye. */
const DIGITS = 16

const hashOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, DIGITS)

interface Sum {
  readonly name: string
  readonly texts: number
  readonly edits: number
  readonly editsHash: string
  readonly allHash: string
  /** A hash for each text, by its id. */
  readonly each: readonly (readonly [id: string, hash: string])[]
}

function sum(restorer: Restorer, { name, texts, options }: CheckedCorpus): Sum {
  const outcomes = texts.map(({ id, text }) => {
    const restoration = restorer.restore(text, options)
    return { id, edits: restoration.edits.length, ours: describeEdits(restoration), all: describeAll(restoration) }
  })
  return {
    name,
    texts: texts.length,
    edits: outcomes.reduce((total, { edits }) => total + edits, 0),
    editsHash: hashOf(outcomes.map(({ id, ours }) => `${id} ${ours}`)),
    allHash: hashOf(outcomes.map(({ id, all }) => `${id} ${all}`)),
    each: outcomes.map(({ id, ours, all }) => [id, `${hashOf([ours])} ${hashOf([all])}`])
  }
}

const { values } = parseArgs({ options: { each: { type: 'boolean', default: false } } })
const restorer = await (await loadBuilt()).createRestorer()
const corpora = checkedCorpora()
const rows: string[][] = [['corpus', 'texts', 'edits', 'hash of edits', 'hash of all']]
for (const corpus of corpora) {
  process.stderr.write(`${corpus.name}\n`)
  const { name, texts, edits, editsHash, allHash, each } = sum(restorer, corpus)
  rows.push([name, String(texts), String(edits), editsHash, allHash])
  if (values.each) for (const [id, hash] of each) rows.push([`  ${id}`, '', '', ...hash.split(' ')])
}
process.stdout.write(`${formatColumns(rows)}\n`)
