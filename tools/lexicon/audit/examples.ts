/** Whether a file's examples were written one by one: sentences that share over half their words come from a template. */
import type { DictionaryExample, Entries } from '../../../src/dictionary/entries.js'

/** An example is asked for every this many entries, of each kind. */
const ENTRIES_PER_EXAMPLE = 25
const MOST_SHARED = 0.5

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}']+/gu) ?? [])

/** Share of the shorter sentence's words that stand in the other. */
export function sharedWords(a: string, b: string): number {
  const first = wordsOf(a)
  const second = wordsOf(b)
  let shared = 0
  for (const word of first) if (second.has(word)) shared++
  return shared / Math.max(1, Math.min(first.size, second.size))
}

/** What is wrong with the examples of each file, as lines. */
export function faultyExamples({ words, phrases, names, examples }: Entries): string[] {
  const byFile = new Map<string, DictionaryExample[]>()
  for (const example of examples) byFile.set(example.position.file, [...(byFile.get(example.position.file) ?? []), example])
  const entries = new Map<string, number>()
  for (const { position } of [...words, ...phrases, ...names]) entries.set(position.file, (entries.get(position.file) ?? 0) + 1)
  return [...entries].flatMap(([file, count]) => {
    const own = byFile.get(file) ?? []
    const clean = own.filter(({ text, restored }) => text === restored).length
    const wanted = Math.ceil(count / ENTRIES_PER_EXAMPLE)
    const few = own.length - clean < wanted || clean < wanted
    return [
      ...(few ? [`${file}: ${String(own.length - clean)} garbled and ${String(clean)} clean examples for ${String(count)} entries, ${String(wanted)} of each wanted`] : []),
      ...own.flatMap(({ restored, position }, index) => {
        const twin = own.slice(0, index).find((earlier) => sharedWords(earlier.restored, restored) > MOST_SHARED)
        return twin ? [`${file}:${String(position.line)}: shares over half its words with line ${String(twin.position.line)}`] : []
      })
    ]
  })
}
