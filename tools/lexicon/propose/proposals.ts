/** Rows that a person may want to add: words that hardly any row restores, with what a spinner may have put for them. */
import type { Entries, PartOfSpeech, WordEntry } from '../../../src/dictionary/entries.js'
import { Inflector } from '../../../src/text/inflection.js'
import { flow } from '../canonical.js'
import type { Synset, Thesaurus } from './wordnet.js'
import type { WordSpace } from './word-space.js'

/** A word with as many spun forms is covered. */
const COVERED = 3
/** Vector neighbours of a word that are looked at, and the least cosine of one. */
const NEIGHBOURS = 8
const LEAST_COSINE = 0.5
/** Rarer words are hardly put into prose: log10 P. */
const LEAST_FREQUENCY = -6
const GLOSS = 60
/** Candidates of one word that are listed. */
const LISTED = 12

/** The part of speech of a word by itself; null for function words and what is no word of English. */
export type Tagger = (word: string) => PartOfSpeech | null

export interface Candidate {
  readonly spun: string
  readonly pos: PartOfSpeech
  readonly cosine?: number
  /** What both words may mean. */
  readonly shared?: Synset
  /** log10 P */
  readonly frequency?: number
  /** The row to which the original could be added. */
  readonly row?: WordEntry
}

export interface Proposal {
  readonly original: string
  readonly frequency: number
  /** What is restored to the original by now. */
  readonly known: readonly string[]
  readonly candidates: readonly Candidate[]
}

const byWord = (entries: Entries): Map<string, Set<string>> => {
  const known = new Map<string, Set<string>>()
  // Rows that serve names alone restore nothing in prose.
  for (const { spun, originals } of [...entries.words.filter(({ scope }) => scope === undefined), ...entries.phrases]) {
    for (const original of originals) known.set(original, (known.get(original) ?? new Set()).add(spun))
  }
  return known
}

/** Plurals, tenses and comparisons of other words. Rows list lemmas; what only looks like a form ("thing" of "the") stays. */
export function inflectedForms(space: WordSpace, { english }: Entries): ReadonlySet<string> {
  const inflector = new Inflector(english)
  const words = new Set(space.words)
  const inflected = new Set<string>()
  for (const base of space.words.filter((word) => word.length > 1)) {
    const forms = (['noun', 'verb', 'adjective'] as const).flatMap((pos) => inflector.forms(base, pos).map(({ form }) => form))
    const others = [...new Set(forms)].filter((form) => form !== base && words.has(form))
    for (const [index, cosine] of space.cosines(base, others).entries()) {
      if (cosine !== undefined && cosine >= LEAST_COSINE) inflected.add(others[index] ?? '')
    }
  }
  return inflected
}

/** Most evidence first: a shared meaning, then closeness. */
const strength = ({ shared, cosine = 0 }: Candidate): number => (shared ? 2 : 0) + cosine

/** Looks for what may have been put for a word, in one dictionary. */
class Proposer {
  private readonly known: ReadonlyMap<string, ReadonlySet<string>>
  private readonly lemmas: readonly string[]
  private readonly rows: ReadonlyMap<string, WordEntry>
  private readonly listed: ReadonlySet<string>

  constructor(
    private readonly space: WordSpace,
    entries: Entries,
    private readonly partOf: Tagger,
    private readonly thesaurus: Thesaurus | null
  ) {
    this.known = byWord(entries)
    const inflected = inflectedForms(space, entries)
    const functionWords = new Set(entries.words.filter(({ pos }) => pos === 'function').flatMap(({ spun, originals }) => [spun, ...originals]))
    const isLemma = (word: string): boolean =>
      /^[a-z]{3,}$/.test(word) && !inflected.has(word) && !functionWords.has(word) && !entries.english.smallWords.has(word)
    this.lemmas = space.words.filter(
      (word) =>
        (space.frequency(word) ?? -Infinity) >= LEAST_FREQUENCY &&
        isLemma(word) &&
        (thesaurus === null || thesaurus(word).length > 0) &&
        partOf(word) !== null
    )
    this.rows = new Map(entries.words.map((row) => [`${row.spun} ${row.pos}`, row]))
    this.listed = new Set([...entries.words, ...entries.phrases].flatMap(({ spun, originals }) => originals.map((each) => `${spun} ← ${each}`)))
  }

  /** The most frequent words that are not covered and have a candidate. */
  proposals(limit: number): Proposal[] {
    const proposals: Proposal[] = []
    for (const original of this.lemmas) {
      if (proposals.length === limit) break
      const known = [...(this.known.get(original) ?? [])]
      if (known.length >= COVERED) continue
      const candidates = this.candidatesFor(original)
      if (candidates.length > 0) proposals.push({ original, frequency: this.space.frequency(original) ?? -Infinity, known, candidates })
    }
    return proposals
  }

  private candidatesFor(original: string): Candidate[] {
    const synonyms = (this.thesaurus?.(original) ?? []).flatMap(({ words }) => words)
    const spuns = [...new Set([...synonyms, ...this.nearest(original)])].filter((spun) => spun !== original && !this.listed.has(`${spun} ← ${original}`))
    const cosines = this.space.cosines(original, spuns)
    const candidates = spuns.flatMap((spun, index) => this.candidate(original, spun, cosines[index]) ?? [])
    return candidates.sort((a, b) => strength(b) - strength(a)).slice(0, LISTED)
  }

  /** Null for words that are not the same part of speech: vectors bring together what merely occurs together. */
  private candidate(original: string, spun: string, cosine: number | undefined): Candidate | null {
    const shared = this.thesaurus?.(original).find(({ words }) => words.includes(spun))
    const pos = shared?.pos ?? this.partOf(original)
    if (pos === null || (!shared && this.partOf(spun) !== pos)) return null
    const frequency = this.space.frequency(spun)
    const row = this.rows.get(`${spun} ${pos}`)
    return {
      spun,
      pos,
      ...(cosine === undefined ? {} : { cosine }),
      ...(shared === undefined ? {} : { shared }),
      ...(frequency === undefined ? {} : { frequency }),
      ...(row === undefined ? {} : { row })
    }
  }

  private nearest(word: string): string[] {
    const cosines = this.space.cosines(word, this.lemmas)
    return this.lemmas
      .map((lemma, index) => ({ lemma, cosine: cosines[index] ?? 0 }))
      .filter(({ lemma, cosine }) => cosine >= LEAST_COSINE && lemma !== word)
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, NEIGHBOURS)
      .map(({ lemma }) => lemma)
  }
}

/** Proposals for the `limit` most frequent words that fewer than three spun forms restore to. Without a thesaurus, vectors alone speak. */
export const propose = (space: WordSpace, entries: Entries, partOf: Tagger, thesaurus: Thesaurus | null, limit: number): Proposal[] =>
  new Proposer(space, entries, partOf, thesaurus).proposals(limit)

function evidenceOf({ cosine, shared, frequency, row }: Candidate): string {
  const said = [
    cosine === undefined ? 'no vector' : `cosine ${cosine.toFixed(2)}`,
    ...(shared ? [`both "${shared.gloss.length > GLOSS ? `${shared.gloss.slice(0, GLOSS)}…` : shared.gloss}"`] : []),
    frequency === undefined ? 'not in the language model' : `log10 P ${frequency.toFixed(1)}`,
    ...(row ? [`stands at ${row.position.file}:${String(row.position.line)} ← ${row.originals.join(', ')}`] : [])
  ]
  return said.join('; ')
}

/** The proposals as a section of a dictionary file, with the evidence behind each row. */
export function formatProposals(proposals: readonly Proposal[]): string {
  const lines = proposals.flatMap(({ original, frequency, known, candidates }) => [
    `  # ${original}, log10 P ${frequency.toFixed(1)}; ${known.length === 0 ? 'no row restores it' : `restored from ${known.join(', ')}`}`,
    ...candidates.map((candidate) => {
      const row = { spun: candidate.spun, originals: [original], pos: candidate.pos, families: [], rate: 'context' }
      return `  - ${flow(row)} # ${evidenceOf(candidate)}`
    })
  ])
  return ['words:', ...lines].join('\n') + '\n'
}
