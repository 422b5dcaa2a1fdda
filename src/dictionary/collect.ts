/** Puts checked rows together into one dictionary, and gives each entry its stable id. */
import type { ComparativeForms, VerbForms } from '../text/english.js'
import type {
  DictionaryExample,
  EnglishEntries,
  Entries,
  FamilyEntry,
  NameEntry,
  PhraseEntry,
  Position,
  ProtectedEntry,
  WordEntry
} from './entries.js'
import { slugOf } from './entry-names.js'
import { checkRow, type Problem, type Row, type SectionName } from './schema.js'
import { spellingForms } from './spelling.js'

type Handlers = { readonly [Name in SectionName]: (row: Row<Name>, position: Position) => void }

/** The file's part of an entry id: `dictionaries/words/newswire-nouns.yaml` → `newswire-nouns`. */
const stemOf = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '')

export class EntryCollector {
  private readonly words: WordEntry[] = []
  private readonly phrases: PhraseEntry[] = []
  private readonly names: NameEntry[] = []
  private readonly protectedPhrases: ProtectedEntry[] = []
  private readonly families: FamilyEntry[] = []
  private readonly examples: DictionaryExample[] = []
  private readonly verbs = new Map<string, VerbForms>()
  private readonly plurals = new Map<string, readonly string[]>()
  private readonly comparatives = new Map<string, ComparativeForms>()
  private readonly anPrefixes: string[] = []
  private readonly aPrefixes: string[] = []
  private readonly spellings: Row<'spelling'>[] = []
  private readonly sets = {
    headEndsBefore: new Set<string>(),
    uncomparable: new Set<string>(),
    doubling: new Set<string>(),
    abbreviations: new Set<string>(),
    smallWords: new Set<string>(),
    acronyms: new Set<string>(),
    britishDoubling: new Set<string>()
  }
  private readonly ids = new Map<string, number>()
  /** Fields of the files that state one, by file. */
  private readonly fields = new Map<string, Row<'field'>>()

  private readonly handlers: Handlers = {
    description: () => undefined,
    field: (field, { file }) => void this.fields.set(file, field),
    examples: ({ garbled, restored, clean }, position) => {
      const text = clean ?? garbled ?? ''
      this.examples.push({ text, restored: clean ?? restored ?? '', position })
    },
    words: (row, position) =>
      void this.words.push({ ...row, id: this.id('words', position, `${slugOf(row.spun)}-${row.pos}`), position }),
    phrases: (row, position) =>
      void this.phrases.push({ ...row, id: this.id('phrases', position, slugOf(row.spun)), position }),
    names: (name, position) => void this.names.push({ ...this.name(name, position), position }),
    terms: (name, position) => void this.names.push({ ...this.name(name, position), seldom: true, position }),
    protected: ({ phrase, reason }, position) => void this.protectedPhrases.push({ phrase, reason, position }),
    families: (row, position) => void this.families.push({ ...row, position }),
    verbs: ({ base, past, participle, third, gerund }) =>
      void this.verbs.set(base, {
        past,
        participle,
        ...(third === undefined ? {} : { third }),
        ...(gerund === undefined ? {} : { gerund })
      }),
    plurals: ({ singular, plural }) => void this.plurals.set(singular, plural),
    'head-ends-before': (word) => void this.sets.headEndsBefore.add(word),
    comparatives: ({ base, comparative, superlative }) => void this.comparatives.set(base, { comparative, superlative }),
    uncomparable: (word) => void this.sets.uncomparable.add(word),
    doubling: (word) => void this.sets.doubling.add(word),
    abbreviations: (word) => void this.sets.abbreviations.add(word),
    small: (word) => void this.sets.smallWords.add(word),
    an: (prefix) => void this.anPrefixes.push(prefix),
    a: (prefix) => void this.aPrefixes.push(prefix),
    acronyms: (word) => void this.sets.acronyms.add(word),
    spelling: (row) => void this.spellings.push(row),
    'british-doubling': (word) => void this.sets.britishDoubling.add(word)
  }

  /** Takes one row, or returns what is wrong with it. */
  add<Name extends SectionName>(section: Name, value: unknown, position: Position): readonly Problem[] {
    const checked = checkRow(section, value)
    if ('problems' in checked) return checked.problems
    this.handlers[section](checked.row, position)
    return []
  }

  finish(): Entries {
    return {
      words: this.words,
      phrases: this.phrases,
      names: this.names,
      protected: this.protectedPhrases,
      families: this.families,
      examples: this.examples,
      english: this.english()
    }
  }

  private english(): EnglishEntries {
    const { britishDoubling, ...sets } = this.sets
    const rules = { ...sets, verbs: this.verbs, plurals: this.plurals, comparatives: this.comparatives }
    return {
      ...rules,
      anPrefixes: this.anPrefixes,
      aPrefixes: this.aPrefixes,
      spelling: spellingForms(rules, this.spellings, britishDoubling)
    }
  }

  private name(name: string, position: Position): Pick<NameEntry, 'id' | 'name' | 'field'> {
    const field = this.fields.get(position.file)
    return { id: this.id('names', position, slugOf(name)), name, ...(field && { field }) }
  }

  /** `layer/file#key`; entries of one file that share a key are numbered from the second on. */
  private id(layer: string, { file }: Position, key: string): string {
    const id = `${layer}/${stemOf(file)}#${key}`
    const count = (this.ids.get(id) ?? 0) + 1
    this.ids.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
}
