/**
 * What the dictionary does in known texts: `npm run lexicon:audit [-- --all]`.
 *
 * Clean text is Brown's fit and tune parts; garbled text is its tune part, spun by the frozen spinner.
 * `--all` lists every entry, not only the worst of each kind.
 */
import { brownDocuments } from '../../eval/brown.js'
import { spin } from '../../eval/spinner/spin.js'
import { stringAt } from '../../src/binary/strings.js'
import { loadData } from '../../src/node/create.js'
import { readEntries } from '../../src/node/data.js'
import { buildEngine } from '../../src/restorer.js'
import { faultyExamples } from './audit/examples.js'
import { addClean, addGarbled, emptyTally, fileOf, type Tally } from './audit/firing.js'
import { shadowedPhrases } from './audit/shadows.js'
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import { entrySummary } from '../../src/dictionary/entry-names.js'

/** As dense as real pages: about one word in six. */
const RATE = 0.6
const LISTED = 40

const all = process.argv.includes('--all')

function print(title: string, note: string, lines: readonly string[]): void {
  console.log(`${title} (${String(lines.length)})\n  ${note}`)
  for (const line of all ? lines : lines.slice(0, LISTED)) console.log(`  ${line}`)
  if (!all && lines.length > LISTED) console.log(`  … ${String(lines.length - LISTED)} more: --all`)
  console.log()
}

const describe = ({ entries }: CompiledDictionary, entry: number): string =>
  `${stringAt(entries.file, entries.fileOf[entry] ?? 0)}:${String(entries.line[entry])}: ${entrySummary(entries, entry)}`

function firing(dictionary: CompiledDictionary, { clean, right }: Tally, rate: string, least: number): string[] {
  const { entries } = dictionary
  return Array.from(clean.keys())
    .filter((entry) => (clean[entry] ?? 0) >= least && entrySummary(entries, entry).includes(`${rate};`))
    .sort((a, b) => (clean[b] ?? 0) - (clean[a] ?? 0))
    .map((entry) => `${String(clean[entry]).padStart(5)} in clean text, ${String(right[entry])} right in garbled  ${describe(dictionary, entry)}`)
}

function marginalReach(dictionary: CompiledDictionary, { reach }: Tally): string[] {
  const rows = new Map<string, number>()
  for (let entry = 0; entry < dictionary.entries.line.length; entry++) {
    const file = fileOf(dictionary, entry)
    rows.set(file, (rows.get(file) ?? 0) + 1)
  }
  const gain = (file: string): number => (100 * (reach.only.get(file) ?? 0)) / (rows.get(file) ?? 1)
  return [...rows.keys()]
    .sort((a, b) => gain(b) - gain(a))
    .map((file) => `${gain(file).toFixed(1).padStart(6)} a hundred rows, ${String(reach.only.get(file) ?? 0).padStart(4)} in all, ${String(rows.get(file)).padStart(4)} rows  ${file}`)
}

const packed = await loadData()
const entries = await readEntries([], true)
const engine = buildEngine({ ...packed, dictionary: entries }, { analyser: null })
const { dictionary } = engine
const phraseless = buildEngine({ ...packed, dictionary: { ...entries, phrases: [] } }, { analyser: null }).dictionary
const tally = emptyTally(dictionary.entries.line.length)
for (const { text } of [...brownDocuments('fit'), ...brownDocuments('tune')]) addClean(engine, text, tally)
for (const { id, text } of brownDocuments('tune')) addGarbled(engine, spin(text, { rate: RATE, seed: `audit/${id}` }), tally)

const { expected, reached } = tally.reach
console.log(`Reach on the frozen spinner's tune part: ${String(reached)} of ${String(expected)}, ${(reached / expected).toFixed(3)}\n`)
print('Marginal reach by file', 'references that no other file reaches; names need the files of their word rows too', marginalReach(dictionary, tally))
print('`always` entries in clean text', 'demote them, or give them their context', firing(dictionary, tally, 'always', 1))
print('`often` entries common in clean text', 'ten times or more in 700,000 words', firing(dictionary, tally, 'often', 10))
print('Shadowed phrases', 'the same restoration is reached without them, or a protected phrase always covers them', shadowedPhrases(entries, dictionary, phraseless))
const silent = Array.from(tally.clean.keys()).filter((entry) => tally.clean[entry] === 0 && tally.garbled[entry] === 0)
const share = (silent.length / tally.clean.length).toFixed(2)
print('Entries that never fire', `in neither text: ${share} of all; most are rare rather than wrong`, silent.map((entry) => describe(dictionary, entry)))
print('Examples', 'at least one garbled and one clean for every 25 entries, each with words of its own', faultyExamples(entries))
