/** Speed of the engine, as a multiple of one pass of a regular expression over the words of the same texts. */
import type { BuiltPackage } from './built.js'
import { corpora, growingTexts, wordsOf, type Corpus } from './texts.js'
import { interleave, ratios, spreadOf, type Job, type Spread } from './timing.js'

export interface CoreRow {
  readonly corpus: string
  readonly work: string
  readonly words: number
  readonly milliseconds: Spread
  /** Time of the work divided by that of the pass, round by round. */
  readonly passes: Spread
}

/** The yardstick: what any program that looks at every word must at least do. */
function countWordCharacters(text: string): number {
  let sum = 0
  for (const match of text.matchAll(/[\p{L}\p{N}']+/gu)) sum += match[0].length
  return sum
}

type Work = (text: string) => unknown

const jobOf = (name: string, { texts }: Corpus, work: Work): Job => ({ name, run: () => texts.map((text) => work(text)) })

const PASS = 'regular expression'

/** Jobs of one corpus; the pass comes first. */
function jobsOf(corpus: Corpus, works: readonly (readonly [string, Work])[]): Job[] {
  return [[PASS, countWordCharacters] as const, ...works].map(([name, work]) => jobOf(`${corpus.name}: ${name}`, corpus, work))
}

export async function measureCore(dist: BuiltPackage, rounds: number): Promise<CoreRow[]> {
  const plain = await dist.createRestorer({ analyser: null })
  const analysing = await dist.createRestorer()
  const engine = dist.buildEngine(await dist.loadData())
  const call = { assume: 'auto', minConfidence: plain.minConfidence, keepQuotes: false } as const
  const works: [string, Work][] = [
    ['candidates', (text) => dist.prepare(engine, text, call)],
    ['diagnose', (text) => plain.diagnose(text)],
    ['restore without analyser', (text) => plain.restore(text)],
    ['restore', (text) => analysing.restore(text)]
  ]
  const long: [string, Work][] = [['restore without analyser', (text) => plain.restore(text)]]
  const groups = [...corpora().map((corpus) => ({ corpus, works })), ...growingTexts().map((corpus) => ({ corpus, works: long }))]
  const times = await interleave(groups.flatMap((group) => jobsOf(group.corpus, group.works)), rounds, 2)
  return groups.flatMap((group) =>
    [PASS, ...group.works.map(([name]) => name)].map((work) => {
      const name = `${group.corpus.name}: ${work}`
      return {
        corpus: group.corpus.name,
        work,
        words: wordsOf(group.corpus),
        milliseconds: spreadOf(times.get(name) ?? []),
        passes: spreadOf(ratios(times, name, `${group.corpus.name}: ${PASS}`))
      }
    })
  )
}
